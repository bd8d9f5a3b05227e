import type { Passage } from "../../contracts/passage.js";
import type { CompiledStatement } from "../absence/compile-statement.js";
import { findWording } from "../absence/find-wording.js";
import { type LetterText, readLetters } from "../absence/letters.js";
import { SeedSieve } from "../absence/seed-sieve.js";
import { toCheckFinding } from "../check-finding.js";
import type { PlacedFinding } from "../finding.js";
import type { DisplayInput } from "./display-input.js";

/** Statements of so many kinds on one page are a shop's general notice, not a statement about this product. */
const GENERAL_NOTICE = 2;

/** A statement on a product that it does not belong to. */
export function judgeWrongStatements(input: DisplayInput): PlacedFinding[] {
  const { rules, prepared, context } = input;
  const rule = rules.byCheck.get("wrong-statement");
  const { kind } = prepared.listing;
  if (rule === undefined || kind === undefined) return [];
  const texts = textsWithSeeds(input);
  if (texts.length === 0) return [];
  const readings = new Map<number, LetterText>();
  const wrong = rules.statements.flatMap((statement) => {
    const on = statement.spec.wrongOn.find(
      (one) =>
        (one.kinds === undefined || one.kinds.includes(kind)) &&
        (one.drug === undefined || (input.drug !== null && one.drug.includes(input.drug.class))),
    );
    const place = on === undefined ? null : placeOf(texts, statement, readings);
    return on === undefined || place === null ? [] : [{ statement, on, place }];
  });
  if (wrong.length === 0 || isGeneralNotice(input, texts, readings)) return [];
  return wrong.flatMap(({ statement, on, place }) => {
    const isInferred = on.drug !== undefined && input.drug?.proof === "name";
    return toCheckFinding(context, {
      rule,
      certainty: isInferred || !input.isKindKnown || on.certainty === "review" ? "review" : "violation",
      reason: on.reason,
      key: statement.spec.id,
      place,
      bases: statement.bases,
    });
  });
}

function isGeneralNotice(
  { rules }: DisplayInput,
  texts: readonly IndexedPassage[],
  readings: Map<number, LetterText>,
): boolean {
  const kinds = rules.statements
    .filter((statement) => statement.wordings.length > 0 && statement.spec.kinds !== undefined)
    .filter((statement) => placeOf(texts, statement, readings) !== null)
    .map(({ spec }) => spec.kinds?.join("+"));
  return new Set(kinds).size >= GENERAL_NOTICE;
}

type IndexedPassage = readonly [index: number, passage: Passage];

const sieves = new WeakMap<readonly CompiledStatement[], SeedSieve>();

/** What the merchant wrote where visitors read, as far as it may hold any statement. */
function textsWithSeeds({ rules: { statements }, prepared }: DisplayInput): IndexedPassage[] {
  let sieve = sieves.get(statements);
  if (sieve === undefined) {
    sieve = new SeedSieve(statements.flatMap(({ seeds }) => seeds));
    sieves.set(statements, sieve);
  }
  const texts: IndexedPassage[] = [];
  for (const [index, passage] of prepared.passages.entries()) {
    const { author, hidden, context, text } = passage;
    if (author !== "merchant" || hidden || context === "law" || context === "news") continue;
    if (sieve.mayHold(text)) texts.push([index, passage]);
  }
  return texts;
}

/** The first place of a statement; null where there is none. */
function placeOf(
  texts: readonly IndexedPassage[],
  statement: CompiledStatement,
  readings: Map<number, LetterText>,
): { passage: number; start: number; end: number } | null {
  for (const [index, passage] of texts) {
    if (!statement.seeds.some((seed) => passage.text.includes(seed))) continue;
    const reading = readings.get(index) ?? readLetters(passage.text);
    readings.set(index, reading);
    for (const wording of statement.wordings) {
      const match = findWording(reading.letters, wording);
      if (match === null) continue;
      const start = reading.places[match.start] ?? 0;
      return { passage: index, start, end: (reading.places[match.end - 1] ?? start) + 1 };
    }
  }
  return null;
}
