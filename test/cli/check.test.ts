import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ScanResult } from "../../src/contracts/result.js";
import { medlint } from "./fakes.js";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "medlint-cli-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const resultsOf = (out: string) =>
  out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as ScanResult);

describe("exit codes", () => {
  const cases: { name: string; files: Record<string, string>; extra?: string[]; code: number }[] = [
    { name: "nothing found", files: { "a.txt": "血压计" }, code: 0 },
    { name: "a violation", files: { "a.txt": "根治" }, code: 1 },
    { name: "only for a human", files: { "a.txt": "疑" }, code: 0 },
    { name: "only for a human, strict", files: { "a.txt": "疑" }, extra: ["--strict"], code: 1 },
    { name: "unreadable beside clean", files: { "a.txt": "血压计", "b.txt": "" }, code: 3 },
    { name: "unreadable beside violation", files: { "a.txt": "根治", "b.txt": "" }, code: 1 },
    { name: "unreadable beside one for a human", files: { "a.txt": "疑", "b.txt": "" }, code: 3 },
    { name: "the same, strict", files: { "a.txt": "疑", "b.txt": "" }, extra: ["--strict"], code: 1 },
    { name: "a broken line", files: { "a.jsonl": '{"id":"1","title":"血压计"}\n{' }, code: 3 },
    { name: "a repaired listing", files: { "a.jsonl": '{"id":"1","title":"血压计","images":5}' }, code: 3 },
    {
      name: "pictures that nobody asked for are skipped, not unread",
      files: { "a.jsonl": '{"id":"1","title":"x","images":["a.jpg"]}' },
      extra: ["--ocr", "none"],
      code: 0,
    },
    {
      name: "pictures on the web are nobody's fault",
      files: { "a.jsonl": '{"id":"1","title":"x","images":["https://example.com/a.jpg"]}' },
      code: 0,
    },
    {
      name: "pictures on the web, asked for",
      files: { "a.jsonl": '{"id":"1","title":"x","images":["https://example.com/a.jpg"]}' },
      extra: ["--ocr", "paddle"],
      code: 3,
    },
    {
      name: "a picture beside the file that is not there",
      files: { "a.jsonl": '{"id":"1","title":"x","images":["a.jpg"]}' },
      code: 3,
    },
    { name: "a listing that breaks the scanner", files: { "a.txt": "崩", "b.txt": "血压计" }, code: 3 },
  ];
  it.each(cases)("$name → $code", async ({ name, files, extra = [], code }) => {
    const root = name.replaceAll(/\W+/g, "-");
    for (const [path, content] of Object.entries(files)) file(`${root}/${path}`, content);
    const ran = await medlint(["check", join(folder, root), ...extra]);
    expect(ran.code).toBe(code);
  });
});

