import { type Reference, type ReferencePlace, references } from "../certificates/index.js";
import { isLoss } from "../contracts/notes.js";
import type { Prepared } from "../contracts/prepared.js";
import type { Certainty, Note } from "../contracts/result.js";
import type { CompiledStatement } from "./absence/compile-statement.js";
import { type Duty, dutiesOf, type ListingFacts } from "./absence/duties.js";
import { findStatement, type NumbersShown } from "./absence/find-statement.js";
import { type ListingTexts, readListingTexts } from "./absence/listing-texts.js";
import { toCheckFinding } from "./check-finding.js";
import type { CompiledRules } from "./compile-rules.js";
import { drugFacts } from "./drug-class.js";
import type { FindingContext, PlacedFinding } from "./finding.js";
import type { RuleMatch } from "./match.js";
import type { ProductFacts } from "./product-facts.js";

/** What is missing, or why nothing can be said about it. */
export interface AbsenceJudgement {
  readonly findings: readonly PlacedFinding[];
  readonly notes: readonly Note[];
}

const NOTHING: AbsenceJudgement = { findings: [], notes: [] };
/** Notes of a listing whose text was not read at all. */
const UNREAD = new Set(["html-not-read", "no-text", "scan-failed"]);

/**
 * Statements, marks and numbers that a page must show and doesn't.
 *
 * Judged only where the whole page and all its pictures were read; otherwise a note says that it was not.
 * `violation` only where nothing at all was lost, the kind is known, and the page is an advertisement (or the duty binds
 * the page itself).
 *
 * @param matches what was found in the passages: a page without any promotion is information display, no advertisement
 */
export function judgeAbsence(
  rules: CompiledRules,
  context: FindingContext,
  prepared: Prepared,
  product: ProductFacts,
  matches: readonly RuleMatch[],
  shadow: ReadonlySet<string> = new Set(),
): AbsenceJudgement {
  if (rules.statements.length === 0) return NOTHING;
  const { listing, coverage } = prepared;
  if (listing.context !== undefined && listing.context !== "advertisement") return NOTHING;
  const { kind } = listing;
  const bound = boundStatements(rules.statements, kind);
  if (bound.length === 0) return NOTHING;
  const obstacle = obstacleOf(prepared);
  if (obstacle !== null) return { findings: [], notes: [{ code: "absence-not-judged", where: obstacle }] };
  const facts = listingFacts(rules, context, prepared, product, matches);
  const due = bound.flatMap((statement) => {
    const duty = dutiesOf(statement, prepared, facts);
    return duty === null ? [] : [{ statement, duty }];
  });
  const unreviewed = judgeUnreviewed(rules, context, facts, shadow);
  if (due.length === 0) return { findings: unreviewed, notes: [] };
  const texts = readListingTexts(prepared.passages);
  const numbers = numbersShown(prepared);
  const isWhole = !coverage.notes.some(isLoss);
  const findings = due.flatMap(({ statement, duty }) =>
    judgeStatement(rules, context, statement, duty, { texts, numbers, isWhole, facts }),
  );
  return { findings: [...findings, ...unreviewed], notes: [] };
}

interface Reading {
  readonly texts: ListingTexts;
  readonly numbers: NumbersShown;
  readonly isWhole: boolean;
  readonly facts: ListingFacts;
}

function judgeStatement(
  rules: CompiledRules,
  context: FindingContext,
  statement: CompiledStatement,
  duty: Duty,
  { texts, numbers, isWhole, facts }: Reading,
): PlacedFinding[] {
  const { spec } = statement;
  const rule = rules.byId.get(spec.rule ?? "");
  const shown = findStatement(statement, texts, numbers);
  if (rule === undefined || shown === "shown") return [];
  const near = rules.statements.find(
    (other) => spec.nearly.includes(other.spec.id) && findStatement(other, texts, numbers) === "shown",
  );
  const isSure = isWhole && shown === "missing" && near === undefined && spec.certainty === undefined;
  const certainty: Certainty = isSure ? lower(duty.certainty, rule.spec.certainty) : "review";
  const remarks = [
    shown === "perhaps" ? "只在访客不一定看得到的文字中出现" : "",
    near === undefined ? "" : `页面有相近的“${near.spec.wordings[0] ?? near.spec.name}”`,
    duty.doubt ?? "",
    isWhole ? "" : "页面有未读到的部分",
  ].filter((remark) => remark !== "");
  const aside = remarks.length === 0 ? "" : `（${remarks.join("；")}，请人工核对）`;
  return toCheckFinding(context, {
    rule,
    certainty,
    // Copy that was never reviewed weighs more than a reviewed one that lost its footnote.
    level: rule.spec.level === 4 && facts.isPromotion && !facts.hasAdNumber ? 3 : undefined,
    reason: `“${spec.name}”${aside}`,
    wanted: spec.wordings[0] ?? spec.name,
    key: spec.id,
    bases: statement.bases,
  });
}

