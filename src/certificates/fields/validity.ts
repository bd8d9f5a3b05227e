import type { Comparison } from "../../contracts/comparison.js";
import type { KnownCertificate } from "../../contracts/prepared.js";
import type { Certainty } from "../../contracts/result.js";
import { type FieldInput, placeOf, placeOfCertificate, wordsAt } from "./field-input.js";

/** Withdrawn by an act of the authority: gone whatever the day of expiry. */
const WITHDRAWN = ["注销", "撤销", "吊销", "取消"];
/** Run out without renewal: proof only when the source is from after the day of expiry. */
const NOT_RENEWED = ["未延续", "不予延续", "过期", "失效"];
const QUESTIONS =
  "须核实：1. 是否已延续注册或视为准予延续（编号不变）；2. 所售产品是否在注册证有效期内生产（有效期内生产的产品可继续销售）";

/**
 * Validity as the source can prove it: past the day of expiry alone is `review`, since renewal keeps the number and goods
 * made within validity stay registered (条例 art. 22, SAMR Order 47 art. 112); `violation` only where a source from after
 * that day says 注销, 撤销, 吊销 or 未延续.
 */
export function checkValidity(input: FieldInput): Comparison[] {
  const known = input.known.flatMap((certificate) => checkCertificate(input, certificate));
  const told = new Set(known.map((one) => one.certificateNumber));
  return [
    ...known,
    ...input.certificates.flatMap((reference) => {
      const lapsed = reference.problems.find(({ severity }) => severity === "lapsed");
      if (lapsed === undefined || told.has(reference.number)) return [];
      return [
        comparison(
          placeOf(reference),
          reference.number,
          "review",
          "number",
          "",
          wordsAt(input, reference),
          null,
          lapsed.message,
        ),
      ];
    }),
  ];
}

function checkCertificate(input: FieldInput, certificate: KnownCertificate): Comparison[] {
  const { status = "", validUntil, asOf, number } = certificate;
  const place = placeOfCertificate(input, certificate);
  const say = (certainty: Certainty, field: string, registered: string, reason: string): Comparison[] => [
    comparison(place, number ?? null, certainty, field, registered, `${input.day} 在售`, asOf ?? null, reason),
  ];
  const seen = asOf === undefined ? "来源日期不明" : `截至 ${asOf}`;
  if (WITHDRAWN.some((word) => status.includes(word))) {
    const isProof = asOf !== undefined && asOf <= input.day;
    return say(isProof ? "violation" : "review", "status", status, `注册证状态为“${status}”（${seen}）`);
  }
  if (NOT_RENEWED.some((word) => status.includes(word))) {
    const isProof = asOf !== undefined && asOf <= input.day && validUntil !== undefined && asOf > validUntil;
    return say(
      isProof ? "violation" : "review",
      "status",
      status,
      `注册证状态为“${status}”（${seen}）。${isProof ? "" : QUESTIONS}`,
    );
  }
  if (validUntil !== undefined && validUntil < input.day) {
    return say("review", "validUntil", validUntil, `注册证有效期至 ${validUntil}，已届满（${seen}）。${QUESTIONS}`);
  }
  return [];
}

function comparison(
  place: Pick<Comparison, "passage" | "start" | "end">,
  certificateNumber: string | null,
  certainty: Certainty,
  field: string,
  registered: string,
  claimed: string,
  asOf: string | null,
  reason: string,
): Comparison {
  return {
    check: "cert-expired-or-invalid",
    certainty,
    ...place,
    certificateNumber,
    field,
    registered,
    claimed,
    asOf,
    reason,
  };
}
