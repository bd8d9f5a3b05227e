import { parseCertificateNumber } from "../certificates/index.js";
import type { Licence } from "../contracts/listing.js";

export const LICENCE_KINDS = [
  "business",
  "device-business-licence",
  "device-business-filing",
  "device-production-licence",
  "device-production-filing",
  "drug-business-licence",
  "drug-production-licence",
  "internet-drug-information",
  "food-business-licence",
  "other",
] as const;
export type LicenceKind = (typeof LICENCE_KINDS)[number];

export const LICENCE_NAMES: Readonly<Record<LicenceKind, string>> = {
  business: "营业执照",
  "device-business-licence": "医疗器械经营许可证",
  "device-business-filing": "第二类医疗器械经营备案凭证",
  "device-production-licence": "医疗器械生产许可证",
  "device-production-filing": "第一类医疗器械生产备案凭证",
  "drug-business-licence": "药品经营许可证",
  "drug-production-licence": "药品生产许可证",
  "internet-drug-information": "互联网药品信息服务资格证书",
  "food-business-licence": "食品经营许可证",
  other: "其他证照",
};

const WORDS: readonly (readonly [RegExp, LicenceKind])[] = [
  [/医疗器械.{0,6}(?:网络销售|网上)/, "other"],
  [/械.{0,4}经营.{0,6}备案|经营备案凭证/, "device-business-filing"],
  [/械.{0,4}经营.{0,4}许可/, "device-business-licence"],
  [/械.{0,4}生产.{0,6}备案/, "device-production-filing"],
  [/械.{0,4}生产.{0,4}许可/, "device-production-licence"],
  [/药品经营.{0,4}许可/, "drug-business-licence"],
  [/药品生产.{0,4}许可/, "drug-production-licence"],
  [/互联网药品信息/, "internet-drug-information"],
  [/食品经营|食品销售/, "food-business-licence"],
  [/营业执照|社会信用代码/, "business"],
];

const BY_NUMBER: Readonly<Record<string, LicenceKind>> = {
  "device-business-licence": "device-business-licence",
  "device-business-filing": "device-business-filing",
  "device-production-licence": "device-production-licence",
  "device-production-filing": "device-production-filing",
  "drug-business-licence": "drug-business-licence",
  "internet-drug-information": "internet-drug-information",
  "internet-drug-information-filing": "internet-drug-information",
};

/** What a licence is: by its number where that has a form of its own, else by its stated kind. */
export function kindOfLicence({ kind, number }: Pick<Licence, "kind" | "number">): LicenceKind {
  const parsed = parseCertificateNumber(number);
  const byNumber = parsed === null ? undefined : BY_NUMBER[parsed.kind];
  if (byNumber !== undefined) return byNumber;
  if (kind !== undefined && LICENCE_KINDS.some((one) => one === kind)) return kind as LicenceKind;
  return WORDS.find(([word]) => word.test((kind ?? "").slice(0, 100)))?.[1] ?? "other";
}

/** Filings and business licences carry no day of expiry; one that is printed means nothing (条例 art. 41, 42). */
export function expires(kind: LicenceKind): boolean {
  return kind !== "device-business-filing" && kind !== "device-production-filing" && kind !== "business";
}
