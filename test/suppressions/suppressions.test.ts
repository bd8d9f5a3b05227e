import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_INLINE_COMMENTS, markInline, readInlineComments } from "../../src/suppressions/inline-comments.js";
import { MAX_SUPPRESSIONS, parseSuppressions, SuppressionError } from "../../src/suppressions/suppression-file.js";
import { SuppressionList } from "../../src/suppressions/suppression-list.js";
import { finding, result } from "../report/findings.js";

const isRule = (id: string) => id === "absolute-term" || id === "efficacy-guarantee";
const DAY = "2026-06-30";
const print = finding().fingerprint;

function yaml(...items: string[]): string {
  return `suppressions:\n${items.map((item) => `  - {${item}}\n`).join("")}`;
}
const REST = 'reason: 注册商标, author: 张三, until: "2026-12-31"';

describe("the list", () => {
  it("reads entries with their lines", () => {
    const text = `# 说明\nsuppressions:\n  - fingerprint: "${print.slice(0, 16)}"\n    reason: 商标\n    author: 张三\n    until: 2026-12-31\n  - {listing: 123, rule: absolute-term, ${REST}}\n`;
    expect(parseSuppressions(text, isRule)).toMatchObject([
      { fingerprint: print.slice(0, 16), until: "2026-12-31", line: 3 },
      { listing: "123", rule: "absolute-term", line: 7 },
    ]);
  });

  it.each([
    {
      name: "no reason",
      item: "listing: a, rule: absolute-term, author: 张三, until: 2026-12-31",
      says: "第 2 行：reason 必须写",
    },
    {
      name: "blank reason",
      item: 'listing: a, rule: absolute-term, reason: "  ", author: 张三, until: 2026-12-31',
      says: "reason 不能为空",
    },
    { name: "no author", item: "listing: a, rule: absolute-term, reason: x, until: 2026-12-31", says: "author 必须写" },
    { name: "no end", item: "listing: a, rule: absolute-term, reason: x, author: y", says: "until 必须写" },
    {
      name: "impossible end",
      item: "listing: a, rule: absolute-term, reason: x, author: y, until: 2026-02-30",
      says: "until",
    },
    { name: "listing without rule", item: `listing: a, ${REST}`, says: "要写 fingerprint，或同时写 listing 和 rule" },
    { name: "rule without listing", item: `rule: absolute-term, ${REST}`, says: "要写 fingerprint" },
    { name: "unknown rule", item: `listing: a, rule: absolut-term, ${REST}`, says: "没有规则 absolut-term" },
    { name: "short fingerprint", item: `fingerprint: "0123", ${REST}`, says: "fingerprint 应为 16 到 64 位" },
    {
      name: "unknown field",
      item: `listing: a, rule: absolute-term, pattern: x, ${REST}`,
      says: "不认识的字段 pattern",
    },
  ])("$name is refused with its line", ({ item, says }) => {
    expect(() => parseSuppressions(yaml(item), isRule)).toThrow(SuppressionError);
    expect(() => parseSuppressions(yaml(item), isRule)).toThrow(says);
  });

  it.each(["", "suppressions: 5", "a: [", "[1]", "- *x", "- !!js/function x"])(
    "%j is refused, not thrown over",
    (text) => {
      expect(() => parseSuppressions(text, isRule)).toThrow(SuppressionError);
    },
  );

  it("never throws anything but its own error", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          parseSuppressions(text, isRule);
        } catch (error) {
          expect(error).toBeInstanceOf(SuppressionError);
        }
      }),
    );
  });

  it.each([MAX_SUPPRESSIONS, MAX_SUPPRESSIONS + 1])("takes ten thousand entries: %i", (count) => {
    const text = yaml(...Array.from({ length: count }, () => `listing: a, rule: absolute-term, ${REST}`));
    if (count > MAX_SUPPRESSIONS) expect(() => parseSuppressions(text, isRule)).toThrow("超过");
    else expect(parseSuppressions(text, isRule)).toHaveLength(count);
  });
});

