import { foldedLetters } from "../../claims/folded-letters.js";
import type { Lexicon } from "../../claims/lexicon.js";
import type { Token } from "../../claims/token.js";
import { tokenize } from "../../claims/tokenize.js";
import { broaderOf } from "./broader.js";
import { outsideOf, tokensOf } from "./class-table.js";
import { type Facets, readFacets } from "./facets.js";
import { isDenied, readDenials } from "./read-denials.js";

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
  readonly conditions: ReadonlySet<number>;
  /** Registered conditions that also cover what is narrower: all but mere headings (皮肤病患者的白癜风). */
  readonly covering: ReadonlySet<number>;
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
    readonly facets: Facets;
  };
}

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
  const actions = actionsOf(lexicon, outsideOf(allowed, tokensOf(lexicon, allowed, "measure")));
  const open = mask(text, denials, false);
  const conditions = conditionsOf(lexicon, allowed);
  const facets = readFacets(lexicon, open, allowed, 0, text.length, true);
  return {
    text,
    letters: foldedLetters(open.replaceAll("\u0000", " ")),
    conditions,
    covering: coveringOf(lexicon, text, allowed, conditions),
    isReadable: conditions.size + actions.size > 0 || Object.values(facets).some((part) => part.length > 0),
    actions,
    verbs: new Set(tokensOf(lexicon, allowed, "action").map((token) => token.concept)),
    strength: Math.max(0, ...[...actions].map(strengthOf)),
    facets,
    denied: {
      conditions: conditionsOf(lexicon, refused),
      actions: actionsOf(lexicon, refused),
      facets: readFacets(lexicon, mask(text, denials, true), refused, 0, text.length, true),
    },
  };
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
  for (const token of tokensOf(lexicon, allowed, "condition", "pathogen")) {
    const hasNarrower = [...conditions].some((known) => broaderOf(lexicon, known).has(token.concept));
    const sumsUp = text.slice(Math.max(0, token.start - SUM_REACH), token.start).includes("等");
    if (hasNarrower && !sumsUp) headings.add(token.concept);
  }
  return new Set([...conditions].filter((known) => !headings.has(known)));
}

/** The text with the other part blanked out, so that offsets stay. */
function mask(text: string, denials: ReturnType<typeof readDenials>, keepDenied: boolean): string {
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
