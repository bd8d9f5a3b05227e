import { FINDING_COLUMNS, rowsOf, withoutFormula } from "./finding-row.js";
import type { Reporter } from "./reporter.js";

const BYTE_ORDER_MARK = "\ufeff";
/**
 * A row a finding, for spreadsheets: UTF-8 with byte order mark, RFC 4180 (CRLF, every text quoted). A text that a
 * spreadsheet would take for a formula is prefixed with an apostrophe.
 *
 * @param quiet leave out listings without findings that were read in full
 * @example
 * createCsvReporter({}).begin(); // → '\ufeff"商品","标题",…\r\n'
 */
export function createCsvReporter(options: { readonly quiet?: boolean | undefined } = {}): Reporter {
  return {
    begin: () => `${BYTE_ORDER_MARK}${line(FINDING_COLUMNS.map(([, heading]) => heading))}`,
    result(result, listing) {
      if (options.quiet && result.status === "clean") return "";
      return rowsOf(result, listing)
        .map((row) => line(FINDING_COLUMNS.map(([key]) => row[key])))
        .join("");
    },
    end: () => "",
  };
}

function line(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/**
 * A cell of RFC 4180 that no spreadsheet computes.
 *
 * @example
 * csvCell('=HYPERLINK("x")'); // → "\"'=HYPERLINK(\"\"x\"\")\""
 */
export function csvCell(value: string | number | null): string {
  if (value === null || value === "") return "";
  if (typeof value === "number") return String(value);
  return `"${withoutFormula(value).replaceAll('"', '""')}"`;
}
