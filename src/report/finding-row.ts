import type { Finding, ScanResult } from "../contracts/result.js";
import { cutTail } from "./excerpt.js";
import { neutralise } from "./neutralise.js";
import { citeBasis, describeState, nameOf } from "./place.js";
import type { ReportedListing } from "./reporter.js";
import { CERTAINTY_NAMES, CERTIFICATE_FIELDS, describeNote, STATUS_NAMES, ZONE_NAMES } from "./wording.js";

/** Excel takes 32,767 UTF-16 units a cell; the mark of the cut and a prefix fit in what is left. */
export const MAX_CELL_CHARS = 32_000;
const MAX_NOTES = 8;

/** What makes a spreadsheet compute, also in its full-width form, also behind spaces and quotation marks. */
const FORMULA_START = /^[\s'"]*[=+\-@＝＋－＠−]/u;

/**
 * Puts an apostrophe before a text that a spreadsheet would take for a formula.
 *
 * @example
 * withoutFormula("=1+1"); // → "'=1+1"
 */
export function withoutFormula(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text;
}

/** Columns of the tables (`csv`, `xlsx`): key, heading, width in characters. */
export const FINDING_COLUMNS = [
  ["listing", "商品", 28],
  ["title", "标题", 28],
  ["status", "商品结论", 12],
  ["rule", "规则", 24],
  ["name", "规则名称", 22],
  ["level", "建议等级", 10],
  ["certainty", "判定", 9],
  ["state", "已知或豁免", 18],
  ["matched", "命中文字", 22],
  ["excerpt", "上下文", 48],
  ["message", "说明", 48],
  ["zone", "位置", 10],
  ["field", "字段", 14],
  ["start", "起", 8],
  ["end", "止", 8],
  ["sourceStart", "源码起", 9],
  ["sourceEnd", "源码止", 9],
  ["image", "图片", 7],
  ["basis", "依据", 48],
  ["number", "证号", 22],
  ["compared", "登记字段", 12],
  ["registered", "登记内容", 40],
  ["claimed", "页面写法", 28],
  ["asOf", "登记数据截至", 13],
  ["suggestion", "建议", 40],
  ["day", "判断日", 12],
  ["fingerprint", "指纹", 20],
] as const;

export type FindingRow = Readonly<Record<(typeof FINDING_COLUMNS)[number][0], string | number | null>>;

/**
 * The rows of a result: one a finding; one without a rule where there is none, so that no listing is lost. Texts are
 * neutralised and cut to what a cell takes; offsets stay numbers.
 */
export function rowsOf(result: ScanResult, listing: ReportedListing | null): FindingRow[] {
  const findings: readonly (Finding | null)[] = result.findings.length === 0 ? [null] : result.findings;
  return findings.map((finding) => rowOf(result, listing, finding));
}

function rowOf(result: ScanResult, listing: ReportedListing | null, finding: Finding | null): FindingRow {
  const where = finding?.where ?? null;
  const check = finding?.certificate ?? null;
  return {
    listing: cell(nameOf(result)),
    title: cell(listing?.listing.title ?? ""),
    status: STATUS_NAMES[result.status],
    rule: finding?.rule ?? "",
    name: cell(finding?.name ?? ""),
    level: finding?.level ?? null,
    certainty: finding === null ? "" : CERTAINTY_NAMES[finding.certainty],
    state: cell(finding === null ? "" : describeState(finding)),
    matched: cell(finding?.matched ?? ""),
    excerpt: cell(finding?.excerpt ?? ""),
    message: cell(finding?.message ?? notesOf(result)),
    zone: where === null ? "" : ZONE_NAMES[where.zone],
    field: cell(where?.field ?? ""),
    start: where?.start ?? null,
    end: where?.end ?? null,
    sourceStart: where?.source?.start ?? null,
    sourceEnd: where?.source?.end ?? null,
    image: where?.image ? where.image.index + 1 : null,
    basis: cell((finding?.basis ?? []).map(citeBasis).join("；")),
    number: cell(check?.number ?? ""),
    compared: cell(check === null ? "" : (CERTIFICATE_FIELDS[check.field] ?? check.field)),
    registered: cell(check?.registered ?? ""),
    claimed: cell(check?.claimed ?? ""),
    asOf: cell(check?.asOf ?? ""),
    suggestion: cell(finding?.suggestion ?? ""),
    day: result.engine.day,
    fingerprint: finding?.fingerprint ?? "",
  };
}

/** What was not read is the news of a listing without findings. */
function notesOf(result: ScanResult): string {
  const { notes } = result.coverage;
  const more = notes.length > MAX_NOTES ? [`另有 ${notes.length - MAX_NOTES} 条说明`] : [];
  return [...notes.slice(0, MAX_NOTES).map(describeNote), ...more].join("；");
}

function cell(text: string): string {
  return cutTail(neutralise(cutTail(text, MAX_CELL_CHARS)), MAX_CELL_CHARS);
}
