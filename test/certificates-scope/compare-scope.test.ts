import { describe, expect, it } from "vitest";
import { compareScope } from "../../src/certificates/scope/compare-scope.js";
import { readDenials } from "../../src/certificates/scope/read-denials.js";
import { readRegisteredScope } from "../../src/certificates/scope/registered-scope.js";
import { compileLexicon } from "../../src/claims/lexicon.js";
import { readClaims } from "../../src/claims/read-claims.js";
import { tokenize } from "../../src/claims/tokenize.js";
import type { Concept } from "../../src/contracts/dictionary.js";

const concept = (id: string, classes: string[], terms: string[], rest: Partial<Concept> = {}): Concept => ({
  id,
  name: id,
  classes,
  terms: terms.map((text) => ({ text })),
  ...rest,
});
const verb = (id: string, terms: string[]): Concept => concept(`verb-${id}`, ["action", id], terms);
const disease = (id: string, terms: string[], rest: Partial<Concept> = {}): Concept =>
  concept(id, ["condition"], terms, { nature: "disease", ...rest });
const lexicon = compileLexicon(
  [
    verb("monitor", ["测量", "监测"]),
    verb("diagnose", ["诊断"]),
    verb("relieve", ["缓解", "改善"]),
    verb("assist", ["辅助治疗"]),
    verb("indicate", ["用于", "适用于"]),
    verb("treat", ["治疗"]),
    verb("cure", ["根治", "治好"]),
    verb("result", ["降下来了", "消失"]),
    concept("thorough", ["thorough"], ["彻底"]),
    concept("outcome", ["absolute-outcome"], ["不复发"]),
    concept("remove", ["action", "relieve", "remove"], ["去除"]),
    disease("joint-disease", ["关节病"], { sites: ["joint"] }),
    disease("arthritis", ["关节炎"], { parents: ["joint-disease"], sites: ["joint"] }),
    disease("rheumatic-arthritis", ["风湿性关节炎"], { parents: ["arthritis"], sites: ["joint"] }),
    disease("skin-disease", ["皮肤病"]),
    disease("psoriasis", ["银屑病"], { parents: ["skin-disease"] }),
    disease("eczema", ["湿疹"], { parents: ["skin-disease"] }),
    disease("myopia", ["近视"], { sites: ["eye"] }),
    disease("hypertension", ["高血压"]),
    disease("rhinitis", ["鼻炎"], { sites: ["nasal-cavity"] }),
    concept("congestion", ["condition"], ["鼻塞"], { nature: "symptom", sites: ["nasal-cavity"] }),
    concept("scar", ["condition"], ["疤痕"], { nature: "state" }),
    concept("ms-pressure", ["measured-state"], ["高血压"], { parents: ["pressure"] }),
    concept("pressure", ["measure"], ["血压"]),
    concept("oxygen", ["measure"], ["血氧"]),
    concept("temperature", ["measure"], ["体温"]),
    concept("body", ["site"], ["人体"]),
    concept("head", ["site"], ["头部"], { parents: ["body"] }),
    concept("forehead", ["site"], ["额头"], { parents: ["head"] }),
    concept("arm", ["site"], ["手臂"], { parents: ["body"] }),
    concept("armpit", ["site"], ["腋下"], { parents: ["arm"] }),
    concept("nose", ["site"], ["鼻子"], { parents: ["head"] }),
    concept("nasal-cavity", ["site"], ["鼻腔"], { parents: ["nose"] }),
    concept("broad", ["broad-site"], ["皮肤"]),
    concept("age-0-3", ["age-group"], ["宝宝"]),
    concept("age-0-14", ["age-group"], ["儿童", "孩子"]),
    concept("age-18-150", ["age-group"], ["成人"]),
    concept("age-60-150", ["age-group"], ["老人"]),
    concept("female", ["female"], ["女性"]),
    concept("male", ["male"], ["男性"]),
    concept("hospital", ["setting-institution"], ["医院"]),
    concept("home", ["setting-home"], ["家庭", "在家"]),
    concept("things", ["no-body"], ["奶瓶"]),
    concept("contrast-depth-a", ["contrast"], ["浅表"]),
    concept("contrast-depth-b", ["contrast"], ["深部"]),
    concept("wound", ["condition"], ["创面"], { nature: "disease" }),
  ],
  [],
);

function relate(scopeText: string, text: string): { relation: string; aspect: string | null } {
  const scope = readRegisteredScope(lexicon, scopeText);
  const passage = tokenize(lexicon, text);
  const answers = passage.sentences
    .flatMap((sentence) => readClaims(lexicon, passage, sentence))
    .map((claim) => compareScope(lexicon, text, claim, scope));
  const order = ["inside", "unknown", "stronger", "outside"];
  const gravest = answers.sort((a, b) => order.indexOf(b.relation) - order.indexOf(a.relation))[0];
  return { relation: gravest?.relation ?? "inside", aspect: gravest?.aspect ?? null };
}

