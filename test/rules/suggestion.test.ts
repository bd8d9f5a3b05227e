import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Context, KINDS, type Listing } from "../../src/contracts/listing.js";
import { loadDictionary } from "../../src/dictionaries/index.js";
import { jiebaSegmenter } from "../../src/prepare/jieba-segmenter.js";
import { prepareListing } from "../../src/prepare/prepare-listing.js";
import { nearestClause, suggest } from "../../src/rules/suggestion.js";
import { createScanner } from "../../src/scan/index.js";

const dictionary = loadDictionary();
const scanner = createScanner(dictionary, { segmenter: jiebaSegmenter() });
const scan = (listing: Listing) => scanner.scanPrepared(prepareListing(listing, { day: "2026-03-01" })).findings;

const FEVER = "用于发热患者的局部降温。仅用于体表完整皮肤。不适用于颈椎病患者。";
const certificates = [{ number: "冀械备20160001号", productName: "医用退热贴", scope: FEVER }];

describe("a suggestion itself", () => {
  const cases = dictionary.rules.flatMap((rule) =>
    (rule.kinds ?? KINDS).map((kind) => [rule.id, kind, rule.suggestion] as const),
  );

  it.each(cases)("%s (%s) breaks no rule as an advertisement", (_id, kind, suggestion) => {
    const text = suggestion
      .replaceAll("{registered}", "")
      .replaceAll("{wanted}", "")
      .replaceAll("{matched}", "")
      .replaceAll("{reason}", "");
    const found = scan({ id: "1", kind, context: "advertisement", text, complete: false });
    // Whether a statement suits the goods is asked of pages, not of advice about it.
    const broken = found.filter(({ certainty, rule }) => certainty === "violation" && rule !== "wrong-statement");
    expect(broken.map(({ rule, matched }) => `${rule} ${matched}`)).toEqual([]);
  });
});

describe("the registered scope in a suggestion", () => {
  const text = "三天根治发热，治愈率98%，颈椎病也能贴好";

  it("is quoted by every rule about effects, and passes with the own certificate", () => {
    const found = scan({ id: "1", kind: "device", text, certificates });
    for (const rule of ["efficacy-guarantee", "cure-rate", "off-scope-claim"]) {
      const own = found.filter((one) => one.rule === rule);
      expect(own.length).toBeGreaterThan(0);
      for (const { suggestion } of own) {
        expect(suggestion).toContain("“用于发热患者的局部降温”");
        const again = scan({ id: "1", kind: "device", text: suggestion, certificates });
        expect(again.filter(({ certainty }) => certainty === "violation")).toEqual([]);
      }
    }
  });

  it("is left out where none is known, and where the drug may not be advertised", () => {
    for (const own of [[], [{ number: "国药准字H20010001", scope: FEVER, rx: "rx" as const }]]) {
      for (const { rule, suggestion } of scan({ id: "1", kind: "drug", text: "治愈率98%", certificates: own })) {
        if (rule === "cure-rate") expect(suggestion).not.toContain("用于");
      }
    }
  });
});

describe("where no certificate is known", () => {
  it("nothing is announced that does not follow", () => {
    const found = scan({ id: "1", kind: "device", text: "本品治疗高血压、糖尿病" });
    const own = found.filter(({ rule }) => rule === "off-scope-claim");
    expect(own.length).toBeGreaterThan(0);
    for (const { message, suggestion, certainty } of own) {
      expect(certainty).toBe("review");
      expect(message).toMatch(/未见注册的范围|没有词条确证/u);
      expect(suggestion).toBe("改用注册证（说明书）载明的范围");
    }
  });
});

describe("where a suggestion is given", () => {
  const CONTEXTS: readonly [Context, boolean][] = [
    ["advertisement", true],
    ["news", true],
    ["service", true],
    ["insert", false],
    ["certificate", false],
  ];

  it.each(CONTEXTS)("in %s: %s", (context, isGiven) => {
    const text = "治愈率98% 批准文号：国药准字Z2001000";
    const found = scan({ id: "1", kind: "drug", context, text, certificates });
    expect(found.length).toBeGreaterThan(0);
    for (const { suggestion } of found) expect(suggestion !== "").toBe(isGiven);
  });

  it("under an insert's heading the advice is to compare, not to edit", () => {
    const found = scan({ id: "1", kind: "drug", text: "【功能主治】治愈率98%" });
    expect(found.map(({ suggestion }) => suggestion).join()).toContain("逐字核对");
  });

  it("every finding in an advertisement has one", () => {
    const violates = dictionary.rules.flatMap((rule) => rule.violates.map(({ text, kind }) => ({ text, kind })));
    fc.assert(
      fc.property(fc.subarray(violates, { minLength: 1, maxLength: 4 }), fc.boolean(), (picked, isKnown) => {
        const listing = {
          id: "1",
          kind: picked[0]?.kind,
          text: picked.map(({ text }) => text).join("。"),
          ...(isKnown ? { certificates } : {}),
        };
        for (const { suggestion, rule } of scan(listing)) expect(suggestion, rule).not.toMatch(/^$|\{|“”/);
      }),
      { numRuns: 60 },
    );
  });
});

describe("the nearest clause", () => {
  it.each([
    ["用于退热。用于肌肉酸痛的辅助缓解。", "肌肉劳损", "用于肌肉酸痛的辅助缓解"],
    ["用于退热。用于肌肉酸痛的辅助缓解。", "近视", "用于退热"],
    ["不适用于婴儿。用于退热降温。", "婴儿", "用于退热降温"],
    [`用于${"甲乙、".repeat(40)}丙丁`, "甲乙", `用于${"甲乙、".repeat(19)}`.slice(0, -1)],
    ["。；", "近视", null],
  ])("%s for %s", (scope, words, clause) => {
    expect(nearestClause([{ text: scope, isRx: false }], words)).toBe(clause);
  });

  it("is always a short verbatim piece of a scope", () => {
    const scope = fc.string({ unit: fc.constantFrom(..."用于治疗的发热、，。；咳嗽颈椎病不适") });
    fc.assert(
      fc.property(scope, scope, (text, words) => {
        const clause = nearestClause([{ text, isRx: false }], words);
        if (clause === null) return;
        expect(text).toContain(clause);
        expect(clause.length).toBeLessThanOrEqual(60);
      }),
    );
  });

  it("leaves a template without a slot as it is for other rules", () => {
    const input = {
      rule: "inducement",
      template: "甲",
      passage: null,
      words: "",
      scopes: [{ text: FEVER, isRx: false }],
    };
    expect(suggest(input)).toBe("甲");
  });
});
