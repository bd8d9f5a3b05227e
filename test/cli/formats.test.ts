import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { MAX_BASELINE_BYTES } from "../../src/baseline/baseline-file.js";
import { REPORT_FORMATS } from "../../src/cli/report-formats.js";
import { SERVICES } from "../../src/cli/services.js";
import type { ScanResult } from "../../src/contracts/result.js";
import { MAX_SUPPRESSION_BYTES } from "../../src/suppressions/suppression-file.js";
import { fakeServices, medlint } from "./fakes.js";

let root = "";
let folder = "";
let count = 0;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "medlint-formats-"));
});
beforeEach(() => {
  folder = join(root, String(count++));
  mkdirSync(folder);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, content);
  return path;
}
const at = (name: string) => join(folder, name);
const resultsOf = (out: string) =>
  out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as ScanResult);

/** Rules exist by their ids only; the word scanner raises one of them. */
const services = {
  ...fakeServices,
  loadDictionary: async () => ({
    ...(await fakeServices.loadDictionary(undefined)),
    rules: [
      {
        id: "efficacy-guarantee",
        name: { zh: "功效断言或保证", en: "efficacy guarantee" },
        level: 2 as const,
        basis: [],
        message: "",
        suggestion: "",
        certainty: "violation" as const,
        patterns: [],
        claims: [],
        comparisons: [],
        exempt: [],
        violates: [],
        passes: [],
      },
    ],
  }),
};
const check = (...argv: string[]) => medlint(["check", ...argv, "--as-of", "2026-06-30"], { services });

