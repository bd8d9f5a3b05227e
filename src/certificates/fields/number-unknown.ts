import type { Comparison } from "../../contracts/comparison.js";
import { kindOfNumber } from "../numbers/number-family.js";
import type { Reference } from "../references.js";
import { type FieldInput, isFromPicture, placeOf, wordsAt } from "./field-input.js";
import { invalidCheckOf, remarkableProblem } from "./number-impossible.js";
import { isFresh } from "./proof.js";

/**
 * Numbers that a consulted source of their kind does not have. Proof only where that source is declared complete and is fresh;
 * a source from before the number's year can say nothing.
 */
export function checkUnknownNumbers(input: FieldInput): Comparison[] {
  return input.certificates.flatMap((reference) => checkUnknown(input, reference));
}

function checkUnknown(input: FieldInput, reference: Reference): Comparison[] {
  const { parsed } = reference;
  if (parsed === null || input.knownByNumber.has(reference.number)) return [];
  // Malformed and placeholder numbers are reported as such.
  if (remarkableProblem(reference.problems) !== null || reference.corrections.length > 0) return [];
  const kind = kindOfNumber(parsed);
  const sources = input.sources.filter(
    ({ kinds, asOf }) =>
      kind !== null && kinds?.includes(kind) && (parsed.year === null || Number(asOf.slice(0, 4)) >= parsed.year),
  );
  if (sources.length === 0) return [];
  const proof = sources.find(({ complete, asOf }) => complete && isFresh(asOf, input.day));
  const source = proof ?? sources.reduce((best, one) => (one.asOf > best.asOf ? one : best));
  const odd = reference.problems.find(({ severity }) => severity !== "lapsed");
  const doubt =
    proof === undefined
      ? "该库不完整或已非最新"
      : isFromPicture(input, reference)
        ? "编号读自图片"
        : (odd?.message ?? null);
  return [
    {
      check: invalidCheckOf(reference),
      certainty: doubt === null ? "violation" : "review",
      ...placeOf(reference),
      certificateNumber: reference.number,
      field: "number",
      registered: "",
      claimed: wordsAt(input, reference),
      asOf: source.asOf,
      reason:
        doubt === null
          ? `注册库“${source.source}”（截至 ${source.asOf}，完整）中没有这个编号`
          : `注册库“${source.source}”（截至 ${source.asOf}）中没有这个编号；${doubt}，须向监管部门数据库核对`,
    },
  ];
}
