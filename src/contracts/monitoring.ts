import type { ScanResult } from "./result.js";

/** Items of the 产品信息监测记录表 that are held against the certificate: fields of it, and what is shown in pictures. */
export const CHECK_ITEMS = {
  number: "注册证编号或批准文号",
  productName: "产品名称",
  models: "规格型号",
  holder: "注册人（备案人、持有人）",
  manufacturers: "生产企业",
  scope: "适用范围（功能主治）",
  contraindications: "禁忌",
  class: "类别",
  validUntil: "有效期",
} as const;
export type CheckItem = keyof typeof CHECK_ITEMS;

export const ANSWERS = { agrees: "相符", differs: "不符", undecided: "无法判定" } as const;
export type Answer = keyof typeof ANSWERS;

export interface ItemCheck {
  readonly item: CheckItem;
  readonly registered: string;
  readonly shown: string;
  readonly answer: Answer;
}

/** A listing that was looked at in a run of monitoring: clean pages too. Optional fields are absent in older runs. */
export interface MonitoringRow {
  readonly listing: string;
  readonly title: string;
  readonly url: string;
  readonly merchant: string;
  readonly uscc: string;
  readonly shop?: string | undefined;
  /** 批次, as the page says. */
  readonly batch?: string | undefined;
  /** Numbers on the page that the registry knows, and those that it does not. */
  readonly certificates?: readonly string[] | undefined;
  readonly missing?: readonly string[] | undefined;
  /** When it was read: ISO 8601, or a day. */
  readonly at: string;
  readonly outcome: ScanResult["status"];
  readonly items: readonly ItemCheck[];
  /** Names of the rules that a finding speaks of. */
  readonly findings: readonly string[];
  /** Hash of the capture; empty where nothing was kept. */
  readonly capture: string;
  /** Number of the case that came of it, where one did. */
  readonly caseNumber?: string | undefined;
}

/** A run of monitoring. */
export interface MonitoringRun {
  readonly id: number;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Null: the run did not come to its end. */
  readonly endedAt: string | null;
  /** A named person. */
  readonly operator: string;
  readonly command: string;
  /** What was to be looked at, in words. */
  readonly scope: string;
  /** Listings that were planned; null where nobody knows beforehand. */
  readonly planned: number | null;
  readonly read: number;
  readonly incomplete: number;
  readonly clean: number;
  readonly review: number;
  readonly violation: number;
  /** Versions of rules, dictionary, registry, readers. */
  readonly versions: Readonly<Record<string, string>>;
  readonly exitCode: number | null;
}
