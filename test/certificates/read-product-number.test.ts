import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kindOfNumber, parseCertificateNumber, readProductNumber } from "../../src/certificates/index.js";

function theLongWay(text: string) {
  const parsed = parseCertificateNumber(text);
  return parsed === null ? null : { number: parsed.number, kind: kindOfNumber(parsed) };
}

describe("readProductNumber", () => {
  it.each([
    "国械注准20193400099",
    "国械注准 20193400099号",
    "粤械注准20192070001（变更文件）",
    "滇械注准20192070001(变更文件)",
    "黔械注准20192070001",
    "兵械注准20192070001",
    "内械注准20192070001",
    "国药准字H20041126",
    "H20130332",
    "京朝药监械经营许20200123号",
    "医用冷敷贴",
    "国械注准2019340009",
    "",
  ])("reads %j as the parser does", (text) => {
    expect(readProductNumber(text)).toEqual(theLongWay(text));
  });

  it("takes its short way only where the parser says the same", () => {
    const sign = fc.constantFrom(..."国京津冀晋蒙内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵黔云滇藏陕甘青宁新兵港");
    const digits = fc.array(fc.constantFrom(..."0123456789"), { minLength: 7, maxLength: 13 });
    const numbers = fc
      .tuple(
        sign,
        fc.constantFrom("准", "进", "许", "淮"),
        fc.constantFrom("20", "19", "2"),
        digits,
        fc.constantFrom("", "(变更文件)", "（变更文件）", "(临时)"),
      )
      .map(([issuer, origin, head, tail, remark]) => `${issuer}械注${origin}${head}${tail.join("")}${remark}`);
    fc.assert(
      fc.property(numbers, (text) => {
        expect(readProductNumber(text)).toEqual(theLongWay(text));
      }),
    );
  });
});
