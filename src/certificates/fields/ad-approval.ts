import type { Comparison } from "../../contracts/comparison.js";
import type { Kind } from "../../contracts/listing.js";
import { kindOfNumber } from "../numbers/number-family.js";
import type { Reference } from "../references.js";
import { type FieldInput, isFromPicture, placeOf, wordsAt } from "./field-input.js";

const KINDS: Readonly<Partial<Record<Kind, string>>> = {
  device: "医疗器械",
  drug: "药品",
  "health-food": "保健食品",
  fsmp: "特殊医学用途配方食品",
};

/** Advertisement approval numbers: form, day of expiry in the number itself, kind of goods. Source: SAMR Order 21 art. 18-20. */
export function checkAdApproval(input: FieldInput): Comparison[] {
  return input.advertisements.flatMap((reference) => {
    const problem = reference.problems.find((one) => one.severity !== "suspicious") ?? reference.problems[0];
    const reason = problem?.message ?? otherKind(input, reference);
    if (reason === null) return [];
    // The day of expiry stands in the number: no source is needed to prove it.
    const isProof =
      problem !== undefined &&
      problem.severity !== "suspicious" &&
      !isFromPicture(input, reference) &&
      reference.corrections.length === 0;
    return [
      {
        check: "ad-approval-number-invalid" as const,
        certainty: isProof ? ("violation" as const) : ("review" as const),
        ...placeOf(reference),
        certificateNumber: reference.number,
        field: "number",
        registered: reference.parsed?.expires ?? "",
        claimed: wordsAt(input, reference),
        asOf: null,
        reason,
      },
    ];
  });
}

function otherKind(input: FieldInput, reference: Reference): string | null {
  const subject = reference.parsed?.subject ?? null;
  const kinds = new Set(
    input.certificates.flatMap((one) => (one.parsed === null ? [] : (kindOfNumber(one.parsed) ?? []))),
  );
  const kind = kinds.size === 1 ? [...kinds][0] : kinds.size === 0 ? input.listing.kind : undefined;
  if (subject === null || kind === undefined || KINDS[kind] === undefined || subject === kind) return null;
  return `广告批准文号属${KINDS[subject] ?? subject}，页面产品属${KINDS[kind]}`;
}
