import { describe, expect, it } from "vitest";
import { compileLexicon } from "../../src/claims/lexicon.js";
import { tokenize } from "../../src/claims/tokenize.js";
import type { ClaimSpec } from "../../src/contracts/dictionary.js";
import { ClaimGate } from "../../src/rules/claim-gate.js";
import type { RuleClaim } from "../../src/rules/compile-rules.js";
import type { CompiledRule } from "../../src/rules/compiled-rule.js";

const lexicon = compileLexicon(
  [
    {
      id: "cancer",
      name: "癌",
      classes: ["condition"],
      severity: "severe",
      nature: "disease",
      terms: [{ text: "肺癌" }],
    },
    {
      id: "cough",
      name: "咳嗽",
      classes: ["condition"],
      severity: "mild",
      nature: "symptom",
      terms: [{ text: "咳嗽" }],
    },
    { id: "root", name: "根治", classes: ["action", "cure"], terms: [{ text: "根治" }] },
    { id: "knee", name: "膝", classes: ["site"], terms: [{ text: "膝盖" }] },
    { id: "good", name: "好", classes: ["praise"], terms: [{ text: "好用" }] },
  ],
  [],
);

function opens(spec: Partial<ClaimSpec>, text: string, hasScope = true): boolean {
  const rule = { spec: {}, exemptions: [], bases: [] } as unknown as CompiledRule;
  const claims: RuleClaim[] = [{ rule, spec: spec as ClaimSpec }];
  const gate = new ClaimGate(lexicon, claims, { kind: "device", context: "advertisement", hasScope }, 0);
  const reading = tokenize(lexicon, text);
  return reading.sentences.some(({ index }) => gate.opensFor(reading, index));
}

describe("ClaimGate", () => {
  it.each<[string, Partial<ClaimSpec>, string, boolean]>([
    ["any condition", {}, "治疗咳嗽", true],
    ["who, where and on what, without a condition", {}, "贴在膝盖上", true],
    ["no word of a claim", {}, "好用", false],
    ["a severity that is there", { severity: ["severe"] }, "肺癌", true],
    ["a severity that is not", { severity: ["severe"] }, "咳嗽，膝盖", false],
    [
      "a severity, told by another condition than the nature",
      { severity: ["severe"], nature: ["symptom"] },
      "肺癌、咳嗽",
      true,
    ],
    ["a nature that is not there", { nature: ["disease"] }, "咳嗽", false],
    ["enough conditions", { minConditions: 2 }, "咳嗽、肺癌", true],
    ["too few conditions", { minConditions: 2 }, "咳嗽，膝盖", false],
    ["no word for the verb that is asked for", { verbs: ["cure", "kill"], severity: ["severe"] }, "肺癌", false],
    ["a word for the verb", { verbs: ["cure", "kill"], severity: ["severe"] }, "根治肺癌", true],
    ["a verb that needs no word", { verbs: ["cure", "mention"], severity: ["severe"] }, "肺癌", true],
    ["goods of another kind", { kinds: ["drug"] }, "治疗咳嗽", false],
  ])("%s", (_name, spec, text, expected) => {
    expect(opens(spec, text)).toBe(expected);
  });

  it("is shut for what needs a scope where none is known", () => {
    expect(opens({ scope: ["outside"] }, "治疗咳嗽", false)).toBe(false);
    expect(opens({ scope: ["outside"] }, "治疗咳嗽", true)).toBe(true);
    expect(opens({ scope: ["none"] }, "治疗咳嗽", false)).toBe(true);
  });
});
