import { type Lexicon, LITERAL } from "../claims/lexicon.js";
import { clauseEnd, type Sentence, type Token, type TokenizedPassage } from "../claims/token.js";
import { ConceptSet } from "./concept-set.js";
import { type ParsedPattern, parsePattern } from "./pattern.js";

interface CompiledElement {
  readonly accepts: ConceptSet;
  readonly gapNot: ConceptSet | null;
  readonly gap: number;
  readonly optional: boolean;
  readonly op: string | null;
  readonly value: number;
}

/** A pattern bound to a lexicon. */
export interface CompiledPattern {
  readonly source: string;
  readonly elements: readonly CompiledElement[];
  readonly within: "clause" | "sentence";
  readonly atStart: boolean;
  readonly atEnd: boolean;
}

/** Where a pattern matched and by which tokens. */
export interface PatternMatch {
  readonly start: number;
  readonly end: number;
  readonly tokens: readonly Token[];
}

/** A pattern names a class or concept that no dictionary file has: it could never match. */
export class UnknownClassError extends Error {
  readonly code = "MEDLINT_UNKNOWN_CLASS";
  constructor(source: string, name: string) {
    super(`规则模式「${source}」引用了不存在的词类或概念「${name}」`);
    this.name = "UnknownClassError";
  }
}

/**
 * Binds a parsed pattern to a lexicon.
 *
 * @throws UnknownClassError where a class has no concept: a rule that can never match is an error, not a clean result
 */
export function compilePattern(
  lexicon: Lexicon,
  pattern: ParsedPattern,
  within: "clause" | "sentence" = "sentence",
): CompiledPattern {
  const table = (names: readonly string[]): ConceptSet => acceptTable(lexicon, names, pattern.source);
  return {
    source: pattern.source,
    within,
    atStart: pattern.atStart,
    atEnd: pattern.atEnd,
    elements: pattern.elements.map((element) => ({
      accepts: table(element.accepts),
      gapNot: element.gapNot.length === 0 ? null : table(element.gapNot),
      gap: element.gap,
      optional: element.optional,
      op: element.condition?.op ?? null,
      value: element.condition?.value ?? 0,
    })),
  };
}

/** A pattern that is parsed and bound when it is first needed: a listing needs some dozens of a thousand. */
export function lazyPattern(
  lexicon: Lexicon,
  source: string,
  within?: "clause" | "sentence" | undefined,
): () => CompiledPattern {
  let made: CompiledPattern | undefined;
  return () => {
    made ??= compilePattern(lexicon, parsePattern(source), within);
    return made;
  };
}

const tables = new WeakMap<Lexicon, Map<string, ConceptSet>>();

/** The concepts that any of some names stands for; one table for equal names, so that equal sets are the same object. */
function acceptTable(lexicon: Lexicon, names: readonly string[], source: string): ConceptSet {
  let known = tables.get(lexicon);
  if (known === undefined) {
    known = new Map();
    tables.set(lexicon, known);
  }
  const key = names.join("|");
  const made = known.get(key);
  if (made !== undefined) return made;
  const joined = new ConceptSet(lexicon.concepts.length);
  for (const name of names) {
    if (name.startsWith("'") || name.startsWith("#")) {
      const index = lexicon.conceptIndex.get(name.startsWith("'") ? `${LITERAL}${name.slice(1)}` : name.slice(1));
      if (index === undefined) throw new UnknownClassError(source, name);
      joined.add(index);
      continue;
    }
    const members = lexicon.membersOf(name);
    if (members.length === 0) throw new UnknownClassError(source, name);
    if (names.length > 1) joined.addAll(acceptTable(lexicon, [name], source));
    else for (const member of members) joined.add(member);
  }
  known.set(key, joined);
  return joined;
}

/** Units before what stands at the start of a sentence. */
export const START_REACH = 2;

/** Units, unseen ones included, that a gap of so many visible ones may be wide. */
export function farthest(gap: number): number {
  return gap * 3 + 6;
}

/** Dead ends (element, token before it) of the attempt under way: keeps hostile text from making the search exponential. */
const failed = new Set<number>();
const MAX_ELEMENTS = 64;

/** Tries the pattern with the token `first` of the sentence as its first; the nearest continuation wins. */
export function matchAt(
  passage: TokenizedPassage,
  sentence: Sentence,
  pattern: CompiledPattern,
  first: number,
): PatternMatch | null {
  const token = sentence.tokens[first] as Token;
  if (!fits(pattern.elements[0] as CompiledElement, token)) return null;
  if (pattern.atStart && token.start - sentence.start > START_REACH) return null;
  const limit = pattern.within === "clause" ? clauseEnd(sentence, token.start) : sentence.end;
  const bound: Token[] = [token];
  failed.clear();
  const end = extend(passage, sentence, pattern, 1, first, token.end, limit, bound);
  if (end < 0) return null;
  return { start: token.start, end, tokens: bound.slice() };
}

function extend(
  passage: TokenizedPassage,
  sentence: Sentence,
  pattern: CompiledPattern,
  at: number,
  after: number,
  position: number,
  limit: number,
  bound: Token[],
): number {
  const element = pattern.elements[at];
  if (element === undefined) {
    if (pattern.atEnd && visibleUnits(passage.text, position, sentence.end) > 1) return -1;
    return position;
  }
  const state = after * MAX_ELEMENTS + at;
  if (failed.has(state)) return -1;
  // Tokens come by start: the units between are counted once, not anew for every token.
  let counted = position;
  let between = 0;
  const { tokens } = sentence;
  for (let i = after + 1; i < tokens.length; i++) {
    const token = tokens[i] as Token;
    if (token.start < position) continue;
    if (token.start > limit || token.start - position > farthest(element.gap)) break;
    between += visibleUnits(passage.text, counted, token.start);
    counted = token.start;
    if (between > element.gap) break;
    if (token.end > limit || !fits(element, token)) continue;
    if (element.gapNot !== null && gapHolds(tokens, element.gapNot, after, i, position, token.start)) continue;
    bound.push(token);
    const end = extend(passage, sentence, pattern, at + 1, i, token.end, limit, bound);
    if (end >= 0) return end;
    bound.pop();
  }
  const skipped = element.optional ? extend(passage, sentence, pattern, at + 1, after, position, limit, bound) : -1;
  if (skipped < 0) failed.add(state);
  return skipped;
}

function fits(element: CompiledElement, token: Token): boolean {
  if (!element.accepts.has(token.concept)) return false;
  switch (element.op) {
    case null:
      return true;
    case ">=":
      return token.value >= element.value;
    case "<=":
      return token.value <= element.value;
    case ">":
      return token.value > element.value;
    case "<":
      return token.value < element.value;
    default:
      return token.value === element.value;
  }
}

function gapHolds(
  tokens: readonly Token[],
  forbidden: ConceptSet,
  after: number,
  before: number,
  from: number,
  to: number,
): boolean {
  for (let i = after + 1; i < before; i++) {
    const token = tokens[i] as Token;
    if (token.start >= from && token.end <= to && forbidden.has(token.concept)) return true;
  }
  return false;
}

/** Units between two places that a reader sees: blanks, zero-width characters and marks do not count. */
export function visibleUnits(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unit <= 0x20 || unit === 0xa0 || unit === 0x3000 || (unit >= 0x200b && unit <= 0x200f)) continue;
    if (unit === 0xfeff || unit === 0xfe0f || (unit >= 0xd800 && unit <= 0xdfff)) continue;
    count++;
  }
  return count;
}
