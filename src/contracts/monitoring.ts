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

/** What a run set out to read, known when it began, and what became of it. */
export interface RunPlan {
  /** `inputs`: files and lines that were named; `frontier`: addresses that a crawl knew; `sample`: what a proof drew. */
  readonly basis: "inputs" | "frontier" | "sample";
  readonly count: number;
  /** SHA-256 of the list, so that it can be held against one that is kept; absent where there is no list. */
  readonly sha256?: string | undefined;
  /** Of these, goods under a stop that were due to be asked for again. */
  readonly again?: number | undefined;
  /** Addresses that came up on the way: apart from what was planned. */
  readonly discovered?: number | undefined;
  /** What planned and discovered addresses came to; they add up. */
  readonly outcomes?: Readonly<Record<string, number>> | undefined;
  /** Nobody knew beforehand: standard input. */
  readonly isKnownLate?: boolean | undefined;
  /** Planned and not read: how many, and the first of them by name. */
  readonly unread?: number | undefined;
  readonly unreadNames?: readonly string[] | undefined;
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
  /** Absent in older runs. */
  readonly plan?: RunPlan | undefined;
  readonly read: number;
  readonly incomplete: number;
  readonly clean: number;
  readonly review: number;
  readonly violation: number;
  /** Versions of rules, dictionary, registry, readers. */
  readonly versions: Readonly<Record<string, string>>;
  readonly exitCode: number | null;
}
