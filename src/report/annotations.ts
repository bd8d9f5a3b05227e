import type { Finding, ScanResult } from "../contracts/result.js";
import { cutTail } from "./excerpt.js";
import { FileSpans } from "./locate.js";
import { neutralise } from "./neutralise.js";
import { citeBasis, isPending, nameOf } from "./place.js";
import type { Origin, Reporter } from "./reporter.js";
import { describeNote } from "./wording.js";

const MESSAGE_CHARS = 600;
const MAX_NOTES = 8;

/**
 * Workflow commands of GitHub Actions: an annotation a finding at its line. Violations of level 1 and 2 are errors, of
 * level 3 and 4 warnings; what is for a human is a notice (with `strict` a warning). Known and suppressed findings are
 * left out. A text of a page can neither end its command nor begin another.
 *
 * @example
 * createAnnotationsReporter({}).result(result, listing, { path: "a.html" });
 * // → "::error file=a.html,line=3,col=5,endLine=3,endColumn=9,title=…::…\n"
 */
export function createAnnotationsReporter(options: { readonly strict?: boolean | undefined } = {}): Reporter {
  return {
    begin: () => "",
    result(result, _listing, origin = null) {
      const spans = new FileSpans(origin);
      const found = result.findings
        .filter(isPending)
        .map((finding) => annotation(finding, result, spans, origin, options.strict ?? false));
      return [...found, ...unread(result, origin)].join("");
    },
    end: (_summary, closing) => (closing?.remarks ?? []).map((remark) => command("warning", {}, remark)).join(""),
  };
}

function annotation(
  finding: Finding,
  result: ScanResult,
  spans: FileSpans,
  origin: Origin | null,
  strict: boolean,
): string {
  const span = spans.of(finding);
  const isOneLine = span !== null && span.startLine === span.endLine;
  const place: Record<string, string | number> = { ...fileOf(origin) };
  if (span !== null) {
    place.line = span.startLine;
    place.endLine = span.endLine;
    // Columns count only within one line.
    if (isOneLine)
      Object.assign(place, { col: span.startColumn, endColumn: Math.max(span.startColumn, span.endColumn - 1) });
  }
  place.title = `${finding.level} 级 ${finding.name} ${finding.rule}`;
  const law = finding.basis.slice(0, 2).map(citeBasis).join("；");
  const parts = [
    `${nameOf(result)}：“${finding.matched}”`,
    finding.message,
    law === "" ? "" : `依据 ${law}`,
    finding.suggestion,
  ];
  return command(severityOf(finding, strict), place, parts.filter((part) => part !== "").join("  "));
}

function severityOf(finding: Finding, strict: boolean): string {
  if (finding.certainty === "review") return strict ? "warning" : "notice";
  return finding.level <= 2 ? "error" : "warning";
}

function unread(result: ScanResult, origin: Origin | null): string[] {
  if (result.status !== "incomplete") return [];
  const notes = result.coverage.notes.slice(0, MAX_NOTES).map(describeNote).join("；");
  return [command("warning", { ...fileOf(origin), title: "未读全" }, `${nameOf(result)}：${notes}`)];
}

function fileOf(origin: Origin | null): Record<string, string | number> {
  if (origin === null) return {};
  return origin.line === undefined ? { file: origin.path } : { file: origin.path, line: origin.line };
}

/** One command; its data and its properties are escaped as the runner reads them back. */
function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const list = Object.entries(properties)
    .map(([key, value]) => `${key}=${escapeProperty(String(value))}`)
    .join(",");
  return `::${name}${list === "" ? "" : ` ${list}`}::${escapeData(neutralise(cutTail(message, MESSAGE_CHARS)))}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
