import { foldedLetters } from "../claims/folded-letters.js";
import type { Segmenter } from "../claims/segmenter.js";
import type { Prepared } from "../contracts/prepared.js";
import type { Engine, Finding, Note, ScanResult } from "../contracts/result.js";
import type { CompiledRules } from "../rules/compile-rules.js";
import { type FindingContext, type PlacedFinding, toFinding } from "../rules/finding.js";
import { judgeAbsence } from "../rules/judge-absence.js";
import { judgeCertificates } from "../rules/judge-certificates.js";
import { judgeChanges } from "../rules/judge-changes.js";
import { gateMatches, joinPlaced, judgeDisplay } from "../rules/judge-display.js";
import { judgePassage } from "../rules/judge-passage.js";
import { judgePicture } from "../rules/judge-picture.js";
import type { RuleMatch } from "../rules/match.js";
import { productFacts } from "../rules/product-facts.js";
import { readRegistered } from "../rules/registered.js";
import { addAssumed, withAssumed } from "./assumed-certificate.js";
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
  const { coverage, day } = prepared;
  const { placed, notes } = judge(rules, prepared, segmenter, options.shadow);
  const assumed = withAssumed(prepared);
  const all =
    assumed === null ? placed : addAssumed(placed, judge(rules, assumed, segmenter, options.shadow).placed, prepared);
  const findings =
    all.length === 0
      ? NONE
      : all
          .sort((a, b) => a.passage - b.passage || a.start - b.start || (a.finding.rule < b.finding.rule ? -1 : 1))
          .map(({ finding }) => finding);
  const name = nameOf(prepared);
  return {
    listing: name === "" ? null : name,
    status: statusOf(findings, coverage),
    findings,
    coverage: notes.length === 0 ? coverage : { ...coverage, notes: [...coverage.notes, ...notes] },
    engine: engineOn(engine, day),
  };
}

const NONE: readonly Finding[] = [];

/** The engine with the day that was asked for last: one run judges by one day. */
const engines = new WeakMap<Omit<Engine, "day">, Engine>();

function engineOn(engine: Omit<Engine, "day">, day: string): Engine {
  const last = engines.get(engine);
  if (last?.day === day) return last;
  const dated = { ...engine, day };
  engines.set(engine, dated);
  return dated;
}

function nameOf({ listing }: Prepared): string {
  return listing.id ?? listing.url ?? "";
}

function judge(
  rules: CompiledRules,
  prepared: Prepared,
  segmenter: Segmenter | null,
  shadow: ReadonlySet<string> | undefined,
): { readonly placed: PlacedFinding[]; readonly notes: readonly Note[] } {
  const { listing, passages, day } = prepared;
  const registered = readRegistered(rules.lexicon, prepared.certificates);
  const product = productFacts(rules.lexicon, prepared);
  const inPassages: RuleMatch[] = [];
  for (const [index, passage] of passages.entries()) {
    const input = { passage, index, kind: listing.kind, registered, product, segmenter };
    // A passage may hold more findings than a call takes arguments.
    for (const match of (passage.image === null ? judgePassage : judgePicture)(rules, input)) inPassages.push(match);
  }
  const matches = gateMatches(rules, prepared, inPassages);
  const context: FindingContext = {
    listing: nameOf(prepared),
    kind: listing.kind,
    day,
    passages,
    lexicon: rules.lexicon,
    voiceMessages: rules.voice?.spec,
    scopes: prepared.certificates.flatMap(({ scope, rx }) => (scope ? [{ text: scope, isRx: rx === "rx" }] : [])),
  };
  const absence = judgeAbsence(rules, context, prepared, product, matches, shadow);
  const placed = [
    ...joinPlaced(withOrdinals(context, matches), judgeDisplay(rules, context, prepared, product)),
    ...judgeCertificates(rules, context, prepared),
    ...judgeChanges(rules, context, prepared),
    ...absence.findings,
  ];
  return { placed, notes: absence.notes };
}

/** The same words broken by the same rule in the same field twice are two findings: an ordinal tells them apart. */
function withOrdinals(context: FindingContext, matches: readonly RuleMatch[]): PlacedFinding[] {
  if (matches.length === 0) return [];
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
