import type { CompiledStatement } from "../absence/compile-statement.js";
import { findWording } from "../absence/find-wording.js";
import { readLetters } from "../absence/letters.js";
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
  const watched = rules.statements.filter(({ spec }) => spec.wordings.length > 0);
  const found = watched.flatMap((statement) => {
    const place = placeOf(input, statement);
    return place === null ? [] : [{ statement, place }];
  });
  if (found.length === 0) return [];
  const kinds = new Set(found.flatMap(({ statement }) => statement.spec.kinds?.join("+") ?? []));
  if (kinds.size >= GENERAL_NOTICE) return [];
  return found.flatMap(({ statement, place }) => {
    const wrong = statement.spec.wrongOn.find(
      (on) =>
        (on.kinds === undefined || on.kinds.includes(kind)) &&
        (on.drug === undefined || (input.drug !== null && on.drug.includes(input.drug.class))),
    );
    if (wrong === undefined) return [];
    const isInferred = wrong.drug !== undefined && input.drug?.proof === "name";
    return toCheckFinding(context, {
      rule,
      certainty: isInferred || !input.isKindKnown || wrong.certainty === "review" ? "review" : "violation",
      reason: wrong.reason,
      key: statement.spec.id,
      place,
      bases: statement.bases,
    });
  });
}

/** The first place of a statement that the merchant wrote where visitors read; null where there is none. */
function placeOf(
  { prepared }: DisplayInput,
  statement: CompiledStatement,
): { passage: number; start: number; end: number } | null {
  for (const [index, passage] of prepared.passages.entries()) {
    if (passage.author !== "merchant" || passage.hidden || passage.context === "law" || passage.context === "news")
      continue;
    if (!mayHold(passage.text, statement)) continue;
    const { letters, places } = readLetters(passage.text);
    for (const wording of statement.wordings) {
      const match = findWording(letters, wording);
      if (match === null) continue;
      const start = places[match.start] ?? 0;
      return { passage: index, start, end: (places[match.end - 1] ?? start) + 1 };
    }
  }
  return null;
}

/** A string search over the raw text: most passages hold no piece of any wording, and are not folded at all. */
function mayHold(text: string, { wordings }: CompiledStatement): boolean {
  return wordings.some(({ seeds }) => seeds.some((seed) => text.includes(seed)));
}
