import { describe, expect, it } from "vitest";
import { matchText } from "../../src/claims/matched-text.js";
import { gramOf, signOf } from "../../src/claims/voice.js";
import { signsOfConcept } from "../../src/claims/voice-signs.js";
import { ALWAYS_REVIEW } from "../../src/configuration/always-review.js";
import type { VoiceSpec, VoiceWeights } from "../../src/contracts/dictionary.js";
import { KINDS, type Kind, type Listing } from "../../src/contracts/listing.js";
import type { Finding } from "../../src/contracts/result.js";
import { loadDictionary } from "../../src/dictionaries/index.js";
import { prepareListing } from "../../src/prepare/prepare-listing.js";
import { type CompiledRules, compileRules } from "../../src/rules/compile-rules.js";
import { basesOn } from "../../src/rules/finding.js";
import { VoiceJudge } from "../../src/rules/voice-judge.js";
import { scanPrepared } from "../../src/scan/scan-prepared.js";

const shipped = loadDictionary();
const spec = shipped.voice as VoiceSpec;
const rules = compileRules(shipped);
const mute = withJudge(null);

function withJudge(voice: VoiceJudge | null): CompiledRules {
  return { ...rules, voice };
}

const NO_WEIGHTS = Object.fromEntries(Object.keys(spec.weights).map((name) => [name, 0])) as unknown as VoiceWeights;

/** The shipped rules with a voice that hears only `研` (informs) and `抢` (promises), and by default decides by the voice alone. */
function withVoice(change: Partial<VoiceSpec> = {}): CompiledRules {
  const grams = "研\t100\t-3000\t-3000\t0\n抢\t100\t3000\t3000\t0";
  const model = { heads: ["unlawful", "efficacy", "safety"], biases: [0, 0, -5000], grams };
  const bounds = {
    accuse: 0,
    keep: -700,
    release: -1500,
    clear: -99_000,
    aloneDiscount: 99_000,
    clauseDiscount: 99_000,
  };
  return withJudge(
    new VoiceJudge({ ...spec, model, weights: NO_WEIGHTS, ...bounds, ...change }, rules.byId, rules.lexicon),
  );
}

function findingsOf(judged: CompiledRules, listing: Listing): readonly Finding[] {
  const engine = { version: "0", dictionary: "0", segmenter: "none", ocr: "none" };
  return scanPrepared(judged, engine, prepareListing(listing, { day: "2026-11-01" })).findings;
}

function findingsIn(judged: CompiledRules, text: string, kind: Kind = "device"): readonly Finding[] {
  return findingsOf(judged, { text, kind }).filter(({ where }) => where !== null);
}

function certaintyOf(findings: readonly Finding[], rule: string): string | undefined {
  return findings.find((finding) => finding.rule === rule)?.certainty;
}

