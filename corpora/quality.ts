import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loadDictionary } from "../src/dictionaries/index.js";
import { jiebaSegmenter } from "../src/prepare/jieba-segmenter.js";
import { prepareListing } from "../src/prepare/prepare-listing.js";
import { createScanner } from "../src/scan/index.js";
import { readCases, toListing } from "./quality/case.js";
import { printReport } from "./quality/report.js";
import { scoreCase } from "./quality/score.js";

/** The day all cases are judged by, so that a score does not change with the calendar. */
const DAY = "2026-11-01";

if (process.argv[2] === "ocr") {
  const { ocrQuality } = await import("./ocr-quality.js");
  process.exit(await ocrQuality(process.argv.slice(3)));
}
const { values } = parseArgs({
  options: {
    cases: { type: "string", multiple: true },
    half: { type: "string" },
    misses: { type: "string", default: "10" },
    rule: { type: "string" },
    help: { type: "boolean", short: "h", default: false },
  },
  allowPositionals: true,
});
if (values.help) {
  process.stdout.write(
    "npm run quality -- [--cases DIR]… [--half dev|held] [--misses N] [--rule ID]\n\n" +
      "为每个文件夹打分：检出、确定检出、规则命中；合规文本的误判与提示，附威尔逊区间。\n" +
      "不带 --cases 时为 corpora/violations 与 corpora/lawful 打分。\n" +
      "例：npm run quality -- --cases ./cases --misses 20\n",
  );
  process.exit(0);
}
const own = ["violations", "lawful"].map((name) => fileURLToPath(new URL(name, import.meta.url))).filter(existsSync);
const scanner = createScanner(loadDictionary(), { segmenter: jiebaSegmenter() });
for (const folder of values.cases ?? own) {
  const cases = readCases(folder).filter((item) => values.half === undefined || item.half === values.half);
  const scores = cases.map((item) =>
    scoreCase(item, scanner.scanPrepared(prepareListing(toListing(item), { day: DAY }))),
  );
  printReport(folder.split("/").slice(-2).join("/"), scores, { misses: Number(values.misses), rule: values.rule });
}
