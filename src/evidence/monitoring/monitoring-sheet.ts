import { neutralise } from "../../report/neutralise.js";
import { EvidenceError } from "../errors.js";
import { ANSWERS, CHECK_ITEMS, type CheckItem } from "./check-items.js";
import type { SampleProof } from "./draw-sample.js";
import type { MonitoringRun, RunRow } from "./run-log.js";

export const SHEET_NAME = "产品信息监测记录表";
/** Rows of one sheet; what is more comes in the next. */
const MAX_ROWS = 1_000_000;
const MAX_CELL = 32_000;
const OUTCOMES = { violation: "疑似违规", incomplete: "未读全", review: "待人工复核", clean: "未发现问题" } as const;

/** Head of the form: what the run was. */
export function headOf(run: MonitoringRun, sample: SampleProof | null): [name: string, value: string][] {
  const planned = sample === null ? run.planned : sample.sample.length;
  const actual = sample === null ? null : percent(run.read, sample.population.count);
  return [
    ["批次", String(run.id)],
    ["监测范围", run.scope],
    ["计划、已读", `${planned ?? "未定"}、${run.read}`],
    ["抽样比例（计划／实际）", sample === null ? "全部" : `${sample.rate}%／${actual}`],
    ["抽样种子、证明", sample === null ? "—" : `${sample.seed}；${sample.sha256}`],
    ["未读全", String(run.incomplete)],
    ["未发现问题", String(run.clean)],
    ["待人工复核、疑似违规", `${run.review}、${run.violation}`],
    [
      "词库、注册库、引擎版本",
      Object.entries(run.versions)
        .map(([name, value]) => `${name} ${value}`)
        .join("；") || "未记录",
    ],
    ["开始、结束", `${run.startedAt}、${run.endedAt ?? "未完成"}`],
    ["经办人", run.operator],
    ["审核人、日期", ""],
  ];
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "—" : `${Math.round((part / whole) * 10_000) / 100}%`;
}

const ITEMS = Object.keys(CHECK_ITEMS) as CheckItem[];

/** Columns of the form: a row a listing, clean ones too. */
export const COLUMNS: readonly string[] = [
  "序号",
  "商品 ID",
  "商品名称",
  "商品链接",
  "经营者名称",
  "统一社会信用代码",
  "发现时间",
  ...ITEMS.map((item) => `${CHECK_ITEMS[item]}：相符／不符／无法判定`),
  "注册内容与页面对照",
  "判定（程序提示）",
  "问题",
  "证据编号（采集 SHA-256）",
];

/** The cells of a row. */
export function cellsOf(row: RunRow, number: number): string[] {
  const answers = new Map(row.items.map((one) => [one.item, ANSWERS[one.answer]]));
  const compared = row.items
    .filter(
      ({ answer, registered, shown }) => answer === "differs" || (answer === "undecided" && registered + shown !== ""),
    )
    .map(({ item, registered, shown }) => `${CHECK_ITEMS[item]}：登记“${registered || "—"}”，页面“${shown || "—"}”`);
  return [
    String(number),
    row.listing,
    row.title,
    row.url,
    row.merchant,
    row.uscc,
    row.at,
    ...ITEMS.map((item) => answers.get(item) ?? ANSWERS.undecided),
    compared.join("；"),
    OUTCOMES[row.outcome],
    row.findings.join("、"),
    row.capture,
  ].map((cell) => neutralise(cell).slice(0, MAX_CELL));
}

/** The form as HTML, without script. Yields pieces, so that a large run is never in memory as a whole. */
export function* monitoringHtml(
  run: MonitoringRun,
  rows: readonly RunRow[],
  sample: SampleProof | null,
): Generator<string> {
  yield `<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>${SHEET_NAME}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>body{font:13px/1.5 "Noto Sans CJK SC",sans-serif}table{border-collapse:collapse;margin:1em 0}
th,td{border:1px solid #666;padding:.2em .4em;vertical-align:top;text-align:left;overflow-wrap:anywhere}th{background:#f0f0f0}</style></head><body>
<h1>${SHEET_NAME}</h1><table>`;
  for (const [name, value] of headOf(run, sample))
    yield `<tr><th>${name}</th><td>${escapeHtml(neutralise(value))}</td></tr>`;
  yield `</table><table><tr>${COLUMNS.map((name) => `<th>${name}</th>`).join("")}</tr>\n`;
  for (const [index, row] of rows.entries()) {
    yield `<tr>${cellsOf(row, index + 1)
      .map((cell) => `<td>${escapeHtml(cell)}</td>`)
      .join("")}</tr>\n`;
  }
  yield "</table><p>本表为机器提示，未发现问题不等于合规；是否违规由具名人员确认。</p></body></html>\n";
}

/**
 * The form as XLSX.
 *
 * @throws EvidenceError MEDLINT_MODULE_MISSING
 */
export async function writeMonitoringWorkbook(
  path: string,
  run: MonitoringRun,
  rows: readonly RunRow[],
  sample: SampleProof | null,
): Promise<void> {
  const exceljs = await import("exceljs").catch((cause: unknown) => {
    throw new EvidenceError(
      "MEDLINT_MODULE_MISSING",
      "写 XLSX 需要可选组件 exceljs；请运行 npm install exceljs",
      cause,
    );
  });
  const book = new exceljs.default.stream.xlsx.WorkbookWriter({ filename: path });
  for (let from = 0, part = 1; from === 0 || from < rows.length; from += MAX_ROWS, part++) {
    const sheet = book.addWorksheet(part === 1 ? SHEET_NAME : `${SHEET_NAME}${part}`);
    if (part === 1) for (const pair of headOf(run, sample)) sheet.addRow(pair.map(safe)).commit();
    sheet.addRow([...COLUMNS]).commit();
    for (const [index, row] of rows.slice(from, from + MAX_ROWS).entries()) {
      sheet.addRow(cellsOf(row, from + index + 1).map(safe)).commit();
    }
    sheet.commit();
  }
  await book.commit();
}

/** A spreadsheet would run what begins like a formula. */
function safe(text: string): string {
  return /^\s*[=+\-@＝＋－＠\t\r]/.test(text) ? `'${text}` : text;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
