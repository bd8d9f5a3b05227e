import { describe, expect, it } from "vitest";
import { displayWidth } from "../../src/report/display-width.js";
import {
  createJsonlReporter,
  createJsonReporter,
  createStylishReporter,
  SummaryCounter,
} from "../../src/report/index.js";
import { finding, result } from "./findings.js";

const plain = () => createStylishReporter({ color: false, hasRegistry: false });

function summaryOf(...results: Parameters<SummaryCounter["add"]>[0][]) {
  const counter = new SummaryCounter();
  for (const item of results) counter.add(item);
  return counter.finish();
}

describe("stylish", () => {
  it("shows status, level, certainty, rule, place, law and suggestion", () => {
    const text = plain().result(result(), null);
    expect(text).toContain("demo/a.html  疑似违规 1 项");
    expect(text).toContain("2 级 疑似  功效断言或保证  efficacy-guarantee  正文 6-10，源码 120");
    expect(text).toContain("依据 《中华人民共和国广告法》第十六条第一款第一项：");
    expect(text).toContain("建议 删除对疗效的断言");
  });

  it.each(["坚持使用可彻底根治老寒腿", "ab 可彻底根治", "彻底根治", "\u200b全角ＡＢ彻底根治"])(
    "puts the caret under the match: %s",
    (excerpt) => {
      const lines = plain()
        .result(result({ findings: [finding({ excerpt })] }), null)
        .split("\n");
      const at = lines.findIndex((line) => line.includes("^"));
      const caret = lines[at] ?? "";
      const shown = lines[at - 1] ?? "";
      const before = shown.slice(0, shown.indexOf("彻底根治"));
      expect(caret.indexOf("^")).toBe(displayWidth(before));
      expect(caret.trim()).toBe("^".repeat(8));
    },
  );

  it("shows the registered wording beside the claim", () => {
    const certificate = {
      number: "国械注准20193090001",
      field: "scope",
      registered: "用于物理降温",
      claimed: "适用于近视",
      asOf: "2026-01-01",
    };
    const text = plain().result(result({ findings: [finding({ certificate })] }), null);
    expect(text).toContain("登记 适用范围：用于物理降温（国械注准20193090001，截至 2026-01-01）");
    expect(text).toContain("页面 适用于近视");
  });

  it("does not repeat what the certificate leaves empty or the excerpt has shown", () => {
    const certificate = {
      number: "国械注准201930306",
      field: "number",
      registered: "",
      claimed: "彻底根治",
      asOf: null,
    };
    const text = plain().result(result({ findings: [finding({ certificate })] }), null);
    expect(text).not.toMatch(/登记|页面/);
  });

  it("quotes a law once a listing, then names its article", () => {
    const text = plain().result(result({ findings: [finding(), finding()] }), null);
    expect(text.match(/第十六条第一款第一项：/g)).toHaveLength(1);
    expect(text.match(/依据 《中华人民共和国广告法》第十六条第一款第一项/g)).toHaveLength(2);
  });

  it("says 待人工 for review and marks unchecked bases", () => {
    const [basis] = finding().basis;
    if (!basis) throw new Error("no basis");
    const text = plain().result(
      result({ status: "review", findings: [finding({ certainty: "review", basis: [{ ...basis, checked: false }] })] }),
      null,
    );
    expect(text).toContain("待人工复核 1 项");
    expect(text).toContain("2 级 待人工");
    expect(text).toContain("（依据待核）");
  });

  it("prints no control character of the page", () => {
    const hostile = "\u001b]0;own\u0007彻底根治\u202e";
    const text = plain().result(
      result({ listing: "\u001b[2J", findings: [finding({ excerpt: hostile, message: "a\u001bb" })] }),
      null,
    );
    expect(text.replaceAll("\n", "")).not.toMatch(/[\u0000-\u001f\u202e]/);
  });

  it("uses colour only where asked", () => {
    expect(plain().result(result(), null)).not.toContain("\u001b");
    expect(createStylishReporter({ color: true, hasRegistry: false }).result(result(), null)).toContain("\u001b[");
  });

  it("leaves clean listings out with quiet, but never incomplete ones", () => {
    const quiet = createStylishReporter({ color: false, hasRegistry: false, quiet: true });
    expect(quiet.result(result({ status: "clean", findings: [] }), null)).toBe("");
    expect(quiet.result(result({ status: "incomplete", findings: [] }), null)).toContain("未读全");
  });

  it("explains claim, exemptions and force", () => {
    const claim = {
      verb: "根治",
      action: null,
      conditions: ["老寒腿"],
      populations: [],
      sites: [],
      time: null,
      number: null,
      guarantee: "彻底",
      speaker: null,
    };
    const text = createStylishReporter({ color: false, hasRegistry: false, explain: true }).result(
      result({ findings: [finding({ claim, exemptions: ["引用他人说法"] })] }),
      null,
    );
    expect(text).toContain("宣称 动词：根治，疾病或症状：老寒腿，保证：彻底");
    expect(text).toContain("已考虑的例外 引用他人说法");
    expect(text).toContain("法律，2015-09-01 起施行，现行");
    expect(text).toContain("按 2026-03-01 的法律判断");
  });

  it("closes with counts and the disclaimer", () => {
    const text = plain().end(summaryOf(result(), result({ status: "clean", findings: [] })));
    expect(text).toContain("共检查 2 件：疑似违规 1，待人工复核 0，未读全 0，未发现问题 1");
    expect(text).toContain(
      "本结果为机器提示，未发现问题不等于合规，不替代广告审查；未检查：4 张图片中的文字、注册库核对",
    );
  });

  it("describes notes, capped", () => {
    const notes = Array.from({ length: 20 }, (_, index) => ({ code: "line-not-json", where: `a.jsonl:${index + 1}` }));
    const base = result({ listing: null, line: 17, status: "incomplete", findings: [] });
    const text = plain().result({ ...base, coverage: { ...base.coverage, notes } }, null);
    expect(text).toContain("第 17 行  未读全");
    expect(text).toContain("a.jsonl:1：这一行不是合法的 JSON");
    expect(text).toContain("另有 12 条说明");
  });
});

describe("json and jsonl", () => {
  it("jsonl: one parsable line a result", () => {
    const text = createJsonlReporter().result(result(), null);
    expect(text.endsWith("}\n")).toBe(true);
    expect(JSON.parse(text)).toEqual(result());
  });

  it.each([0, 1, 3])("json: one object with %i results", (count) => {
    const reporter = createJsonReporter();
    const results = Array.from({ length: count }, () => result());
    const text =
      reporter.begin() +
      results.map((item) => reporter.result(item, null)).join("") +
      reporter.end(summaryOf(...results));
    const parsed = JSON.parse(text) as { results: unknown[]; summary: { listings: number } };
    expect(parsed.results).toEqual(results);
    expect(parsed.summary.listings).toBe(count);
  });
});
