import type { Comparison } from "../../contracts/comparison.js";
import { kindOfNumber } from "../numbers/number-family.js";
import { isNumberLabel, type Reference } from "../references.js";
import { compactName } from "./compact-name.js";
import { type FieldInput, isFromPicture, placeOf, wordsAt } from "./field-input.js";

/** A page with more numbers than this is a list of products. */
const MOST = 4;
/** Units between two numbers that are listed together. */
const ASIDE = 40;

/**
 * A page of one product that names several numbers: the attribute says one, the text another. Numbers that stand together
 * (variants of a set), or that are registered under one name, do not conflict. Always for a person.
 */
export function checkConflicting(input: FieldInput): Comparison[] {
  // A number that is odd but registered so is a number.
  const isSound = (one: Reference) => one.problems.length === 0 || input.knownByNumber.has(one.number);
  const named = input.certificates.filter(
    (one) => one.passage !== -1 && one.parsed !== null && !isFromPicture(input, one) && isSound(one),
  );
  if (!input.isProductPage || named.length < 2 || named.length > MOST) return [];
  const declared = named.filter((one) =>
    placesOf(one).some((index) => isNumberLabel(input.passages[index]?.label ?? null)),
  );
  const main = declared[0];
  if (main === undefined) return [];
  return named.flatMap((other): Comparison[] => {
    if (other === main || standTogether(input, main, other) || haveOneName(input, main, other)) return [];
    const isOtherKind =
      kindOfNumber(main.parsed as NonNullable<Reference["parsed"]>) !==
      kindOfNumber(other.parsed as NonNullable<Reference["parsed"]>);
    return [
      {
        check: "conflicting-certificates",
        certainty: "review",
        ...placeOf(other),
        certificateNumber: other.number,
        field: "number",
        registered: main.number,
        claimed: wordsAt(input, other),
        asOf: null,
        reason: `同一页面另标有编号 ${main.number}${isOtherKind ? "，且两者不属同一类产品" : ""}；须核实哪一个属于本产品`,
      },
    ];
  });
}

function placesOf(reference: Reference): number[] {
  return [reference, ...reference.repeats].map(({ passage }) => passage);
}

/** Side by side on one line: the numbers of a set, not one here and another there. */
function standTogether(input: FieldInput, one: Reference, other: Reference): boolean {
  return [one, ...one.repeats].some((place) =>
    [other, ...other.repeats].some((next) => {
      if (place.passage !== next.passage) return false;
      const [from, to] = place.end <= next.start ? [place.end, next.start] : [next.end, place.start];
      const between = input.passages[place.passage]?.text.slice(from, to) ?? "";
      return between.length <= ASIDE && !/[\n。]/.test(between);
    }),
  );
}

function haveOneName(input: FieldInput, one: Reference, other: Reference): boolean {
  const names = [one, other].map(({ number }) => compactName(input.knownByNumber.get(number)?.productName ?? ""));
  return names[0] !== "" && names[0] === names[1];
}