describe("bad input: a clear sentence and the right code", () => {
  const junk = Buffer.from([0x3c, 0x68, 0, 1, 2, 3, 0xff, 0xfe, 0x80]);
  const cases: { name: string; argv: () => string[]; code: number; says: string }[] = [
    { name: "missing file", argv: () => [join(folder, "nowhere.html")], code: 3, says: "文件不存在" },
    { name: "empty file", argv: () => [file("empty.html", "")], code: 3, says: "内容为空" },
    { name: "binary junk", argv: () => [file("junk.html", junk)], code: 3, says: "是二进制内容" },
    {
      name: "line that is no JSON",
      argv: () => [file("bad.jsonl", '{"id":')],
      code: 3,
      says: "bad.jsonl:1：这一行不是合法的 JSON",
    },
    { name: "no path", argv: () => [], code: 2, says: "没有指定要检查的内容" },
    {
      name: "unknown option",
      argv: () => ["a.txt", "--stric"],
      code: 2,
      says: "没有选项 --stric，是不是想写 --strict？",
    },
    {
      name: "unknown engine",
      argv: () => ["a.txt", "--ocr", "google"],
      code: 2,
      says: "可用：paddle、tesseract、none",
    },
    { name: "option without value", argv: () => ["a.txt", "--format"], code: 2, says: "--format <格式> 后面缺少值" },
    { name: "unknown format", argv: () => ["a.txt", "--format", "xml"], code: 2, says: "可用：stylish、json、jsonl" },
    { name: "unknown kind", argv: () => ["a.txt", "--kind", "medicine"], code: 2, says: "--kind 的值“medicine”无效" },
    { name: "impossible day", argv: () => ["a.txt", "--as-of", "2026-02-30"], code: 2, says: "不是有效日期" },
    { name: "--id for two", argv: () => ["a.txt", "b.txt", "--id", "1"], code: 2, says: "--id 只能用于一个输入" },
    {
      name: "output nowhere",
      argv: () => [file("ok.txt", "血压计"), "--output", join(folder, "no/such/out.jsonl")],
      code: 2,
      says: "无法写入 --output 指定的文件",
    },
    {
      name: "missing registry",
      argv: () => [file("ok.txt", "血压计"), "--registry", join(folder, "none.sqlite")],
      code: 2,
      says: "找不到注册库文件",
    },
    {
      name: "corrupt registry",
      argv: () => [
        file("ok.txt", "血压计"),
        "--registry",
        file("corrupt.sqlite", "SQLite format 3\0 but not really".repeat(200)),
      ],
      code: 2,
      says: "注册库文件",
    },
    {
      name: "broken YAML",
      argv: () => {
        file("broken/rules/a.yaml", "rules:\n  - id: [\n");
        return [file("ok.txt", "血压计"), "--dictionary", join(folder, "broken")];
      },
      code: 2,
      says: "rules/a.yaml 第",
    },
    {
      name: "missing dictionary folder",
      argv: () => [file("ok.txt", "血压计"), "--dictionary", join(folder, "no-dictionary")],
      code: 2,
      says: "no-dictionary",
    },
  ];
  it.each(cases)("$name", async ({ argv, code, says }) => {
    const ran = await medlint(["check", ...argv()]);
    expect(ran.out + ran.err).toContain(says);
    expect(ran.code).toBe(code);
    expect(ran.out + ran.err).not.toMatch(/\n\s+at /);
  });

  it("a truncated page is read as far as it goes, and is not clean", async () => {
    const path = file("cut.html", "<!doctype html><html><body><p>血压计</p><div><p>家用上臂式，语音播");
    const ran = await medlint(["check", path, "--format", "jsonl"]);
    expect(ran.code).toBe(3);
    expect(resultsOf(ran.out)[0]?.coverage.passages).toBeGreaterThan(0);
  });

  it("a line over the cap does not cost the next one", async () => {
    const path = file("long.jsonl", `{"id":"1","text":"${"a".repeat(20 << 20)}"}\n{"id":"2","title":"根治"}\n`);
    const ran = await medlint(["check", path, "--format", "jsonl"]);
    expect(ran.code).toBe(1);
    expect(resultsOf(ran.out)).toMatchObject([
      { listing: null, line: 1, status: "incomplete", findings: [] },
      { listing: "2", status: "violation" },
    ]);
    expect(ran.err).toContain("long.jsonl:1：这一行超过 16 MiB 上限");
  });
});

