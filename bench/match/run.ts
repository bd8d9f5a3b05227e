/**
 * Measures the matcher beside its peers: `npx tsx bench/match/run.ts [--terms 300,5000,100000] [--rounds 5] [--export DIR] [--only NAME]`.
 *
 * Contestants take turns, round by round, in one process, so that a busy machine is busy for all of them. Printed are
 * megabytes of UTF-8 a second of processor time (median and spread of the rounds), nanoseconds a character, and the ratio to medlint.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { loadDictionary } from "../../src/dictionaries/index.js";
import { CONTESTANTS } from "./contestants.js";
import { haystacks, termSet } from "./haystack.js";

const { values } = parseArgs({
  options: {
    terms: { type: "string", default: "300,5000,100000" },
    rounds: { type: "string", default: "5" },
    export: { type: "string" },
    only: { type: "string" },
  },
});
const rounds = Math.max(5, Number(values.rounds));
const dictionary = loadDictionary();
const texts = haystacks();

/** Peers that need longer for one pass than this are run on as much of the text as they manage. */
const PATIENCE_MS = 3000;
/** Passes before the first that counts, for everybody: compilers work beside the first ones. */
const WARM_UP = 6;
/** Share of the text that everybody starts with. */
const TASTE = 100;

/** Processor time: what else the machine does does not count. */
function milliseconds(work: () => unknown): number {
  const started = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(started);
  return Math.max(1, user + system) / 1000;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

for (const size of values.terms.split(",").map(Number)) {
  const terms = termSet(dictionary, size);
  if (values.export !== undefined) {
    mkdirSync(values.export, { recursive: true });
    writeFileSync(path.join(values.export, `terms-${size}.txt`), terms.join("\n"));
    for (const { name, text } of texts) writeFileSync(path.join(values.export, `${name}.txt`), text);
  }
  const asked = CONTESTANTS.filter(({ name }) => values.only === undefined || name.startsWith(values.only));
  const built = asked
    .filter(({ mostTerms }) => size <= mostTerms)
    .map((contestant) => {
      let run: (text: string) => number = () => 0;
      const buildMs = milliseconds(() => {
        run = contestant.build(terms);
      });
      return { name: contestant.name, mostCharacters: contestant.mostCharacters, buildMs, run };
    });
  for (const { name, text } of texts) {
    const megabytes = Buffer.byteLength(text) / 1e6;
    const runs = built.map((contestant) => {
      const piece = text.slice(0, Math.min(text.length / TASTE, contestant.mostCharacters ?? Number.POSITIVE_INFINITY));
      contestant.run(piece);
      const taste = milliseconds(() => contestant.run(piece));
      // A peer that is slow on a little may be slower still on more: it gets a quarter of what its pace promises.
      const share = taste * TASTE > PATIENCE_MS ? Math.min(1, PATIENCE_MS / (taste * TASTE) / 4) : 1;
      const length = Math.min(text.length * share, contestant.mostCharacters ?? Number.POSITIVE_INFINITY);
      const haystack = length < text.length ? text.slice(0, length) : text;
      for (let pass = 0; pass < WARM_UP; pass++) contestant.run(haystack);
      return { ...contestant, haystack, hits: 0, rates: [] as number[] };
    });
    const bytes = Buffer.from(text);
    const decoder = new TextDecoder();
    const fromBytes: number[] = [];
    for (let round = 0; round < rounds; round++) {
      // Everybody is first once: whoever follows the decoder pays for its garbage.
      for (let turn = 0; turn < runs.length; turn++) {
        const run = runs[(round + turn) % runs.length];
        if (run === undefined) continue;
        const spent = milliseconds(() => {
          run.hits = run.run(run.haystack);
        });
        run.rates.push(((megabytes * run.haystack.length) / text.length / spent) * 1000);
      }
      fromBytes.push((megabytes / milliseconds(() => runs[0]?.run(decoder.decode(bytes)))) * 1000);
    }
    const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[list.length >> 1] ?? 0;
    const own = median(runs[0]?.rates ?? []);
    print(`\n${size} terms, ${name}: ${text.length} characters, ${megabytes.toFixed(1)} MB, ${rounds} rounds`);
    for (const { name: who, buildMs, rates, hits, haystack } of runs) {
      const rate = median(rates);
      const perCharacter = ((megabytes / rate) * 1e9) / text.length;
      const short = haystack.length < text.length ? ` (${haystack.length} characters)` : "";
      print(
        `${rate.toFixed(0).padStart(6)} MB/s  ${Math.min(...rates)
          .toFixed(0)
          .padStart(4)}-${Math.max(...rates)
          .toFixed(0)
          .padEnd(4)} ` +
          `${perCharacter.toFixed(1).padStart(7)} ns/char  ${(own / rate).toFixed(1).padStart(6)}x  ` +
          `${String(hits).padStart(7)} hits  built in ${buildMs.toFixed(0).padStart(5)} ms  ${who}${short}`,
      );
    }
    print(`${median(fromBytes).toFixed(0).padStart(6)} MB/s  medlint from bytes, decoding included`);
  }
}
