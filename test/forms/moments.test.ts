import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { beijingTime, chineseDay, hoursBetween } from "../../src/forms/moments.js";
import { safeXml } from "../../src/forms/render/safe-text.js";
import { xmlText } from "../../src/report/xml-text.js";

describe("moments", () => {
  it("are those of Beijing, whatever the day", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("1980-01-01"), max: new Date("2090-01-01"), noInvalidDate: true }),
        (date) => {
          const words = new Intl.DateTimeFormat("sv-SE", {
            timeZone: "Etc/GMT-8",
            dateStyle: "short",
            timeStyle: "short",
          }).format(date);
          expect(beijingTime(date.toISOString())).toBe(words);
        },
      ),
    );
  });
  it.each([
    ["2026-03-01T15:59:59.000Z", "2026-03-01 23:59"],
    ["2026-03-01T16:00:00.000Z", "2026-03-02 00:00"],
    ["2026-12-31T16:00:00Z", "2027-01-01 00:00"],
    ["2026-02-28T16:00:00Z", "2026-03-01 00:00"],
    ["nothing", ""],
  ])("%s is %s", (moment, words) => {
    expect(beijingTime(moment)).toBe(words);
  });
  it("leave room to write where there is none", () => {
    expect([chineseDay("2026-03-01"), chineseDay(""), hoursBetween(null, null)]).toEqual([
      "2026年3月1日",
      "________年____月____日",
      "",
    ]);
  });
});

describe("safe text", () => {
  it("is the same by the quick way and the careful one", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string()), (text) => {
        expect(safeXml(text)).toBe(xmlText(text));
      }),
    );
    for (let code = 0; code < 0x10000; code++) {
      const letter = String.fromCharCode(code);
      if (safeXml(letter) !== xmlText(letter)) expect.fail(`U+${code.toString(16)}`);
    }
  });
});
