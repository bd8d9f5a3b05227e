import type { CaseEvidence, ViolationCase } from "../../contracts/case.js";
import type { Finding, Level, Where } from "../../contracts/result.js";
import { maskPersonal } from "../../report/mask-personal.js";
import { neutralise } from "../../report/neutralise.js";
import { ZONE_NAMES } from "../../report/wording.js";
import type { Field } from "../document.js";
import { beijingTime } from "../moments.js";
import { familyName, LEVEL_NAMES, SOURCE_NAMES } from "./wording.js";

const words = (...parts: readonly (string | null | undefined)[]): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== "").join("，");

const labelled = (label: string, value: string | null | undefined): string =>
  value === null || value === undefined || value === "" ? "" : `${label}：${value}`;

/** Level of a case: the confirmed one, else the proposed. */
export function levelOf(one: { readonly level: Level | null; readonly proposedLevel: Level }): Level {
  return one.level ?? one.proposedLevel;
}

/** Level in words: a proposal says so. */
export function levelWords(one: { readonly level: Level | null; readonly proposedLevel: Level }): string {
  return one.level === null ? `建议${LEVEL_NAMES[one.proposedLevel]}` : LEVEL_NAMES[one.level];
}

/** Findings of a case, as the scanner gave them. */
export function findingsOf(one: ViolationCase): readonly Finding[] {
  return one.findings.map(({ finding }) => finding);
}

/**
 * What a case is called before and after a person confirmed it. Never the words of a lead: what a case is called is
 * published, and told to the merchant.
 */
export function kindWords(one: ViolationCase): string {
  const names = [...new Set(findingsOf(one).map(({ name }) => name))];
  const what = names.join("、") || (one.family === "other" ? "（类型待填）" : familyName(one.family));
  return one.confirmed ? what : `疑似：${what}`;
}

/** The line that `cases create` puts under the words of a lead: who brought it. */
const INFORMANT = /\n（提供人：[^\n]*）$/;

/** The words of a lead without who brought it: what the merchant may read. */
export function leadWords(one: ViolationCase): string {
  return maskPersonal((one.description ?? "").replace(INFORMANT, ""));
}

/** The words on the page with their place: 原文与位置. */
export function quotedPlace(finding: Finding): string {
  const quoted = finding.matched === "" ? "（页面缺少应有内容）" : `“${maskPersonal(finding.matched)}”`;
  return `${quoted}，${placeOf(finding.where)}`;
}

/** UTF-16 units of a field's name that a place shows. */
const FIELD_CHARS = 60;

/**
 * A place in the words of a form: characters counted from 1, first and last included; boxes of a picture in pixels
 * `x,y,w,h`; where it stands in the source of the page.
 *
 * @example
 * placeOf({ zone: "body", field: "text", start: 12, end: 16, source: null, image: null }); // → "正文第13-16字"
 */
export function placeOf(where: Where | null): string {
  if (where === null) return "整页";
  const { zone, field, start, end, image, source } = where;
  const chars = end > start + 1 ? `第${start + 1}-${end}字` : `第${start + 1}字`;
  if (image !== null) {
    const boxes = image.boxes.slice(0, 2).map((box) => `，框 ${box.map(Math.round).join(",")}`);
    return `${ZONE_NAMES[zone]}第${image.index + 1}张${chars}${boxes.join("")}`;
  }
  const name = field === "text" || field === "title" ? "" : `“${neutralise(field.slice(0, FIELD_CHARS))}”`;
  return `${ZONE_NAMES[zone]}${name}${chars}${source === null ? "" : `（网页源码第${source.start + 1}字起）`}`;
}

/** 经营者: name, credit code, licences, address. */
export function merchantLines({ merchant }: Pick<ViolationCase, "merchant">): readonly string[] {
  return [
    merchant.name ?? "（未知经营者）",
    labelled("代码", merchant.uscc),
    labelled("许可或备案", merchant.licences.map(({ number }) => number).join("、")),
    labelled("住所", merchant.address),
  ];
}

