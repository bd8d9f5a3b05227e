import { foldedLetters } from "../../claims/folded-letters.js";
import type { Lexicon } from "../../claims/lexicon.js";
import type { Token } from "../../claims/token.js";
import { tokenize } from "../../claims/tokenize.js";
import { broaderOf } from "./broader.js";
import { outsideOf, tokensOf } from "./class-table.js";
import { partsOfCompound } from "./compound-words.js";
import { type Facets, NO_FACETS, readFacets } from "./facets.js";
import { plainWording } from "./plain-wording.js";
import { isDenied, readDenials } from "./read-denials.js";
import { sharedHeads } from "./shared-heads.js";

/** How strong a verb is: a claim stronger than the registered verb goes beyond the certificate. */
const STRENGTH: Readonly<Record<string, number>> = {
  monitor: 1,
  diagnose: 1,
  care: 2,
  protect: 2,
  prevent: 3,
  relieve: 3,
  regulate: 3,
  improve: 3,
  lower: 3,
  assist: 4,
  kill: 4,
  indicate: 5,
  treat: 6,
  result: 7,
  cure: 8,
};

export function strengthOf(action: string): number {
  return STRENGTH[action] ?? 0;
}

/** A registered scope as the comparison sees it. */
export interface RegisteredScope {
  readonly text: string;
  /** Letters and digits of what is allowed, folded. */
  readonly letters: string;
  /** The same in the plainest wording. */
  readonly wording: string;
  readonly conditions: ReadonlySet<number>;
  /** Registered conditions that also cover what is narrower: all but mere headings (皮肤病患者的白癜风). */
  readonly covering: ReadonlySet<number>;
  /** Registered words for symptoms of a kind (鼻腔不适): they cover symptoms, no diseases. */
  readonly vague: ReadonlySet<number>;
  /** Condition → the place right before it wherever it stands: 腰椎 for the 骨性关节炎 of 腰椎骨性关节炎. */
  readonly placed: ReadonlyMap<number, number>;
  /** The scope says what its conditions come from (风湿引起的疼痛): then another cause is another matter. */
  readonly namesCauses: boolean;
  /** The product only makes up for something (听力补偿, 代步) and treats nothing. */
  readonly isAid: boolean;
  /** False where nothing of the text is understood (同左, a number): then it proves nothing. */
  readonly isReadable: boolean;
  readonly actions: ReadonlySet<string>;
  /** Concepts of the verbs. */
  readonly verbs: ReadonlySet<number>;
  /** Strength of the strongest verb; 0 where no verb is known. */
  readonly strength: number;
  readonly facets: Facets;
  /** What the scope itself rules out: 不适用于新生儿, 不能用于糖尿病的诊断. */
  readonly denied: {
    readonly conditions: ReadonlySet<number>;
    readonly actions: ReadonlySet<string>;
    /** Concepts of the verbs. */
    readonly verbs: ReadonlySet<number>;
    readonly facets: Facets;
  };
}

/** Words of scopes that name what a product is for without naming it as shops do: see `scope-readings.yaml`. */
const READING = "scope-reading";
/** Words of scopes for making up for something, weaker than any treatment. */
const AID = "scope-aid";
const CAUSE = /引起|所致|导致|造成|诱发|引发/u;

/**
 * Reads a registered scope (适用范围, 适应症, 功能主治, 保健功能) into concepts, verbs and facets; what it rules out is kept apart.
 *
 * @example
 * readRegisteredScope(lexicon, "用于测量人体血压").actions; // → Set { "monitor" }
 */
export function readRegisteredScope(lexicon: Lexicon, text: string): RegisteredScope {
  const denials = readDenials(text);
  const { tokens } = tokenize(lexicon, text);
  const allowed = tokens.filter((token) => !isDenied(denials, token.start));
  const refused = tokens.filter((token) => isDenied(denials, token.start));
  const open = mask(text, denials, false);
  const spelled = sharedHeads(open);
  const unfolded = spelled === "" ? [] : tokenize(lexicon, spelled).tokens;
  const verbs = outsideOf(allowed, tokensOf(lexicon, allowed, "measure"));
  const told = verbs.filter((token) => !isAssisting(text, token));
  const actions = actionsOf(lexicon, told);
  if (told.length < verbs.length) actions.add("assist");
  const isAid = tokensOf(lexicon, allowed, AID).length > 0 && !actions.has("treat") && !actions.has("assist");
  if (isAid) actions.add("care");
  const letters = foldedLetters(open.replaceAll("\u0000", " "));
  const conditions = withRelieved(lexicon, conditionsOf(lexicon, [...allowed, ...unfolded]));
  for (const part of partsOfCompound(lexicon, text, allowed)) conditions.add(part);
  for (const implied of impliedBy(lexicon, allowed)) conditions.add(implied);
  const read = readFacets(lexicon, open, allowed, 0, text.length, true);
  const facets = { ...read, contrasts: [...read.contrasts, ...tokensOf(lexicon, unfolded, "contrast")] };
  return {
    text,
    letters,
    wording: plainWording(letters + foldedLetters(spelled)),
    conditions,
    covering: coveringOf(lexicon, text, allowed, conditions),
    vague: vagueOf(lexicon, text, allowed),
    placed: placedOf(lexicon, allowed),
    namesCauses: CAUSE.test(open),
    isAid,
    isReadable: conditions.size + actions.size > 0 || Object.values(facets).some((part) => part.length > 0),
    actions,
    verbs: new Set(tokensOf(lexicon, allowed, "action").map((token) => token.concept)),
    strength: isAid
      ? strengthOf("care")
      : Math.max(
          0,
          ...actionsThatTell(lexicon, told).map(strengthOf),
          actions.has("assist") ? strengthOf("assist") : 0,
        ),
    facets,
    denied: {
      conditions: conditionsOf(lexicon, refused),
      actions: actionsOf(lexicon, refused),
      verbs: new Set(tokensOf(lexicon, refused, "action").map((token) => token.concept)),
      facets:
        denials.length === 0
          ? NO_FACETS
          : readFacets(lexicon, mask(text, denials, true), refused, 0, text.length, true),
    },
  };
}

