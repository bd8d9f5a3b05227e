import type { Automaton } from "./automaton.js";
import { type Confusion, ConfusionTable } from "./confusions.js";
import { CorruptMatcherError } from "./errors.js";
import { CompiledMatcher } from "./matcher.js";
import { readTerms } from "./names.js";
import { checksum, HEADER, MAGIC, SECTIONS, VERSION } from "./serialize.js";

export interface LoadOptions {
  /** Whether the loops run in TypeScript even where there is WebAssembly: the same hits, slower. Default: false. */
  readonly portable?: boolean;
}

/**
 * Reads a matcher that `serialize` wrote. The tables stay in the buffer, so that many workers share one SharedArrayBuffer.
 * Copied are, at the first text, the tables that are read for every character, into the memory of the loops; and the terms'
 * names when they are asked for.
 *
 * @throws CorruptMatcherError where the buffer is damaged, cut, of another version or not a matcher at all
 * @example
 * const matcher = load(compile([{ id: "cure", text: "根治" }]).serialize());
 */
export function load(buffer: ArrayBuffer | SharedArrayBuffer, options: LoadOptions = {}): CompiledMatcher {
  if (buffer.byteLength < (HEADER + SECTIONS) * 4 || buffer.byteLength % 4 !== 0)
    throw new CorruptMatcherError(`至少 ${(HEADER + SECTIONS) * 4} 字节、长度为 4 的倍数`, `${buffer.byteLength} 字节`);
  const header = new Int32Array(buffer, 0, HEADER + SECTIONS);
  const expect = (what: string, wanted: number, got: number | undefined): void => {
    if (wanted !== got) throw new CorruptMatcherError(`${what} ${wanted}`, String(got));
  };
  expect("标记", MAGIC, header[0]);
  expect("版本", VERSION, header[1]);
  expect("字节数", buffer.byteLength, header[3]);
  expect("分段数", SECTIONS, header[4]);
  expect("校验和", checksum(new Uint8Array(buffer, HEADER * 4)), header[2]);
  let at = (HEADER + SECTIONS) * 4;
  let section = 0;
  const next = (): { at: number; bytes: number } => {
    const bytes = header[HEADER + section++] as number;
    const here = at;
    at += (bytes + 3) & ~3;
    if (bytes < 0 || at > buffer.byteLength) throw new CorruptMatcherError("完整的分段", `第 ${section} 段超出末尾`);
    return { at: here, bytes };
  };
  const ints = (): Int32Array => {
    const { at: start, bytes } = next();
    return new Int32Array(buffer, start, bytes >> 2);
  };
  const words = (): Uint16Array => {
    const { at: start, bytes } = next();
    return new Uint16Array(buffer, start, bytes >> 1);
  };
  const octets = (): Uint8Array => {
    const { at: start, bytes } = next();
    return new Uint8Array(buffer, start, bytes);
  };
  const numbers = ints();
  const number = (i: number): number => numbers[i] as number;
  const alphabet = {
    classOf: words(),
    astralPoints: ints(),
    astralClasses: ints(),
    mainOf: words(),
    size: number(1),
    firstSign: number(2),
    firstWord: number(3),
    firstOdd: number(4),
  };
  const automaton = (first: number): Automaton => ({
    classes: number(first),
    limit: number(first + 1),
    sparseFrom: number(first + 2),
    escapeFrom: number(first + 3),
    next: ints(),
    check: words(),
    links: ints(),
    rowOutput: ints(),
  });
  const tails = { check: words(), links: ints() };
  const long = automaton(6);
  const mixed = automaton(10);
  const table = { patterns: ints(), literals: ints() };
  const chains = ints();
  const sleep = { wakes: octets(), pairs: octets(), isAwake: octets(), lead: number(5) };
  const pairs = ints();
  const confusions: Confusion[] = [];
  for (let i = 0; i < pairs.length; i += 4)
    confusions.push({
      from: pairs[i] as number,
      to: pairs[i + 1] as number,
      confidence: pairs[i + 2] as number,
      disguise: pairs[i + 3] as number,
    });
  const pairsAt = next();
  const parts = {
    alphabet,
    tails,
    long,
    mixed,
    table,
    chains,
    sleep,
    confusions: new ConfusionTable(confusions),
    neighbours: new Uint32Array(buffer, pairsAt.at, pairsAt.bytes >> 2),
    longest: number(0),
    unmatchable: ints(),
  };
  const names = next();
  return new CompiledMatcher(
    parts,
    // A TextDecoder refuses shared memory.
    () => readTerms(new Uint8Array(buffer, names.at, names.bytes).slice()),
    options.portable,
  );
}
