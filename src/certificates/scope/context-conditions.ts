import type { Claim } from "../../claims/claim.js";
import type { Lexicon } from "../../claims/lexicon.js";
import type { Token } from "../../claims/token.js";
import { tokensOf } from "./class-table.js";
import type { RegisteredScope } from "./registered-scope.js";

/** How one condition of a claim stands to a scope. */
export type Answer = "inside" | "thesaurus" | "unknown" | "outside";

/** Behind a condition that is over, and only the occasion of what follows: 烧伤后的疤痕, 化疗后口干. */
const AFTER = /^(?:以后|之后|后|术后|手术后|留下|留的)/u;

/** Behind a cause of what follows: 腰突引起的腰痛. */
const CAUSES = /^(?:疾?病)?(?:所)?(?:引起|引发|导致|所致|造成|诱发)/u;
/** Behind a symptom that only says when: 打喷嚏就漏尿. */
const WHEN = /^(?:就|时|的时候|一下就)/u;

/** A medicine is named by what it is for: 化痰药 in what a nebuliser is filled with. */
const MEDICINE = /^的?药/u;

/** Between a sign and the condition that bears it: 红肿发炎的痘痘. */
const SIGN_OF = /^[^，。；、,;\s]{0,6}的$/u;
const SIGNS = new Set(["inflammation", "edema-broad", "pain", "pruritus"]);

function isGeneralSign(lexicon: Lexicon, token: Token): boolean {
  return SIGNS.has(lexicon.concepts[token.concept]?.id ?? "");
}

/** Only after it is over the product is used: 伤口愈合后使用. */
const USED_AFTER =
  /^(?:完全|都|已经)?(?:(?:长好|愈合|结痂|脱痂|好)了?)?(?:(?:以后|之后|后)(?:再|才|方可|可以?|即可|尽早|开始)?|再|才)(?:使用|可用|能用|用|涂|贴|抹)/u;

/** Whether a condition must be over before the product is used: 伤口长好了再用. */
export function isUsedAfter(text: string, token: Token): boolean {
  return USED_AFTER.test(text.slice(token.end, token.end + 12));
}

/**
 * Whether a condition of a claim only says when or why (烧伤后的疤痕, 应酬喝酒，保护肝脏, 打喷嚏就漏尿) or is part of a promise
 * (不留疤), while what the product is for is another condition, which the scope holds.
 */
export function isContext(
  lexicon: Lexicon,
  text: string,
  claim: Claim,
  token: Token,
  scope: RegisteredScope,
  answerOf: (token: Token) => Answer,
): boolean {
  const promises = tokensOf(lexicon, claim.tokens, "absolute-outcome");
  if (promises.some((word) => word.start <= token.start && word.end >= token.end)) return true;
  if (isUsedAfter(text, token)) return true;
  if (scope.conditions.size === 0 && MEDICINE.test(text.slice(token.end, token.end + 2))) return true;
  const isOver = AFTER.test(text.slice(token.end, token.end + 3));
  const isSituation = lexicon.conceptsOf("situation")[token.concept] === 1;
  const behind = text.slice(token.end, token.end + 5);
  const isCause = !scope.namesCauses && CAUSES.test(behind);
  const isWhen = lexicon.concepts[token.concept]?.nature === "symptom" && WHEN.test(behind);
  const isSign = isGeneralSign(lexicon, token);
  if (!isOver && !isSituation && !isCause && !isWhen && !isSign) return false;
  return tokensOf(lexicon, claim.tokens, "condition", "pathogen").some((other) => {
    if (other.start < token.end || (isSign && !SIGN_OF.test(text.slice(token.end, other.start)))) return false;
    return ["inside", "thesaurus"].includes(answerOf(other));
  });
}
