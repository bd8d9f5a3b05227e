import { describe, expect, it } from "vitest";
import { expiryOf, kindOfLicence, outsideScope, readDeviceScope } from "../../src/merchants/index.js";

const PERMIT = { kind: "医疗器械经营许可证", number: "浙杭药监械经营许20210012号" };

describe("kindOfLicence", () => {
  it.each([
    [PERMIT, "device-business-licence"],
    [{ number: "浙杭食药监械经营备20200012号" }, "device-business-filing"],
    [{ kind: "第二类医疗器械经营备案凭证", number: "x" }, "device-business-filing"],
    [{ kind: "药品经营许可证", number: "x" }, "drug-business-licence"],
    [{ kind: "营业执照", number: "91450304MA5Q8URR8X" }, "business"],
    [{ kind: "卫生许可证", number: "x" }, "other"],
  ])("%j", (licence, kind) => {
    expect(kindOfLicence(licence)).toBe(kind);
  });
});

describe("expiryOf", () => {
  it.each([
    ["2026-04-30", "expired"],
    ["2026-05-01", "expiring"],
    ["2026-05-31", "expiring"],
    ["2026-06-01", "window"],
    ["2026-09-01", "window"],
    ["2026-09-30", "valid"],
  ])("a permit until %s is %s on 2026-05-01", (validUntil, state) => {
    expect(expiryOf({ ...PERMIT, validUntil }, "2026-05-01")?.state).toBe(state);
  });

  it("counts drug permits in months, and marks years without a calendar", () => {
    const drug = expiryOf({ kind: "药品经营许可证", number: "x", validUntil: "2026-10-20" }, "2026-05-01");
    expect(drug).toMatchObject({
      state: "window",
      window: { from: "2026-04-20", to: "2026-08-20" },
      isProvisional: false,
    });
    expect(expiryOf({ ...PERMIT, validUntil: "2039-03-01" }, "2026-05-01")?.isProvisional).toBe(true);
  });

  it("says nothing of filings and of dates that are none", () => {
    expect(expiryOf({ number: "浙杭食药监械经营备20200012号", validUntil: "2020-01-01" }, "2026-05-01")).toBeNull();
    expect(expiryOf({ ...PERMIT, validUntil: "长期" }, "2026-05-01")).toBeNull();
  });
});

describe("scopes of device licences", () => {
  it.each([
    ["三类：6815注射穿刺器械，6866医用高分子材料及制品", 3, "15", false, null],
    ["三类：6815注射穿刺器械", 3, "22", false, "direct"],
    ["2017年分类目录：三类：14，16", 3, "16", true, null],
    ["2017年分类目录：三类：14", 3, "16", true, "direct"],
    ["三类：6822医用光学器具", 3, "16", true, null],
    ["三类：6815注射穿刺器械", 3, "16", true, "indirect"],
    ["2017年分类目录：三类：14", 3, "22", false, "indirect"],
    ["第二类医疗器械", 3, null, true, "direct"],
    ["第二、三类医疗器械", 3, "16", true, null],
    ["第三类医疗器械（不含体外诊断试剂）", 3, "40", false, "direct"],
    ["Ⅲ类：6840体外诊断试剂", 3, "40", false, null],
    ["医疗器械销售", 3, "16", true, null],
  ] as const)("%s: class %d, code %s", (text, klass, code, isModern, expected) => {
    const verdict = outsideScope(readDeviceScope(text), klass, code, isModern);
    expect(verdict === null ? null : verdict.isIndirect ? "indirect" : "direct").toBe(expected);
  });

  it("reads hostile scopes in bounded time", () => {
    const start = performance.now();
    for (const piece of ["第二、", "68", "三类：", "不含", "２０１７"]) readDeviceScope(piece.repeat(100_000));
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
