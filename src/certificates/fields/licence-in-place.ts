import type { Comparison } from "../../contracts/comparison.js";
import { nameOfNumber } from "../numbers/explain-number.js";
import type { NumberKind } from "../numbers/parsed-number.js";
import { type FieldInput, isFromPicture, placeOf, wordsAt } from "./field-input.js";

const FIRMS_PAPERS: ReadonlySet<NumberKind> = new Set([
  "device-business-licence",
  "device-business-filing",
  "device-production-licence",
  "device-production-filing",
  "drug-business-licence",
  "disinfectant-licence",
]);
/** A label for a product's number, and none for a firm's. */
const PRODUCT_LABEL = /注册证|产品注册|批准文号|产品备案|医疗器械备案/;
const FIRM_LABEL = /经营|生产|许可|企业|商家|店铺|网站|消毒|卫生/;
/** How far before a number in running text its label may stand. */
const REACH = 14;

/** A licence number where the product's registration number belongs. */
export function checkLicenceInPlace(input: FieldInput): Comparison[] {
  return input.licences.flatMap((reference): Comparison[] => {
    if (reference.kind === null || !FIRMS_PAPERS.has(reference.kind)) return [];
    const passage = input.passages[reference.passage];
    if (passage === undefined) return [];
    const label = passage.label ?? passage.text.slice(Math.max(0, reference.start - REACH), reference.start);
    if (!PRODUCT_LABEL.test(label) || FIRM_LABEL.test(label)) return [];
    // 注册证号：粤械注准… 经营许可：… in one value is in order.
    if (input.certificates.some((one) => [one, ...one.repeats].some((place) => place.passage === reference.passage)))
      return [];
    return [
      {
        check: "licence-in-place-of-certificate",
        certainty: isFromPicture(input, reference) || reference.corrections.length > 0 ? "review" : "violation",
        ...placeOf(reference),
        certificateNumber: reference.number,
        field: "number",
        registered: nameOfNumber(reference.kind),
        claimed: wordsAt(input, reference),
        asOf: null,
        reason: `“${label.trim()}”处所列编号是${nameOfNumber(reference.kind)}，不是产品的注册证号或备案号`,
      },
    ];
  });
}