describe("hearVoice", () => {
  it("leaves a violation a violation where the voice is even", () => {
    expect(certaintyOf(findingsIn(withVoice(), "三天根治鼻炎，放心用"), "efficacy-guarantee")).toBe("violation");
  });

  it("sends a violation to a human where the voice informs, and says so", () => {
    const finding = findingsIn(withVoice(), "三天根治鼻炎，研发部").find(({ rule }) => rule === "efficacy-guarantee");
    expect(finding).toMatchObject({
      certainty: "review",
      exemptions: [spec.name],
      voice: { score: -3000, effect: "softened" },
    });
  });

  it("drops nothing but what is doubtful, above the bound of clearing", () => {
    expect(findingsIn(withVoice({ clear: -3000 }), "三天根治鼻炎，研发部")).not.toEqual([]);
    expect(findingsIn(withVoice({ clear: -2999 }), "三天根治鼻炎，研发部")).toEqual([]);
  });

  it("sends a promise to a human where only its neighbours inform, and never clears it by them", () => {
    const dictionary = withVoice({ clear: -2000, accuse: -1500 });
    expect(certaintyOf(findingsIn(dictionary, "研究。三天根治鼻炎放心用。研究。"), "efficacy-guarantee")).toBe(
      "review",
    );
    expect(certaintyOf(findingsIn(dictionary, "三天根治鼻炎放心用。"), "efficacy-guarantee")).toBe("violation");
  });

  it("hears a short promise by itself, however it is padded, in its own sentence too", () => {
    const found = (text: string, clauseDiscount: number) =>
      certaintyOf(findingsIn(withVoice({ clear: -2000, clauseDiscount }), text), "efficacy-guarantee");
    expect(found("研究。三天根治鼻炎。研究。", 0)).toBe("review");
    expect(found("研究，三天根治鼻炎，研究。", 0)).toBe("review");
    expect(found("研究，三天根治鼻炎，研究。", 2000)).toBe("review");
    expect(found("研究，三天根治鼻炎，研究。", 2001)).toBeUndefined();
  });

  it("weighs in how sure the rules are and what else was found", () => {
    const at = (change: Partial<VoiceWeights>) =>
      certaintyOf(
        findingsIn(withVoice({ weights: { ...NO_WEIGHTS, ...change } }), "三天根治鼻炎，放心用"),
        "efficacy-guarantee",
      );
    expect(at({})).toBe("violation");
    expect(at({ base: -1 })).toBe("review");
    expect(at({ base: -1, violation: 1 })).toBe("violation");
    expect(at({ base: -2, broken: 1 })).toBe("violation");
    expect(at({ base: -5, broken: 1 })).toBe("review");
  });

  it("suspects a sentence that promises though no rule matched, for a human, with its reason", () => {
    const text = "抢着买的这一款戴上以后人就不一样了7天";
    expect(findingsIn(mute, text)).toEqual([]);
    const [finding] = findingsIn(withVoice({ accuse: 3001 }), text);
    expect(finding).toMatchObject({
      rule: "efficacy-guarantee",
      certainty: "review",
      matched: text,
      voice: { effect: "suspected" },
    });
    expect(finding?.message).toContain("人工判断");
  });

  it("sends a plain promise among sentences that inform to a human, and accuses nobody by it", () => {
    const text = "研发。抢着买的这一款戴上以后人就不一样了7天。研究。";
    const grams = "研\t100\t-9000\t-9000\t0\n抢\t100\t3000\t3000\t0";
    const model = { heads: ["unlawful", "efficacy", "safety"], biases: [0, 0, -5000], grams };
    expect(findingsIn(withVoice({ model }), text)).toEqual([]);
    expect(findingsIn(withVoice({ model, aloneDiscount: 2000 }), text)).toMatchObject([
      { certainty: "review", voice: { effect: "suspected" } },
    ]);
  });

  it("tells the tone, not what it was weighed with", () => {
    const weights = { ...NO_WEIGHTS, base: -2000 };
    const [suspected] = findingsIn(withVoice({ weights, keep: 0 }), "抢着买的这一款戴上以后人就不一样了7天");
    expect(suspected?.voice).toMatchObject({ score: 3000 });
    const softened = findingsIn(withVoice({ weights }), "三天根治鼻炎，放心用");
    expect(softened.find(({ rule }) => rule === "efficacy-guarantee")?.voice).toMatchObject({ score: 0 });
  });

  it("accuses where such a sentence is plain enough, and says that no rule matched", () => {
    const text = "抢着买的这一款戴上以后人就不一样了7天";
    const [finding] = findingsIn(withVoice({ accuse: 3000 }), text);
    expect(finding).toMatchObject({ rule: "efficacy-guarantee", certainty: "violation", voice: { effect: "accused" } });
    expect(finding?.message).toContain("无单条规则");
  });

  it("accuses under no rule that a certificate or the facts of an offer decide", () => {
    const heads = spec.heads.map((head) =>
      head.id === "efficacy" ? { ...head, raises: head.raises.map(({ rule }) => ({ rule })) } : head,
    );
    const [finding] = findingsIn(withVoice({ heads }), "抢着买的这一款戴上以后人就不一样了7天");
    expect(finding).toMatchObject({ certainty: "review", voice: { effect: "suspected" } });
    const accusing = spec.heads.flatMap(({ raises }) =>
      raises.flatMap((one) => (one.accuses === true ? one.rule : [])),
    );
    expect(accusing).not.toContain("off-scope-claim");
    expect(accusing.filter((rule) => ALWAYS_REVIEW.has(rule))).toEqual([]);
  });

  it("suspects a sentence about a drug once", () => {
    const text = "抢着买的这一款吃了以后人就不一样了7天";
    const found = findingsOf(withVoice(), { title: "板蓝根颗粒", text, kind: "drug", complete: true });
    expect(found.filter(({ voice }) => voice !== undefined)).toHaveLength(1);
  });

  it("suspects neither names nor what is too short to speak", () => {
    expect(findingsIn(withVoice(), "抢救治疗仪七天")).toEqual([]);
  });

  it("suspects no insert, law or news", () => {
    const listing = {
      text: "抢着买的这一款戴上以后人就不一样了7天",
      kind: "device" as const,
      context: "insert" as const,
    };
    expect(findingsOf(withVoice(), listing).filter(({ voice }) => voice !== undefined)).toEqual([]);
  });

  it("neither suspects nor raises in a title, where nobody speaks", () => {
    const title = "抢着买的这一款戴上以后人就不一样了7天";
    const found = findingsOf(withVoice(), { title, kind: "device" });
    expect(found.filter(({ voice }) => voice !== undefined)).toEqual([]);
    const doubted = { title: "抢购 祖传 鼻炎 膏", kind: "other" as const };
    expect(findingsOf(mute, doubted).some(({ certainty, where }) => certainty === "review" && where !== null)).toBe(
      true,
    );
    expect(findingsOf(withVoice(), doubted).filter(({ voice }) => voice?.effect === "raised")).toEqual([]);
  });

  it("suspects no registered wording", () => {
    const text = "抢救治疗用于呼吸衰竭患者的通气支持7天";
    const listing = { text, kind: "device" as const, certificates: [{ productName: "呼吸机", scope: text }] };
    expect(findingsOf(withVoice(), listing).filter(({ voice }) => voice?.effect === "suspected")).toEqual([]);
  });

  it("makes a violation of what only the dictionary doubted, where the voice promises", () => {
    const text = "抢先体验，用户评价都说鼻炎好转";
    const before = findingsIn(mute, text, "other").filter(({ certainty }) => certainty === "review");
    const after = findingsIn(withVoice({ accuse: 3000 }), text, "other");
    for (const { rule } of before.filter(
      (finding) => finding.exemptions === undefined && spec.judges.includes(finding.rule),
    )) {
      expect(certaintyOf(after, rule)).toBe("violation");
    }
    expect(
      findingsIn(withVoice({ accuse: 3001 }), text, "other").filter(({ voice }) => voice?.effect === "raised"),
    ).toEqual([]);
  });

  it("weighs on no rule that it is not told to judge", () => {
    const text = "全国第一品牌，研发部";
    const found = (judged: CompiledRules) => findingsIn(judged, text).filter(({ rule }) => rule === "absolute-term");
    expect(found(withVoice({ judges: ["efficacy-guarantee"] }))).toEqual(found(mute));
    expect(found(withVoice())).not.toEqual(found(mute));
  });
});

