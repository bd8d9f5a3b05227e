import { describe, expect, it } from "vitest";
import type { KnownCertificate } from "../../src/contracts/prepared.js";
import { createScanner } from "../../src/index.js";
import type { CertificateSearch } from "../../src/prepare/find-candidates.js";
import { similarityOf } from "../../src/store/names/similarity.js";

const scanner = createScanner();
const known = (number: string, productName: string, holder: string): KnownCertificate => ({
  number,
  productName,
  holder,
  scope: "用于闭合性软组织的冷敷。",
  contraindications: "皮肤破损处禁用。",
  validUntil: "2029-01-01",
  asOf: "2026-04-20",
  origin: "registry",
  source: "示例数据库",
  complete: true,
});
const HOLDER = "广州青禾示例医疗器械有限公司";
const REGISTER = [
  known("粤械注准20192090001", "医用冷敷贴", HOLDER),
  known("苏械注准20192090002", "医用冷敷贴", "苏州白榆示例电子有限公司"),
];

const search =
  (register: readonly KnownCertificate[]): CertificateSearch =>
  ({ productName = "", holder }) =>
    register.map((certificate) => {
      const product = similarityOf(productName, certificate.productName ?? "");
      const firm = holder === undefined ? null : similarityOf(holder, certificate.holder ?? "");
      const score = firm === null ? product.score : product.score * 0.6 + firm.score * 0.4;
      return { certificate, score, product, holder: firm, reason: "产品名称相同，注册人相同" };
    });

const LISTING = {
  id: "a",
  kind: "device",
  complete: true,
  title: "青禾 医用冷敷贴 5贴装",
  attributes: { 产品名称: "医用冷敷贴", 生产企业: HOLDER },
  text: "用于治疗糖尿病足。",
} as const;

function scan(listing: Parameters<typeof scanner.scan>[0], register = REGISTER) {
  const options = { day: "2026-05-01", registry: [], search: search(register) };
  return scanner.scan(listing, options);
}

describe("a certificate found by names", () => {
  it("is assumed only where name and holder fit and no other does, and says so", () => {
    const { coverage, findings } = scan(LISTING);
    expect(coverage.certificates).toMatchObject({
      found: [],
      missing: [],
      candidates: [{ number: "粤械注准20192090001", assumed: true }],
    });
    const resting = findings.filter(({ certificate }) => certificate?.assumed !== undefined);
    expect(resting.length).toBeGreaterThan(0);
    for (const { certainty, message, certificate } of resting) {
      expect([certainty, certificate?.number]).toEqual(["review", "粤械注准20192090001"]);
      expect(message).toContain("按名称推定为 粤械注准20192090001，产品名称相同，注册人相同，须先核对证号");
    }
  });

  it("takes nothing away from what is found without it", () => {
    const text = "用于闭合性软组织的冷敷，三天根治高血压。";
    const without = scanner.scan({ ...LISTING, text }, { day: "2026-05-01" }).findings;
    const prints = new Set(scan({ ...LISTING, text }).findings.map(({ fingerprint }) => fingerprint));
    expect(without.filter(({ fingerprint }) => !prints.has(fingerprint))).toEqual([]);
  });

  it.each([
    [
      "another holder",
      { ...LISTING, attributes: { 产品名称: "医用冷敷贴", 生产企业: "长沙云杉示例器械厂" } },
      REGISTER,
    ],
    ["no holder", { ...LISTING, attributes: { 产品名称: "医用冷敷贴" } }, REGISTER],
    ["two that fit", LISTING, [...REGISTER, known("粤械注准20192090003", "医用冷敷贴", HOLDER)]],
  ])("is never assumed: %s", (_, listing, register) => {
    const { coverage, findings } = scan(listing, register);
    expect((coverage.certificates.candidates ?? []).filter(({ assumed }) => assumed)).toEqual([]);
    expect(findings.filter(({ certificate }) => certificate?.assumed !== undefined)).toEqual([]);
  });

  it.each([
    ["a number is named", { ...LISTING, text: "注册证编号：粤械注准20192090009" }],
    ["a certificate is given", { ...LISTING, certificates: [{ productName: "医用冷敷贴", scope: "冷敷" }] }],
    ["the page is of no single product", { ...LISTING, page: "shop-home" as const }],
  ])("is not sought where %s", (_, listing) => {
    expect(scan(listing).coverage.certificates.candidates).toBeUndefined();
  });
});
