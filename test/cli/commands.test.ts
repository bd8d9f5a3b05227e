import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Services } from "../../src/cli/services.js";
import type { RuleSpec } from "../../src/contracts/dictionary.js";
import type { Basis } from "../../src/contracts/result.js";
import { fakeServices, medlint } from "./fakes.js";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "medlint-commands-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const COMMANDS = [
  [],
  ["check"],
  ["registry"],
  ["registry", "import"],
  ["registry", "stats"],
  ["registry", "show"],
  ["rules"],
  ["rules", "list"],
  ["rules", "show"],
  ["rules", "check"],
  ["page"],
];

describe("help", () => {
  it.each(COMMANDS.map((command) => ({ command })))(
    "$command is Chinese, without English left over",
    async ({ command }) => {
      const ran = await medlint([...command, "--help"]);
      expect(ran).toMatchObject({ code: 0, err: "" });
      expect(ran.out).toContain("用法：");
      expect(ran.out).not.toMatch(/Usage:|Options:|Commands:|Arguments:|display help|\[options\]|default:/);
    },
  );

  it.each(
    COMMANDS.filter((command) => command.length !== 1 || command[0] === "check" || command[0] === "page").map(
      (command) => ({ command }),
    ),
  )("$command shows an example", async ({ command }) => {
    expect((await medlint([...command, "--help"])).out).toContain("$ medlint");
  });

  it("prints the version", async () => {
    expect(await medlint(["--version"])).toEqual({ code: 0, out: "9.9.9\n", err: "" });
  });
});

describe("usage errors end with 2 and a code", () => {
  const cases = [
    { argv: ["chek"], says: "MEDLINT_USAGE_UNKNOWN_COMMAND：没有命令 chek，是不是想写 check？" },
    {
      argv: ["registry", "import", "--registry", "x", "--as-of", "2026-01-01"],
      says: "MEDLINT_USAGE_MISSING_ARGUMENT：缺少参数 文件",
    },
    { argv: ["registry", "import", "a.jsonl", "--as-of", "2026-01-01"], says: "缺少必需的选项 --registry <文件>" },
    { argv: ["registry", "stats", "a", "b", "--registry", "x"], says: "参数过多" },
    { argv: ["rules", "show", "no-such-rule"], says: "没有规则 no-such-rule" },
    { argv: [], says: "用法：" },
    { argv: ["registry"], says: "用法：" },
  ];
  it.each(cases)("$argv", async ({ argv, says }) => {
    const ran = await medlint(argv);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain(says);
    expect(ran.out).toBe("");
  });
});

describe("registry", () => {
  const row = (number: string, scope: string) =>
    JSON.stringify({
      cert_no: number,
      product_name: "上臂式电子血压计",
      intended_use: scope,
      class: "第二类",
      approval_date: "2020-07-01",
      valid_until: "2030-06-30",
    });

  it("imports, counts, shows, and answers a check", async () => {
    const registry = join(folder, "registry.sqlite");
    const rows = join(folder, "rows.jsonl");
    writeFileSync(rows, `${row("粤械注准20202079901", "用于测量血压")}\n{broken\n`);
    const imported = await medlint([
      "registry",
      "import",
      rows,
      "--registry",
      registry,
      "--as-of",
      "2026-01-31",
      "--source",
      "示例",
    ]);
    expect(imported.code).toBe(3);
    expect(imported.out).toContain("2 行，新增 1，变更 0，未变 0，未导入 1");
    expect(imported.err).toContain("rows.jsonl:2：");

    const stats = await medlint(["registry", "stats", "--registry", registry]);
    expect(stats.out).toContain("证号 1 个");
    expect(stats.out).toContain("来源 示例：截至 2026-01-31");

    const shown = await medlint(["registry", "show", "粤械注准20202079901", "--registry", registry]);
    expect(shown).toMatchObject({ code: 0, err: "" });
    expect(shown.out).toContain("适用范围：用于测量血压");
    expect(shown.out).toContain("批准日期：2020-07-01");

    const unknown = await medlint(["registry", "show", "粤械注准20202070000", "--registry", registry]);
    expect(unknown.code).toBe(3);
    expect(unknown.err).toContain("不能说明该证号未注册");

    const checked = await medlint(["check", "-", "--registry", registry, "--explain"], {
      stdin: "注册证编号：粤械注准20202079901 粤械注准20202070000",
    });
    expect(checked.out).toContain("证号 已核对 粤械注准20202079901");
    expect(checked.out).toContain("证号 未查到 粤械注准20202070000");
    expect(checked.out).toContain("证书 上臂式电子血压计：用于测量血压（注册库 示例）");
    expect(checked.out).toContain("注册库 示例，截至 2026-01-31，不完整");
  });

  it.each([
    { name: "missing file", argv: ["nowhere.jsonl"], says: "文件不存在", code: 3 },
    { name: "complete without kinds", argv: ["x.jsonl", "--complete"], says: "--kinds", code: 2 },
    { name: "unknown kind", argv: ["x.jsonl", "--kinds", "device,toy"], says: "“toy”无效", code: 2 },
  ])("import: $name", async ({ argv, says, code }) => {
    const ran = await medlint([
      "registry",
      "import",
      ...argv,
      "--registry",
      join(folder, "other.sqlite"),
      "--as-of",
      "2026-01-31",
    ]);
    expect(ran.err).toContain(says);
    expect(ran.code).toBe(code);
  });

  it("says so where the file is no registry", async () => {
    const path = join(folder, "not.sqlite");
    writeFileSync(path, "just some text, long enough to be looked at as a database header".repeat(40));
    const ran = await medlint(["registry", "stats", "--registry", path]);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain("MEDLINT_REGISTRY_CORRUPT");
  });
});

