/**
 * Time and memory of each format: `tsx --expose-gc bench/report/formats.ts [findings]`. Every format is written in a
 * process of its own, so that one does not pay for another; the first row writes nothing.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { REPORT_FORMATS, type ReportFormat } from "../../src/cli/report-formats.js";
import { ReportOutputs } from "../../src/cli/report-outputs.js";
import type { Finding, ScanResult } from "../../src/contracts/result.js";
import { loadDictionary } from "../../src/dictionaries/load-dictionary.js";
import { SummaryCounter } from "../../src/report/summary.js";

const FINDINGS_A_LISTING = 5;
const [findings = "100000", only] = process.argv.slice(2);

if (only === undefined) runAll();
else await runOne(only, Number(findings));

function runAll(): void {
  process.stdout.write(`${findings} findings\nformat      seconds   MB out   peak MB\n`);
  for (const format of ["nothing", ...REPORT_FORMATS]) {
    const argv = [...process.execArgv, fileURLToPath(import.meta.url), findings, format];
    const { stdout, stderr, status } = spawnSync(process.execPath, argv, { encoding: "utf8" });
    process.stdout.write(status === 0 ? stdout : stderr);
  }
}

async function runOne(format: string, count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "medlint-bench-"));
  const path = join(folder, "out");
  const isNothing = format === "nothing";
  const quiet = { isTTY: false, write: async () => {} };
  const io = {
    stdin: (async function* () {})(),
    stdout: quiet,
    stderr: quiet,
    env: {},
    signal: new AbortController().signal,
  };
  const requests = isNothing ? [] : [{ format: format as ReportFormat, path, option: "--format" as const }];
  const outputs = await ReportOutputs.open(requests, io, {
    color: false,
    hasRegistry: true,
    hasBaseline: false,
    version: "0.0.0",
    dictionary: loadDictionary(),
    beforePrint: async () => {},
  });
  const began = performance.now();
  const counter = new SummaryCounter();
  await outputs.begin();
  for (let index = 0; index < count / FINDINGS_A_LISTING; index++) {
    const result = listing(index);
    counter.add(result);
    await outputs.result(result, null, { path: `${index}.html` });
  }
  await outputs.end(counter.finish(), { exitCode: 1, remarks: [] });
  await outputs.commit();
  const seconds = (performance.now() - began) / 1000;
  const megabytes = isNothing ? 0 : statSync(path).size / 1e6;
  const peak = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(
    `${format.padEnd(10)} ${seconds.toFixed(2).padStart(8)} ${megabytes.toFixed(1).padStart(8)} ${peak.toFixed(0).padStart(9)}\n`,
  );
  rmSync(folder, { recursive: true });
}

function listing(index: number): ScanResult {
  const finding = (ordinal: number): Finding => ({
    rule: ordinal === 0 ? "absolute-term" : "efficacy-guarantee",
    name: "功效断言或保证",
    level: 2,
    certainty: "violation",
    message: "“三天根治”是对功效的断言或者保证。",
    matched: "三天根治",
    excerpt: `第 ${index} 件商品的详情页写着三天根治高血压，永不复发，适合全家使用`,
    where: { zone: "body", field: "text", start: 12, end: 16, source: { start: 1200, end: 1204 }, image: null },
    related: [],
    basis: [
      {
        law: "中华人民共和国广告法",
        article: "第十六条第一款第一项",
        text: "医疗、药品、医疗器械广告不得含有下列内容：（一）表示功效、安全性的断言或者保证；",
        effectiveFrom: "2015-09-01",
        effectiveTo: null,
        force: "law",
        territory: "CN",
        penalty: "第五十八条第一款",
        checked: true,
      },
    ],
    certificate: null,
    suggestion: "删去对效果、时间和结果的承诺，改为注册证（说明书）载明的适用范围原文。",
    fingerprint: `${index}-${ordinal}`.padStart(64, "0"),
  });
  return {
    listing: `sku-${index}`,
    status: "violation",
    findings: Array.from({ length: FINDINGS_A_LISTING }, (_, ordinal) => finding(ordinal)),
    coverage: {
      passages: 10,
      images: { read: 0, failed: 0, skipped: 0 },
      certificates: { found: [], missing: [] },
      registry: [],
      notes: [],
    },
    engine: { version: "0.0.0", dictionary: "bench", segmenter: "none", ocr: "none", day: "2026-03-01" },
  };
}
