import type { Comparison } from "../../contracts/comparison.js";
import { kindOfNumber } from "../numbers/number-family.js";
import type { Correction, NumberProblem, ProblemCode } from "../numbers/parsed-number.js";
import { isNumberLabel, type Reference } from "../references.js";
import { type FieldInput, isFromPicture, isMerchantText, placeOf, wordsAt } from "./field-input.js";

/** Registers hold numbers with these signs themselves; alone they are no reason to trouble a person. */
const UNREMARKABLE: ReadonlySet<ProblemCode> = new Set(["code-outdated", "year-before-format", "truncated"]);
/** Digits that a registration label's value must hold to be meant as a number. */
const FEWEST_DIGITS = 6;

/** Numbers that cannot have been issued, or are written so that a person must look. Needs no registry. */
export function checkNumbers(input: FieldInput): Comparison[] {
  return [
    ...input.certificates.flatMap((reference) => checkNumber(input, reference)),
    ...input.passages.flatMap(({ label }, index) => (label === null ? [] : checkLabel(input, index))),
  ];
}

/** Rule of a number's kind. */
export function invalidCheckOf(reference: Pick<Reference, "parsed">): Comparison["check"] {
  const isDrug = reference.parsed !== null && kindOfNumber(reference.parsed) === "drug";
  return isDrug ? "drug-approval-number-invalid" : "cert-number-invalid";
}

function checkNumber(input: FieldInput, reference: Reference): Comparison[] {
  // A register that knows the number has the last word.
  if (input.knownByNumber.has(reference.number)) return [];
  const problem = remarkableProblem(reference.problems);
  const written = problem === null ? wrongCharacters(input, reference) : null;
  if (problem === null && written === null) return [];
  const isProof =
    problem?.severity === "impossible" && !isFromPicture(input, reference) && reference.corrections.length === 0;
  return [
    {
      check: invalidCheckOf(reference),
      certainty: isProof ? "violation" : "review",
      ...placeOf(reference),
      certificateNumber: reference.number,
      field: "number",
      registered: "",
      claimed: wordsAt(input, reference),
      asOf: null,
      reason: problem?.message ?? (written as string),
    },
  ];
}

/** What a number is reported for, the gravest first; null where a register must say more. */
export function remarkableProblem(problems: readonly NumberProblem[]): NumberProblem | null {
  return (
    problems.find((one) => one.severity === "impossible") ??
    problems.find((one) => one.severity === "suspicious" && !UNREMARKABLE.has(one.code)) ??
    null
  );
}

function wrongCharacters(input: FieldInput, reference: Reference): string | null {
  if (isFromPicture(input, reference)) return null;
  const wrong = reference.corrections.filter((one): one is Correction => one.kind !== "glyph");
  if (wrong.length === 0) return null;
  const changes = wrong.map(({ from, to }) => (from === "" ? `缺“${to}”` : `“${from}”应为“${to}”`));
  return `编号书写有误：${changes.join("，")}；更正后为 ${reference.number}`;
}

/** A registration label whose value is no number of any known format. */
function checkLabel(input: FieldInput, index: number): Comparison[] {
  const passage = input.passages[index];
  if (passage === undefined || passage.text.length > 80 || !isMerchantText(passage)) return [];
  if (!isNumberLabel(passage.label) || !/注册证|批准文号/.test(passage.label ?? "")) return [];
  const digits = passage.text.match(/[0-9０-９]/g)?.length ?? 0;
  const lists = [input.certificates, input.licences, input.advertisements];
  const isRead = lists.some((list) =>
    list.some((one) => [one, ...one.repeats].some((place) => place.passage === index)),
  );
  if (isRead || digits < FEWEST_DIGITS) return [];
  return [
    {
      check:
        /批准文号/.test(passage.label ?? "") && input.listing.kind === "drug"
          ? "drug-approval-number-invalid"
          : "cert-number-invalid",
      certainty: "review",
      passage: index,
      start: 0,
      end: passage.text.length,
      certificateNumber: null,
      field: "number",
      registered: "",
      claimed: passage.text,
      asOf: null,
      reason: `“${passage.label}”的内容不是已知格式的注册证号、备案号或批准文号`,
    },
  ];
}
