import type { Listing } from "../../contracts/listing.js";
import type { ScanResult } from "../../contracts/result.js";
import { maskPersonal } from "../../report/mask-personal.js";
import { CERTIFICATE_FIELDS } from "../../report/wording.js";
import type { TableForm } from "../document.js";
import { beijingTime } from "../moments.js";
import { compareItems } from "./monitoring-items.js";
import { periodFields, type TableDetails } from "./table-details.js";

/** A listing that was looked at, clean ones too: what was found, and the listing itself where it is at hand. */
export interface MonitoringRow {
  readonly result: ScanResult;
  readonly listing: Listing | null;
  /** Number of the case that came of it, where one did. */
  readonly caseNumber?: string | undefined;
  /** SHA-256 of what was captured. */
  readonly capture?: string | undefined;
}

/** The share that was to be looked at and the share that was, in words (`10 %`), as drawn. */
export interface MonitoringPlan {
  readonly planned: string;
  readonly actual: string;
  readonly operator: string;
  readonly reviewer: string;
}

const STATUS_WORDS: Readonly<Record<ScanResult["status"], string>> = {
  violation: "不符：信息虚假（平台判定，疑似）",
  incomplete: "未读全，无法判定",
  review: "待人工判定",
  clean: "未发现不符",
};
const BATCH_NAMES = ["生产批号", "批号", "产品批号"];

/** 产品信息监测记录表: every listing that was looked at, item by item against its registration. */
export function monitoringRecord(
  rows: Iterable<MonitoringRow>,
  plan: MonitoringPlan,
  details: TableDetails,
): TableForm<MonitoringRow> {
  const counted = [...rows];
  const faulty = counted.filter(({ result }) => result.status === "violation").length;
  return {
    form: "monitoring-record",
    title: "产品信息监测记录表",
    head: [
      ...periodFields(details),
      { label: "抽样比例（计划）", value: plan.planned || "____" },
      { label: "抽样比例（实际）", value: plan.actual || "____" },
      { label: "监测", value: `${counted.length} 件，其中疑似不符 ${faulty} 件` },
    ],
    columns: [
      {
        header: "编号\n发现时间",
        width: 18,
        cell: ({ result, listing, caseNumber }) => [
          caseNumber ?? "（未立案）",
          listing?.capturedAt === undefined ? result.engine.day : beijingTime(listing.capturedAt) || result.engine.day,
        ],
      },
      {
        header: "商品\n名称、ID、链接、批次",
        width: 30,
        cell: ({ result, listing }) => [
          maskPersonal(listing?.title ?? ""),
          `ID：${result.listing ?? `第 ${result.line ?? "?"} 行`}`,
          listing?.url === undefined || listing.url === result.listing ? "" : `链接：${listing.url}`,
          `批次：${BATCH_NAMES.map((name) => listing?.attributes?.[name]).find((value) => value) ?? "页面未写"}`,
        ],
      },
      {
        header: "经营者、店铺",
        width: 26,
        cell: ({ listing }) => {
          const merchant = listing?.merchant;
          return [
            merchant?.name ?? "（未知经营者）",
            merchant?.uscc === undefined ? "" : `代码：${merchant.uscc}`,
            merchant?.shop?.name === undefined ? "" : `店铺：${merchant.shop.name}`,
          ];
        },
      },
      {
        header: "注册证/批准文号",
        width: 22,
        cell: ({ result }) => {
          const { found, missing } = result.coverage.certificates;
          return [...found.slice(0, 3), ...missing.slice(0, 2).map((number) => `${number}（库内未见）`)];
        },
      },
      {
        header: "逐项\n相符/不符/无法判定",
        width: 22,
        cell: ({ result }) => compareItems(result).map(([name, verdict]) => `${name} ${verdict}`),
      },
      {
        header: "注册内容与页面对照",
        width: 44,
        cell: ({ result }) =>
          result.findings
            .slice(0, 4)
            .flatMap(({ certificate, message }) =>
              certificate === null
                ? [maskPersonal(message)]
                : [
                    `${CERTIFICATE_FIELDS[certificate.field] ?? certificate.field}　注册：${certificate.registered || "（无）"}`,
                    `　　页面：${maskPersonal(certificate.claimed)}`,
                  ],
            ),
      },
      { header: "判定", width: 16, cell: ({ result }) => [STATUS_WORDS[result.status]] },
      {
        header: "词库及注册库版本",
        width: 22,
        cell: ({ result }) => [
          `程序 ${result.engine.version}`,
          `词库 ${result.engine.dictionary.slice(0, 16)}`,
          ...result.coverage.registry.slice(0, 2).map(({ source, asOf }) => `${source} ${asOf}`),
        ],
      },
      { header: "SHA-256", width: 18, cell: ({ capture }) => [capture ?? "（未固证）"] },
      { header: "经办人\n审核人", width: 10, cell: () => [plan.operator, plan.reviewer] },
    ],
    rows: counted,
    notes: [
      "未发现不符的商品也列入。“1 项不符即信息虚假”是平台质量管理规定的判定，与违规等级无关；未发现问题不等于合规。",
    ],
    signatures: ["监测人", "审核人"],
    exported: details.exported,
  };
}
