/** Public door `medlint/certificates`: certificate numbers, what they tell, and facts compared with what a page says. */
export { type ColloquialName, colloquialNames } from "./fields/colloquial-name.js";
export { compareFields } from "./fields/compare-fields.js";
export { FRESH_DAYS } from "./fields/proof.js";
export { checkGtin, type GtinCheck, type GtinProblem } from "./numbers/check-gtin.js";
export { checkUscc, type UsccCheck, type UsccProblem } from "./numbers/check-uscc.js";
export { explainNumber, nameOfNumber } from "./numbers/explain-number.js";
export { findCertificateNumbers, type NumberOptions } from "./numbers/find-certificate-numbers.js";
export { familyOfNumber, kindOfNumber } from "./numbers/number-family.js";
export { parseCertificateNumber } from "./numbers/parse-certificate-number.js";
export type {
  Correction,
  FoundNumber,
  NumberFamily,
  NumberKind,
  NumberProblem,
  Origin,
  ParsedNumber,
  ProblemCode,
} from "./numbers/parsed-number.js";
export { NUMBER_KINDS, PROBLEM_CODES } from "./numbers/parsed-number.js";
export { isDate, problemsOfNumber } from "./numbers/problems-of-number.js";
export { type ProductNumber, readProductNumber } from "./numbers/read-product-number.js";
export {
  isNumberLabel,
  MAX_REFERENCES,
  MAX_REPEATS,
  type Reference,
  type ReferencePlace,
  type References,
  references,
} from "./references.js";
export { type PageNames, soughtNames } from "./sought-names.js";
