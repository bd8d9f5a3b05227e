import { importRegistry } from "../../src/store/index.js";

/** Imports a file in small batches. Arguments: registry file, rows, day. Says `row N` when it has come so far. */
const [path = "", rows = "", asOf = ""] = process.argv.slice(2);
const report = await importRegistry(
  path,
  { file: rows },
  { source: "示例数据库", asOf, batchRows: 500, onProgress: ({ rows }) => process.stdout.write(`row ${rows}\n`) },
);
process.stdout.write(`done ${JSON.stringify({ ...report, rejections: report.rejections.length })}\n`);
