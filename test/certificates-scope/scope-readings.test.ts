import { describe, expect, it } from "vitest";
import { compareScope } from "../../src/certificates/scope/compare-scope.js";
import { readWeights } from "../../src/certificates/scope/read-weights.js";
import { readRegisteredScope } from "../../src/certificates/scope/registered-scope.js";
import { sharedHeads } from "../../src/certificates/scope/shared-heads.js";
import { readClaims } from "../../src/claims/read-claims.js";
import { tokenize } from "../../src/claims/tokenize.js";
import { loadDictionary } from "../../src/dictionaries/index.js";
import { createScanner } from "../../src/scan/index.js";

const { lexicon } = createScanner(loadDictionary()).rules;
const GRAVITY = ["inside", "unknown", "stronger", "outside"];

function relationOf(scope: string, claim: string): string {
  const registered = readRegisteredScope(lexicon, scope);
  const passage = tokenize(lexicon, claim);
  const found = passage.sentences
    .flatMap((sentence) => readClaims(lexicon, passage, sentence))
    .filter(({ negated }) => !negated)
    .map((one) => compareScope(lexicon, claim, one, registered).relation as string);
  return found.sort((a, b) => GRAVITY.indexOf(b) - GRAVITY.indexOf(a))[0] ?? "none";
}

describe("what a scope means without saying it", () => {
  it.each([
    ["适用于传导性或混合性耳聋患者的听力补偿", "传导性耳聋", "inside"],
    ["用于眩晕耳鸣", "头晕，耳朵嗡嗡响", "inside"],
    ["用于食少便溏", "吃不下饭，拉肚子", "inside"],
    ["用于浅表创面的护理", "小擦伤护理", "inside"],
    ["用于浅表创面的护理", "三度烧伤", "outside"],
    ["用于缓解局部疼痛", "膝盖酸痛", "inside"],
    ["用于促进局部血液循环、消肿止痛", "痛经", "outside"],
    ["用于腰椎骨质增生的辅助治疗", "腰椎骨刺，辅助治疗", "inside"],
    ["用于腰椎骨性关节炎引起的腰腿痛", "膝关节骨性关节炎", "outside"],
    ["用于降低新生儿体内的胆红素浓度", "新生儿黄疸，降胆红素", "inside"],
    ["用于听力损失患者的听力补偿", "耳鸣", "outside"],
    ["用于听力损失患者的听力补偿", "治耳聋", "stronger"],
    ["适用于小儿急慢性支气管炎、感冒所致的咳嗽", "大人咳嗽", "outside"],
    ["用于男性雄激素性脱发", "产后脱发的宝妈", "outside"],
    ["用于完整皮肤的消毒", "阴道冲洗消毒", "outside"],
    ["测量成人舒张压、收缩压和脉率", "在家量血压", "inside"],
    ["用于血糖监测，不能用于糖尿病的诊断和筛查", "筛查糖尿病", "stronger"],
    ["用于睡眠呼吸暂停的筛查", "失眠多梦查一查", "outside"],
    ["用于改善疤痕，不用于未愈合的伤口", "术后伤口长好了再用", "inside"],
    ["用于缓解更年期综合征", "痛经", "outside"],
  ])("%s / %s: %s", (scope, claim, relation) => {
    expect(relationOf(scope, claim)).toBe(relation);
  });
});

describe("sharedHeads", () => {
  it.each([
    ["传导性或混合性耳聋", "传导性耳聋、混合性耳聋"],
    ["急、慢性支气管炎", "急性支气管炎、慢性支气管炎"],
    ["用于测量体温", ""],
  ])("%s: %s", (text, whole) => {
    expect(sharedHeads(text)).toBe(whole);
  });

  it("takes bounded time and gives a bounded answer", () => {
    const before = process.cpuUsage().user;
    expect(sharedHeads("甲性、乙性丙病，".repeat(10_000)).length).toBeLessThan(200);
    expect(sharedHeads("性、".repeat(100_000)).length).toBeLessThan(200);
    expect(process.cpuUsage().user - before).toBeLessThan(1_000_000);
  });
});

describe("readWeights", () => {
  it.each([
    ["供体重不超过75公斤的人使用", 0, 75],
    ["体重超过75公斤的人", 75, 1_000],
    ["180斤的胖大叔", 90, 91],
  ])("%s: from %d to %d", (text, from, to) => {
    expect(readWeights(text)[0]).toMatchObject({ from, to });
  });
});
