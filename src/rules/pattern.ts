/** One element of a pattern: which concepts it takes, how far behind the element before it may stand. */
export interface PatternElement {
  /** Class ids, `#concept` ids or, with a leading quote, literal words. */
  readonly accepts: readonly string[];
  readonly optional: boolean;
  /** Units between the element before and this one, at most. */
  readonly gap: number;
  /** Classes that must not stand in the gap. */
  readonly gapNot: readonly string[];
  readonly condition: { readonly op: ">=" | "<=" | ">" | "<" | "="; readonly value: number } | null;
}

export interface ParsedPattern {
  readonly source: string;
  /** `^`: the first element stands at the start of the sentence. */
  readonly atStart: boolean;
  /** `$`: the last element stands at the end of the sentence. */
  readonly atEnd: boolean;
  readonly elements: readonly PatternElement[];
}

/** A pattern that cannot be read; `column` counts from 1 within the pattern. */
export class PatternError extends Error {
  readonly code = "MEDLINT_PATTERN";
  readonly column: number;

  constructor(source: string, column: number, reason: string) {
    super(`规则模式「${source}」第 ${column} 个字符：${reason}`);
    this.name = "PatternError";
    this.column = column;
  }
}

/** Units allowed between two elements where the pattern does not say. */
export const DEFAULT_GAP = 2;
const MAX_GAP = 60;
const MAX_PATTERN_ELEMENTS = 32;
const ELEMENT =
  /\s*(?:(~)(\d+)(?:!\{([a-z0-9|-]+)\})?\s*)?(?:\{(#?[a-z0-9-]+(?:\|#?[a-z0-9-]+)*)(?:\s*(>=|<=|>|<|=)\s*(\d+(?:\.\d+)?))?\}|\(([^()]+)\)|([^\s{}()~^$?]+))(\?)?/uy;

/**
 * Parses a pattern.
 *
 * Grammar: elements separated by blanks; `{class}`, `{a|b}`, `{#concept}`, `{percent >= 50}`, `word`, `(word|word)`;
 * `~N` before an element allows N units between, `~N!{class}` forbids a class in between; `?` makes an element
 * optional; `^` and `$` bind to the ends of the sentence.
 *
 * @throws PatternError
 * @example
 * parsePattern("{duration} ~8!{negation} {result}").elements.length; // → 2
 */
export function parsePattern(source: string): ParsedPattern {
  let text = source.trim();
  const atStart = text.startsWith("^");
  if (atStart) text = text.slice(1);
  const atEnd = text.endsWith("$");
  if (atEnd) text = text.slice(0, -1);
  text = text.trimEnd();
  const elements: PatternElement[] = [];
  let at = 0;
  while (at < text.length) {
    ELEMENT.lastIndex = at;
    const found = ELEMENT.exec(text);
    if (found === null || found[0].length === 0) throw new PatternError(source, at + 1, "无法识别");
    at = ELEMENT.lastIndex;
    const [, tilde, gapText, gapNot, classes, op, value, alternatives, word, optional] = found;
    const gap = tilde === undefined ? DEFAULT_GAP : Number(gapText);
    if (gap > MAX_GAP) throw new PatternError(source, at, `间隔不能超过 ${MAX_GAP}`);
    const accepts =
      classes !== undefined
        ? classes.split("|")
        : (alternatives ?? word ?? "").split("|").map((literal) => `'${literal.trim()}`);
    if (accepts.some((accept) => accept === "'" || accept === "")) throw new PatternError(source, at, "有空的备选项");
    elements.push({
      accepts,
      optional: optional !== undefined,
      gap,
      gapNot: gapNot === undefined ? [] : gapNot.split("|"),
      condition: op === undefined ? null : { op: op as ">=", value: Number(value) },
    });
  }
  if (elements.length > MAX_PATTERN_ELEMENTS)
    throw new PatternError(source, at, `元素不能超过 ${MAX_PATTERN_ELEMENTS} 个`);
  if (elements.length === 0) throw new PatternError(source, 1, "模式是空的");
  if (elements[0]?.optional) throw new PatternError(source, 1, "第一个元素不能是可选的");
  return { source, atStart, atEnd, elements };
}

/** Literal words that a pattern names; each becomes a term of the lexicon. */
export function literalsOf(pattern: ParsedPattern): string[] {
  return pattern.elements.flatMap((element) =>
    element.accepts.filter((accept) => accept.startsWith("'")).map((accept) => accept.slice(1)),
  );
}