describe("page", () => {
  it("shows the passages with their zones", async () => {
    const path = join(folder, "page.html");
    writeFileSync(path, "<title>血压计</title><h1>上臂式</h1><p>家<b>用</b></p><p hidden>暗</p>");
    const ran = await medlint(["page", path]);
    expect(ran.code).toBe(0);
    expect(ran.out).toContain("标题 血压计");
    expect(ran.out).toContain("正文  家用");
    expect(ran.out).toMatch(/隐藏.*暗/);
    const json = JSON.parse((await medlint(["page", path, "--format", "json"])).out) as { passages: unknown[] };
    expect(json.passages.length).toBeGreaterThan(2);
  });

  it("ends with 3 where there is nothing to read", async () => {
    const ran = await medlint(["page", join(folder, "gone.html")]);
    expect(ran.code).toBe(3);
    expect(ran.err).toContain("MEDLINT_INPUT_UNREADABLE");
    expect(ran.err).toContain("文件不存在");
  });
});

describe("rules", () => {
  const basis: Basis = {
    law: "中华人民共和国广告法",
    article: "第十六条第一款第一项",
    text: "不得含有表示功效、安全性的断言或者保证",
    effectiveFrom: "2015-09-01",
    effectiveTo: null,
    force: "law",
    territory: "CN",
    penalty: null,
    checked: true,
  };
  const rule = (changes: Partial<RuleSpec>): RuleSpec => ({
    id: "efficacy-guarantee",
    name: { zh: "功效断言或保证", en: "Efficacy guarantee" },
    level: 3,
    basis: [{ ref: "ad-16" }],
    message: "对功效的断言",
    suggestion: "删去",
    certainty: "violation",
    patterns: [],
    claims: [],
    comparisons: [],
    exempt: [],
    violates: [],
    passes: [],
    ...changes,
  });
  const withRules = (...rules: RuleSpec[]): Services => ({
    ...fakeServices,
    loadDictionary: async () => ({
      version: "v1",
      concepts: [],
      rules,
      exemptions: [],
      bases: { "ad-16": basis },
      statutes: [],
    }),
  });

  it("lists by level, then id", async () => {
    const services = withRules(rule({}), rule({ id: "absolute-term" }), rule({ id: "rx-drug-ad", level: 1 }));
    const ran = await medlint(["rules", "list"], { services });
    const ids = ran.out.split("\n").map((line) => line.split(/\s+/)[2]);
    expect(ids.slice(0, 3)).toEqual(["rx-drug-ad", "absolute-term", "efficacy-guarantee"]);
    const json = JSON.parse((await medlint(["rules", "list", "--format", "json"], { services })).out) as {
      id: string;
    }[];
    expect(json.map(({ id }) => id)).toEqual(["rx-drug-ad", "absolute-term", "efficacy-guarantee"]);
  });

  it("shows a rule with basis and examples", async () => {
    const services = withRules(rule({ violates: [{ text: "根治" }], passes: [{ text: "不能根治" }] }));
    const { out, code } = await medlint(["rules", "show", "efficacy-guarantee"], { services });
    expect(code).toBe(0);
    expect(out).toContain("依据 《中华人民共和国广告法》第十六条第一款第一项，2015-09-01 起");
    expect(out).toContain("违反 根治");
    expect(out).toContain("允许 不能根治");
  });

  it("suggests a near id", async () => {
    const ran = await medlint(["rules", "show", "efficacy"], { services: withRules(rule({})) });
    expect(ran.code).toBe(2);
    expect(ran.err).toContain("相近的有：efficacy-guarantee");
  });

  // The word scanner reports 根治 under the rule efficacy-guarantee.
  it.each([
    {
      name: "examples that hold",
      violates: [{ text: "根治" }],
      passes: [{ text: "血压计" }],
      code: 0,
      says: "全部符合",
    },
    {
      name: "a violation not found",
      violates: [{ text: "血压计" }],
      passes: [],
      code: 1,
      says: "应被发现，实际没有发现",
    },
    {
      name: "a lawful text accused",
      violates: [],
      passes: [{ text: "不能根治" }],
      code: 1,
      says: "应不被发现，实际发现 “根治”",
    },
    {
      name: "another certainty",
      violates: [{ text: "根治", certainty: "review" as const }],
      passes: [],
      code: 1,
      says: "应被发现(review)",
    },
  ])("checks $name", async ({ violates, passes, code, says }) => {
    const ran = await medlint(["rules", "check"], { services: withRules(rule({ violates, passes })) });
    expect(ran.out).toContain(says);
    expect(ran.code).toBe(code);
  });

  it("refuses a broken file with file and line", async () => {
    writeFileSync(join(folder, "broken.yaml"), "rules:\n  - id: [\n");
    const ran = await medlint(["rules", "check", folder]);
    expect(ran.code).toBe(2);
    expect(ran.err).toMatch(/MEDLINT_DICTIONARY：.*broken\.yaml 第 \d+ 行/);
  });
});