describe("formats", () => {
  it("are written all at once, each to its file, none to the standard output", async () => {
    const input = file("a.txt", "根治");
    const files = REPORT_FORMATS.map((format) => [format, at(`out.${format}`)] as const);
    const ran = await check(input, ...files.flatMap(([format, path]) => ["--format", `${format}=${path}`]));
    expect(ran).toMatchObject({ code: 1, out: "", err: "" });
    for (const [, path] of files) expect(readFileSync(path).length).toBeGreaterThan(0);
    expect(resultsOf(readFileSync(at("out.jsonl"), "utf8"))[0]?.status).toBe("violation");
    expect(readFileSync(at("out.xlsx")).subarray(0, 2).toString()).toBe("PK");
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("one goes to the standard output beside the files", async () => {
    const ran = await check(file("a.txt", "根治"), "--format", "jsonl", "--format", `html=${at("r.html")}`);
    expect(resultsOf(ran.out)).toHaveLength(1);
    expect(readFileSync(at("r.html"), "utf8")).toContain("<!doctype html>");
  });

  it("give the same bytes as alone", async () => {
    const input = file("a.txt", "根治 疑");
    const alone = await check(input, "--format", "sarif");
    await check(input, "--format", "stylish", "--format", `sarif=${at("s.sarif")}`);
    expect(readFileSync(at("s.sarif"), "utf8")).toBe(alone.out);
  });

  it("place findings of a file at line and column", async () => {
    const ran = await check(file("a.txt", "血压计\n可根治"), "--format", "github");
    expect(ran.out).toContain("a.txt,line=2,endLine=2,col=2,endColumn=3,");
  });

  it.each([
    {
      name: "two without a file",
      argv: () => ["--format", "json", "--format", "csv"],
      says: "标准输出只能写一种格式（json、csv）",
    },
    {
      name: "--output where every format has its file",
      argv: () => ["--format", `csv=${at("x")}`, "--output", at("y")],
      says: "不能再用 --output",
    },
    {
      name: "two into one file",
      argv: () => ["--format", `csv=${at("x")}`, "--format", `json=${at("./x")}`],
      says: "它是 csv 的输出文件",
    },
    { name: "a file that is read", argv: () => ["--format", `html=${at("a.txt")}`], says: "它是要检查的文件" },
    { name: "no file behind =", argv: () => ["--format", "html="], says: "后面缺少文件名" },
    { name: "a workbook to the standard output", argv: () => ["--format", "xlsx"], says: "--format xlsx=结果.xlsx" },
    { name: "an unknown name", argv: () => ["--format", "pdf=x.pdf"], says: "--format 的值“pdf”无效" },
    {
      name: "a folder that is not there",
      argv: () => ["--format", `xlsx=${at("no/x.xlsx")}`],
      says: "无法写入 --format 指定的文件",
    },
  ])("$name is refused", async ({ argv, says }) => {
    const input = file("a.txt", "根治");
    const ran = await check(input, ...argv());
    expect(ran.err).toContain(says);
    expect(ran.code).toBe(2);
    expect(readFileSync(input, "utf8")).toBe("根治");
    expect(readdirSync(folder)).toEqual(["a.txt"]);
  });
});

describe("baseline", () => {
  it("known findings pass, a new one fails, one that is gone is reported", async () => {
    const input = file("a.jsonl", '{"id":"1","title":"根治"}\n{"id":"2","title":"血压计"}\n');
    const first = await check(input, "--write-baseline", at("base.json"), "--baseline-reason", "整改中");
    expect(first.code).toBe(0);
    const again = await check(input, "--baseline", at("base.json"), "--format", "jsonl");
    expect(again.code).toBe(0);
    expect(resultsOf(again.out)[0]).toMatchObject({
      status: "violation",
      findings: [{ known: { since: "2026-06-30", reason: "整改中" } }],
    });
    // A new fingerprint: the fake scanner gives all findings one, so the baseline is changed instead.
    const known = readFileSync(at("base.json"), "utf8");
    file("base.json", known.replace(/"fingerprint":"./, '"fingerprint":"f'));
    const ran = await check(input, "--baseline", at("base.json"));
    expect(ran.code).toBe(1);
    expect(ran.out).toContain("基线中的问题已消失：1 efficacy-guarantee f1234567");
  });

  it.each([
    { strict: [], code: 0 },
    { strict: ["--strict-baseline"], code: 1 },
  ])("a finding that is gone: $strict → $code", async ({ strict, code }) => {
    const input = file("a.jsonl", '{"id":"1","title":"根治"}\n');
    await check(input, "--write-baseline", at("base.json"));
    file("a.jsonl", '{"id":"1","title":"血压计"}\n');
    const ran = await check(input, "--baseline", at("base.json"), ...strict, "--format", "jsonl");
    expect(ran.err).toContain("基线中的问题已消失");
    expect(ran.code).toBe(code);
  });

  it("what could not be read is neither gone nor clean", async () => {
    const input = file("a.jsonl", '{"id":"1","title":"根治"}\n');
    await check(input, "--write-baseline", at("base.json"));
    file("a.jsonl", '{"id":"1","title":"血压计","images":5}\n');
    const ran = await check(input, "--baseline", at("base.json"), "--strict-baseline");
    expect(ran.out).toContain("基线中有 1 项所属的商品本次没有检查或没有读全");
    expect(ran.code).toBe(3);
  });

  it("known violations don't hide that a part was not read", async () => {
    const input = file("a.jsonl", '{"id":"1","title":"根治","images":5}\n');
    const ran = await check(input, "--write-baseline", at("base.json"));
    expect(ran.code).toBe(3);
  });

  it.each([
    { name: "no such file", text: null, says: "不存在" },
    { name: "no baseline", text: "{}", says: "不是基线文件" },
  ])("$name is refused", async ({ text, says }) => {
    if (text !== null) file("base.json", text);
    const ran = await check(file("a.txt", "根治"), "--baseline", at("base.json"));
    expect(ran).toMatchObject({ code: 2 });
    expect(ran.err).toContain("MEDLINT_BASELINE");
    expect(ran.err).toContain(says);
  });

  it.each([
    { option: "--baseline", bytes: MAX_BASELINE_BYTES, says: "不是合法的 JSON" },
    { option: "--baseline", bytes: MAX_BASELINE_BYTES + 1, says: "字节的上限" },
    { option: "--suppressions", bytes: MAX_SUPPRESSION_BYTES, says: "MEDLINT_SUPPRESSIONS" },
    { option: "--suppressions", bytes: MAX_SUPPRESSION_BYTES + 1, says: "字节的上限" },
  ])("$option takes $bytes bytes: $says", async ({ option, bytes, says }) => {
    const path = file("big", "# ");
    truncateSync(path, bytes);
    const ran = await check(file("a.txt", "根治"), option, path);
    expect(ran.err).toContain(says);
    expect(ran.code).toBe(2);
  });

  it("is not written by a run that was interrupted", async () => {
    const interruption = new AbortController();
    interruption.abort();
    await medlint(["check", file("a.txt", "根治"), "--write-baseline", at("base.json")], {
      services,
      signal: interruption.signal,
    });
    expect(existsSync(at("base.json"))).toBe(false);
  });
});

describe("suppressions", () => {
  const list = (listing: string, until = "2026-12-31") =>
    file(
      "s.yaml",
      `suppressions:\n  - {listing: "${listing}", rule: efficacy-guarantee, reason: 商标, author: 张三, until: ${until}}\n`,
    );

  it("set a finding aside, and keep it in the result", async () => {
    const input = file("a.jsonl", '{"id":"1","title":"根治"}\n');
    const ran = await check(input, "--suppressions", list("1"), "--format", "jsonl");
    expect(ran.code).toBe(0);
    expect(resultsOf(ran.out)[0]).toMatchObject({
      status: "violation",
      findings: [{ suppressed: { by: "file", reason: "商标", author: "张三", until: "2026-12-31" } }],
    });
  });

  it.each([
    { name: "expired", text: "血压计", until: "2026-06-29", says: "豁免已过期" },
    { name: "unused", text: "血压计", until: "2026-12-31", says: "豁免没有用到" },
  ])("$name ones fail", async ({ text, until, says }) => {
    const ran = await check(file("a.jsonl", `{"id":"1","title":"${text}"}\n`), "--suppressions", list("1", until));
    expect(ran.code).toBe(1);
    expect(ran.out).toContain(says);
  });

  it("of a listing that is not part of the run are left alone", async () => {
    expect((await check(file("a.jsonl", '{"id":"1","title":"血压计"}\n'), "--suppressions", list("2"))).code).toBe(0);
  });

  it("with a misspelt rule are refused with their line", async () => {
    const path = file(
      "s.yaml",
      "suppressions:\n  - {listing: a, rule: efficacy, reason: x, author: y, until: 2026-12-31}\n",
    );
    const ran = await check(file("a.txt", "根治"), "--suppressions", path);
    expect(ran).toMatchObject({ code: 2 });
    expect(ran.err).toContain("第 2 行：没有规则 efficacy");
  });

  const copy = "<!-- medlint-disable-next-line efficacy-guarantee -- 根治是商标 至 2026-12-31 -->\n根治牌血压计\n";
  const inline = ["--inline-suppressions", "--profile", "merchant"];

  it.each([
    { name: "asked for, in a merchant's own text", input: () => file("a.txt", copy), argv: inline, code: 0 },
    { name: "not asked for", input: () => file("a.txt", copy), argv: ["--profile", "merchant"], code: 1 },
    {
      name: "in a listing of many",
      input: () => file("a.jsonl", `${JSON.stringify({ id: "1", text: copy })}\n`),
      argv: inline,
      code: 1,
    },
    {
      name: "in a crawled listing",
      input: () => file("a.jsonl", `${JSON.stringify({ id: "1", url: "https://a.example/", text: copy })}\n`),
      argv: inline,
      code: 1,
    },
    { name: "idle", input: () => file("a.txt", copy.replace("根治牌", "第一牌")), argv: inline, code: 1 },
    { name: "without reason", input: () => file("a.txt", copy.replace("根治是商标 ", "")), argv: inline, code: 1 },
    { name: "expired", input: () => file("a.txt", copy.replace("2026-12-31", "2026-06-29")), argv: inline, code: 1 },
  ])("comments $name → $code", async ({ input, argv, code }) => {
    expect((await check(input(), ...argv)).code).toBe(code);
  });

  it("comments in a merchant's own page speak of the line below in its source", async () => {
    const page = (below: string) =>
      `<!doctype html><html><head><meta charset="utf-8"></head><body><p>电子血压计</p>\n<!-- medlint-disable-next-line efficacy-guarantee -- 例句 至 2026-12-31 -->\n${below}</body></html>`;
    const run = async (below: string) => {
      const argv = [
        "check",
        file("a.html", page(below)),
        "--kind",
        "device",
        "--as-of",
        "2026-06-30",
        "--format",
        "jsonl",
        ...inline,
      ];
      const [one] = resultsOf((await medlint(argv, { services: SERVICES })).out);
      return one?.findings.filter(({ rule }) => rule === "efficacy-guarantee").map(({ suppressed }) => suppressed?.by);
    };
    expect(await run("<p>三天根治高血压</p>")).toEqual(["inline"]);
    expect(await run("<p>操作方便</p>\n<p>三天根治高血压</p>")).toEqual([undefined]);
  });

  it.each([
    ["--inline-suppressions"],
    ["--inline-suppressions", "--profile", "platform"],
    ["--strict-baseline"],
    ["--baseline-reason", "x"],
  ])("%s %s alone is refused", async (...argv) => {
    expect((await check(file("a.txt", "根治"), ...argv.filter((one) => one !== undefined))).code).toBe(2);
  });
});

describe("docs", () => {
  it("the list of suppressions in docs/baseline.md is one", () => {
    const text = readFileSync(new URL("../../docs/baseline.md", import.meta.url), "utf8");
    const [, example = ""] = /```yaml\n([\s\S]*?)```/.exec(text) ?? [];
    expect(parse(example)).toMatchObject({
      suppressions: [{ author: expect.any(String), until: expect.any(String) }, {}],
    });
  });
});
