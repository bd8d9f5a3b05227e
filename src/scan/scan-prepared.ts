import { foldedLetters } from "../claims/folded-letters.js";
import type { Segmenter } from "../claims/segmenter.js";
import type { Prepared } from "../contracts/prepared.js";
import type { Engine, ScanResult } from "../contracts/result.js";
import type { CompiledRules } from "../rules/compile-rules.js";
import { type FindingContext, type PlacedFinding, toFinding } from "../rules/finding.js";
import { judgeAbsence } from "../rules/judge-absence.js";
import { judgeCertificates } from "../rules/judge-certificates.js";
import { gateMatches, joinPlaced, judgeDisplay } from "../rules/judge-display.js";
import { judgePassage } from "../rules/judge-passage.js";
import type { RuleMatch } from "../rules/match.js";
import { productFacts } from "../rules/product-facts.js";
import { readRegistered } from "../rules/registered.js";
import { statusOf } from "./status.js";

/**
 * Judges a prepared listing by compiled rules.
 *
 * @returns findings ordered by passage, start, rule; absent things last
 */
export function scanPrepared(
  rules: CompiledRules,
  engine: Omit<Engine, "day">,
  prepared: Prepared,
  segmenter: Segmenter | null = null,
  options: { readonly shadow?: ReadonlySet<string> | undefined } = {},
): ScanResult {
  const { listing, passages, coverage, day } = prepared;
  const registered = readRegistered(rules.lexicon, prepared.certificates);
  const name = listing.id ?? listing.url ?? "";
  const product = productFacts(rules.lexicon, prepared);
  const inPassages = passages.flatMap((passage, index) =>
    judgePassage(rules, { passage, index, kind: listing.kind, registered, product, segmenter }),
  );
  const matches = gateMatches(rules, prepared, inPassages);
  const context: FindingContext = { listing: name, kind: listing.kind, day, passages, lexicon: rules.lexicon };
  const absence = judgeAbsence(rules, context, prepared, product, matches, options.shadow);
  const placed = [
    ...joinPlaced(withOrdinals(context, matches), judgeDisplay(rules, context, prepared, product)),
    ...judgeCertificates(rules, context, prepared),
    ...absence.findings,
  ];
  const findings = placed
    .sort((a, b) => a.passage - b.passage || a.start - b.start || (a.finding.rule < b.finding.rule ? -1 : 1))
    .map(({ finding }) => finding);
  return {
    listing: name === "" ? null : name,
    status: statusOf(findings, coverage),
    findings,
    coverage: absence.notes.length === 0 ? coverage : { ...coverage, notes: [...coverage.notes, ...absence.notes] },
    engine: { ...engine, day },
  };
}

/** The same words broken by the same rule in the same field twice are two findings: an ordinal tells them apart. */
function withOrdinals(context: FindingContext, matches: readonly RuleMatch[]): PlacedFinding[] {
  const seen = new Map<string, number>();
  return matches.map((match) => {
    const passage = context.passages[match.passage];
    const letters = foldedLetters(passage?.text.slice(match.start, match.end) ?? "");
    const key = `${match.rule.spec.id}\u0000${passage?.field}\u0000${letters}`;
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    return { passage: match.passage, start: match.start, finding: toFinding(context, match, ordinal) };
  });
}