describe("results", () => {
  it("come in input order, also for what could not be read", async () => {
    const lines = file("mixed.jsonl", '{"id":"sku-1","title":"根治"}\nnot json\n{"id":"sku-2","title":"血压计"}\n');
    const ran = await medlint(["check", lines, join(folder, "gone.txt"), "--format", "jsonl", "--as-of", "2026-03-01"]);
    expect(resultsOf(ran.out)).toMatchObject([
      { listing: "sku-1", status: "violation" },
      { listing: null, line: 2, status: "incomplete", coverage: { notes: [{ code: "line-not-json" }] } },
      { listing: "sku-2", status: "clean" },
      { listing: join(folder, "gone.txt"), status: "incomplete", engine: { day: "2026-03-01" } },
    ]);
  });

  it("are the same bytes for the same input", async () => {
    const path = file("same.jsonl", '{"id":"1","title":"根治 疑","attributes":{"b":"1","a":"2"}}\n');
    const argv = ["check", path, "--format", "jsonl", "--as-of", "2026-03-01"];
    expect((await medlint(argv)).out).toBe((await medlint(argv)).out);
  });

  it("take kind, context, id and day from the options", async () => {
    const ran = await medlint(
      [
        "check",
        "-",
        "--kind",
        "device",
        "--context",
        "insert",
        "--id",
        "sku-9",
        "--as-of",
        "2026-03-01",
        "--format",
        "json",
      ],
      { stdin: "血压计" },
    );
    const { results } = JSON.parse(ran.out) as { results: ScanResult[] };
    expect(results).toMatchObject([{ listing: "sku-9", engine: { day: "2026-03-01" } }]);
  });

  it("go to a file that appears whole", async () => {
    const path = join(folder, "out.jsonl");
    const ran = await medlint(["check", file("v.txt", "根治"), "--format", "jsonl", "--output", path]);
    expect(ran).toMatchObject({ code: 1, out: "" });
    expect(resultsOf(readFileSync(path, "utf8"))[0]?.status).toBe("violation");
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("go to a file however many they are, at the pace of the disk", async () => {
    const warnings: string[] = [];
    const onWarning = (warning: Error) => warnings.push(warning.message);
    process.on("warning", onWarning);
    const line = `{"id":"1","title":"${"根治".repeat(4000)}"}\n`;
    const path = join(folder, "many-out.jsonl");
    const ran = await medlint(["check", file("many.jsonl", line.repeat(100)), "--format", "jsonl", "--output", path]);
    await new Promise((resolve) => setImmediate(resolve));
    process.off("warning", onWarning);
    expect(ran.code).toBe(1);
    expect(resultsOf(readFileSync(path, "utf8"))).toHaveLength(100);
    expect(warnings).toEqual([]);
  });

  it("leave no file behind when interrupted", async () => {
    const interruption = new AbortController();
    interruption.abort();
    const path = join(folder, "interrupted.jsonl");
    const ran = await medlint(["check", file("v.txt", "根治"), "--format", "jsonl", "--output", path], {
      signal: interruption.signal,
    });
    expect(ran.err).toContain("已中断");
    expect(existsSync(path)).toBe(false);
  });

  it("explain what was read", async () => {
    const ran = await medlint(["check", "-", "--explain"], { stdin: "根治" });
    expect(ran.out).toContain("读取 1 个文段：文本 1");
    expect(ran.out).toContain("没有适用的例外");
  });

  it("name files passed over in a folder", async () => {
    file("shop/a.txt", "血压计");
    file("shop/a.jpg", "x");
    const ran = await medlint(["check", join(folder, "shop")]);
    expect(ran.out).toContain("文件夹中 1 个其他类型的文件");
  });

  it("keep the terminal safe from what pages and names say", async () => {
    const ran = await medlint(["check", "-", "--from", "jsonl"], {
      stdin: '{"id":"\\u001b[31m","title":"\\u001b]0;x\\u0007根治"}\n',
    });
    expect(ran.out.replaceAll("\n", "")).not.toMatch(/[\u0000-\u001f]/);
  });
});

describe("colour", () => {
  const cases = [
    { name: "a pipe", tty: false, env: {}, argv: [], color: false },
    { name: "a terminal", tty: true, env: {}, argv: [], color: true },
    { name: "NO_COLOR", tty: true, env: { NO_COLOR: "1" }, argv: [], color: false },
    { name: "empty NO_COLOR", tty: true, env: { NO_COLOR: "" }, argv: [], color: true },
    { name: "FORCE_COLOR in a pipe", tty: false, env: { FORCE_COLOR: "1" }, argv: [], color: true },
    { name: "FORCE_COLOR=0", tty: true, env: { FORCE_COLOR: "0" }, argv: [], color: false },
    { name: "--no-color before all", tty: true, env: { FORCE_COLOR: "1" }, argv: ["--no-color"], color: false },
    { name: "a dumb terminal", tty: true, env: { TERM: "dumb" }, argv: [], color: false },
  ];
  it.each(cases)("$name", async ({ tty, env, argv, color }) => {
    const ran = await medlint(["check", "-", ...argv], { stdin: "根治", tty, env });
    expect(ran.out.includes("\u001b[")).toBe(color);
  });

  it("draws progress only on a terminal, and not with --quiet", async () => {
    expect((await medlint(["check", "-"], { stdin: "根治" })).err).toBe("");
    expect((await medlint(["check", "-"], { stdin: "根治", tty: true })).err).toContain("正在检查 1 件");
    expect((await medlint(["check", "-", "--quiet"], { stdin: "根治", tty: true })).err).toBe("");
  });
});
