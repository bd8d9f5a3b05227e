import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { MAX_KEPT_PICTURES } from "../../src/evidence/limits.js";
import { RunLog } from "../../src/evidence/monitoring/run-log.js";
import { openEvidence } from "../../src/evidence/store/evidence-store.js";
import { medlint } from "../cli/fakes.js";
import { temporaryFolder } from "./fixtures.js";

const LINES = [
  {
    id: "sku-1",
    url: "https://shop.example/1",
    kind: "device",
    complete: true,
    title: "退热贴",
    attributes: { 禁忌: "孕妇禁用" },
  },
  { id: "sku-2", kind: "device", complete: true, title: "根治贴", merchant: { uscc: "91330000MA0000000X" } },
];

/** A store of two listings that were checked once, and a key beside it. */
async function checked() {
  const home = temporaryFolder();
  const path = (name: string) => join(home, name);
  writeFileSync(path("a.jsonl"), LINES.map((line) => `${JSON.stringify(line)}\n`).join(""));
  const run = (...argv: string[]) => medlint(argv);
  const ran = await run("check", path("a.jsonl"), "--evidence", path("ev"), "--operator", "张三", "--no-config");
  await run("evidence", "key", "--output", path("k.pem"));
  return { path, run, ran };
}

describe("the command line", () => {
  test("keeps what is checked, and writes the monitoring record of the run", async () => {
    const { path, run, ran } = await checked();
    expect(ran.code).toBe(1);
    expect((await run("evidence", "stats", "--evidence", path("ev"), "--check")).out).toContain("采集 2 次");
    const runs = await run("sample", "runs", "--evidence", path("ev"));
    expect(runs.out).toMatch(/张三.*已读 2，未读全 0，未发现问题 1，待复核 0，疑似违规 1/);
    const record = ["sample", "record", "--evidence", path("ev"), "--run", "1", "--output", path("r.html")];
    expect((await run(...record, "--format", "html")).code).toBe(0);
    expect(readFileSync(path("r.html"), "utf8")).toContain("sku-1");
  });

  test.each([
    [MAX_KEPT_PICTURES, MAX_KEPT_PICTURES],
    [MAX_KEPT_PICTURES + 1, MAX_KEPT_PICTURES],
  ])("of %i pictures beside a page %i are kept", async (count, kept) => {
    const home = temporaryFolder();
    const names = Array.from({ length: count }, (_, at) => `p${at}.png`);
    for (const name of names) writeFileSync(join(home, name), name);
    writeFileSync(
      join(home, "a.html"),
      `<title>根治贴</title><p>根治老寒腿</p>${names.map((name) => `<img src="${name}">`).join("")}`,
    );
    const argv = ["--id", "a", "--ocr", "none", "--no-config", "--evidence", join(home, "ev"), "--operator", "张三"];
    await medlint(["check", join(home, "a.html"), ...argv]);
    const store = openEvidence(join(home, "ev"));
    expect(store.captures("a")[0]?.files.filter(({ role }) => role === "picture")).toHaveLength(kept);
    store.close();
  });

  test("a plain run knows beforehand what it is to read, and its sheet says what it was not", async () => {
    const { path, run } = await checked();
    const runs = () => run("sample", "runs", "--evidence", path("ev"));
    expect((await runs()).out).toMatch(
      /计划 2，已读 2.*计划为开始前列出的 2 个文件或行（清单 SHA-256 [0-9a-f]{16}）\n$/,
    );
    mkdirSync(path("shop"));
    for (const name of ["a", "b", "c"]) writeFileSync(path(`shop/${name}.html`), `<title>${name}</title><p>退热贴</p>`);
    writeFileSync(path("shop/broken.jsonl"), '{"id": "x"}\nnot json\n');
    await run("check", path("shop"), "--evidence", path("ev"), "--operator", "李四", "--no-config", "--ocr", "none");
    expect((await runs()).out.split("\n")[1]).toMatch(/计划 5，已读 5，未读全 [1-5]/);
    const sheet = ["sample", "record", "--evidence", path("ev"), "--run", "2", "--format", "html"];
    await run(...sheet, "--output", path("r.html"));
    expect(readFileSync(path("r.html"), "utf8")).toContain("100%（5/5 件）");
    // Interrupted after the first: the rest is named, and nothing says that all was read.
    const stop = new AbortController();
    const add = vi.spyOn(RunLog.prototype, "add").mockImplementation(function (this: RunLog, ...given) {
      add.mockRestore();
      this.add(...given);
      stop.abort();
    });
    const argv = [
      "check",
      path("shop"),
      "--evidence",
      path("ev"),
      "--operator",
      "王五",
      "--no-config",
      "--ocr",
      "none",
    ];
    await medlint(argv, { signal: stop.signal });
    expect((await runs()).out.split("\n")[2]).toMatch(/未完成 {2}王五 {2}计划 5，已读 [1-4]，.*没有读到 [1-4]（/);
    await run(...sheet.map((word) => (word === "2" ? "3" : word)), "--output", path("part.html"));
    expect(readFileSync(path("part.html"), "utf8")).toContain("这次没有读到：");
  });

  test("what standard input holds is known only when it was read", async () => {
    const { path, run } = await checked();
    const stdin = LINES.map((line) => `${JSON.stringify(line)}\n`).join("");
    await medlint(["check", "-", "--from", "jsonl", "--evidence", path("ev"), "--operator", "李四", "--no-config"], {
      stdin,
    });
    expect((await run("sample", "runs", "--evidence", path("ev"))).out).toContain("标准输入，读完才知道共 2 件");
  });

  test("a run of a sample says how many were planned, and its sheet names what was not read", async () => {
    const { path, run } = await checked();
    const draw = ["sample", "--evidence", path("ev"), "--rate", "100", "--seed", "s", "--output", path("s.json")];
    expect((await run(...draw)).code).toBe(0);
    writeFileSync(path("one.jsonl"), `${JSON.stringify(LINES[0])}\n`);
    const kept = ["--evidence", path("ev"), "--operator", "李四", "--no-config", "--sample", path("s.json")];
    await run("check", path("one.jsonl"), ...kept);
    expect((await run("sample", "runs", "--evidence", path("ev"))).out).toMatch(/李四 {2}计划 2，已读 1/);
    const record = ["sample", "record", "--evidence", path("ev"), "--run", "2", "--sample", path("s.json")];
    const sheet = ["--format", "html", "--by", "赵敏", "--output", path("r.html")];
    expect((await run(...record, ...sheet)).code).toBe(0);
    const html = readFileSync(path("r.html"), "utf8");
    expect(html).toContain("100%（2/2 件）");
    expect(html).toContain("50%（1/2 件）");
    expect(html).toContain("没有读到：sku-2");
    expect(html).toContain("导出：赵敏");
    const book = [...record, "--output", path("r.xlsx")];
    expect((await run(...book)).code).toBe(0);
    expect(readFileSync(path("r.xlsx")).subarray(0, 2).toString()).toBe("PK");
    expect(await run("check", path("one.jsonl"), ...kept.slice(0, -1), path("a.jsonl"))).toMatchObject({ code: 3 });
  });

  test("a second check sees what changed", async () => {
    const { path, run } = await checked();
    const changed = LINES.map((line) => ({ ...line, attributes: { 禁忌: "无" } }));
    writeFileSync(path("b.jsonl"), changed.map((line) => `${JSON.stringify(line)}\n`).join(""));
    await run("check", path("b.jsonl"), "--evidence", path("ev"), "--operator", "张三", "--no-config");
    const { out } = await run("evidence", "changes", "sku-1", "--evidence", path("ev"), "--format", "json");
    const kinds = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { kind: string; before: string | null });
    expect(kinds).toMatchObject([{ kind: "first" }, { kind: "field", before: "孕妇禁用" }]);
  });

  test("exports a package that verifies, and refuses a changed one by name", async () => {
    const { path, run } = await checked();
    const argv = [
      "evidence",
      "export",
      "sku-1",
      "--evidence",
      path("ev"),
      "--key",
      path("k.pem"),
      "--output",
      path("pkg"),
    ];
    expect((await run(...argv, "--no-pdf")).code).toBe(0);
    const verify = ["evidence", "verify", path("pkg/sku-1.wacz")];
    expect(await run(...verify, "--key", path("k.pem.pub"))).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^真实/),
    });
    expect(await run(...verify)).toMatchObject({ code: 0, out: expect.stringMatching(/^一致/) });
    writeFileSync(path("pkg/sku-1.html"), "别的");
    expect(await run(...verify)).toMatchObject({ code: 1, out: expect.stringContaining("sku-1.html：长度") });
    expect((await run("evidence", "verify", path("no.wacz"))).code).toBe(3);
  });

  test("a case is exported through its listings; what was never captured is 3; a key beside the evidence is refused", async () => {
    const { path, run } = await checked();
    const store = ["--evidence", path("ev")];
    const out = ["--key", path("k.pem"), "--output", path("pkg"), "--no-pdf"];
    expect((await run("evidence", "export", "QM-1", ...store, ...out)).code).toBe(3);
    await run("evidence", "hold", ...store, "--listing", "sku-2", "--case", "QM-1");
    expect((await run("evidence", "export", "QM-1", ...store, ...out)).out).toContain("QM-1.wacz");
    writeFileSync(path("ev/k.pem"), readFileSync(path("k.pem")));
    const inside = ["--key", path("ev/k.pem"), "--output", path("pkg")];
    expect((await run("evidence", "export", "sku-1", ...store, ...inside)).err).toContain("移到别处");
  });

  test("deletes only what a named person approved", async () => {
    const { path, run } = await checked();
    const prune = ["evidence", "prune", "--evidence", path("ev"), "--as-of", "2040-01-01"];
    const { out } = await run(...prune, "--dry-run");
    expect(out).toContain("可以清理 3 项");
    const hash = /清单摘要 ([0-9a-f]{64})/.exec(out)?.[1] ?? "";
    expect((await run(...prune)).code).toBe(2);
    expect((await run(...prune, "--approve", hash)).code).toBe(2);
    expect((await run(...prune, "--approve", "0".repeat(64), "--by", "赵六")).code).toBe(2);
    expect((await run(...prune, "--approve", hash, "--by", "赵六")).out).toContain("已删除采集 2 次、监测记录 1 份");
  });

  test("a stop is confirmed by a named person, and lists what is left to fetch", async () => {
    const { path, run } = await checked();
    const stop = ["evidence", "stop", "--evidence", path("ev")];
    expect((await run(...stop, "--listing", "sku-1")).code).toBe(2);
    const named = await run(...stop, "--listing", "sku-1", "--by", "王五", "--reason", "停服1号");
    expect(named).toMatchObject({ code: 1, out: "sku-1  https://shop.example/1\n" });
    expect(await run(...stop, "--urls")).toMatchObject({ code: 1, out: "https://shop.example/1\n" });
    expect((await run(...stop, "--gone", "sku-1")).code).toBe(0);
  });

  test("samples are drawn, and proven", async () => {
    const { path, run } = await checked();
    const drawn = await run(
      "sample",
      "--list",
      path("a.jsonl"),
      "--rate",
      "50",
      "--seed",
      "1",
      "--output",
      path("p.json"),
    );
    expect(drawn).toMatchObject({ code: 0, err: expect.stringContaining("抽出 1 件") });
    expect((await run("sample", "prove", path("p.json"), "--list", path("a.jsonl"))).code).toBe(0);
    writeFileSync(path("a.jsonl"), `${JSON.stringify(LINES[0])}\n`);
    expect((await run("sample", "prove", path("p.json"), "--list", path("a.jsonl"))).code).toBe(1);
    expect((await run("sample", "--rate", "0", "--seed", "1")).code).toBe(2);
  });

  test("backs up, verifies and restores; a key in the backup's folder is refused", async () => {
    const { path, run } = await checked();
    writeFileSync(path("key"), "ab".repeat(32));
    const made = await run("backup", "create", "--output", path("bk"), "--evidence", path("ev"), "--key", path("key"));
    expect(made.code).toBe(0);
    expect((await run("backup", "verify", "--from", path("bk"))).code).toBe(3);
    expect((await run("backup", "verify", "--from", path("bk"), "--key", path("key"))).code).toBe(0);
    const restore = ["backup", "restore", made.out.trim(), "--from", path("bk"), "--key", path("key")];
    expect((await run(...restore, "--output", path("new"))).code).toBe(0);
    expect(existsSync(path("new/evidence/index.sqlite"))).toBe(true);
    expect((await run(...restore, "--output", path("ev"))).err).toContain("已有内容");
    writeFileSync(path("bk/key"), "ab".repeat(32));
    expect((await run("backup", "verify", "--from", path("bk"), "--key", path("bk/key"))).code).toBe(2);
  });
});