describe("the list while results pass by", () => {
  const cases = [
    { name: "fingerprint", item: `fingerprint: "${print}"`, hit: true },
    { name: "its beginning", item: `fingerprint: "${print.slice(0, 16)}"`, hit: true },
    { name: "another with the same beginning", item: `fingerprint: "${print.slice(0, 20)}ffff"`, hit: false },
    { name: "fingerprint and listing", item: `fingerprint: "${print}", listing: sku-1`, hit: true },
    { name: "fingerprint and another listing", item: `fingerprint: "${print}", listing: sku-2`, hit: false },
    { name: "listing and rule", item: "listing: sku-1, rule: efficacy-guarantee", hit: true },
    { name: "another rule", item: "listing: sku-1, rule: absolute-term", hit: false },
    { name: "another listing", item: "listing: sku-2, rule: efficacy-guarantee", hit: false },
  ];
  it.each(cases)("$name", ({ item, hit }) => {
    const list = new SuppressionList(parseSuppressions(yaml(`${item}, ${REST}`), isRule), DAY);
    const marked = list.mark(result({ listing: "sku-1" }));
    expect(marked.status).toBe("violation");
    expect(marked.findings).toHaveLength(1);
    expect(marked.findings[0]?.suppressed?.reason).toBe(hit ? "注册商标" : undefined);
  });

  it.each([
    { until: "2026-06-30", counts: true },
    { until: "2026-06-29", counts: false },
  ])("counts up to and including its last day: $until", ({ until, counts }) => {
    const text = yaml(`listing: sku-1, rule: efficacy-guarantee, reason: x, author: y, until: "${until}"`);
    const list = new SuppressionList(parseSuppressions(text, isRule), DAY);
    expect(list.mark(result({ listing: "sku-1" })).findings[0]?.suppressed !== undefined).toBe(counts);
    expect(list.outcome().expired).toHaveLength(counts ? 0 : 1);
    expect(list.outcome().unused).toHaveLength(0);
  });

  it.each([
    { name: "listing read in full", seen: result({ listing: "sku-1", findings: [] }), unused: 1 },
    {
      name: "listing not read in full",
      seen: result({ listing: "sku-1", status: "incomplete" as const, findings: [] }),
      unused: 0,
    },
    { name: "listing not part of the run", seen: result({ listing: "sku-2", findings: [] }), unused: 0 },
  ])("is unused only where that can be said: $name", ({ seen, unused }) => {
    const list = new SuppressionList(
      parseSuppressions(yaml(`listing: sku-1, rule: absolute-term, ${REST}`), isRule),
      DAY,
    );
    list.mark(seen);
    expect(list.outcome().unused).toHaveLength(unused);
  });
});

const comment = (rest: string) => `<!-- medlint-disable-next-line ${rest} -->`;

