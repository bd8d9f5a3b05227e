import { createHash } from "node:crypto";
import type { ScanResult } from "../../contracts/result.js";
import type { Closing, ReportedListing, Reporter } from "../reporter.js";
import type { Summary } from "../summary.js";
import { listUnchecked } from "../unchecked.js";
import { CERTAINTY_NAMES, disclaimer, STATUS_NAMES } from "../wording.js";
import { xmlText } from "../xml-text.js";
import { CLIENT_SCRIPT } from "./client-script.js";
import { BasisTable, listingRecord } from "./listing-record.js";
import { pageBody } from "./page-body.js";
import { STYLE } from "./style.js";

/** Findings and listings that one report carries; what is beyond is counted and named. */
export const MAX_HTML_FINDINGS = 50_000;
export const MAX_HTML_LISTINGS = 50_000;
/** UTF-16 units of inline pictures that one report carries. */
export const MAX_INLINE_CHARS = 8_388_608;

/**
 * One HTML file that needs nothing else: findings as data, shown by one script. Nothing of a page becomes markup: texts
 * reach the document as text only, and the policy admits this very script and style and nothing from the network.
 *
 * @example
 * const reporter = createHtmlReporter({ hasRegistry: false });
 * const html = reporter.begin() + reporter.result(result, listing) + reporter.end(summary);
 */
export function createHtmlReporter(options: { readonly hasRegistry: boolean }): Reporter {
  const report = new HtmlReport(options.hasRegistry);
  return {
    begin: () => `${HEAD}<script type="application/json" id="listings">[`,
    result: (result, listing) => report.add(result, listing),
    end: (summary, closing) => report.end(summary, closing),
  };
}

class HtmlReport {
  readonly #hasRegistry: boolean;
  readonly #bases = new BasisTable();
  readonly #left = { findings: MAX_HTML_FINDINGS, listings: MAX_HTML_LISTINGS, pictureChars: MAX_INLINE_CHARS };
  readonly #leftOut = { findings: 0, listings: 0 };
  #engine: ScanResult["engine"] | null = null;
  #isFirst = true;

  constructor(hasRegistry: boolean) {
    this.#hasRegistry = hasRegistry;
  }

  add(result: ScanResult, listing: ReportedListing | null): string {
    this.#engine ??= result.engine;
    if (this.#left.listings === 0) {
      this.#leftOut.listings++;
      this.#leftOut.findings += result.findings.length;
      return "";
    }
    const findings = result.findings.slice(0, this.#left.findings);
    this.#leftOut.findings += result.findings.length - findings.length;
    const record = listingRecord({ ...result, findings }, listing, this.#bases, this.#left.pictureChars);
    this.#left.findings -= findings.length;
    this.#left.listings--;
    for (const { data } of record.pictures) this.#left.pictureChars -= data?.length ?? 0;
    const separator = this.#isFirst ? "\n" : ",\n";
    this.#isFirst = false;
    return separator + scriptJson(record);
  }

  end(summary: Summary, closing: Closing | undefined): string {
    const { findings, listings } = this.#leftOut;
    const remarks = [...(closing?.remarks ?? [])];
    if (listings > 0) remarks.push(`报告过大：另有 ${listings} 件商品未列出，完整结果见 --format jsonl`);
    if (findings > 0) remarks.push(`报告过大：另有 ${findings} 项问题未列出，完整结果见 --format jsonl`);
    const tables = { bases: this.#bases.records, status: STATUS_NAMES, certainty: CERTAINTY_NAMES };
    return [
      "\n]</script>",
      `<script type="application/json" id="tables">${scriptJson(tables)}</script>`,
      pageBody(summary, {
        remarks,
        engine: this.#engine,
        disclaimer: disclaimer(listUnchecked(summary, this.#hasRegistry), summary.suggested),
      }),
      `<script>${CLIENT_SCRIPT}</script>`,
      "</body></html>\n",
    ].join("\n");
  }
}

/**
 * JSON that may stand in a script element: no `<`, so neither its end nor a comment can come; no line separators.
 *
 * @example
 * scriptJson("</script>"); // → '"\\u003c/script>"'
 */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function sha256(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/** Nothing is loaded, nothing runs but the script whose hash stands here; texts can't become markup (trusted types). */
export const CONTENT_POLICY = [
  "default-src 'none'",
  `script-src ${sha256(CLIENT_SCRIPT)}`,
  `style-src ${sha256(STYLE)}`,
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

const HEAD = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${xmlText(CONTENT_POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>药械合规扫描报告</title>
<style>${STYLE}</style>
</head>
<body>
`;
