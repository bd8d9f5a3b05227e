import { describe, expect, it } from "vitest";
import type { Finding, Kind } from "../../src/index.js";
import { createScanner } from "../../src/index.js";

const scanner = createScanner();

interface Row {
  readonly kind: Kind;
  readonly product: string;
  readonly scope: string;
  readonly text: string;
}

const row = (kind: Kind, product: string, scope: string, text: string): Row => ({ kind, product, scope, text });

function judged({ kind, product, scope, text }: Row): Finding[] {
  const certificates = [{ productName: product, scope }];
  return [
    ...scanner.scan({ id: "1", kind, title: product, text, complete: false, certificates }, { day: "2026-11-01" })
      .findings,
  ];
}

const THERMOMETER = "适用于5周岁以上人群额部体温的测量。";
const COLD_GEL = "用于发热患者的局部降温，仅用于闭合性软组织。";
const TONIC = "补肾益气。用于肾虚腰酸、神疲乏力。";

/** Faults as shops commit them; the certificate decides. */
const FAULTS: readonly Row[] = [
  row("device", "红外额温计", THERMOMETER, "新生儿、三个月宝宝都能测体温"),
  row("device", "红外额温计", THERMOMETER, "耳温、腋温、额温一机全测"),
  row("device", "红外额温计", THERMOMETER, "还能测奶温、洗澡水温"),
  row("device", "医用冷敷凝胶", COLD_GEL, "适用于眼干、弱视、近视"),
  row("device", "医用冷敷凝胶", COLD_GEL, "伤口、烫伤、褥疮都能涂，促进愈合"),
  row("device", "医用冷敷凝胶", COLD_GEL, "治疗痔疮、湿疹、脚气"),
  row("drug", "补肾口服液", TONIC, "阳痿早泄都能治，重振雄风"),
  row("drug", "补肾口服液", TONIC, "治疗前列腺炎、不孕不育"),
  row("device", "电子血压计", "用于测量人体血压和脉率。", "戴上就能治疗高血压"),
  row("device", "血糖仪", "用于体外监测人体血糖，不能用于糖尿病的诊断和筛查。", "一滴血确诊糖尿病"),
  row("device", "睡眠监测仪", "用于睡眠过程中血氧和脉率的监测。", "治疗失眠，改善睡眠质量"),
  row("device", "皮肤消毒液", "用于完整皮肤的消毒。", "深伤口、溃烂创面直接喷，消炎杀菌"),
  row("device", "皮肤消毒液", "用于完整皮肤的消毒。", "治疗灰指甲、阴道炎"),
  row("device", "生理性海水鼻腔喷雾", "用于鼻腔冲洗，使鼻腔保持清洁、湿润。", "鼻炎喷一周断根"),
  row("device", "颈椎牵引器", "适用于神经根型颈椎病的牵引辅助治疗。", "腰突、膝关节炎一样拉好"),
  row("device", "医用弹力袜", "用于缓解静脉曲张症状。", "静脉曲张彻底治愈，不用手术"),
  row("device", "远红外磁疗贴", "适用于关节疼痛的辅助治疗。", "高血压、糖尿病、失眠全贴好"),
  row("device", "疤痕凝胶", "用于辅助改善皮肤病理性疤痕，不用于未愈合的伤口。", "妊娠纹、痘印、色斑一抹就淡"),
  row("device", "急救呼吸机", "适用于体重≥25kg患者的呼吸急救。", "体重八公斤的婴儿急救通用"),
  row("device", "助听器", "供听力损失患者补偿听力。", "治好耳鸣、中耳炎"),
  row("drug", "藿香口服液", "解表化湿，理气和中。用于暑湿感冒。", "治疗胃溃疡、肠炎"),
  row("health-food", "辅酶软胶囊", "保健功能：增强免疫力。适宜人群：免疫力低下者。", "降血脂，预防冠心病"),
  row("health-food", "苦瓜葛根片", "保健功能：辅助降血糖。适宜人群：血糖偏高者。", "根治糖尿病，停掉胰岛素"),
  row("device", "弱视治疗仪", "适用于儿童及16周岁以下青少年弱视的辅助治疗。", "四十岁成人白内障也能治"),
];