describe("comments", () => {
  it.each([
    { name: "no rule", text: comment("-- 商标 至 2026-12-31"), says: "没有写规则编号" },
    { name: "no reason", text: comment("absolute-term -- 至 2026-12-31"), says: "没有写理由" },
    { name: "no reason at all", text: comment("absolute-term"), says: "缺少截止日期" },
    { name: "no end", text: comment("absolute-term -- 商标"), says: "缺少截止日期" },
    { name: "impossible end", text: comment("absolute-term -- 商标 至 2026-13-31"), says: "缺少截止日期" },
    { name: "unknown rule", text: comment("absolut-term -- 商标 至 2026-12-31"), says: "没有规则 absolut-term" },
    { name: "everything", text: comment("* -- 商标 至 2026-12-31"), says: "规则编号写法有误" },
    { name: "no end of comment", text: "<!-- medlint-disable-next-line absolute-term -- 商标", says: "没有结束" },
  ])("$name is a fault and suppresses nothing", ({ text, says }) => {
    const read = readInlineComments(`一\n${text}\n根治`, isRule);
    expect(read.suppressions).toEqual([]);
    expect(read.faults).toMatchObject([{ line: 2, reason: expect.stringContaining(says) }]);
  });

  it("name one or more rules, and the next line that is not blank", () => {
    const text = `一\n${comment("absolute-term、efficacy-guarantee -- 商标，已核 至 2026-12-31")}\n\n  第一牌\n二`;
    const [one] = readInlineComments(text, isRule).suppressions;
    expect(one).toMatchObject({
      rules: ["absolute-term", "efficacy-guarantee"],
      reason: "商标，已核",
      until: "2026-12-31",
      line: 2,
    });
    expect(text.slice(one?.start, one?.end)).toBe("  第一牌");
  });

  it("leave the text as long as it was, its other words in place", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constant(comment("absolute-term -- 根治 至 2026-12-31")), fc.string(), fc.constant("\n"))),
        (parts) => {
          const text = parts.join("");
          const read = readInlineComments(text, isRule);
          expect(read.text.length).toBe(text.length);
          expect(read.text.split("\n").length).toBe(text.split("\n").length);
          for (let at = 0; at < text.length; at++) {
            if (read.text[at] !== text[at]) expect(read.text[at]).toBe(" ");
          }
        },
      ),
    );
  });

  it.each([MAX_INLINE_COMMENTS, MAX_INLINE_COMMENTS + 1])("are read up to a thousand: %i", (count) => {
    const read = readInlineComments(`${comment("absolute-term -- x 至 2026-12-31")}\n词\n`.repeat(count), isRule);
    expect(read.suppressions).toHaveLength(MAX_INLINE_COMMENTS);
    expect(read.faults).toHaveLength(count > MAX_INLINE_COMMENTS ? 1 : 0);
  });

  it("take time in proportion to the text", () => {
    const text = "<!-- medlint-disable-next-line ".repeat(30_000);
    const began = performance.now();
    readInlineComments(text, isRule);
    readInlineComments("<!--".repeat(300_000), isRule);
    expect(performance.now() - began).toBeLessThan(5000);
  });

  const at = (start: number) => ({
    zone: "text" as const,
    field: "text",
    start,
    end: start + 2,
    source: null,
    image: null,
  });
  it.each([
    {
      name: "the next line",
      line: 2,
      rule: "efficacy-guarantee",
      until: "2026-12-31",
      suppressed: true,
      unused: 0,
      expired: 0,
    },
    {
      name: "the line after",
      line: 3,
      rule: "efficacy-guarantee",
      until: "2026-12-31",
      suppressed: false,
      unused: 1,
      expired: 0,
    },
    {
      name: "another rule",
      line: 2,
      rule: "absolute-term",
      until: "2026-12-31",
      suppressed: false,
      unused: 1,
      expired: 0,
    },
    { name: "its last day", line: 2, rule: "efficacy-guarantee", until: DAY, suppressed: true, unused: 0, expired: 0 },
    {
      name: "the day after",
      line: 2,
      rule: "efficacy-guarantee",
      until: "2026-06-29",
      suppressed: false,
      unused: 0,
      expired: 1,
    },
  ])("suppress $name: $suppressed", ({ line, rule, until, suppressed, unused, expired }) => {
    const text = `${comment(`${rule} -- 商标 至 ${until}`)}\n根治一\n根治二\n`;
    const start = text.indexOf(line === 2 ? "根治一" : "根治二");
    const outcome = markInline(
      result({ findings: [finding({ where: at(start) })] }),
      readInlineComments(text, isRule),
      false,
      DAY,
    );
    expect(outcome.result.findings[0]?.suppressed?.by).toBe(suppressed ? "inline" : undefined);
    expect(outcome.unused).toHaveLength(unused);
    expect(outcome.expired).toHaveLength(expired);
  });
});
