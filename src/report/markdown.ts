import type { Finding, ScanResult } from "../contracts/result.js";
import { cutTail, markExcerpt } from "./excerpt.js";
import { neutralise } from "./neutralise.js";
import { citeBasis, describePlace, isPending, nameOf } from "./place.js";
import type { Closing, Reporter } from "./reporter.js";
import type { Summary } from "./summary.js";
import { listUnchecked } from "./unchecked.js";
import { CERTAINTY_NAMES, describeNote, disclaimer, STATUS_NAMES } from "./wording.js";

/** Findings and unread listings that the summary shows one by one; the rest is counted. */
export const MAX_SHOWN_FINDINGS = 50;
export const MAX_SHOWN_LISTINGS = 20;

const EXCERPT_CHARS = 24;
const MESSAGE_CHARS = 160;

interface RuleCount {
  readonly name: string;
  violation: number;
  review: number;
}

/**
 * A summary in Markdown, for a pull request or a chat: counts, rules by frequency, the gravest findings that are neither
 * known nor suppressed, what was not read. Everything from a page stands escaped in code, so that it links, mentions and
 * draws nothing.
 *
 * @param hasRegistry whether certificate numbers were looked up
 */
export function createMarkdownReporter(options: { readonly hasRegistry: boolean }): Reporter {
  const rules = new Map<string, RuleCount>();
  const shown: { finding: Finding; listing: string }[][] = [[], [], [], []];
  const unread: ScanResult[] = [];
  return {
    begin: () => "",
    result(result) {
      for (const finding of result.findings) {
        const count = rules.get(finding.rule) ?? { name: finding.name, violation: 0, review: 0 };
        count[finding.certainty]++;
        rules.set(finding.rule, count);
        const level = shown[finding.level - 1];
        if (isPending(finding) && level !== undefined && level.length < MAX_SHOWN_FINDINGS) {
          level.push({ finding, listing: nameOf(result) });
        }
      }
      if (result.status === "incomplete" && unread.length < MAX_SHOWN_LISTINGS) unread.push(result);
      return "";
    },
    end(summary, closing) {
      const gravest = shown.flatMap((level) => [
        ...level.filter(({ finding }) => finding.certainty === "violation"),
        ...level.filter(({ finding }) => finding.certainty === "review"),
      ]);
      const sections = [
        headSection(summary, closing),
        ruleSection(rules),
        findingSection(gravest.slice(0, MAX_SHOWN_FINDINGS), summary),
        unreadSection(unread, summary),
        `> ${disclaimer(listUnchecked(summary, options.hasRegistry), summary.suggested)}`,
      ];
      return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
    },
  };
}

function headSection(summary: Summary, closing: Closing | undefined): string {
  const { status, findings, levels, known, suppressed } = summary;
  const rows = (["violation", "review", "incomplete", "clean"] as const).map(
    (one) => `| ${STATUS_NAMES[one]} | ${status[one]} |`,
  );
  const aside = known + suppressed > 0 ? `，其中已知 ${known}、已豁免 ${suppressed}` : "";
  const byLevel = ([1, 2, 3, 4] as const).map((level) => `${level} 级 ${levels[level]}`).join("，");
  const remarks = (closing?.remarks ?? []).map((remark) => `- ${escapeMarkdown(remark)}`);
  return [
    "## 药械合规扫描",
    "",
    `共检查 **${summary.listings}** 件，问题 **${findings.total}** 项（疑似 ${findings.violation}，待人工 ${findings.review}${aside}；${byLevel}，均为建议等级）。`,
    "",
    "| 商品结论 | 件数 |",
    "|---|---:|",
    ...rows,
    ...(remarks.length === 0 ? [] : ["", ...remarks]),
  ].join("\n");
}

function ruleSection(rules: ReadonlyMap<string, RuleCount>): string {
  if (rules.size === 0) return "";
  const sorted = [...rules].sort(
    ([a, x], [b, y]) => y.violation + y.review - (x.violation + x.review) || (a < b ? -1 : 1),
  );
  const rows = sorted.map(
    ([id, { name, violation, review }]) => `| ${escapeMarkdown(name)} | ${code(id)} | ${violation} | ${review} |`,
  );
  return ["### 规则", "", "| 规则 | 编号 | 疑似 | 待人工 |", "|---|---|---:|---:|", ...rows].join("\n");
}

function findingSection(shown: readonly { finding: Finding; listing: string }[], summary: Summary): string {
  if (shown.length === 0) return "";
  const rows = shown.map(({ finding, listing }) => {
    const cells = [
      `${finding.level} 级 ${CERTAINTY_NAMES[finding.certainty]}`,
      `${code(cutTail(listing, 80))}<br>${escapeMarkdown(describePlace(finding.where))}`,
      `${escapeMarkdown(finding.name)}<br>${excerptOf(finding)}`,
      escapeMarkdown(cutTail(finding.message, MESSAGE_CHARS)),
      finding.basis
        .slice(0, 2)
        .map((basis) => escapeMarkdown(citeBasis(basis)))
        .join("<br>"),
    ];
    return `| ${cells.join(" | ")} |`;
  });
  const left = summary.pending.violation + summary.pending.review - shown.length;
  const more = left > 0 ? ["", `另有 ${left} 项未列出。`] : [];
  return ["### 问题", "", "| 等级 | 商品 | 问题 | 说明 | 依据 |", "|---|---|---|---|---|", ...rows, ...more].join("\n");
}

function excerptOf(finding: Finding): string {
  const marked = markExcerpt(finding.excerpt, finding.matched, EXCERPT_CHARS);
  if (marked === null) return finding.matched === "" ? "" : code(cutTail(finding.matched, EXCERPT_CHARS * 2));
  return code(`${marked.before}【${marked.match}】${marked.after}`);
}

function unreadSection(unread: readonly ScanResult[], summary: Summary): string {
  if (unread.length === 0) return "";
  const lines = unread.map((result) => {
    const notes = result.coverage.notes.slice(0, 3).map(describeNote).join("；");
    return `- ${code(cutTail(nameOf(result), 80))} ${code(cutTail(notes, MESSAGE_CHARS))}`;
  });
  const left = summary.status.incomplete - unread.length;
  return ["### 未读全", "", ...lines, ...(left > 0 ? [`- 另有 ${left} 件`] : [])].join("\n");
}

/** Text of a page as code: no link, no mention, no table cell ends in it. */
function code(text: string): string {
  return `<code>${escapeMarkdown(text)}</code>`;
}

/**
 * Every ASCII character that Markdown or HTML could read as a mark, as its character reference: references never make
 * structure (CommonMark 0.31, 6.2).
 *
 * @example
 * escapeMarkdown("[a](b)|@c"); // → "&#91;a&#93;&#40;b&#41;&#124;&#64;c"
 */
export function escapeMarkdown(text: string): string {
  return neutralise(text).replace(/[!-/:-@[-`{-~]/g, (found) => `&#${found.charCodeAt(0)};`);
}
