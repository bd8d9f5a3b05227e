import type { CaseSummary, Dossier } from "../../contracts/case.js";
import { maskPersonal } from "../../report/mask-personal.js";
import type { Block, Export, Letter } from "../document.js";
import { levelWords } from "../facts/case-facts.js";
import { familyName, SOURCE_NAMES, STATE_NAMES } from "../facts/wording.js";
import { beijingDay, beijingTime } from "../moments.js";

const TITLES = { merchant: "经营者合规档案（一企一档）", product: "商品合规档案（一品一档）" } as const;

function average(hours: readonly number[]): string {
  if (hours.length === 0) return "（无已完成的整改）";
  const mean = hours.reduce((sum, one) => sum + one, 0) / hours.length;
  return `平均 ${mean.toFixed(1)} 小时，最长 ${Math.max(...hours).toFixed(1)} 小时（${hours.length} 件）`;
}

function subjectFields({ subject, cases }: Dossier): Block {
  const first = cases[0];
  const merchant = first?.merchant;
  if (subject.kind === "product") {
    return {
      kind: "fields",
      fields: [
        { label: "商品", value: maskPersonal(subject.name) },
        { label: "注册证/批准文号", value: subject.key },
        { label: "经营者数", value: String(new Set(cases.map((one) => one.merchant.uscc ?? one.merchant.name)).size) },
        { label: "商品页数", value: String(new Set(cases.map(({ listing }) => listing.key)).size) },
      ],
    };
  }
  return {
    kind: "fields",
    fields: [
      { label: "经营者名称", value: subject.name },
      { label: "统一社会信用代码", value: merchant?.uscc ?? "" },
      { label: "许可或备案号", value: merchant?.licences.map(({ number }) => number).join("、") ?? "" },
      { label: "住所", value: merchant?.address ?? "" },
      { label: "店铺", value: [merchant?.shop?.name, merchant?.shop?.id].filter(Boolean).join("，") },
      { label: "店铺链接", value: merchant?.shop?.url ?? "" },
    ],
  };
}

function caseRow(one: CaseSummary, repeats: ReadonlySet<string>, kind: "merchant" | "product"): readonly string[] {
  const what = kind === "merchant" ? (one.product.name ?? one.listing.title ?? "") : (one.merchant.name ?? "");
  return [
    `${one.number}\n${beijingTime(one.firstSeen)}`,
    SOURCE_NAMES[one.source],
    maskPersonal([what, one.listing.key ?? ""].filter((word) => word !== "").join("\n")),
    `${familyName(one.family)}${repeats.has(one.number) ? "\n三个月内重复" : ""}`,
    levelWords(one),
    STATE_NAMES[one.state],
  ];
}

/** 一企一档 or 一品一档 as a sheet for print: the subject, counts, repeats that raise the level, time to rectify, every case. */
export function dossierSheet(dossier: Dossier, exported: Export): Letter {
  const { subject, cases, repeats } = dossier;
  const repeated = new Set(repeats.flatMap(({ numbers }) => numbers));
  const days = cases.map(({ firstSeen }) => beijingDay(firstSeen)).sort();
  return {
    form: `${subject.kind}-file`,
    title: TITLES[subject.kind],
    number: `档号：${subject.key}`,
    banner: null,
    blocks: [
      subjectFields(dossier),
      { kind: "heading", text: "一、统计" },
      {
        kind: "fields",
        fields: [
          { label: "期间", value: days.length === 0 ? "" : `${days[0]} 至 ${days.at(-1)}` },
          { label: "案件", value: `${cases.length} 件` },
          { label: "已确认", value: `${dossier.confirmed} 件` },
          { label: "误报", value: `${dossier.dismissed} 件` },
          { label: "未办结", value: `${dossier.open} 件` },
          { label: "整改用时", value: average(dossier.rectifyHours) },
        ],
      },
      { kind: "heading", text: "二、三个月内重复（建议等级提高一级）" },
      repeats.length === 0
        ? { kind: "paragraph", text: "无。" }
        : { kind: "list", items: repeats.map((one) => `${familyName(one.family)}：${one.numbers.join("、")}`) },
      { kind: "heading", text: "三、案件" },
      {
        kind: "grid",
        columns: [
          { header: "编号、发现时间", share: 22 },
          { header: "来源", share: 12 },
          { header: subject.kind === "merchant" ? "商品" : "经营者、商品ID", share: 28 },
          { header: "类型", share: 17 },
          { header: "等级", share: 12 },
          { header: "状态", share: 9 },
        ],
        rows: cases.map((one) => caseRow(one, repeated, subject.kind)),
      },
      { kind: "signatures", lines: [{ role: "建档人" }, { role: "审核人" }] },
    ],
    exported,
  };
}