/** Conditions that a scope means without the word for them: 物理降温 is for fever, 浅表创面 are grazes. */
function impliedBy(lexicon: Lexicon, allowed: readonly Token[]): number[] {
  return tokensOf(lexicon, allowed, READING)
    .flatMap((token) => lexicon.concepts[token.concept]?.parents ?? [])
    .map((id) => lexicon.conceptIndex.get(id) ?? -1)
    .filter((index) => index >= 0);
}

/** The place of each condition that only ever follows a place directly. */
function placedOf(lexicon: Lexicon, allowed: readonly Token[]): Map<number, number> {
  const placed = new Map<number, number>();
  const sites = tokensOf(lexicon, allowed, "site");
  const free = new Set<number>();
  for (const token of tokensOf(lexicon, allowed, "condition")) {
    const site = sites.find((one) => one.end === token.start);
    if (site === undefined || placed.has(token.concept)) free.add(token.concept);
    else placed.set(token.concept, site.concept);
  }
  for (const concept of free) placed.delete(concept);
  return placed;
}

/** 治疗 that 辅助 weakens from a little before: 辅助性物理治疗. */
const ASSISTING = /辅助[^，。；、,;治]{1,6}$/u;
const ASSIST_REACH = 8;

function isAssisting(text: string, token: Token): boolean {
  return (
    text.slice(token.start, token.end).startsWith("治") &&
    ASSISTING.test(text.slice(Math.max(0, token.start - ASSIST_REACH), token.start))
  );
}

/** A function against a symptom registers the symptom: 退热 is 发热, 止咳 is 咳嗽; a disease it does not (解郁). */
function withRelieved(lexicon: Lexicon, conditions: ReadonlySet<number>): Set<number> {
  const all = new Set(conditions);
  for (const known of conditions) {
    const concept = lexicon.concepts[known];
    if (concept?.nature !== "function") continue;
    for (const parent of concept.parents ?? []) {
      const index = lexicon.conceptIndex.get(parent);
      const nature = lexicon.concepts[index ?? -1]?.nature;
      if (index !== undefined && (nature === "symptom" || nature === "state")) all.add(index);
    }
  }
  return all;
}

/** 用于 right before another verb (用于缓解) says nothing of its own. */
function actionsThatTell(lexicon: Lexicon, verbs: readonly Token[]): string[] {
  const own = verbs.filter((token) => lexicon.concepts[token.concept]?.classes.some((id) => id in STRENGTH));
  const telling = own.filter((token) => {
    const isUse = lexicon.concepts[token.concept]?.classes.includes("indicate") === true;
    return !(isUse && own.some((next) => next.start >= token.end && next.start - token.end <= 1 && next !== token));
  });
  return [...actionsOf(lexicon, telling)];
}

const VAGUE = /(?:不适|症状|不适症状|不舒服)$/u;

function vagueOf(lexicon: Lexicon, text: string, allowed: readonly Token[]): Set<number> {
  const found = new Set<number>();
  for (const token of tokensOf(lexicon, allowed, "condition"))
    if (VAGUE.test(text.slice(token.start, token.end + 2).replace(/[^不适症状舒服]+$/u, ""))) found.add(token.concept);
  return found;
}

/** Units before a broad word in which 等 makes it sum up a list: 咽炎、鼻炎等呼吸道疾病. */
const SUM_REACH = 3;

function coveringOf(
  lexicon: Lexicon,
  text: string,
  allowed: readonly Token[],
  conditions: ReadonlySet<number>,
): Set<number> {
  const headings = new Set<number>();
  const known = tokensOf(lexicon, allowed, "condition", "pathogen");
  for (const token of known) {
    const hasNarrower = known.some(
      (other) => broaderOf(lexicon, other.concept).has(token.concept) && isOneSentence(text, token, other),
    );
    const sumsUp = text.slice(Math.max(0, token.start - SUM_REACH), token.start).includes("等");
    if (hasNarrower && !sumsUp) headings.add(token.concept);
  }
  return new Set([...conditions].filter((known) => !headings.has(known)));
}

function isOneSentence(text: string, a: Token, b: Token): boolean {
  return !/[。;；]/u.test(text.slice(Math.min(a.end, b.end), Math.max(a.start, b.start)));
}

/** The text with the other part blanked out, so that offsets stay. */
function mask(text: string, denials: ReturnType<typeof readDenials>, keepDenied: boolean): string {
  if (denials.length === 0) return keepDenied ? "\u0000".repeat(text.length) : text;
  return [...Array(text.length).keys()]
    .map((i) => (isDenied(denials, i) === keepDenied ? text.charAt(i) : "\u0000"))
    .join("");
}

function conditionsOf(lexicon: Lexicon, tokens: readonly Token[]): Set<number> {
  return new Set(tokensOf(lexicon, tokens, "condition", "pathogen").map((token) => token.concept));
}

function actionsOf(lexicon: Lexicon, tokens: readonly Token[]): Set<string> {
  const actions = new Set<string>();
  for (const token of tokens)
    for (const id of lexicon.concepts[token.concept]?.classes ?? []) if (id in STRENGTH) actions.add(id);
  return actions;
}
