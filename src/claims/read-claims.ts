import type { Claim } from "./claim.js";
import { type ClaimTables, claimTablesOf } from "./claim-tables.js";
import { conditionLists } from "./condition-lists.js";
import type { Lexicon } from "./lexicon.js";
import { clauseEnd, clauseStart, type Sentence, type Token, type TokenizedPassage } from "./token.js";

/** Units between a verb and the first condition it governs. */
const VERB_GAP = 16;
/** Units between a condition and a verb or result behind it. */
const RESULT_GAP = 10;
/** Units around a claim in which its time, number and speaker are looked for. */
const DETAIL_REACH = 24;
/** Units around a list beyond which nothing of its clause is read: a clause without marks may be a whole page. */
const CLAUSE_REACH = 200;

/**
 * Reads the claims of one sentence: every list of conditions with the verb that governs it, and for each clause without
 * conditions who, where, on what and with what result the product is used.
 *
 * @example
 * readClaims(lexicon, passage, sentence)[0]?.action; // → "treat" for 治疗哮喘、鼻炎
 */
export function readClaims(lexicon: Lexicon, passage: TokenizedPassage, sentence: Sentence): Claim[] {
  const reading: Reading = {
    lexicon,
    tables: claimTablesOf(lexicon),
    passage,
    sentence,
    tokens: sentence.tokens,
  };
  const lists = conditionLists(passage.text, reading.tokens, reading.tables);
  const claims = lists.map((list) => claimOf(reading, list));
  return [...claims, ...claimsOfUse(reading, claims)];
}

interface Reading {
  readonly lexicon: Lexicon;
  readonly tables: ClaimTables;
  readonly passage: TokenizedPassage;
  readonly sentence: Sentence;
  readonly tokens: readonly Token[];
}

/** One claim for each clause that names no condition but who, where, what is measured, or a cure. */
function claimsOfUse(reading: Reading, claims: readonly Claim[]): Claim[] {
  const { tables, sentence, tokens } = reading;
  const found: Claim[] = [];
  let done = sentence.start - 1;
  let next = 0;
  for (const token of tokens) {
    if (tables.use[token.concept] !== 1 || token.start < done) continue;
    const to = clauseEnd(sentence, token.end - 1);
    done = to;
    while (next < claims.length && (claims[next] as Claim).to <= token.start) next++;
    const covering = claims[next];
    if (covering !== undefined && covering.from < to) continue;
    const claim = claimOf(reading, [token]);
    const verb = tables.action[token.concept] == null ? claim.verb : token;
    const action = verb === null ? null : (tables.action[verb.concept] ?? null);
    const isUse = action === null || action === "indicate";
    found.push({ ...claim, conditions: [], verb, action: isUse ? useOf(tables, claim) : action, bare: false });
  }
  return found;
}

/** `place` where a clause only names body parts: less telling than who uses a product, where, or on what. */
function useOf(tables: ClaimTables, claim: Claim): string {
  const isPlace = claim.tokens.every((token) => tables.use[token.concept] !== 1 || tables.site[token.concept] === 1);
  return isPlace ? "place" : "use";
}

function claimOf(reading: Reading, list: readonly Token[]): Claim {
  const { lexicon, passage, sentence, tables } = reading;
  const first = list[0] as Token;
  const last = list[list.length - 1] as Token;
  const from = Math.max(clauseStart(sentence, first.start), first.start - CLAUSE_REACH);
  const to = Math.min(clauseEnd(sentence, last.end - 1), last.end + CLAUSE_REACH);
  const around = tokensBetween(reading.tokens, Math.min(from, first.start - CLAUSE_REACH), to + CLAUSE_REACH);
  const verb = governingVerb(around, tables, first, last, from, to);
  const start = Math.min(first.start, verb?.start ?? first.start);
  const end = Math.max(last.end, verb?.end ?? last.end);
  const near = (table: Uint8Array): Token | null =>
    around.find((t) => table[t.concept] === 1 && t.end >= start - DETAIL_REACH && t.start <= end + DETAIL_REACH) ??
    null;
  const own = around.filter((t) => t.start >= from && t.end <= to);
  const listed = list.reduce((sum, token) => sum + token.end - token.start, 0);
  const joined = last.end - first.start;
  return {
    action: verb === null ? (isFunctionList(lexicon, list) ? "function" : null) : (tables.action[verb.concept] ?? null),
    verb,
    conditions: list,
    populations: own.filter((t) => tables.population[t.concept] === 1),
    sites: own.filter((t) => tables.site[t.concept] === 1),
    time: near(tables.duration),
    number: near(tables.number),
    guarantee: near(tables.guarantee),
    speaker: near(tables.speaker),
    negated: isNegated(passage.text, around, tables, verb ?? first),
    bare: verb === null && listed * 2 >= joined && fillsSentence(passage.text, sentence, joined),
    start,
    end,
    from,
    to,
    tokens: own,
  };
}

/** Tokens that start within `[from, to)`; they are ordered by start. */
function tokensBetween(tokens: readonly Token[], from: number, to: number): readonly Token[] {
  const firstAt = (offset: number): number => {
    let low = 0;
    let high = tokens.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tokens[middle] as Token).start < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return tokens.slice(firstAt(from), firstAt(to));
}

/** A list of functions (活血化瘀、降血压) carries its verbs itself. */
function isFunctionList(lexicon: Lexicon, list: readonly Token[]): boolean {
  return list.some((token) => lexicon.concepts[token.concept]?.nature === "function");
}

/** The verb directly behind the list where there is one (近视没了, 高血压的治疗), else the nearest one before it. */
function governingVerb(
  tokens: readonly Token[],
  tables: ClaimTables,
  first: Token,
  last: Token,
  from: number,
  to: number,
): Token | null {
  let before: Token | null = null;
  for (const token of tokens) {
    if (token.start >= first.start) break;
    if (tables.action[token.concept] == null || token.start < from || token.end > first.start) continue;
    if (first.start - token.end <= VERB_GAP) before = token;
  }
  for (const token of tokens) {
    if (token.start < last.end || tables.action[token.concept] == null) continue;
    if (token.end > to || token.start - last.end > RESULT_GAP) break;
    if (tables.condition[token.concept] === 1) break;
    const isClose = token.start - last.end <= 3;
    if (before === null || (isClose && tables.action[before.concept] === "indicate")) return token;
    break;
  }
  return before;
}

function isNegated(text: string, tokens: readonly Token[], tables: ClaimTables, verb: Token): boolean {
  return tokens.some(
    (t) =>
      tables.negation[t.concept] === 1 &&
      t.end <= verb.start &&
      verb.start - t.end <= 3 &&
      !/[，,：:。]/u.test(text.slice(t.end, verb.start)),
  );
}

/** Marks and blanks of a sentence, at most, that are looked through for what else it says. */
const MAX_MARKS = 100;

/** Whether `units` are at least seven tenths of what a sentence says, blanks and marks aside. */
function fillsSentence(text: string, sentence: Sentence, units: number): boolean {
  if (sentence.end - sentence.start > units * 2 + MAX_MARKS) return false;
  const said = text.slice(sentence.start, sentence.end).replace(/[\s\p{P}]/gu, "").length || 1;
  return units * 10 >= said * 7;
}
