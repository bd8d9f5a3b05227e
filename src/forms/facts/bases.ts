import type { Basis, Finding } from "../../contracts/result.js";
import { FORCE_NAMES } from "../../report/wording.js";

/** What stands where no basis was checked. */
export const UNCHECKED = "依据待核";

export interface BasisOptions {
  /** A regulator cites law only: rules of a platform are hidden. */
  readonly lawOnly?: boolean;
  /** Two digits of GB/T 2260 of the merchant's province: standards of other places do not apply. */
  readonly region?: string | null;
  /** With the wording of the law. */
  readonly withText?: boolean;
}

/**
 * The legal bases of findings as a letter prints them: each once, only those whose wording was checked against a
 * published text; where some were not, it says 依据待核 and not which.
 *
 * @example
 * printedBases([finding]); // → ["《中华人民共和国广告法》第十六条第一款第一项"]
 */
export function printedBases(findings: readonly Finding[], options: BasisOptions = {}): readonly string[] {
  const region = options.region?.slice(0, 2) ?? null;
  const printed = new Set<string>();
  let hasUnchecked = false;
  for (const basis of findings.flatMap((finding) => finding.basis)) {
    if (options.lawOnly === true && basis.force === "platform") continue;
    if (basis.territory !== "CN" && basis.territory.slice(0, 2) !== region) continue;
    if (basis.checked) printed.add(cite(basis, options.withText === true));
    else hasUnchecked = true;
  }
  return [...printed, ...(hasUnchecked || printed.size === 0 ? [UNCHECKED] : [])];
}

function cite({ law, article, text, force }: Basis, withText: boolean): string {
  // Only what binds by itself stands without a word on its force.
  const kind = force === "standard" ? "（推荐性标准）" : force === "platform" ? `（${FORCE_NAMES.platform}）` : "";
  return `《${law}》${article}${kind}${withText && text !== "" ? `：“${text}”` : ""}`;
}
