import type { Comparison } from "../../contracts/comparison.js";
import type { Listing } from "../../contracts/listing.js";
import type { Passage } from "../../contracts/passage.js";
import type { KnownCertificate } from "../../contracts/prepared.js";
import type { Coverage } from "../../contracts/result.js";
import type { References } from "../references.js";
import { checkAdApproval } from "./ad-approval.js";
import { checkCertificatePicture } from "./certificate-picture.js";
import { type ColloquialName, checkColloquialName } from "./colloquial-name.js";
import { checkConflicting } from "./conflicting.js";
import { checkContraindication } from "./contraindication.js";
import { type FieldCheck, fieldInput } from "./field-input.js";
import { checkFunctions } from "./function-registered.js";
import { checkLicenceInPlace } from "./licence-in-place.js";
import { checkNotices } from "./listed-notice.js";
import { checkManufacturer } from "./manufacturer.js";
import { checkNumbers } from "./number-impossible.js";
import { checkUnknownNumbers } from "./number-unknown.js";
import { checkOrigin } from "./origin.js";
import { checkOtcRxClass } from "./otc-rx-class.js";
import { checkProductName } from "./product-name.js";
import { checkProfessionalDevice } from "./professional-device.js";
import { checkSpecModel } from "./spec-model.js";
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
  checkCertificatePicture,
  checkLicenceInPlace,
  checkSpecModel,
  checkContraindication,
  checkFunctions,
  checkProfessionalDevice,
  checkNotices,
];

const NAME_CHECKS: ReadonlySet<Comparison["check"]> = new Set([
  "product-name-mismatch",
  "cert-number-of-other-product",
]);

/**
 * Holds a listing's fields against its certificates. Compares only: what is a finding, and under which law, is for rules.
 * Pure, ordered by passage, start and check; comparisons without a place come last.
 *
 * @param references all numbers of the listing, as `references(passages, listing.certificates, day)` finds them
 * @param day `YYYY-MM-DD`, the day judged by
 * @param names colloquial names, as `colloquialNames(concepts)` reads them
 * @param sources the registry's sources that were consulted; without them an unknown number says nothing
 */
export function compareFields(
  passages: readonly Passage[],
  certificates: readonly KnownCertificate[],
  references: References,
  listing: Listing,
  day: string,
  sources: Coverage["registry"] = [],
  names: readonly ColloquialName[] = [],
): Comparison[] {
  const input = fieldInput(passages, certificates, references, listing, day, sources);
  const colloquial = checkColloquialName(input, names);
  const found = CHECKS.flatMap((check) => check(input));
  // What is said of a colloquial name need not be said again of the name that it is not.
  const isTold = (one: Comparison) =>
    NAME_CHECKS.has(one.check) && colloquial.some(({ passage }) => passage === one.passage);
  return [...found.filter((one) => !isTold(one)), ...colloquial].sort(byPlace);
}

function byPlace(a: Comparison, b: Comparison): number {
  const [one, other] = [a.passage ?? Number.MAX_SAFE_INTEGER, b.passage ?? Number.MAX_SAFE_INTEGER];
  if (one !== other) return one - other;
  if (a.start !== b.start) return a.start - b.start;
  return a.check < b.check ? -1 : a.check > b.check ? 1 : 0;
}
