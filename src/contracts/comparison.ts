import type { Certainty } from "./result.js";

/** Names of comparisons; a rule that is raised by one names it in its `comparisons`. Most are the id of their rule. */
export const COMPARISON_CHECKS = [
  "cert-number-invalid",
  "drug-approval-number-invalid",
  "cert-expired-or-invalid",
  "product-name-mismatch",
  "cert-number-of-other-product",
  "conflicting-certificates",
  "licence-in-place-of-certificate",
  "origin-mismatch",
  "class-mismatch",
  "manufacturer-mismatch",
  "otc-rx-class-mismatch",
  "ad-approval-number-invalid",
  "spec-model-out-of-scope",
  "contraindication-omitted",
  "function-not-registered",
  "professional-device-to-consumer",
  "colloquial-name",
  "merchant-licence-missing",
  "merchant-licence-expired",
  "merchant-licence-expiring",
  "merchant-scope-exceeded",
  "merchant-uscc-invalid",
  "licence-not-displayed",
  "display-info-stale",
  "gtin-invalid",
  "recalled-product-listed",
] as const;
export type ComparisonCheck = (typeof COMPARISON_CHECKS)[number];

/** What a page says, held against what is registered: a difference, not yet a finding. */
export interface Comparison {
  readonly check: ComparisonCheck;
  readonly certainty: Certainty;
  /** Index of the passage; null where the certificate was only given with the listing, or for something absent. */
  readonly passage: number | null;
  /** UTF-16 units of the passage's text, half-open; 0 where `passage` is null. */
  readonly start: number;
  readonly end: number;
  readonly certificateNumber: string | null;
  /** Field of `Certificate` that was compared (`productName`), or `number`. */
  readonly field: string;
  readonly registered: string;
  readonly claimed: string;
  /** The day on which the registered fact was true, `YYYY-MM-DD`. */
  readonly asOf: string | null;
  /** Why this is a difference, and what a person must find out: Chinese. */
  readonly reason: string;
}