describe("the shipped voice", () => {
  it.each(KINDS)("raises on %s only rules for such goods, with a law to name", (kind) => {
    const judge = rules.voice as VoiceJudge;
    for (const { id } of spec.heads) {
      const rule = judge.ruleOf(id, kind);
      if (rule === undefined) continue;
      expect(rule.spec.kinds ?? [kind]).toContain(kind);
      expect(basesOn(rule, kind, "2026-11-01")).not.toEqual([]);
    }
  });

  const voice = rules.voice?.voice;

  function scoreOf(text: string): number | undefined {
    const matched = matchText(rules.lexicon, text);
    return rules.voice?.scoreOf(matched, 0, matched.count, 0, text.length);
  }

  it("has a number of its own for each sign, which no letters have", () => {
    const { lexicon } = rules;
    const names = new Set(lexicon.concepts.flatMap((_, concept) => signsOfConcept(lexicon, concept)));
    const numbers = [...names].map(signOf);
    expect(new Set(numbers).size).toBe(names.size);
    for (const name of names) expect(gramOf(`{${name}}`)).toBe(signOf(name));
    for (const number of numbers) expect(number >>> 27).toBe(0xd800 >> 11);
    expect(numbers.filter((number) => (voice?.placeOf(number) ?? -1) >= 0).length).toBeGreaterThan(100);
  });

  it.each([
    ["用了三天，多年的老毛病全没了，邻居都来问", "根据产品说明书，本品用于轻度损伤的辅助护理"],
    ["一贴见效，再也不用吃药打针", "患者应当在医生指导下用药，如症状未缓解请及时就医"],
    ["百年秘方，专治各种疑难杂症，签约治疗", "不得含有表示功效、安全性的断言或者保证"],
  ])("hears %j as promising and %j as informing", (promise, information) => {
    expect(scoreOf(promise)).toBeGreaterThan(1000);
    expect(scoreOf(information)).toBeLessThan(-1000);
  });
});
