import type { Kind } from "../../contracts/listing.js";

/** Every format that the scanner knows, by what the number is given to. An id is never renamed. */
export const NUMBER_KINDS = [
  "device-registration",
  "device-registration-old",
  "device-filing",
  "drug-approval",
  "drug-approval-imported",
  "drug-approval-obsolete",
  "institution-preparation",
  "health-food",
  "health-food-filing",
  "fsmp",
  "infant-formula",
  "cosmetic",
  "disinfectant-approval",
  "disinfectant-licence",
  "device-business-licence",
  "device-business-filing",
  "device-production-licence",
  "device-production-filing",
  "drug-business-licence",
  "device-platform-filing",
  "drug-platform-filing",
  "internet-drug-information",
  "internet-drug-information-filing",
  "internet-drug-trade",
  "icp-filing",
  "icp-licence",
  "telecom-licence",
  "police-filing",
  "ad-approval",
] as const;
export type NumberKind = (typeof NUMBER_KINDS)[number];

/** What a number belongs to: a product, a merchant or site, an advertisement. */
export type NumberFamily = "product" | "licence" | "advertisement";

export type Origin = "domestic" | "imported" | "hmt";

/** A certificate number taken apart. Fields that the format does not have, or that could not be read, are null. */
export interface ParsedNumber {
  readonly kind: NumberKind;
  /** The number as issued: half width, no spaces, brackets `()`, corrections applied. */
  readonly number: string;
  /** As written in the number: `国`, `粤`, `豫长`. */
  readonly issuer: string | null;
  /** Code of GB/T 2260 (`44`); null for national issuers and where unknown. */
  readonly province: string | null;
  readonly origin: Origin | null;
  /** Device class. */
  readonly class: 1 | 2 | 3 | null;
  readonly year: number | null;
  /** Device classification code, source code of an old drug number, region code of a disinfectant licence. */
  readonly code: string | null;
  /** Letters of a drug, food or cosmetic number (`H`, `ZC`, `G`), of a licence (`DA`), medium of an advertisement (`文`). */
  readonly letters: string | null;
  readonly serial: string | null;
  /** Last day of validity, `YYYY-MM-DD`, where the number itself says it (advertisements). */
  readonly expires: string | null;
  /** All digits as read; `X` stands for a placeholder. */
  readonly digits: string;
  /** How many digits the format has; null where it is not fixed. */
  readonly expectedDigits: number | null;
  /** `emergency`: temporary registration of 2020. `repack`: 进口分包装. `old`: the form before the present one. */
  readonly variant: "emergency" | "repack" | "old" | null;
  /** Advertisements and platform numbers: the kind of goods concerned. */
  readonly subject: Kind | null;
  /** The text ran on as `…` behind the number. */
  readonly truncated: boolean;
}

/** A character of the number that was read as another. Offsets are UTF-16 units of the text; empty where a character was missing. */
export interface Correction {
  /** `ocr`: look-alike. `glyph`: traditional or variant glyph. `missing`, `order`: a marker character left out or misplaced. */
  readonly kind: "ocr" | "glyph" | "missing" | "order";
  readonly start: number;
  readonly end: number;
  readonly from: string;
  readonly to: string;
}

export const PROBLEM_CODES = [
  "digits-wrong-count",
  "placeholder",
  "truncated",
  "issuer-missing",
  "origin-missing",
  "origin-issuer-mismatch",
  "class-unknown",
  "class-issuer-mismatch",
  "code-unknown",
  "code-outdated",
  "year-before-format",
  "year-in-future",
  "province-unknown",
  "letter-missing",
  "letter-unknown",
  "source-unknown",
  "date-invalid",
  "lapsed",
  "unreadable",
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** What is wrong with a number by its own form. */
export interface NumberProblem {
  readonly code: ProblemCode;
  /** `impossible`: no such number can have been issued. `suspicious`: a person must look. `lapsed`: the form proves it is no longer valid. */
  readonly severity: "impossible" | "suspicious" | "lapsed";
  /** One Chinese sentence. */
  readonly message: string;
}

/** A number found at `[start, end)` of a text: UTF-16 units, half-open. */
export interface FoundNumber {
  readonly number: string;
  readonly kind: NumberKind;
  readonly start: number;
  readonly end: number;
  readonly parsed: ParsedNumber;
  readonly corrections: readonly Correction[];
  readonly problems: readonly NumberProblem[];
}
