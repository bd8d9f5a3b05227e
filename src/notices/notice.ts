import { createHash } from "node:crypto";
import type { CaseSummary, Moment } from "../contracts/case.js";
import { levelWords } from "../forms/facts/case-facts.js";
import { familyName, SOURCE_NAMES, STATE_NAMES } from "../forms/facts/wording.js";
import { beijingTime } from "../forms/moments.js";
import { maskPersonal } from "../report/mask-personal.js";

/** What a notice is about. */
export const NOTICE_EVENTS = ["case-opened", "case-changed", "case-overdue"] as const;
export type NoticeEvent = (typeof NOTICE_EVENTS)[number];

const EVENT_WORDS: Readonly<Record<NoticeEvent, string>> = {
  "case-opened": "新线索",
  "case-changed": "案件进展",
  "case-overdue": "时限提醒",
};

const WHAT_IS_NEW: Readonly<Record<NoticeEvent, (one: CaseSummary) => readonly unknown[]>> = {
  "case-opened": () => [],
  "case-changed": ({ state, level, confirmed }) => [state, level, confirmed],
  "case-overdue": ({ nextDue }) => [nextDue],
};

/** A notice as receivers get it: one JSON object, personal data masked. */
export interface CaseNotice {
  /** SHA-256 of event, case and what is new in it: the same news has the same id, whenever it is told. */
  readonly id: string;
  readonly event: NoticeEvent;
  /** Whether a named person confirmed the case. A suspicion is never more than that. */
  readonly confirmed: boolean;
  /** 疑似 or 违规. */
  readonly judgement: "疑似" | "违规";
  readonly at: Moment;
  readonly case: {
    readonly number: string;
    readonly state: string;
    readonly stateName: string;
    readonly level: number;
    readonly levelName: string;
    readonly family: string;
    readonly familyName: string;
    readonly rules: readonly string[];
    readonly source: string;
    readonly sourceName: string;
    readonly merchant: string | null;
    readonly uscc: string | null;
    readonly listing: string | null;
    readonly title: string | null;
    readonly url: string | null;
    readonly firstSeen: Moment;
    readonly dueAt: Moment | null;
  };
}

/**
 * A notice of a case.
 *
 * @param one a `ViolationCase`, or a summary with the person who confirmed it; where `confirmedBy` is known to be null,
 * the case counts as unconfirmed
 * @param at ISO 8601, when it is told
 */
export function noticeOf(
  one: CaseSummary & { readonly confirmedBy?: { readonly kind: string; readonly name: string } | null },
  event: NoticeEvent,
  at: Moment,
): CaseNotice {
  const hasPerson = one.confirmedBy === undefined || (one.confirmedBy !== null && one.confirmedBy.kind === "person");
  const confirmed = one.confirmed && one.level !== null && hasPerson;
  const shown = confirmed ? one : { level: null, proposedLevel: one.proposedLevel };
  return {
    id: createHash("sha256")
      .update(JSON.stringify([event, one.number, ...WHAT_IS_NEW[event](one)]))
      .digest("hex"),
    event,
    confirmed,
    judgement: confirmed ? "违规" : "疑似",
    at,
    case: {
      number: one.number,
      state: one.state,
      stateName: STATE_NAMES[one.state],
      level: confirmed ? (one.level ?? one.proposedLevel) : one.proposedLevel,
      levelName: levelWords(shown),
      family: one.family,
      familyName: familyName(one.family),
      rules: one.rules,
      source: one.source,
      sourceName: SOURCE_NAMES[one.source],
      merchant: one.merchant.name === null ? null : maskPersonal(one.merchant.name),
      uscc: one.merchant.uscc,
      listing: one.listing.key,
      title: one.listing.title === null ? null : maskPersonal(one.listing.title),
      url: one.listing.url,
      firstSeen: one.firstSeen,
      dueAt: one.nextDue,
    },
  };
}

/** Title and lines of a notice for people. */
export function noticeLines(notice: CaseNotice): { readonly title: string; readonly lines: readonly string[] } {
  const { number, levelName, stateName, merchant, title, listing, dueAt, ...one } = notice.case;
  const due = beijingTime(dueAt);
  return {
    title: `【${notice.judgement}】${EVENT_WORDS[notice.event]} ${number}`,
    lines: [
      `等级：${levelName}　状态：${stateName}`,
      `类型：${one.familyName}　来源：${one.sourceName}`,
      `经营者：${merchant ?? "（未知）"}`,
      `商品：${[title, listing].filter((word) => word !== null && word !== "").join(" ") || "（无）"}`,
      `发现：${beijingTime(one.firstSeen)}${due === "" ? "" : `　最近时限：${due}`}`,
      notice.confirmed ? "已由具名人员确认。" : "机器提示，尚未经人确认，不得据此对外处理。",
    ],
  };
}