/** 未经审查: only together with promotion, only for review, only where it was switched on. */
function judgeUnreviewed(
  rules: CompiledRules,
  context: FindingContext,
  facts: ListingFacts,
  shadow: ReadonlySet<string>,
): PlacedFinding[] {
  const rule = rules.byCheck.get("unreviewed-ad");
  if (rule === undefined || !facts.isPromotion || facts.hasAdNumber) return [];
  if (rule.spec.shadow === true && !shadow.has(rule.spec.id)) return [];
  if (rule.spec.kinds !== undefined && (context.kind === undefined || !rule.spec.kinds.includes(context.kind))) {
    return [];
  }
  return toCheckFinding(context, {
    rule,
    certainty: "review",
    reason: facts.promotions.join("、"),
    key: "ad-number",
  });
}

function listingFacts(
  rules: CompiledRules,
  context: FindingContext,
  prepared: Prepared,
  product: ProductFacts,
  matches: readonly RuleMatch[],
): ListingFacts {
  // A rule of this kind speaks of what the page shows, not of what it promises.
  const promotional = matches.filter(
    ({ rule, passage }) => rule.spec.checks === undefined && context.passages[passage]?.context === "advertisement",
  );
  const hasAdNumber =
    prepared.passages.some(({ text }) => text.includes("广审")) &&
    references(prepared.passages, [], prepared.day).advertisements.length > 0;
  return {
    isPromotion: promotional.length > 0,
    isSurePromotion: hasAdNumber || promotional.some(({ certainty }) => certainty === "violation"),
    promotions: [...new Set(promotional.map(({ rule }) => rule.spec.name.zh))].slice(0, 3),
    hasAdNumber,
    drug: drugFacts(rules.lexicon, prepared, product),
  };
}

/** Why the absence of something can't be judged: what of the listing was not read; null where it can. */
function obstacleOf({ listing, coverage, passages }: Prepared): string | null {
  if (listing.complete !== true) return "complete";
  if (listing.kind === undefined) return "kind";
  if (coverage.images.skipped + coverage.images.failed > 0) return "images";
  // Such a page is drawn by a script from its data: pictures in there were neither listed nor read.
  if (passages.some(({ zone }) => zone === "state")) return "state";
  if (passages.length === 0 || coverage.notes.some(({ code }) => UNREAD.has(code))) return "text";
  return null;
}

/** Numbers as text: a product's number that only a picture shows is none (the duty is to show it as text). */
function numbersShown({ passages, day }: Prepared): NumbersShown {
  const found = references(passages, [], day);
  const isText = (one: ReferencePlace): boolean => {
    const passage = passages[one.passage];
    return passage !== undefined && passage.author !== "buyer" && !passage.hidden && passage.image === null;
  };
  const isShown = (one: Reference): boolean => [one, ...one.repeats].some(isText);
  return {
    product: found.certificates.some(isShown),
    licence: found.licences.some(isShown),
    advertisement: found.advertisements.length > 0,
  };
}

const boundBy = new WeakMap<readonly CompiledStatement[], Map<string | undefined, readonly CompiledStatement[]>>();

/** The statements that goods of a kind must show; listed once. */
function boundStatements(
  statements: readonly CompiledStatement[],
  kind: string | undefined,
): readonly CompiledStatement[] {
  const known = boundBy.get(statements) ?? new Map<string | undefined, readonly CompiledStatement[]>();
  boundBy.set(statements, known);
  const bound =
    known.get(kind) ?? statements.filter(({ spec }) => spec.rule !== undefined && bindsKind(spec.kinds, kind));
  known.set(kind, bound);
  return bound;
}

function bindsKind(kinds: readonly string[] | undefined, kind: string | undefined): boolean {
  return kinds === undefined || kind === undefined || kinds.includes(kind);
}

function lower(a: Certainty, b: Certainty): Certainty {
  return a === "review" || b === "review" ? "review" : "violation";
}
