import type { ViolationCase } from "../../contracts/case.js";
import { filled, type LetterDetails, numberOf } from "../details.js";
import type { Block, Letter } from "../document.js";

const DRAFT = "草稿：所列事项尚未经具名人员确认，不得送达、公布或报出。";

/** Whether a named person confirmed a case. */
export function isConfirmed(one: ViolationCase): boolean {
  return one.confirmed && one.confirmedBy !== null && one.confirmedBy.kind === "person";
}

/**
 * A letter around its blocks. What leaves the house says that it is a draft until a named person confirmed every case;
 * sheets that stay inside are `isReleased` from the start.
 */
export function letterOf(
  form: string,
  title: string,
  cases: readonly ViolationCase[],
  details: LetterDetails,
  blocks: readonly Block[],
  isReleased = cases.every(isConfirmed),
): Letter {
  return {
    form,
    title,
    number: numberOf(details),
    banner: isReleased ? null : DRAFT,
    blocks,
    exported: details.exported,
  };
}

export const paragraph = (text: string): Block => ({ kind: "paragraph", text });
export const flush = (text: string): Block => ({ kind: "paragraph", text, isFlush: true });
export const heading = (text: string): Block => ({ kind: "heading", text });

/** The name of the merchant with a colon: to whom a letter speaks. */
export function addressed(one: ViolationCase): Block {
  return flush(`${one.merchant.name ?? "________________"}：`);
}

/** Issuer, place of the seal, day. */
export function seal(details: LetterDetails): Block {
  return { kind: "seal", party: details.issuer, day: details.day };
}

/** Bases after each other, or one sentence that they are still to be checked. */
export function basisSentence(bases: readonly string[]): string {
  return bases.join("；");
}

/** How every letter to somebody ends: whom to ask, issuer with the place of the seal, and the slip of its service. */
export function closing(details: LetterDetails, served?: string): readonly Block[] {
  return [
    // No seal stands on a page without a line of text.
    {
      kind: "paragraph",
      text: `联系人及联系方式：${details.contact ?? "________________"}`,
      isFlush: true,
      isKept: true,
    },
    seal(details),
    ...(served === undefined ? [] : serviceSlip(served, details)),
  ];
}

/** 送达 and 签收 under a cut line. */
function serviceSlip(title: string, details: LetterDetails): readonly Block[] {
  return [
    { kind: "cut", text: `送达回证（${title}）` },
    {
      kind: "fields",
      fields: [
        { label: "文号", value: numberOf(details) },
        { label: "送达人", value: filled(details, "送达人") },
        {
          label: "送达方式",
          value: filled(details, "送达方式") || "□站内信　□邮寄　□直接　□其他________",
          isWide: true,
        },
        { label: "送达时间", value: filled(details, "送达时间") },
        { label: "签收时间", value: filled(details, "签收时间") },
        { label: "受送达人签收", value: filled(details, "签收"), isWide: true },
      ],
    },
  ];
}

/** A sentence on how to object. */
export function appealSentence(details: LetterDetails): string {
  return (
    details.appeal ??
    "如有异议，可自收到本通知之日起____个工作日内提出书面申诉并附证明材料（渠道：________________）；申诉期间不停止对在售风险的控制措施。"
  );
}
