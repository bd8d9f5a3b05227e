import { describe, expect, it } from "vitest";
import type { Basis, Finding, ScanResult } from "../../src/contracts/result.js";
import { groundOf, PROFILES, profileFindings } from "../../src/rules/profile.js";
import { applyProfile } from "../../src/scan/index.js";

const law: Basis = {
  law: "中华人民共和国广告法",
  article: "第十六条",
  text: "",
  effectiveFrom: "2015-09-01",
  effectiveTo: null,
  force: "law",
  territory: "CN",
  penalty: "第五十八条",
  checked: true,
};
const policy: Basis = { ...law, law: "平台规则", force: "platform", penalty: "依平台协议" };
const finding = (basis: readonly Basis[], certainty: Finding["certainty"] = "violation"): Finding => ({
  rule: "r",
  name: "甲",
  level: 3,
  certainty,
  message: "",
  matched: "",
  excerpt: "",
  where: null,
  related: [],
  basis,
  certificate: null,
  suggestion: "",
  fingerprint: "",
});
const result = (findings: readonly Finding[]): ScanResult => ({
  listing: "1",
  status: "violation",
  findings,
  coverage: {
    passages: 1,
    images: { read: 0, failed: 0, skipped: 0 },
    certificates: { found: [], missing: [] },
    registry: [],
    notes: [],
  },
  engine: { version: "0", dictionary: "", segmenter: "none", ocr: "none", day: "2026-11-01" },
});

describe("profiles", () => {
  it("the platform sees everything as judged", () => {
    const one = result([finding([law, policy])]);
    expect(applyProfile(one, "platform")).toBe(one);
  });

  it.each<[string, readonly Basis[], string]>([
    ["law", [law], "law"],
    ["law and policy", [law, policy], "law"],
    ["policy alone", [policy], "platform"],
  ])("the merchant is told which ground: %s", (_name, basis, ground) => {
    expect(groundOf(finding(basis))).toBe(ground);
    expect(profileFindings(result([finding(basis)]), "merchant")[0]?.ground).toBe(ground);
  });

  it("the regulator sees no platform basis and no contractual penalty", () => {
    const contractual = { ...law, penalty: "违约金" };
    const [one] = profileFindings(result([finding([contractual, policy])]), "regulator");
    expect(one?.basis).toEqual([{ ...law, penalty: null }]);
  });

  it("what rests on policy alone is no matter of an authority, and the status says so", () => {
    const shown = applyProfile(result([finding([policy]), finding([law], "review")]), "regulator");
    expect(shown.findings).toHaveLength(1);
    expect(shown.status).toBe("review");
    expect(applyProfile(result([finding([policy])]), "regulator").status).toBe("clean");
  });

  it.each(PROFILES)("%s: does not change what it is given", (profile) => {
    const one = result([finding([law, policy])]);
    const before = JSON.stringify(one);
    applyProfile(one, profile);
    expect(JSON.stringify(one)).toBe(before);
  });
});
