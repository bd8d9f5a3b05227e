import type { Basis, Finding, ScanResult } from "../contracts/result.js";
import { displayWidth } from "./display-width.js";
import { cutTail, markExcerpt } from "./excerpt.js";
import { explainFinding, explainListing } from "./explain.js";
import { neutralise } from "./neutralise.js";
import { citeBasis, describePlace, describeState, isPending } from "./place.js";
import type { Reporter } from "./reporter.js";
import type { Summary } from "./summary.js";
import { createTheme, type Theme } from "./theme.js";
import { listUnchecked } from "./unchecked.js";
import { CERTAINTY_NAMES, CERTIFICATE_FIELDS, describeNote, disclaimer, STATUS_NAMES } from "./wording.js";

/** Options of the report for people. */
export interface StylishOptions {
  readonly color: boolean;
  /** Also say what was read and which claim, exemptions and grounds a finding rests on. */
  readonly explain?: boolean | undefined;
  /** Leave out listings without findings and notes. */
  readonly quiet?: boolean | undefined;
  /** Whether certificate numbers were looked up. */
  readonly hasRegistry: boolean;
}

const INDENT = "      ";
const LAW_TEXT_CHARS = 70;
const WORDING_CHARS = 90;
const MAX_NOTES = 8;

/**
 * The report for people, in Chinese: a line a listing, then for each finding level, certainty, rule, the words in their
 * place with the match marked, law, certificate and suggestion.
 *
 * @example
 * createStylishReporter({ color: false, hasRegistry: false }).result(result, null);
 */
export function createStylishReporter(options: StylishOptions): Reporter {
  const theme = createTheme(options.color);
  return {
    begin: () => "",
    result(result, prepared) {
      if (options.quiet && result.status === "clean") return "";
      const lines = [listingLine(result, prepared?.listing.title, theme)];
      lines.push(...noteLines(result, theme));
      if (options.explain) lines.push(...explainListing(result, prepared).map((line) => theme.muted(`  ${line}`)));
      const quoted = new Set<string>();
      for (const finding of result.findings)
        lines.push(...findingLines(finding, quoted, theme, options.explain ?? false));
      return `${lines.map(withoutCommand).join("\n")}\n\n`;
    },
    end: (summary, closing) => {
      const remarks = (closing?.remarks ?? []).map((remark) => theme.status("review", `! ${neutralise(remark)}`));
      return `${[...remarks, ...summaryLines(summary, options, theme)].join("\n")}\n`;
    },
  };
}

