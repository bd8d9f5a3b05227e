import type { CompiledStatement } from "../absence/compile-statement.js";
import { findWording } from "../absence/find-wording.js";
import { type LetterText, readLetters } from "../absence/letters.js";
import { SeedSieve } from "../absence/seed-sieve.js";
import { toCheckFinding } from "../check-finding.js";
import type { PlacedFinding } from "../finding.js";
import { JudgedTexts } from "../judged-texts.js";
import type { DisplayInput } from "./display-input.js";

/** Statements of so many kinds on one page are a shop's general notice, not a statement about this product. */
const GENERAL_NOTICE = 2;

/** A statement on a product that it does not belong to. */
export function judgeWrongStatements(input: DisplayInput): PlacedFinding[] {
  const { rules, prepared, context } = input;
  const rule = rules.byCheck.get("wrong-statement");
  const { kind } = prepared.listing;
  if (rule === undefined || kind === undefined) return [];
  const texts = textsWithStatements(input);
  if (texts.length === 0) return [];
  const wrong = rules.statements.flatMap((statement, number) => {
    const on = statement.spec.wrongOn.find(
      (one) =>
        (one.kinds === undefined || one.kinds.includes(kind)) &&
        (one.drug === undefined || (input.drug !== null && one.drug.includes(input.drug.class))),
    );
    const place = on === undefined ? null : placeOf(texts, number);
    return on === undefined || place === null ? [] : [{ statement, on, place }];
  });
  if (wrong.length === 0 || isGeneralNotice(input, texts)) return [];
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

function isGeneralNotice({ rules }: DisplayInput, texts: readonly StatementText[]): boolean {
  const kinds = rules.statements.flatMap(({ wordings, spec }, number) =>
    wordings.length > 0 && spec.kinds !== undefined && placeOf(texts, number) !== null ? [spec.kinds.join("+")] : [],
  );
  return new Set(kinds).size >= GENERAL_NOTICE;
}

/** A statement that stands in a text, by its number among the statements; half-open. */
interface Stated {
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

type StatementText = readonly [passage: number, stated: readonly Stated[]];

/** What is made once of a dictionary's statements. */
interface StatementFinder {
  readonly sieve: SeedSieve;
  readonly known: JudgedTexts<Stated>;
}

const finders = new WeakMap<readonly CompiledStatement[], StatementFinder>();

/** What the merchant wrote where visitors read, as far as it holds any statement. */
function textsWithStatements({ rules: { statements, judgedUnits }, prepared }: DisplayInput): StatementText[] {
  let finder = finders.get(statements);
  if (finder === undefined) {
    const sieve = new SeedSieve(statements.flatMap(({ seeds }) => seeds));
    finder = { sieve, known: new JudgedTexts(judgedUnits) };
    finders.set(statements, finder);
  }
  const texts: StatementText[] = [];
  for (const [index, passage] of prepared.passages.entries()) {
    const { author, hidden, context, text } = passage;
    if (author !== "merchant" || hidden || context === "law" || context === "news") continue;
    if (!finder.sieve.mayHold(text)) continue;
    let stated = finder.known.get(text, 0);
    if (stated === undefined) {
      stated = statedIn(statements, text);
      finder.known.set(text, 0, stated);
    }
    if (stated.length > 0) texts.push([index, stated]);
  }
  return texts;
}

/** The first place of each statement in a text. */
function statedIn(statements: readonly CompiledStatement[], text: string): Stated[] {
  let reading: LetterText | null = null;
  const found: Stated[] = [];
  for (const [number, { seeds, wordings }] of statements.entries()) {
    if (!seeds.some((seed) => text.includes(seed))) continue;
    reading ??= readLetters(text);
    for (const wording of wordings) {
      const match = findWording(reading.letters, wording);
      if (match === null) continue;
      const start = reading.places[match.start] ?? 0;
      found.push({ number, start, end: (reading.places[match.end - 1] ?? start) + 1 });
      break;
    }
  }
  return found;
}

/** The first place of a statement; null where there is none. */
function placeOf(
  texts: readonly StatementText[],
  statement: number,
): { passage: number; start: number; end: number } | null {
  for (const [passage, stated] of texts) {
    const found = stated.find(({ number }) => number === statement);
    if (found !== undefined) return { passage, start: found.start, end: found.end };
  }
  return null;
}
