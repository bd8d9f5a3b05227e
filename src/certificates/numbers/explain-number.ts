import type { NumberKind, Origin, ParsedNumber } from "./parsed-number.js";
import { provinceName } from "./provinces.js";

const NAMES: Readonly<Record<NumberKind, string>> = {
  "device-registration": "医疗器械注册证",
  "device-registration-old": "医疗器械注册证（2014年10月以前格式）",
  "device-filing": "第一类医疗器械备案凭证",
  "drug-approval": "药品批准文号",
  "drug-approval-imported": "进口药品注册证（医药产品注册证）",
  "drug-approval-obsolete": "药品批准文号（已废止的旧格式）",
  "institution-preparation": "医疗机构制剂批准文号（备案号）",
  "health-food": "保健食品注册号",
  "health-food-filing": "保健食品备案号",
  fsmp: "特殊医学用途配方食品注册号",
  "infant-formula": "婴幼儿配方乳粉产品配方注册号",
  cosmetic: "化妆品注册备案编号",
  "disinfectant-approval": "消毒产品批准文号",
  "disinfectant-licence": "消毒产品生产企业卫生许可证",
  "device-business-licence": "医疗器械经营许可证（第三类）",
  "device-business-filing": "第二类医疗器械经营备案凭证",
  "device-production-licence": "医疗器械生产许可证",
  "device-production-filing": "第一类医疗器械生产备案凭证",
  "drug-business-licence": "药品经营许可证",
  "device-platform-filing": "医疗器械网络交易服务第三方平台备案",
  "drug-platform-filing": "药品网络交易第三方平台备案",
  "internet-drug-information": "互联网药品信息服务资格证书",
  "internet-drug-information-filing": "药品医疗器械网络信息服务备案",
  "internet-drug-trade": "互联网药品交易服务资格证书（已取消）",
  "icp-filing": "ICP备案号",
  "icp-licence": "ICP许可证",
  "telecom-licence": "增值电信业务经营许可证",
  "police-filing": "公安备案号",
  "ad-approval": "广告批准文号",
};

const ORIGINS: Readonly<Record<Origin, string>> = { domestic: "境内产品", imported: "进口产品", hmt: "港澳台产品" };
const CLASSES = ["", "第一类", "第二类", "第三类"] as const;
const LETTERS: Readonly<Record<string, string>> = {
  H: "化学药",
  Z: "中药",
  S: "生物制品",
  B: "保健药品",
  T: "体外化学诊断试剂",
  F: "药用辅料",
  J: "进口分包装药品",
  C: "古代经典名方中药",
};

/** Chinese name of a kind of number. */
export function nameOfNumber(kind: NumberKind): string {
  return NAMES[kind];
}

/**
 * Says in Chinese what a number tells: kind, issuer, origin, class, year, code, serial, expiry.
 *
 * @example
 * explainNumber(parsed); // "国械注准20193400099：医疗器械注册证；国家药监局；境内产品；第三类；2019年首次注册；分类编码40（体外诊断试剂）；流水号0099"
 */
export function explainNumber(parsed: ParsedNumber): string {
  const facts = [
    NAMES[parsed.kind],
    issuerFact(parsed),
    parsed.variant === "emergency" ? "应急（临时）注册" : null,
    parsed.variant === "repack" ? "进口分包装" : null,
    letterFact(parsed),
    parsed.origin === null || isLicence(parsed) ? null : ORIGINS[parsed.origin],
    parsed.class === null ? null : CLASSES[parsed.class],
    parsed.year === null ? null : `${parsed.year}年${parsed.kind.startsWith("device-registration") ? "首次注册" : ""}`,
    codeFact(parsed),
    parsed.serial === null ? null : `流水号${parsed.serial}`,
    parsed.expires === null ? null : `有效期至${parsed.expires}`,
  ];
  return `${parsed.number}：${facts.filter((fact) => fact !== null).join("；")}`;
}

function isLicence(parsed: ParsedNumber): boolean {
  return (
    parsed.kind.endsWith("-licence") ||
    parsed.kind.startsWith("device-business") ||
    parsed.kind.startsWith("device-production")
  );
}

function issuerFact(parsed: ParsedNumber): string | null {
  if (parsed.issuer === "国")
    return parsed.kind.startsWith("health") || parsed.kind === "fsmp" ? "国家级" : "国家药监局";
  if (parsed.issuer === "卫") return "原卫生部";
  return parsed.province === null ? null : (provinceName(parsed.province) ?? null);
}

function letterFact(parsed: ParsedNumber): string | null {
  if (parsed.letters === null) return null;
  if (parsed.kind.startsWith("drug-approval") || parsed.kind === "institution-preparation") {
    return LETTERS[parsed.letters[0] as string] ?? null;
  }
  if (parsed.kind === "ad-approval") return { 视: "视频", 声: "音频", 文: "文字图片" }[parsed.letters] ?? null;
  return null;
}

function codeFact(parsed: ParsedNumber): string | null {
  if (parsed.code === null) return null;
  if (parsed.kind.startsWith("device-registration")) {
    return parsed.code === "40" ? "分类编码40（体外诊断试剂）" : `分类编码${parsed.code}`;
  }
  if (parsed.kind === "drug-approval") return `原批准来源${provinceName(parsed.code) ?? parsed.code}`;
  return `地区代码${parsed.code}`;
}