/** In a build log a line that begins so is a command to the runner; a seller's words must not be one. */
function withoutCommand(line: string): string {
  return line.replace(/^(\s*)(::|##\[)/, "$1·$2");
}

function listingLine(result: ScanResult, title: string | undefined, theme: Theme): string {
  const name = result.listing ?? (result.line === undefined ? "（无编号）" : `第 ${result.line} 行`);
  const hasRulesOff = result.coverage.notes.some(({ code }) => code === "rules-switched-off");
  const status = theme.status(result.status, `${STATUS_NAMES[result.status]}${hasRulesOff ? "（有停用的规则）" : ""}`);
  const count = result.findings.length > 0 ? ` ${result.findings.length} 项` : "";
  const shown = title ? `  ${theme.muted(neutralise(cutTail(title, 40)))}` : "";
  return `${theme.heading(neutralise(cutTail(name, 200)))}  ${status}${count}${shown}`;
}

function noteLines(result: ScanResult, theme: Theme): string[] {
  const notes = result.coverage.notes;
  const lines = notes
    .slice(0, MAX_NOTES)
    .map((note) => theme.muted(`  · ${neutralise(cutTail(describeNote(note), 300))}`));
  if (notes.length > MAX_NOTES)
    lines.push(theme.muted(`  · 另有 ${notes.length - MAX_NOTES} 条说明，见 --format jsonl`));
  return lines;
}

/** @param quoted laws whose wording this listing's report has shown already */
function findingLines(finding: Finding, quoted: Set<string>, theme: Theme, explain: boolean): string[] {
  const level = theme.level(finding.level, `${finding.level} 级`);
  const rule = theme.muted(finding.rule);
  const head = `  ${level} ${CERTAINTY_NAMES[finding.certainty]}  ${finding.name}  ${rule}  ${theme.muted(describePlace(finding.where))}`;
  const lines = [head];
  if (!isPending(finding)) lines.push(`${INDENT}${theme.suggestion(neutralise(describeState(finding)))}`);
  lines.push(...excerptLines(finding, theme));
  lines.push(`${INDENT}${neutralise(finding.message)}`);
  lines.push(...lawLines(finding.basis, quoted).map((line) => theme.muted(`${INDENT}依据 ${line}`)));
  lines.push(...certificateLines(finding));
  if (finding.suggestion !== "") lines.push(`${INDENT}${theme.suggestion(`建议 ${neutralise(finding.suggestion)}`)}`);
  if (explain) lines.push(...explainFinding(finding).map((line) => theme.muted(`${INDENT}${line}`)));
  return lines;
}

function excerptLines(finding: Finding, theme: Theme): string[] {
  if (finding.where === null) return [];
  const marked = markExcerpt(finding.excerpt, finding.matched);
  if (!marked) return finding.excerpt === "" ? [] : [`${INDENT}${neutralise(cutTail(finding.excerpt, WORDING_CHARS))}`];
  const { before, match, after } = marked;
  const indent = INDENT + " ".repeat(displayWidth(before));
  return [
    `${INDENT}${before}${theme.match(match)}${after}`,
    `${indent}${theme.match("^".repeat(Math.max(1, displayWidth(match))))}`,
  ];
}

/** The wording of a law is worth reading once a listing; after that its article is enough. */
function lawLines(bases: readonly Basis[], quoted: Set<string>): string[] {
  const lines: string[] = [];
  const known: string[] = [];
  for (const basis of bases) {
    const name = citeBasis(basis);
    if (quoted.has(name)) known.push(name);
    else lines.push(`${name}：${neutralise(cutTail(basis.text, LAW_TEXT_CHARS))}`);
    quoted.add(name);
  }
  return known.length > 0 ? [...lines, known.join("；")] : lines;
}

/** The registered wording beside what the page says, where the two are not the same words again. */
function certificateLines(finding: Finding): string[] {
  const check = finding.certificate;
  if (check === null) return [];
  const lines: string[] = [];
  if (check.registered !== "") {
    const field = CERTIFICATE_FIELDS[check.field] ?? check.field;
    const asOf = check.asOf ? `，截至 ${neutralise(check.asOf)}` : "";
    const source = check.number ? `（${neutralise(check.number)}${asOf}）` : "";
    lines.push(`${INDENT}登记 ${field}：${neutralise(cutTail(check.registered, WORDING_CHARS))}${source}`);
  }
  if (check.claimed !== "" && check.claimed !== finding.matched) {
    lines.push(`${INDENT}页面 ${neutralise(cutTail(check.claimed, WORDING_CHARS))}`);
  }
  return lines;
}

function summaryLines(summary: Summary, options: StylishOptions, theme: Theme): string[] {
  const { status, findings, levels } = summary;
  const parts = [
    theme.status("violation", `疑似违规 ${status.violation}`),
    theme.status("review", `待人工复核 ${status.review}`),
    theme.status("incomplete", `未读全 ${status.incomplete}`),
    theme.status("clean", `未发现问题 ${status.clean}`),
  ];
  const byLevel = ([1, 2, 3, 4] as const).map((level) => `${level} 级 ${levels[level]}`).join("，");
  const aside =
    summary.known + summary.suppressed > 0 ? `；其中已知 ${summary.known}，已豁免 ${summary.suppressed}` : "";
  return [
    `共检查 ${summary.listings} 件：${parts.join("，")}`,
    `问题 ${findings.total} 项（疑似 ${findings.violation}，待人工 ${findings.review}；${byLevel}，均为建议等级${aside}）`,
    theme.muted(disclaimer(listUnchecked(summary, options.hasRegistry), summary.suggested)),
  ];
}
