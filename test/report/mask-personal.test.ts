import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_MASKED_TEXT, maskDeep, maskName, maskPersonal } from "../../src/report/mask-personal.js";

describe("personal data", () => {
  it.each([
    ["联系 13812345678", "联系 138****5678"],
    ["138 1234 5678 或 139-1234-5678", "138 **** 5678 或 139-****-5678"],
    ["１３８１２３４５６７８", "１３８****５６７８"],
    ["身份证11010519491231002X。", "身份证110***********002X。"],
    ["身份证号：110105199003071234", "身份证号：110***********1234"],
    ["+86 13812345678、8613812345678", "+86 138****5678、86138****5678"],
    ["Tel13812345678 vx:13912345678", "Tel138****5678 vx:139****5678"],
    ["座机 010-12345678、0571 8812345", "座机 010-****5678、0571 ***2345"],
    ["邮箱 zhang.san@mail.example.cn，a@b.cn", "邮箱 z********@mail.example.cn，*@b.cn"],
    ["买家：张三丰，好评", "买家：张**，好评"],
    ["收件人姓名: 李四", "收件人姓名: 李*"],
    // Numbers that are no one's: certificates, codes of goods and firms, identity numbers that do not check.
    ["国械注准20193140001", "国械注准20193140001"],
    ["粤械注准20192400001", "粤械注准20192400001"],
    ["6938112345678", "6938112345678"],
    ["110105194912310021", "110105194912310021"],
    ["91330100MA2B000001", "91330100MA2B000001"],
    ["SKU13812345678", "SKU13812345678"],
    ["138123456789", "138123456789"],
    ["2026-03-01 10:00", "2026-03-01 10:00"],
    ["国药准字H20051234", "国药准字H20051234"],
    ["有效期：三年", "有效期：三年"],
  ])("%s → %s", (text, masked) => {
    expect(maskPersonal(text)).toBe(masked);
  });

  it("keeps the length, so that spans still point where they did, and masking twice changes nothing", () => {
    const piece = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("13812345678", "11010519491231002X", "买家：王小明", "010-12345678", "li@a.cn"),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join(" ");
        const masked = maskPersonal(text);
        expect(masked.length).toBe(text.length);
        expect(maskPersonal(masked)).toBe(masked);
        expect(masked).not.toContain("13812345678");
      }),
    );
  });

  it("reads so much and no more", () => {
    expect(maskPersonal("药".repeat(MAX_MASKED_TEXT))).toHaveLength(MAX_MASKED_TEXT);
    expect(maskPersonal("药".repeat(MAX_MASKED_TEXT + 1))).toHaveLength(MAX_MASKED_TEXT);
  });

  it("reaches every text inside plain data", () => {
    expect(maskDeep({ a: ["电话 13812345678", 1, null], b: { c: "买家：张三" } })).toEqual({
      a: ["电话 138****5678", 1, null],
      b: { c: "买家：张*" },
    });
  });

  it("names keep their first character", () => {
    expect([maskName("张三"), maskName("欧阳明"), maskName("李")]).toEqual(["张*", "欧**", "李*"]);
  });
});
