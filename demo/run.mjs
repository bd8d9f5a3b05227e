// `npm run demo`: the whole way on invented data. Imports a registry, checks a shop's pages, writes the findings.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const cli = fileURLToPath(new URL("../dist/bin/medlint.js", import.meta.url));
// Fixed days, so that the demo shows the same on every day.
const REGISTRY_DAY = "2026-10-31";
const CHECK_DAY = "2026-11-20";
const REGISTRY = "out/registry.sqlite";
const FINDINGS = "out/findings.jsonl";

function medlint(args, expected) {
  const { status, error } = spawnSync(process.execPath, [cli, ...args], { cwd: root, stdio: "inherit" });
  if (error) throw error;
  if (!expected.includes(status)) {
    process.stderr.write(`演示失败：medlint ${args.join(" ")} 的退出码是 ${status}，应为 ${expected.join(" 或 ")}\n`);
    process.exit(1);
  }
}

function say(text) {
  process.stdout.write(`\n▶ ${text}\n\n`);
}

mkdirSync(new URL("../out", import.meta.url), { recursive: true });
for (const suffix of ["", "-wal", "-shm"]) rmSync(`${root}${REGISTRY}${suffix}`, { force: true });

say("导入示例注册库（虚构数据）");
for (const [file, source] of [
  ["demo/registry-devices.jsonl", "示例器械注册库"],
  ["demo/registry-drugs.jsonl", "示例药品库"],
]) {
  medlint(["registry", "import", file, "--registry", REGISTRY, "--as-of", REGISTRY_DAY, "--source", source], [0]);
}

const check = ["check", "demo/pages", "--registry", REGISTRY, "--as-of", CHECK_DAY];
say(`检查示例店铺的商品页：medlint ${check.join(" ")}`);
medlint(check, [1]);
medlint([...check, "--format", "jsonl", "--output", FINDINGS, "--quiet"], [1]);

// Without the optional packages the pictures are said to be unread, and the demo goes on.
const pictures = ["check", "demo/pictures", "--as-of", CHECK_DAY, "--registry", REGISTRY];
say(`检查只在图片里违规的商品：medlint ${pictures.join(" ")}`);
medlint(pictures, [1, 3]);

const results = readFileSync(`${root}${FINDINGS}`, "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line));
const findings = results.flatMap((result) => result.findings);
const clean = results.filter((result) => result.status === "clean").length;

say("演示完成");
process.stdout.write(`检查 ${results.length} 个页面，发现 ${findings.length} 项问题，${clean} 个页面未发现问题。
结果已写入 ${FINDINGS}（每行一个商品，字段见 docs/cli.md）。

接下来可以：
  node ${relative(process.cwd(), cli)} check demo/pages/03-cold-gel-for-myopia.html --registry ${REGISTRY} --explain
  echo "三天根治高血压，永不复发" | node ${relative(process.cwd(), cli)} check - --kind device
  node ${relative(process.cwd(), cli)} rules list
`);
