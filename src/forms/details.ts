import type { Export } from "./document.js";

/** What a letter needs beside the case: who issues it, and what a person fills in. */
export interface LetterDetails {
  /** The platform's or the authority's own name: stands under the letter, over the seal. Empty prints as a line. */
  readonly issuer: string;
  /** `YYYY-MM-DD` of the letter, Beijing time. */
  readonly day: string;
  /** 文号; absent: room to write it. */
  readonly number?: string | undefined;
  /** Whom the merchant answers: telephone, address, mail box of the office (never masked). */
  readonly contact?: string | undefined;
  /** How and within how many days the merchant may object. */
  readonly appeal?: string | undefined;
  /** The authority that a report or a transfer goes to, as a person chose it. */
  readonly authority?: string | undefined;
  /** Values by label, for what only a person knows (冻结时间, 下架商品数 …); a label without a value prints as room to write. */
  readonly values?: Readonly<Record<string, string>> | undefined;
  /** Years of holidays beyond those in the program are the caller's; default: the program's own. */
  readonly exported: Export;
}

/** 文号, or room for it. */
export function numberOf(details: LetterDetails): string {
  return details.number ?? `________〔${details.day.slice(0, 4)}〕____号`;
}

/** What a person filled in for a label; empty prints as room to write. */
export function filled(details: LetterDetails, label: string, fallback = ""): string {
  return details.values?.[label] ?? fallback;
}