/** 店铺 and 商品: names, ids, links. */
export function listingLines(one: Pick<ViolationCase, "merchant" | "listing" | "product">): readonly string[] {
  const { shop } = one.merchant;
  return [
    maskPersonal(one.product.name ?? one.listing.title ?? "（无商品）"),
    labelled("商品ID", one.listing.key),
    labelled("链接", one.listing.url === one.listing.key ? null : one.listing.url),
    labelled("店铺", words(shop?.name, shop?.id, shop?.url)),
  ];
}

/** 注册证/批准文号, 规格型号, 注册人/生产企业, 类别. */
export function certificateLines(one: Pick<ViolationCase, "certificates" | "product">): readonly string[] {
  const [certificate] = one.certificates;
  if (certificate === undefined) return ["（页面未见证号）", labelled("规格型号", one.product.model)];
  return [
    certificate.number ?? "（无证号）",
    labelled("规格型号", one.product.model ?? certificate.models),
    labelled("注册人", certificate.holder),
    labelled("生产企业", certificate.manufacturers.join("、")),
    labelled("类别", certificate.class),
  ];
}

/** Pieces of evidence with numbers of their own: `<case>-E01`. */
export function numberedEvidence(one: ViolationCase): readonly (CaseEvidence & { readonly id: string })[] {
  const seen = new Map<string, CaseEvidence>();
  for (const piece of [...one.evidence, ...one.captures.flatMap(({ evidence }) => evidence)]) {
    if (!seen.has(piece.sha256)) seen.set(piece.sha256, piece);
  }
  return [...seen.values()].map((piece, index) => ({
    ...piece,
    id: `${one.number}-E${String(index + 1).padStart(2, "0")}`,
  }));
}

/** Evidence in a cell: number, time, SHA-256. */
export function evidenceLines(one: ViolationCase, limit = 2): readonly string[] {
  const pieces = numberedEvidence(one);
  const lines = pieces
    .slice(0, limit)
    .flatMap(({ id, at, sha256 }) => [id, labelled("固证", beijingTime(at)), `SHA-256 ${sha256}`]);
  return pieces.length > limit ? [...lines, `共 ${pieces.length} 件`] : lines;
}

/** Who handled a case and who answers for it. */
export function peopleOf(one: ViolationCase): { readonly handler: string; readonly reviewer: string } {
  const acted = one.history.findLast(({ actor }) => actor.kind === "person");
  return { handler: one.assignee?.name ?? acted?.actor.name ?? "", reviewer: one.confirmedBy?.name ?? "" };
}

/** The head of every form, complete: for letters and sheets about one case. */
export function headFields(one: ViolationCase): readonly Field[] {
  const { merchant, listing, product } = one;
  const [certificate] = one.certificates;
  const { handler, reviewer } = peopleOf(one);
  const shop = merchant.shop;
  return [
    { label: "编号", value: one.number },
    { label: "来源", value: SOURCE_NAMES[one.source] },
    { label: "发现时间", value: beijingTime(one.firstSeen) },
    { label: "等级", value: levelWords(one) },
    { label: "经营者名称", value: merchant.name ?? "" },
    { label: "统一社会信用代码", value: merchant.uscc ?? "" },
    { label: "许可或备案号", value: merchant.licences.map(({ number }) => number).join("、") },
    { label: "住所", value: merchant.address ?? "" },
    { label: "店铺名称/ID", value: words(shop?.name, shop?.id) },
    { label: "店铺链接", value: shop?.url ?? "" },
    { label: "商品名称", value: maskPersonal(product.name ?? listing.title ?? "") },
    { label: "商品ID", value: listing.key ?? "" },
    { label: "商品链接", value: listing.url ?? "", isWide: true },
    { label: "注册证/批准文号", value: certificate?.number ?? "" },
    { label: "类别", value: words(certificate?.class, product.category) },
    { label: "规格型号", value: product.model ?? certificate?.models ?? "" },
    {
      label: "注册人/生产企业",
      value: words(...new Set([certificate?.holder, ...(certificate?.manufacturers ?? [])])),
    },
    { label: "经办人", value: handler },
    { label: "审核人", value: reviewer },
  ];
}