describe("compareScope", () => {
  it.each([
    ["named condition", "用于近视", "治疗近视", "inside"],
    ["another condition", "用于缓解关节炎", "改善近视", "outside"],
    ["narrower term", "用于缓解关节炎", "缓解风湿性关节炎", "inside"],
    ["broader term", "用于缓解风湿性关节炎", "缓解关节病", "unknown"],
    ["symptom at the site of a registered disease", "用于缓解鼻炎", "改善鼻塞", "inside"],
    ["a heading covers nothing of its own", "用于皮肤病患者的银屑病", "治疗湿疹", "outside"],
    ["a broad word that sums up a list covers more", "治疗银屑病等皮肤病", "治疗湿疹", "inside"],
    ["relieve to cure", "用于缓解关节炎", "根治关节炎", "stronger"],
    ["assist to treat", "用于关节炎的辅助治疗", "治疗关节炎", "stronger"],
    ["assist stays assist", "用于关节炎的辅助治疗", "关节炎辅助治疗", "inside"],
    ["measure to treat the measured state", "用于测量血压", "治疗高血压", "stronger"],
    ["measuring for people with the measured state", "用于测量血压", "高血压监测血压", "inside"],
    ["measure to result", "用于测量血压", "血压降下来了", "stronger"],
    ["diagnosis that the scope rules out", "用于监测血压，不能用于高血压的诊断", "诊断高血压", "stronger"],
    ["thoroughly", "用于缓解关节炎", "彻底缓解关节炎", "stronger"],
    ["remove", "用于疤痕的辅助治疗", "去除疤痕", "stronger"],
    ["a cure at the registered site without any registered disease", "用于鼻腔", "鼻炎治好了", "stronger"],
    ["a scope that says nothing readable proves nothing", "同左", "治疗近视", "unknown"],
  ])("verbs and conditions: %s", (_name, scope, text, relation) => {
    expect(relate(scope, text).relation).toBe(relation);
  });

  it.each([
    ["infant against over-fives", "测量5岁以上人群体温", "三个月宝宝量体温", "population"],
    ["a word for children against adults", "测量成人血压", "孩子测量血压", "population"],
    ["an age below an exact limit", "测量5岁以上人群体温", "2岁以上都能量体温", "population"],
    ["an age that the scope rules out", "测量血压，不适用于12岁以下", "八岁孩子测量血压", "population"],
    ["the other sex", "用于女性", "男性也能用", "population"],
    ["another site", "测量额头体温", "测量腋下体温", "site"],
    ["home against hospital", "供医院测量血压", "在家测量血压", "setting"],
    ["a thing that is no body", "测量人体体温", "还能量奶瓶", "function"],
    ["another measure", "用于测量血压", "还能测量血氧", "function"],
    ["deep against shallow", "用于浅表创面", "深部创面也适用", "condition"],
  ])("facets: %s", (_name, scope, text, aspect) => {
    expect(relate(scope, text)).toEqual({ relation: "outside", aspect });
  });

  it.each([
    ["an age within", "测量5岁以上人群体温", "六岁孩子量体温"],
    ["old people within over-fives", "测量5岁以上人群体温", "老人量体温"],
    ["a silent scope allows any age", "用于测量体温", "三个月宝宝量体温"],
    ["a silent scope allows any place", "用于测量血压", "在家测量血压"],
    ["both places", "供医院和家庭测量血压", "在家测量血压"],
    ["a broader site of the same place", "测量额头体温", "头部测量体温"],
    ["an age number narrows the word beside it", "测量成人(12岁以上)血压", "13岁孩子测量血压"],
  ])("facets: %s is inside", (_name, scope, text) => {
    expect(relate(scope, text).relation).toBe("inside");
  });

  it("quotes both wordings and points at the words outside", () => {
    const text = "治疗关节炎、近视";
    const passage = tokenize(lexicon, text);
    const [claim] = passage.sentences.flatMap((sentence) => readClaims(lexicon, passage, sentence));
    if (claim === undefined) throw new Error("no claim");
    const answer = compareScope(lexicon, text, claim, readRegisteredScope(lexicon, "用于治疗关节炎"));
    expect(answer.quoted).toEqual({ claimed: text, registered: "用于治疗关节炎" });
    expect(answer.outside.map((token) => text.slice(token.start, token.end))).toEqual(["近视"]);
  });

  it.each(["用于关节炎的治疗", "测量成人血压", "供医院测量额头体温", "用于女性疤痕的辅助治疗"])(
    "a scope is inside itself: %s",
    (scope) => {
      expect(relate(scope, scope).relation).toBe("inside");
    },
  );
});

describe("readDenials", () => {
  it.each([
    ["用于新生瘢痕，不适用于陈旧瘢痕。也可用于手", ["不适用于陈旧瘢痕"]],
    ["测量血压（不适用于新生儿）和脉率", ["不适用于新生儿"]],
    ["不适宜人群：儿童。适宜人群：成人", ["不适宜人群：儿童"]],
    ["用于测量血压", []],
  ])("%s", (scope, parts) => {
    expect(readDenials(scope).map(({ start, end }) => scope.slice(start, end))).toEqual(parts);
  });
});
