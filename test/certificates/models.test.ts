import { describe, expect, it } from "vitest";
import { RegisteredModels } from "../../src/certificates/fields/models.js";

/** `false`: the list has it; `true`: it has not; `null`: it cannot say. */
describe("RegisteredModels", () => {
  it.each([
    ["YE-660、YE-670", "YE-660", false],
    ["YE-660、YE-670", "ＹＥ－６６０型", false],
    ["YE-660、YE-670", "ye 670", false],
    ["YE-660、YE-670", "YE-690", true],
    ["YE-660、YE-670", "YE-66", true],
    ["YE-660A、YE-670", "YE-660", true],
    ["A型、B型", "B", false],
    ["A型、B型", "C型", true],
    ["甲型、乙型", "丙型", true],
    ["KMZ-1~16", "KMZ-12", false],
    ["KMZ-1~16", "KMZ-17", true],
    ["1ml、2ml、5ml、10ml", "1Oml", false],
    ["1ml、2ml、5ml、10ml", "10毫升", false],
    ["1ml、2ml、5ml、10ml", "30ml", true],
    ["17.5cm×9.5cm", "175mm×95mm", false],
    ["17.5cm×9.5cm", "14.5cm×9.5cm", true],
    ["8Fr-24Fr", "16Fr", false],
    ["8Fr-24Fr", "30Fr", true],
    ["宽(6~18)cm×长(12~22)cm", "9cm×17cm", false],
    ["L、M、S", "大号", false],
    ["310", "311", true],
    ["QH-(60、80、100)", "80型", false],
    ["QH-(60、80、100)", "QH-80", false],
    ["QH-(60、80、100)", "qh100型", false],
    ["QH-(60、80、100)", "81型", true],
    ["QH-(60、80、100)", "QH-81", true],
    ["QH-(60、80、100)", "QX-9", null],
    ["QH-(60、80、100)等", "81型", null],
    ["YE-660", "10片/盒", false],
    ["YE-660", "5支装", false],
    ["YE-660等", "YE-990", null],
    ["平面形耳挂式", "见包装", null],
  ])("%s has %s: lacks %s", (registered, claimed, lacks) => {
    expect(new RegisteredModels(registered).lacks(claimed)).toBe(lacks);
  });

  it.each(["见附页", "详见附件", "*", "定制", ""])("%j is no list", (registered) => {
    expect(new RegisteredModels(registered).isList).toBe(false);
  });

  it("takes bounded time over hostile lists", () => {
    const start = performance.now();
    for (const piece of ["A-", "1~", "1.", "ABCDEFGHIJKL", "9", "1cm×"]) {
      const list = new RegisteredModels(piece.repeat(60_000));
      list.lacks(piece.repeat(40));
    }
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});
