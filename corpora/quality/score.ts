import type { Finding, ScanResult } from "../../src/contracts/result.js";
import type { Case } from "./case.js";

/** Rules that a reviewer may cite for one another: either finds the other. */
const FAMILIES: readonly (readonly string[])[] = [
  ["efficacy-guarantee", "cure-rate", "panacea-claim", "severe-disease-claim"],
  [
    "off-scope-claim",
    "treatment-claim-by-non-therapeutic-device",
    "non-medical-disease-claim",
    "health-food-disease-claim",
    "severe-disease-claim",
  ],
  ["patient-testimonial", "expert-endorsement", "celebrity-endorsement", "state-or-military-endorsement"],
  ["safety-guarantee", "natural-safe-claim"],
  ["absolute-term", "false-or-misleading-fact", "efficacy-comparison", "competitor-denigration"],
  ["inducement", "composite-evaluation", "refund-insurance-guarantee"],
];
const ABSENCE = /^missing-|^unreviewed-ad$|-not-displayed$/;

export interface CaseScore {
  readonly item: Case;
  readonly findings: readonly Finding[];
  /** A finding of an expected rule or its family overlaps a key span. */
  readonly found: boolean;
  /** The same with `certainty: violation`. */
  readonly hard: boolean;
  /** Expected rules that were raised, by name. */
  readonly hitRules: readonly string[];
  readonly accused: boolean;
  readonly flagged: boolean;
}

/** Scores one case as `README.md` of the corpora defines. */
export function scoreCase(item: Case, result: ScanResult): CaseScore {
  const findings = result.findings.filter((finding) => !ABSENCE.test(finding.rule));
  const spans = item.key_spans.flatMap((span) => placesOf(item.text, span));
  const overlapping = findings.filter((finding) => {
    const where = finding.where;
    return where !== null && spans.some(([start, end]) => where.start < end && where.end > start);
  });
  const expected = overlapping.filter((finding) => item.expected_rules.some((rule) => isFamily(rule, finding.rule)));
  const raised = new Set(findings.map((finding) => finding.rule));
  return {
    item,
    findings: result.findings,
    found: expected.length > 0,
    hard: expected.some((finding) => finding.certainty === "violation"),
    hitRules: item.expected_rules.filter((rule) => raised.has(rule)),
    accused: result.findings.some((finding) => finding.certainty === "violation"),
    flagged: result.findings.length > 0,
  };
}

/** Whether a finding of a rule in `[start, end)` is one that a reviewer would cite for a case. */
export function isExpected(item: Case, rule: string, start: number, end: number): boolean {
  return (
    item.expected_rules.some((expected) => isFamily(expected, rule)) &&
    item.key_spans.some((span) => placesOf(item.text, span).some(([from, to]) => start < to && end > from))
  );
}

function isFamily(expected: string, rule: string): boolean {
  return expected === rule || FAMILIES.some((family) => family.includes(expected) && family.includes(rule));
}

function placesOf(text: string, span: string): [number, number][] {
  const places: [number, number][] = [];
  for (let at = text.indexOf(span); at >= 0; at = text.indexOf(span, at + 1)) places.push([at, at + span.length]);
  return places;
}

/** Wilson score interval at 95 %, as shares. Wilson (1927), JASA 22. */
export function wilson(hits: number, total: number): readonly [number, number] {
  if (total === 0) return [0, 1];
  const z = 1.96;
  const share = hits / total;
  const centre = share + (z * z) / (2 * total);
  const spread = z * Math.sqrt((share * (1 - share)) / total + (z * z) / (4 * total * total));
  const scale = 1 + (z * z) / total;
  return [Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale)];
}
