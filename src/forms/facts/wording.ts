import type { CaseSource, CaseState } from "../../contracts/case.js";
import type { Level } from "../../contracts/result.js";

/** Where a lead came from, as forms print it. */
export const SOURCE_NAMES: Readonly<Record<CaseSource, string>> = {
  scanner: "系统监测",
  patrol: "人工巡查",
  complaint: "投诉",
  report: "举报",
  regulator: "监管通报",
  peer: "同行举报",
  media: "媒体曝光",
  "adverse-event": "不良事件",
  recall: "召回或不合格名单",
};

/** 问题类型 of QR-QM-001: the form knows these. */
export const PROBLEM_TYPES: Readonly<Record<CaseSource, string>> = {
  scanner: "内部发现",
  patrol: "内部发现",
  complaint: "投诉",
  report: "举报",
  regulator: "监管通报",
  peer: "举报",
  media: "媒体曝光",
  "adverse-event": "内部发现",
  recall: "监管通报",
};

export const STATE_NAMES: Readonly<Record<CaseState, string>> = {
  clue: "线索",
  "false-alarm": "误报",
  "sale-suspended": "暂停销售",
  preliminary: "初步核实",
  formal: "正式核实",
  determined: "认定",
  rectifying: "整改",
  delisted: "下架",
  "stop-approval": "停服审批",
  "emergency-stop": "紧急停服",
  stopped: "停服",
  published: "公示",
  refunded: "退款",
  reported: "报告",
  "authority-feedback": "监管反馈",
  "restore-review": "恢复审核",
  restored: "恢复",
  "not-restored": "不予恢复",
  closed: "结案",
  archived: "归档",
};

export const LEVEL_NAMES: Readonly<Record<Level, string>> = {
  1: "一级（极严重）",
  2: "二级（严重）",
  3: "三级（一般）",
  4: "四级（轻微）",
};

/** What an entry of the history is called. */
export const EVENT_NAMES: Readonly<Record<string, string>> = {
  opened: "立案登记",
  captured: "再次发现",
  confirmed: "确认等级",
  assigned: "指派责任人",
  action: "处理",
  "cluster-decided": "同类一并认定",
  "rule-mode": "规则运行方式变更",
  export: "导出",
};

/** Families of rules, by the ids of `dictionaries/operations/families.yaml`; an id that is not here prints as it is. */
export const FAMILY_NAMES: Readonly<Record<string, string>> = {
  efficacy: "疗效与安全性宣传",
  wording: "广告用语",
  endorsement: "证明与代言",
  "ad-review": "广告审查",
  certificate: "注册与备案",
  merchant: "经营资质",
  sale: "禁限售",
  safety: "召回与不良事件",
  price: "价格与交易",
  other: "其他",
};

export function familyName(family: string): string {
  return FAMILY_NAMES[family] ?? family;
}
