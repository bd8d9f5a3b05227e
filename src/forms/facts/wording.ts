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
  hold: "法律保全",
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

/** Actions of `dictionaries/operations/states.yaml`. */
export const ACTION_NAMES: Readonly<Record<string, string>> = {
  look: "查看",
  "pass-on": "同步质量管理部",
  "search-platform": "全平台排查",
  "suspend-sale": "暂停销售",
  accept: "受理并初步核实",
  dismiss: "误报",
  "extend-check": "延长核查",
  "to-formal": "转正式核实",
  "serve-inquiry": "送达违法核实通知书",
  answer: "经营者陈述",
  determine: "认定违规",
  "determine-minor": "认定轻微或一般违规",
  "order-rectification": "送达整改通知",
  "pass-rescan": "复扫通过",
  "fail-rescan": "复扫未通过",
  delist: "下架",
  "submit-stop": "提交停服审批",
  "defer-stop": "暂缓停服",
  "approve-stop": "同意停服",
  "emergency-stop": "紧急停服",
  "approve-emergency": "补批紧急停服",
  "approve-emergency-late": "逾期补批紧急停服",
  "lift-emergency": "解除紧急停服",
  "confirm-stop-operation": "停服操作确认",
  publish: "公示",
  refund: "完成退款",
  "send-report": "报送监管部门",
  report: "报告",
  transfer: "移送线索",
  receipt: "登记回执",
  "authority-feedback": "登记监管反馈",
  "publish-warning": "发布风险预警",
  "lift-warning": "解除风险预警",
  "apply-restore": "受理恢复申请",
  "reapply-restore": "受理再次申请",
  restore: "同意恢复",
  "refuse-restore": "不予恢复",
  "confirm-unfreeze": "解除冻结",
  appeal: "经营者申诉",
  "reject-appeal": "驳回申诉",
  "grant-appeal": "申诉成立",
  close: "结案",
  "enter-record": "登记质量问题处理记录",
  "review-record": "审核质量问题处理记录",
  archive: "归档",
};

/** Posts of `dictionaries/operations/roles.yaml`. */
export const ROLE_NAMES: Readonly<Record<string, string>> = {
  system: "程序",
  "quality-head": "质量管理部负责人",
  "quality-monitor": "质量监测岗",
  "quality-compliance": "质量管理部合规岗",
  "compliance-officer": "医疗器械合规专员",
  "compliance-supervisor": "合规部监督岗",
  "operations-patrol": "运营部质量巡查岗",
  "operations-quality": "运营部质量岗",
  "tech-monitor": "技术部数据监控岗",
  "tech-operator": "技术部操作岗",
  "service-complaints": "客服部投诉处理岗",
  archivist: "档案管理员",
  "platform-head": "平台负责人",
  officer: "执法人员",
  merchant: "经营者",
};
