import { ACTIONS, type Claim } from "./claim.js";
import type { Lexicon } from "./lexicon.js";
import { clauseEnd, clauseStart, type Sentence, type Token, type TokenizedPassage } from "./token.js";

/** Units between a verb and the first condition it governs. */
const VERB_GAP = 16;
/** Units between a condition and a verb or result behind it. */
const RESULT_GAP = 10;
/** Units around a claim in which its time, number and speaker are looked for. */
const DETAIL_REACH = 24;
/** What may stand between two members of a list of conditions. */
const JOINERS = /^[\s、,，/／+·.和及与或并跟以等各种类型性的“”"'「」（）()【】]*$/u;
const MAX_JOIN = 6;

/**
 * Reads the claims of one sentence: every list of conditions with the verb that governs it, and every verb that stands
 * without one.
 *
 * @example
 * readClaims(lexicon, passage, sentence)[0]?.action; // → "treat" for 治疗哮喘、鼻炎
 */
export function readClaims(lexicon: Lexicon, passage: TokenizedPassage, sentence: Sentence): Claim[] {
  const tables = tablesOf(lexicon);
  const tokens = passage.tokens.slice(sentence.firstToken, sentence.lastToken);
  const lists = conditionLists(passage.text, withoutMeasured(tokens, tables), tables.condition);
  const claims = lists.map((list) => claimOf(lexicon, passage, sentence, tokens, tables, list));
  return [...claims, ...claimsOfUse(lexicon, passage, sentence, tokens, tables, claims)];
}

/** One claim for each clause that names no condition but who, where, what is measured, or a cure. */
function claimsOfUse(
  lexicon: Lexicon,
  passage: TokenizedPassage,
  sentence: Sentence,
  tokens: readonly Token[],
  tables: Tables,
  claims: readonly Claim[],
): Claim[] {
  const found: Claim[] = [];
  let done = sentence.start - 1;
  for (const token of tokens) {
    if (tables.use[token.concept] !== 1 || token.start < done) continue;
    const to = clauseEnd(sentence, token.end - 1);
    done = to;
    if (claims.some((claim) => claim.from < to && claim.to > token.start)) continue;
    const claim = claimOf(lexicon, passage, sentence, tokens, tables, [token]);
    const verb = tables.action[token.concept] === null ? claim.verb : token;
    const action = verb === null ? null : (tables.action[verb.concept] ?? null);
    found.push({
      ...claim,
      conditions: [],
      verb,
      action: action === null || action === "indicate" ? useOf(tables, claim) : action,
      bare: false,
    });
  }
  return found;
}

interface Tables {
  readonly condition: Uint8Array;
  readonly action: (string | null)[];
  readonly negation: Uint8Array;
  readonly population: Uint8Array;
  readonly site: Uint8Array;
  readonly guarantee: Uint8Array;
  readonly speaker: Uint8Array;
  readonly duration: Uint8Array;
  readonly number: Uint8Array;
  /** What makes a clause without conditions a claim about use. */
  readonly use: Uint8Array;
  readonly measure: Uint8Array;
}

const cache = new WeakMap<Lexicon, Tables>();

function tablesOf(lexicon: Lexicon): Tables {
  const known = cache.get(lexicon);
  if (known) return known;
  const anyOf = (...classes: string[]): Uint8Array => {
    const table = new Uint8Array(lexicon.concepts.length);
    for (const id of classes)
      lexicon.conceptsOf(id).forEach((on, i) => {
        if (on) table[i] = 1;
      });
    return table;
  };
  const tables: Tables = {
    condition: anyOf("condition", "pathogen"),
    action: lexicon.concepts.map((concept) => ACTIONS.find((action) => concept.classes.includes(action)) ?? null),
    negation: anyOf("negation"),
    population: anyOf("population"),
    site: anyOf("site"),
    guarantee: anyOf("guarantee"),
    speaker: anyOf("patient", "expert"),
    duration: anyOf("duration"),
    number: anyOf("percent", "count", "multiple"),
    measure: anyOf("measure"),
    use: anyOf(
      "measure",
      "age",
      "age-group",
      "female",
      "male",
      "site",
      "setting-home",
      "setting-institution",
      "no-body",
      "contrast",
      "cure",
    ),
  };
  cache.set(lexicon, tables);
  return tables;
}

/** `place` where a clause only names body parts: less telling than who uses a product, where, or on what. */
function useOf(tables: Tables, claim: Claim): string {
  const isPlace = claim.tokens.every((token) => tables.use[token.concept] !== 1 || tables.site[token.concept] === 1);
  return isPlace ? "place" : "use";
}

/** A condition inside a measured value (低血压 in 最低血压) is none. */
function withoutMeasured(tokens: readonly Token[], tables: Tables): readonly Token[] {
  const measures = tokens.filter((token) => tables.measure[token.concept] === 1);
  if (measures.length === 0) return tokens;
  return tokens.filter(
    (token) =>
      tables.condition[token.concept] !== 1 ||
      !measures.some((m) => m.start <= token.start && m.end >= token.end && m.end - m.start > token.end - token.start),
  );
}

function conditionLists(text: string, tokens: readonly Token[], condition: Uint8Array): Token[][] {
  const lists: Token[][] = [];
  let list: Token[] = [];
  for (const token of tokens) {
    if (condition[token.concept] !== 1) continue;
    const last = list[list.length - 1];
    if (last !== undefined) {
      if (token.start < last.end) continue;
      const between = text.slice(last.end, token.start);
      if (between.length <= MAX_JOIN && JOINERS.test(between)) {
        list.push(token);
        continue;
      }
      lists.push(list);
    }
    list = [token];
  }
  if (list.length > 0) lists.push(list);
  return lists;
}

function claimOf(
  lexicon: Lexicon,
  passage: TokenizedPassage,
  sentence: Sentence,
  tokens: readonly Token[],
  tables: Tables,
  list: readonly Token[],
): Claim {
  const first = list[0] as Token;
  const last = list[list.length - 1] as Token;
  const from = clauseStart(sentence, first.start);
  const to = clauseEnd(sentence, last.end - 1);
  const verb = governingVerb(tokens, tables, first, last, from, to);
  const start = Math.min(first.start, verb?.start ?? first.start);
  const end = Math.max(last.end, verb?.end ?? last.end);
  const near = (table: Uint8Array): Token | null =>
    tokens.find((t) => table[t.concept] === 1 && t.end >= start - DETAIL_REACH && t.start <= end + DETAIL_REACH) ??
    null;
  const inside = (table: Uint8Array): Token[] =>
    tokens.filter((t) => table[t.concept] === 1 && t.start >= from && t.end <= to);
  const listed = list.reduce((sum, token) => sum + token.end - token.start, 0);
  const joined = last.end - first.start;
  return {
    action: verb === null ? (isFunctionList(lexicon, list) ? "function" : null) : (tables.action[verb.concept] ?? null),
    verb,
    conditions: list,
    populations: inside(tables.population),
    sites: inside(tables.site),
    time: near(tables.duration),
    number: near(tables.number),
    guarantee: near(tables.guarantee),
    speaker: near(tables.speaker),
    negated: isNegated(passage.text, tokens, tables, verb ?? first),
    bare: verb === null && listed * 2 >= joined && joined * 10 >= lengthOfText(passage.text, sentence) * 7,
    start,
    end,
    from,
    to,
    tokens: tokens.filter((t) => t.start >= from && t.end <= to),
  };
}

/** A list of functions (活血化瘀、降血压) carries its verbs itself. */
function isFunctionList(lexicon: Lexicon, list: readonly Token[]): boolean {
  return list.some((token) => lexicon.concepts[token.concept]?.nature === "function");
}

/** The verb directly behind the list where there is one (近视没了, 高血压的治疗), else the nearest one before it. */
function governingVerb(
  tokens: readonly Token[],
  tables: Tables,
  first: Token,
  last: Token,
  from: number,
  to: number,
): Token | null {
  let before: Token | null = null;
  for (const token of tokens) {
    if (token.start >= first.start) break;
    if (tables.action[token.concept] === null || token.start < from || token.end > first.start) continue;
    if (first.start - token.end <= VERB_GAP) before = token;
  }
  for (const token of tokens) {
    if (token.start < last.end || tables.action[token.concept] === null) continue;
    if (token.end > to || token.start - last.end > RESULT_GAP) break;
    if (tables.condition[token.concept] === 1) break;
    const isClose = token.start - last.end <= 3;
    if (before === null || (isClose && tables.action[before.concept] === "indicate")) return token;
    break;
  }
  return before;
}

function isNegated(text: string, tokens: readonly Token[], tables: Tables, verb: Token): boolean {
  return tokens.some(
    (t) =>
      tables.negation[t.concept] === 1 &&
      t.end <= verb.start &&
      verb.start - t.end <= 3 &&
      !/[，,：:。]/u.test(text.slice(t.end, verb.start)),
  );
}

function lengthOfText(text: string, sentence: Sentence): number {
  return text.slice(sentence.start, sentence.end).replace(/[\s\p{P}]/gu, "").length || 1;
}
