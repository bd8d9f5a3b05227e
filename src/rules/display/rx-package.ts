import { tokensOfPassage } from "../../claims/tokenize.js";
import { toCheckFinding } from "../check-finding.js";
import type { PlacedFinding } from "../finding.js";
import { type DisplayInput, isHomePage } from "./display-input.js";

const MAX_PLACES = 20;

/** Pictures on a home page that name a prescription drug: perhaps its package. A person must look at the picture. */
export function judgeRxPackage(input: DisplayInput): PlacedFinding[] {
  const rule = input.rules.byCheck.get("rx-package-on-home");
  const { prepared, context, isConsumer, rules } = input;
  const { kind } = prepared.listing;
  if (rule === undefined || !isConsumer || !isHomePage(input)) return [];
  if (kind !== undefined && kind !== "drug") return [];
  const table = rules.lexicon.conceptsOf("rx-drug");
  const places = prepared.passages.flatMap((passage, index) => {
    if (passage.zone !== "picture" && passage.zone !== "alt") return [];
    const token = tokensOfPassage(rules.lexicon, passage, table)[0];
    return token === undefined ? [] : [{ passage: index, start: token.start, end: token.end }];
  });
  return places
    .slice(0, MAX_PLACES)
    .flatMap((place, ordinal) =>
      toCheckFinding(context, { rule, certainty: "review", reason: "", key: `picture ${ordinal}`, place }),
    );
}
