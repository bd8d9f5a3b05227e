import type { Comparison } from "../../contracts/comparison.js";
import type { Notice } from "../../contracts/listing.js";
import type { KnownCertificate } from "../../contracts/prepared.js";
import { compactName } from "./compact-name.js";
import { type FieldInput, isMerchantText, placeOfCertificate } from "./field-input.js";
import { canonicalModel } from "./models.js";

const NAMES: Readonly<Record<Notice["kind"], string>> = {
  recall: "召回名单",
  failed: "抽检不合格名单",
  suspended: "暂停销售、使用名单",
  revoked: "注销、撤销、吊销名单",
};
/** Shorter batch signs occur everywhere by chance. */
const SHORTEST_BATCH = 4;
const MAX_FOUND = 5;

/**
 * A product that a recall or the like names, on sale. Proof where the page shows a batch of the notice, or where the notice
 * limits neither batch nor model and names the holder; otherwise for a person to compare the goods in stock.
 * Source: 条例 art. 67, 药品管理法 art. 82.
 */
export function checkNotices(input: FieldInput): Comparison[] {
  if (!input.isProductPage) return [];
  return input.known.flatMap((certificate) =>
    (certificate.notices ?? [])
      .filter(({ date }) => date === undefined || date <= input.day)
      .flatMap((notice) => compared(input, certificate, notice))
      .slice(0, MAX_FOUND),
  );
}

function compared(input: FieldInput, certificate: KnownCertificate, notice: Notice): Comparison[] {
  // A notice about another model of the same certificate.
  if (notice.model !== undefined && isOtherModel(input, notice.model)) return [];
  const batch = signsOf(notice.batch).find((sign) => shows(input, sign));
  const isWhole = notice.batch === undefined && notice.model === undefined;
  const isProven =
    batch !== undefined ||
    (isWhole && notice.kind !== "failed" && notice.date !== undefined && isHolder(certificate, notice));
  const what = [
    notice.notice,
    notice.date,
    notice.model && `型号 ${notice.model}`,
    notice.batch && `批号 ${notice.batch}`,
  ];
  const check = isProven ? "" : "；须核对在售批号、型号是否在名单之内";
  return [
    {
      check: "recalled-product-listed",
      certainty: isProven ? "violation" : "review",
      ...placeOfCertificate(input, certificate),
      certificateNumber: certificate.number ?? null,
      field: "notices",
      registered: what
        .filter((one) => one !== undefined && one !== "")
        .join("，")
        .slice(0, 500),
      claimed: batch === undefined ? `${input.day} 在售` : `批号 ${batch}`,
      asOf: notice.date ?? null,
      reason: `所售产品列于${NAMES[notice.kind]}（${what
        .filter((one) => one)
        .join("，")
        .slice(0, 200)}）${check}`,
    },
  ];
}

function isHolder(certificate: KnownCertificate, { firm }: Notice): boolean {
  return firm !== undefined && compactName(firm) === compactName(certificate.holder ?? "");
}

function isOtherModel(input: FieldInput, model: string): boolean {
  const shown = input.passages.filter(
    ({ label }) => label !== null && /^(?:产品)?(?:型号|规格型号|型号规格)$/.test(label),
  );
  const listed = canonicalModel(model);
  return (
    shown.length > 0 &&
    shown.every(({ text }) => !listed.includes(canonicalModel(text)) && !canonicalModel(text).includes(listed))
  );
}

function signsOf(batch: string | undefined): string[] {
  return (batch ?? "")
    .split(/[、,，;；\s]+/)
    .filter((sign) => sign.length >= SHORTEST_BATCH)
    .slice(0, 200);
}

function shows(input: FieldInput, sign: string): boolean {
  return input.passages.some((passage) => {
    if (!isMerchantText(passage)) return false;
    const at = passage.text.indexOf(sign);
    const isInner = (char: string | undefined) => char !== undefined && /[A-Za-z0-9]/.test(char);
    return at !== -1 && !isInner(passage.text[at - 1]) && !isInner(passage.text[at + sign.length]);
  });
}
