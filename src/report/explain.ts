import type { ClaimSummary, Finding, ScanResult } from "../contracts/result.js";
import { describeVoice } from "./describe-voice.js";
import { cutTail } from "./excerpt.js";
import { neutralise } from "./neutralise.js";
import type { ReportedListing } from "./reporter.js";
import { FORCE_NAMES, ZONE_NAMES } from "./wording.js";

const CLAIM_NAMES: Readonly<Record<keyof ClaimSummary, string>> = {
  verb: "动词",
  action: "动作",
  conditions: "疾病或症状",
  populations: "人群",
  sites: "部位",
  time: "时间",
  number: "数字",
  guarantee: "保证",
  speaker: "说话人",
};

const SHOWN_CHARS = 60;

/** What was read of a listing and what it was judged by, a line each. */
export function explainListing(result: ScanResult, prepared: ReportedListing | null): string[] {
  const { coverage, engine } = result;
  const lines = [`读取 ${prepared ? countZones(prepared) : `${coverage.passages} 个文段`}`];
  const { read, failed, skipped } = coverage.images;
  if (read + failed + skipped > 0) lines.push(`图片 已读 ${read}，失败 ${failed}，未读 ${skipped}`);
  const { found, missing } = coverage.certificates;
  if (found.length > 0) lines.push(`证号 已核对 ${shorten(found.join("、"))}`);
  if (missing.length > 0) lines.push(`证号 未查到 ${shorten(missing.join("、"))}`);
  for (const { number, score, reason, assumed } of coverage.certificates.candidates ?? []) {
    const use = assumed ? "按此证试作核对，结论均待人工" : "未用于核对";
    lines.push(`证号未写明，按名称找到 ${neutralise(number)}（${score.toFixed(2)}，${shorten(reason)}；${use}）`);
  }
  for (const certificate of prepared?.certificates ?? []) {
    const name = certificate.productName ?? "（无名称）";
    const origin = certificate.origin === "inline" ? "随商品提供" : `注册库 ${certificate.source ?? ""}`;
    lines.push(`证书 ${shorten(name)}：${shorten(certificate.scope ?? "（无适用范围）")}（${origin}）`);
  }
  for (const { source, asOf, complete } of coverage.registry) {
    lines.push(`注册库 ${neutralise(source)}，截至 ${neutralise(asOf)}，${complete ? "完整" : "不完整"}`);
  }
  lines.push(`按 ${engine.day} 的法律判断；程序 ${engine.version}，词库 ${engine.dictionary}`);
  return lines;
}

/** What a finding rests on: the claim, the exemptions weighed, every basis with force and dates. */
export function explainFinding(finding: Finding): string[] {
  const lines: string[] = [];
  if (finding.claim) lines.push(`宣称 ${describeClaim(finding.claim)}`);
  const exemptions = finding.exemptions ?? [];
  lines.push(exemptions.length > 0 ? `已考虑的例外 ${exemptions.map(neutralise).join("；")}` : "没有适用的例外");
  if (finding.voice) lines.push(describeVoice(finding.voice));
  for (const basis of finding.basis) {
    const until = basis.effectiveTo ? `至 ${basis.effectiveTo}` : "现行";
    lines.push(`效力 《${basis.law}》${FORCE_NAMES[basis.force]}，${basis.effectiveFrom} 起施行，${until}`);
    if (basis.penalty) lines.push(`罚则 ${neutralise(basis.penalty)}`);
  }
  for (const where of finding.related) lines.push(`另见 ${ZONE_NAMES[where.zone]} ${where.start}-${where.end}`);
  lines.push(`指纹 ${finding.fingerprint.slice(0, 16)}`);
  return lines;
}

function describeClaim(claim: ClaimSummary): string {
  const parts = (Object.keys(CLAIM_NAMES) as (keyof ClaimSummary)[]).flatMap((key) => {
    const value = claim[key];
    const text = typeof value === "string" ? value : (value ?? []).join("、");
    return text === "" ? [] : [`${CLAIM_NAMES[key]}：${shorten(text)}`];
  });
  return parts.length > 0 ? parts.join("，") : "（无可分解的成分）";
}

function countZones(prepared: ReportedListing): string {
  const counts = new Map<string, number>();
  for (const { zone } of prepared.passages) counts.set(ZONE_NAMES[zone], (counts.get(ZONE_NAMES[zone]) ?? 0) + 1);
  const zones = [...counts].map(([name, count]) => `${name} ${count}`).join("，");
  return `${prepared.passages.length} 个文段${zones === "" ? "" : `：${zones}`}`;
}

function shorten(text: string): string {
  return neutralise(cutTail(text, SHOWN_CHARS));
}
