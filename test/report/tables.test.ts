import { PassThrough } from "node:stream";
import { parse } from "csv-parse/sync";
import exceljs from "exceljs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ScanResult } from "../../src/contracts/result.js";
import { createCsvReporter, csvCell } from "../../src/report/csv.js";
import { FINDING_COLUMNS, MAX_CELL_CHARS, rowsOf } from "../../src/report/finding-row.js";
import { SummaryCounter } from "../../src/report/summary.js";
import { WorkbookReport } from "../../src/report/workbook.js";
import { finding, result } from "./findings.js";
import { HOSTILE_TEXTS, hostileResult } from "./hostile.js";

const COMPUTES = /^[\s'"]*[=+\-@＝＋－＠]/u;

describe("rows", () => {
  it("has one a finding, and one for a listing without any", () => {
    expect(rowsOf(result({ findings: [finding(), finding()] }), null)).toHaveLength(2);
    const [row] = rowsOf(result({ listing: null, line: 17, status: "incomplete", findings: [] }), null);
    expect(row).toMatchObject({ listing: "第 17 行", status: "未读全", rule: "", level: null });
  });

  it.each([MAX_CELL_CHARS - 1, MAX_CELL_CHARS, MAX_CELL_CHARS + 1])(
    "cuts a cell of %i units to what a cell takes",
    (length) => {
      const [row] = rowsOf(result({ findings: [finding({ message: "药".repeat(length) })] }), null);
      const shown = String(row?.message);
      expect(shown.length).toBe(Math.min(length, MAX_CELL_CHARS + 1));
      expect(shown.endsWith("…")).toBe(length > MAX_CELL_CHARS);
      expect(shown.length).toBeLessThan(32_767);
    },
  );
});

describe("csv", () => {
  function written(...results: ScanResult[]): string {
    const reporter = createCsvReporter();
    return reporter.begin() + results.map((one) => reporter.result(one, null)).join("");
  }

  it("is UTF-8 with a byte order mark, CRLF, and Chinese headings", () => {
    const text = written(result());
    expect(text.startsWith('\ufeff"商品","标题",')).toBe(true);
    expect(text.endsWith("\r\n")).toBe(true);
    const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[];
    expect(rows).toMatchObject([{ 商品: "demo/a.html", 规则: "efficacy-guarantee", 起: "6", 命中文字: "彻底根治" }]);
  });

  it.each(HOSTILE_TEXTS)("%j stays one cell that computes nothing", (text) => {
    const { result: hostile, listing } = hostileResult(text);
    const reporter = createCsvReporter();
    const out = reporter.begin() + reporter.result(hostile, listing);
    const rows = parse(out, { bom: true }) as string[][];
    expect(rows).toHaveLength(5);
    for (const row of rows) {
      expect(row).toHaveLength(FINDING_COLUMNS.length);
      for (const cell of row) expect(cell.startsWith("'") || !COMPUTES.test(cell), cell).toBe(true);
      expect(row.join("")).not.toMatch(/[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/);
    }
  });

  it("gives back whatever text, but for the apostrophe", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const [[cell = ""] = []] = parse(`${csvCell(text)},x\r\n`, { relax_column_count: true }) as string[][];
        expect(cell === text || cell === `'${text}`).toBe(true);
        expect(cell.startsWith("'") || !COMPUTES.test(cell)).toBe(true);
      }),
    );
  });

  it("leaves clean listings out with quiet, never unread ones", () => {
    const quiet = createCsvReporter({ quiet: true });
    expect(quiet.result(result({ status: "clean", findings: [] }), null)).toBe("");
    expect(quiet.result(result({ status: "incomplete", findings: [] }), null)).toContain("未读全");
  });
});

describe("xlsx", () => {
  async function workbook(results: readonly ScanResult[], maxRows?: number): Promise<exceljs.Workbook> {
    const stream = new PassThrough();
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    const report = new WorkbookReport(exceljs, stream, { hasRegistry: false, maxRows });
    const counter = new SummaryCounter();
    for (const one of results) {
      counter.add(one);
      await report.result(one, null);
    }
    await report.end(counter.finish(), { exitCode: 1, remarks: ["提示一"] });
    const book = new exceljs.Workbook();
    await book.xlsx.load(Buffer.concat(chunks) as unknown as exceljs.Buffer);
    return book;
  }

  it("has a frozen heading, filters, numbers as numbers, and a sheet of counts", async () => {
    const book = await workbook([result(), result({ status: "incomplete", findings: [] })]);
    const sheet = book.getWorksheet("问题");
    expect(sheet?.views[0]).toMatchObject({ state: "frozen", ySplit: 1 });
    expect(sheet?.autoFilter).toBe("A1:AA3");
    expect(sheet?.getRow(1).getCell(1).value).toBe("商品");
    expect(sheet?.getRow(2).getCell(6).value).toBe(2);
    expect(sheet?.rowCount).toBe(3);
    const counts = book.getWorksheet("汇总");
    expect(counts?.getRow(1).getCell(2).value).toBe(2);
    expect(counts?.getColumn(2).values).toContain("提示一");
  });

  it("stores every text as text", async () => {
    const book = await workbook(HOSTILE_TEXTS.map((text) => hostileResult(text).result));
    book.getWorksheet("问题")?.eachRow((row) =>
      row.eachCell((cell) => {
        expect([exceljs.ValueType.String, exceljs.ValueType.Number]).toContain(cell.type);
        expect(cell.formula).toBeUndefined();
        const text = String(cell.value);
        expect(typeof cell.value === "number" || text.startsWith("'") || !COMPUTES.test(text), text).toBe(true);
      }),
    );
  });

  it.each([
    { findings: 4, sheets: ["问题", "汇总"] },
    { findings: 5, sheets: ["问题", "问题 2", "汇总"] },
    { findings: 9, sheets: ["问题", "问题 2", "问题 3", "汇总"] },
  ])(
    "goes on in the next sheet where one is full: $findings findings, 5 rows a sheet",
    async ({ findings, sheets }) => {
      const book = await workbook([result({ findings: Array.from({ length: findings }, () => finding()) })], 5);
      expect(book.worksheets.map(({ name }) => name)).toEqual(sheets);
      const rows = book.worksheets.slice(0, -1).reduce((sum, { rowCount }) => sum + rowCount - 1, 0);
      expect(rows).toBe(findings);
    },
  );
});
