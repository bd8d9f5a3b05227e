// The last step of `npm run build`: what the compiler does not do, and a loud end where something is missing.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const inDist = (path) => fileURLToPath(new URL(`../dist/${path}`, import.meta.url));

/** Doors of the package (`bin` and `exports` of package.json) and what `build:dictionaries` wrote. */
const REQUIRED = [
  "cli/main.js",
  "bin/medlint.js",
  "bin/program.js",
  "index.js",
  "index.d.ts",
  "match/index.js",
  "text/index.js",
  "certificates/index.js",
  "dictionary.json",
  "concept-terms.bin",
  "automaton.bin",
  "terms.bin",
  "anchors.bin",
  "../workers/judge.mjs",
];

const missing = REQUIRED.filter((path) => !existsSync(inDist(path)) || statSync(inDist(path)).size === 0);
if (missing.length > 0) {
  process.stderr.write(`构建不完整，dist/ 中缺少或为空：${missing.join("、")}\n`);
  process.stderr.write("请先执行 npm run build:dictionaries 和 tsc -p tsconfig.build.json，并查看它们的错误输出\n");
  process.exit(1);
}
chmodSync(inDist("bin/medlint.js"), 0o755);

// Compiled code of what a check runs, so that the next start need not compile it. A start without it is only slower.
spawnSync(process.execPath, [inDist("bin/medlint.js"), "check", "-", "--no-config"], {
  input: "三天根治高血压，全国第一，无效退款。",
  env: { ...process.env, MEDLINT_WRITE_CODE_CACHE: "1" },
});
if (!existsSync(inDist("bin/program.cache"))) process.stderr.write("提示：未能写入代码缓存，程序启动会慢一些\n");
