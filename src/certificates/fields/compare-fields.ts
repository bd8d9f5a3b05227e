import type { Comparison } from "../../contracts/comparison.js";
import type { Listing } from "../../contracts/listing.js";
import type { Passage } from "../../contracts/passage.js";
import type { KnownCertificate } from "../../contracts/prepared.js";
import type { Coverage } from "../../contracts/result.js";
import type { References } from "../references.js";
import { checkAdApproval } from "./ad-approval.js";
import { checkConflicting } from "./conflicting.js";
import { type FieldCheck, fieldInput } from "./field-input.js";
import { checkLicenceInPlace } from "./licence-in-place.js";
import { checkManufacturer } from "./manufacturer.js";
import { checkNumbers } from "./number-impossible.js";
import { checkUnknownNumbers } from "./number-unknown.js";
import { checkOrigin } from "./origin.js";
import { checkOtcRxClass } from "./otc-rx-class.js";
import { checkProductName } from "./product-name.js";
import { checkStatedClass } from "./stated-class.js";
import { checkValidity } from "./validity.js";

const CHECKS: readonly FieldCheck[] = [
  checkNumbers,
  checkUnknownNumbers,
  checkValidity,
  checkProductName,
  checkOrigin,
  checkStatedClass,
  checkManufacturer,
  checkOtcRxClass,
  checkAdApproval,
  checkConflicting,
  checkLicenceInPlace,
];

/**
 * Holds a listing's fields against its certificates. Compares only: what is a finding, and under which law, is for rules.
 * Pure, ordered by passage, start and check; comparisons without a place come last.
 *
 * @param references all numbers of the listing, as `references(passages, listing.certificates, day)` finds them
 * @param day `YYYY-MM-DD`, the day judged by
 * @param sources the registry's sources that were consulted; without them an unknown number says nothing
 */
export function compareFields(
  passages: readonly Passage[],
  certificates: readonly KnownCertificate[],
  references: References,
  listing: Listing,
  day: string,
  sources: Coverage["registry"] = [],
): Comparison[] {
  const input = fieldInput(passages, certificates, references, listing, day, sources);
  return CHECKS.flatMap((check) => check(input)).sort(byPlace);
}

function byPlace(a: Comparison, b: Comparison): number {
  const [one, other] = [a.passage ?? Number.MAX_SAFE_INTEGER, b.passage ?? Number.MAX_SAFE_INTEGER];
  if (one !== other) return one - other;
  if (a.start !== b.start) return a.start - b.start;
  return a.check < b.check ? -1 : a.check > b.check ? 1 : 0;
}
