import type { Engine, Finding, Note, ScanResult } from "../contracts/result.js";
import { cutTail } from "./excerpt.js";
import { FileSpans } from "./locate.js";
import { neutralise } from "./neutralise.js";
import { describePlace, isPending, nameOf } from "./place.js";
import type { Closing, Origin, Reporter } from "./reporter.js";
import { type RuleCatalogue, type RuleInfo, ruleOfFinding } from "./rule-catalogue.js";
import { basisProperties, plainMessage, SARIF_LEVELS, sarifRule } from "./sarif-rules.js";
import type { Summary } from "./summary.js";
import { describeNote } from "./wording.js";

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
/** Notifications kept until the end of the log; the rest is counted. */
export const MAX_NOTIFICATIONS = 1000;
const MESSAGE_CHARS = 2000;

export interface SarifOptions {
  readonly version: string;
  readonly rules: RuleCatalogue;
  /** Whether a baseline was given: every result then says whether it is new. */
  readonly hasBaseline?: boolean | undefined;
}

/**
 * SARIF 2.1.0: one run, its results written as they come, rules, invocation and notifications behind them. Columns and
 * offsets are UTF-16 units. What is for a human has kind `review` and level `none`, as the standard wants it.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function createSarifReporter(options: SarifOptions): Reporter {
  const log = new SarifLog(options);
  return {
    begin: () =>
      `{"$schema":${JSON.stringify(SCHEMA)},"version":"2.1.0","runs":[{"columnKind":"utf16CodeUnits","results":[`,
    result: (result, _listing, origin = null) => log.add(result, origin),
    end: (summary, closing) => `\n],${JSON.stringify(log.rest(summary, closing)).slice(1)}]}\n`,
  };
}

class SarifLog {
  readonly #options: SarifOptions;
  readonly #rules = new Map<string, RuleInfo>();
  readonly #indices = new Map<string, number>();
  readonly #notifications: object[] = [];
  #uncountedNotes = 0;
  #engine: Engine | null = null;
  #isFirst = true;

  constructor(options: SarifOptions) {
    this.#options = options;
  }

  add(result: ScanResult, origin: Origin | null): string {
    this.#engine ??= result.engine;
    for (const note of result.coverage.notes) this.#notify(note, result);
    const spans = new FileSpans(origin);
    let text = "";
    for (const finding of result.findings) {
      text += `${this.#isFirst ? "\n" : ",\n"}${JSON.stringify(this.#result(finding, result, spans, origin))}`;
      this.#isFirst = false;
    }
    return text;
  }

  rest(summary: Summary, closing: Closing | undefined): object {
    const remarks: object[] = (closing?.remarks ?? []).map((text) => ({
      level: "warning",
      message: { text: plainMessage(text) },
    }));
    if (this.#uncountedNotes > 0) {
      remarks.push({ level: "note", message: { text: `另有 ${this.#uncountedNotes} 条说明未列出` } });
    }
    const notifications = [...this.#notifications, ...remarks];
    return {
      tool: {
        driver: {
          name: "medlint",
          fullName: "medlint 药械合规扫描",
          version: this.#options.version,
          semanticVersion: this.#options.version,
          language: "zh-CN",
          shortDescription: { text: "检查药品、医疗器械商品页的宣传用语，并与注册证核对" },
          rules: [...this.#rules.values()].map(sarifRule),
        },
      },
      invocations: [
        {
          // Whether all that was asked for could be read; findings are no failure of the tool.
          executionSuccessful: summary.unread === 0,
          ...(closing === undefined ? {} : { exitCode: closing.exitCode }),
          ...(notifications.length === 0 ? {} : { toolExecutionNotifications: notifications }),
        },
      ],
      properties: { summary, ...(this.#engine === null ? {} : { engine: this.#engine }) },
    };
  }

  #notify(note: Note, result: ScanResult): void {
    if (this.#notifications.length >= MAX_NOTIFICATIONS) {
      this.#uncountedNotes++;
      return;
    }
    this.#notifications.push({
      descriptor: { id: note.code },
      level: result.status === "incomplete" ? "warning" : "note",
      message: { text: plainMessage(neutralise(`${nameOf(result)}：${cutTail(describeNote(note), MESSAGE_CHARS)}`)) },
    });
  }

  #result(finding: Finding, result: ScanResult, spans: FileSpans, origin: Origin | null): object {
    const isReview = finding.certainty === "review";
    const { suppressed, known } = finding;
    return {
      ruleId: finding.rule,
      ruleIndex: this.#indexOf(finding),
      kind: isReview ? "review" : "fail",
      level: isReview ? "none" : SARIF_LEVELS[finding.level],
      message: { text: messageOf(finding) },
      locations: [locationOf(finding, result, spans, origin)],
      partialFingerprints: { "medlint/v1": finding.fingerprint },
      ...(this.#options.hasBaseline ? { baselineState: known === undefined ? "new" : "unchanged" } : {}),
      ...(suppressed === undefined
        ? {}
        : {
            suppressions: [
              {
                kind: suppressed.by === "inline" ? "inSource" : "external",
                status: "accepted",
                justification: neutralise(suppressed.reason),
                properties: { until: suppressed.until, ...(suppressed.author && { author: suppressed.author }) },
              },
            ],
          }),
      properties: {
        level: finding.level,
        certainty: finding.certainty,
        pending: isPending(finding),
        place: describePlace(finding.where),
        ...(finding.where === null ? {} : { where: finding.where }),
        basis: finding.basis.map(basisProperties),
        ...(finding.certificate === null ? {} : { certificate: finding.certificate }),
        suggestion: finding.suggestion,
      },
    };
  }

  #indexOf(finding: Finding): number {
    const known = this.#indices.get(finding.rule);
    if (known !== undefined) return known;
    const index = this.#rules.size;
    this.#indices.set(finding.rule, index);
    this.#rules.set(finding.rule, this.#options.rules.get(finding.rule) ?? ruleOfFinding(finding));
    return index;
  }
}

function messageOf(finding: Finding): string {
  const matched = finding.matched === "" ? "" : `“${cutTail(finding.matched, 200)}”：`;
  const suggestion = finding.suggestion === "" ? "" : ` 建议：${finding.suggestion}`;
  return plainMessage(neutralise(cutTail(`${matched}${finding.message}${suggestion}`, MESSAGE_CHARS)));
}

/** A place in a file where one is known, and always the listing by its name. */
function locationOf(finding: Finding, result: ScanResult, spans: FileSpans, origin: Origin | null): object {
  const span = spans.of(finding);
  const listing = nameOf(result);
  const field = finding.where?.field;
  const logical = {
    name: listing,
    kind: "listing",
    fullyQualifiedName: field === undefined ? listing : `${listing}#${field}`,
  };
  if (origin === null) return { logicalLocations: [logical] };
  const region =
    span !== null
      ? {
          charOffset: span.start,
          charLength: span.end - span.start,
          startLine: span.startLine,
          startColumn: span.startColumn,
          endLine: span.endLine,
          endColumn: span.endColumn,
          snippet: { text: finding.matched },
        }
      : origin.line === undefined
        ? null
        : { startLine: origin.line };
  return {
    physicalLocation: { artifactLocation: { uri: toUri(origin.path) }, ...(region === null ? {} : { region }) },
    logicalLocations: [logical],
  };
}

/** A path as a URI reference: every segment encoded, half surrogates replaced. */
function toUri(path: string): string {
  const segments = path
    .replace(/\p{Cs}/gu, "\ufffd")
    .split("/")
    .map(encodeURIComponent);
  // An absolute path is a file URI; what is left is relative to where the command ran.
  return path.startsWith("/") ? `file://${segments.join("/")}` : segments.join("/");
}
