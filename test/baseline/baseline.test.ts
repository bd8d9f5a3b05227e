import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Baseline, BaselineWriter } from "../../src/baseline/baseline.js";
import {
  type BaselineEntry,
  BaselineError,
  formatBaseline,
  MAX_BASELINE_ENTRIES,
  parseBaseline,
} from "../../src/baseline/baseline-file.js";
import { finding, result } from "../report/findings.js";

const print = (digit: string) => digit.repeat(64);
const entry = (digit: string, changes: Partial<BaselineEntry> = {}): BaselineEntry => ({
  fingerprint: print(digit),
  rule: "absolute-term",
  listing: "sku-1",
  since: "2026-01-01",
  ...changes,
});
const found = (...digits: string[]) =>
  result({ listing: "sku-1", findings: digits.map((digit) => finding({ fingerprint: print(digit) })) });

describe("the file", () => {
  it("comes back as it was written, ordered, an entry a line", () => {
    const entries = [
      entry("b", { listing: "2" }),
      entry("c", { rule: "z" }),
      entry("a", { reason: "历史问题" }),
      entry("d", { listing: null }),
    ];
    const text = formatBaseline(entries);
    expect(text.split("\n")).toHaveLength(7);
    expect(parseBaseline(text).map(({ fingerprint }) => fingerprint[0])).toEqual(["d", "b", "a", "c"]);
    expect(formatBaseline(parseBaseline(text))).toBe(text);
  });

  it("is the same bytes in whatever order entries come", () => {
    const entries = ["a", "b", "c", "d", "e"].map((digit) => entry(digit));
    fc.assert(
      fc.property(fc.shuffledSubarray(entries, { minLength: 5 }), (shuffled) => {
        expect(formatBaseline(shuffled)).toBe(formatBaseline(entries));
      }),
    );
  });

  it("holds no text of a page", () => {
    const writer = new BaselineWriter(null, "2026-03-01", undefined);
    writer.take(result());
    expect(formatBaseline(writer.entries())).not.toMatch(/根治|老寒腿|断言|删除/);
  });

  it.each([
    { name: "no JSON", text: "{", says: "不是合法的 JSON" },
    { name: "another JSON", text: "{}", says: "不是基线文件" },
    { name: "another version", text: '{"medlint":"baseline","version":2,"findings":[]}', says: "版本不是 1" },
    {
      name: "a broken entry",
      text: `{"medlint":"baseline","version":1,"findings":[${JSON.stringify({ ...entry("a"), since: "yesterday" })}]}`,
      says: "findings.0.since",
    },
  ])("$name is refused", ({ text, says }) => {
    expect(() => parseBaseline(text)).toThrow(BaselineError);
    expect(() => parseBaseline(text)).toThrow(says);
  });

  it.each([MAX_BASELINE_ENTRIES, MAX_BASELINE_ENTRIES + 1])("takes a million entries: %i", (count) => {
    const line = JSON.stringify(entry("a"));
    const text = `{"medlint":"baseline","version":1,"findings":[${Array.from({ length: count }, () => line).join(",")}]}`;
    if (count > MAX_BASELINE_ENTRIES) expect(() => parseBaseline(text)).toThrow(BaselineError);
    else expect(parseBaseline(text)).toHaveLength(count);
  });
});

describe("while results pass by", () => {
  it("marks what is known, leaves what is new, changes no status", () => {
    const marked = new Baseline([entry("a", { reason: "整改中" })]).mark(found("a", "b"));
    expect(marked.status).toBe("violation");
    expect(marked.findings.map(({ known }) => known)).toEqual([{ since: "2026-01-01", reason: "整改中" }, undefined]);
  });

  it.each([
    { name: "gone", seen: [found("b")], gone: 1, unchecked: 0 },
    { name: "still there", seen: [found("a")], gone: 0, unchecked: 0 },
    { name: "its listing was not part of the run", seen: [result({ listing: "sku-2" })], gone: 0, unchecked: 1 },
    {
      name: "its listing was not read in full",
      seen: [result({ listing: "sku-1", status: "incomplete" as const, findings: [] })],
      gone: 0,
      unchecked: 1,
    },
    {
      name: "a picture of it failed",
      seen: [{ ...found("b"), coverage: { ...found().coverage, images: { read: 0, failed: 1, skipped: 0 } } }],
      gone: 0,
      unchecked: 1,
    },
    {
      name: "read twice, once in part",
      seen: [found("b"), result({ listing: "sku-1", status: "incomplete" as const, findings: [] })],
      gone: 0,
      unchecked: 1,
    },
  ])("$name", ({ seen, gone, unchecked }) => {
    const baseline = new Baseline([entry("a")]);
    for (const one of seen) baseline.mark(one);
    expect(baseline.outcome().gone).toHaveLength(gone);
    expect(baseline.outcome().unchecked).toBe(unchecked);
  });
});

describe("a new baseline", () => {
  it("keeps day and reason of what stands, and what could not be judged; drops what is gone", () => {
    const old = new Baseline([entry("a", { reason: "旧" }), entry("c"), entry("d", { listing: "sku-9" })]);
    const writer = new BaselineWriter(old, "2026-03-01", "新");
    const marked = writer.take(old.mark(found("a", "b")));
    expect(marked.findings.map(({ known }) => known?.since)).toEqual(["2026-01-01", "2026-03-01"]);
    expect(
      parseBaseline(formatBaseline(writer.entries())).map(({ fingerprint, since, reason }) => [
        fingerprint[0],
        since,
        reason,
      ]),
    ).toEqual([
      ["a", "2026-01-01", "旧"],
      ["b", "2026-03-01", "新"],
      ["d", "2026-01-01", undefined],
    ]);
  });

  it("leaves suppressed findings out", () => {
    const writer = new BaselineWriter(null, "2026-03-01", undefined);
    const suppressed = { by: "file", reason: "商标", until: "2026-12-31" } as const;
    writer.take(result({ findings: [finding({ suppressed })] }));
    expect(writer.entries()).toEqual([]);
  });
});
