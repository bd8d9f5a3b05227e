import type { Basis, Finding, ScanResult } from "../contracts/result.js";

/** For whom a result is written. */
export const PROFILES = ["platform", "merchant", "regulator"] as const;
export type Profile = (typeof PROFILES)[number];

/** Rules in shadow that a profile switches on: an authority asks for the approval number, a platform would drown in it. */
export const SHADOW_RULES_OF: Readonly<Record<Profile, readonly string[]>> = {
  platform: [],
  merchant: [],
  regulator: ["unreviewed-ad"],
};

/**
 * Rewrites the findings of a result for a profile; the status is the caller's to derive anew.
 *
 * - `platform`: everything, as judged.
 * - `merchant`: each finding says whether it rests on law or only on the platform's policy (`ground`).
 * - `regulator` (levels are the platform's too; the result keeps them, a report for an authority leaves them out): platform bases and contractual penalties are left out, and with them findings that have no other
 *   ground: no authority enforces a platform's policy.
 *
 * @example
 * profileFindings(result, "regulator").every(({ basis }) => basis.every(({ force }) => force !== "platform")); // → true
 */
export function profileFindings(result: ScanResult, profile: Profile): readonly Finding[] {
  switch (profile) {
    case "platform":
      return result.findings;
    case "merchant":
      return result.findings.map((finding) => Object.assign({}, finding, { ground: groundOf(finding) }));
    case "regulator":
      return result.findings.flatMap((finding) => {
        const basis = finding.basis.filter(({ force }) => force !== "platform").map(withoutContract);
        return basis.length === 0 && finding.basis.length > 0 ? [] : [{ ...finding, basis }];
      });
  }
}

/** `platform` where a finding rests on nothing but the platform's own rules. */
export function groundOf({ basis }: Finding): "law" | "platform" {
  return basis.length > 0 && basis.every(({ force }) => force === "platform") ? "platform" : "law";
}

/** A platform cannot fine: what its agreement says is 违约金, and no business of an authority. */
const CONTRACTUAL = /协议|违约金|平台规则/u;

function withoutContract(basis: Basis): Basis {
  return basis.penalty !== null && CONTRACTUAL.test(basis.penalty) ? { ...basis, penalty: null } : basis;
}