/** Nearly the same words, lawful: inside the scope, or about something else. */
const LAWFUL: readonly Row[] = [
  row("device", "红外额温计", THERMOMETER, "六岁以上孩子和大人量额温"),
  row("device", "红外额温计", "用于测量人体体温。", "测量宝宝、老人的体温"),
  row("device", "红外额温计", THERMOMETER, "屏幕显示清晰，一秒出数"),
  row("device", "医用冷敷凝胶", COLD_GEL, "发热时局部降温用，破损皮肤请勿使用"),
  row("device", "医用冷敷凝胶", COLD_GEL, "不用于近视、眼干等眼部问题"),
  row("drug", "补肾口服液", TONIC, "用于肾虚腰酸、神疲乏力"),
  row("device", "电子血压计", "用于测量人体血压和脉率。", "高血压老人在家早晚各量一次血压"),
  row("device", "电子血压计", "用于测量人体血压和脉率。", "测量结果仅供参考，不能代替医生诊断"),
  row("device", "血糖仪", "用于体外监测人体血糖，不能用于糖尿病的诊断和筛查。", "糖友日常监测血糖，结果不用于诊断"),
  row("device", "皮肤消毒液", "用于完整皮肤的消毒。", "打针前擦拭完整皮肤消毒"),
  row("device", "皮肤消毒液", "用于完整皮肤的消毒。", "破损皮肤、伤口请勿使用"),
  row("device", "生理性海水鼻腔喷雾", "用于鼻腔冲洗，使鼻腔保持清洁、湿润。", "每天早晚冲洗鼻腔，保持湿润清洁"),
  row("device", "颈椎牵引器", "适用于神经根型颈椎病的牵引辅助治疗。", "神经根型颈椎病牵引辅助治疗，每次二十分钟"),
  row("device", "医用弹力袜", "用于缓解静脉曲张症状。", "缓解静脉曲张引起的腿部不适症状"),
  row("device", "远红外磁疗贴", "适用于关节疼痛的辅助治疗。", "关节疼痛辅助治疗，每贴八小时"),
  row("device", "疤痕凝胶", "用于辅助改善皮肤病理性疤痕，不用于未愈合的伤口。", "伤口愈合后使用，辅助改善病理性疤痕"),
  row("device", "急救呼吸机", "适用于体重≥25kg患者的呼吸急救。", "体重三十公斤以上患者呼吸急救"),
  row("device", "助听器", "供听力损失患者补偿听力。", "为听力损失患者补偿听力，需验配"),
  row("drug", "藿香口服液", "解表化湿，理气和中。用于暑湿感冒。", "用于暑湿感冒，一次一支，一日两次"),
  row("health-food", "辅酶软胶囊", "保健功能：增强免疫力。适宜人群：免疫力低下者。", "增强免疫力，免疫力低下者适宜"),
  row("device", "弱视治疗仪", "适用于儿童及16周岁以下青少年弱视的辅助治疗。", "十二岁孩子弱视辅助治疗"),
];

/** Rules that speak about what a product is for. */
const OF_PURPOSE = new Set([
  "off-scope-claim",
  "treatment-claim-by-non-therapeutic-device",
  "health-food-disease-claim",
  "function-not-registered",
  "efficacy-guarantee",
  "severe-disease-claim",
]);

describe("fault patterns of real listings, with the certificate", () => {
  it.each(FAULTS.map((one) => [`${one.product}：${one.text}`, one] as const))("finds %s", (_, one) => {
    expect(
      judged(one)
        .map(({ rule }) => rule)
        .filter((rule) => OF_PURPOSE.has(rule)),
    ).not.toEqual([]);
  });

  it.each(LAWFUL.map((one) => [`${one.product}：${one.text}`, one] as const))("leaves %s alone", (_, one) => {
    expect(
      judged(one)
        .filter(({ certainty }) => certainty === "violation")
        .map(({ rule, matched }) => [rule, matched]),
    ).toEqual([]);
  });
});
