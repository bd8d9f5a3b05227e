import { describe, expect, it } from "vitest";
import type { Deal, Price } from "../../src/contracts/listing.js";
import { createScanner } from "../../src/index.js";
import { referencePrice } from "../../src/rules/display/original-price.js";

const DAY = "2026-11-01";
const deal = (price: number, at: string): Deal => ({ price, at });

describe("the price that may be struck out (art. 16)", () => {
  it.each<[string, readonly Deal[], ReturnType<typeof referencePrice>]>([
    ["no deals", [], null],
    [
      "the lowest of the seven days before",
      [deal(380, "2026-10-31"), deal(350, "2026-10-25"), deal(99, "2026-10-24")],
      { price: 350, how: "lowest-in-seven-days" },
    ],
    ["the eighth day is outside", [deal(99, "2026-10-24")], { price: 99, how: "last-deal" }],
    [
      "else the last deal, not the lowest",
      [deal(200, "2026-08-01"), deal(300, "2026-09-01")],
      { price: 300, how: "last-deal" },
    ],
    ["deals of the day came after it began", [deal(99, "2026-11-01T10:00:00+08:00")], null],
    ["the day changes in Shanghai", [deal(99, "2026-10-31T16:30:00Z")], null],
    [
      "a minute before midnight in Shanghai",
      [deal(99, "2026-10-31T15:59:00Z")],
      { price: 99, how: "lowest-in-seven-days" },
    ],
    ["a time that cannot be read", [deal(99, "昨天")], null],
    ["a price that is none", [deal(Number.NaN, "2026-10-30"), deal(0, "2026-10-30")], null],
  ])("%s", (_name, deals, expected) => {
    expect(referencePrice(deals, DAY)).toEqual(expected);
  });
});

describe("a struck price", () => {
  const scanner = createScanner();
  const certainty = (price: Price): string[] =>
    scanner
      .scan({ id: "1", text: "血压计", price }, { day: DAY })
      .findings.filter(({ rule }) => rule === "fictitious-original-price")
      .map((finding) => finding.certainty);
  const deals = [deal(350, "2026-10-30")];

  it.each<[string, Price, string[]]>([
    ["above the deals", { current: 300, original: 351, deals }, ["violation"]],
    ["as high as the deals", { current: 300, original: 350, deals }, []],
    ["without deals", { current: 300, original: 500 }, ["review"]],
    ["the maker's suggested price", { current: 300, original: 500, label: "厂商建议零售价", deals }, []],
    ["the suggested price without deals", { current: 300, original: 500, label: "建议零售价" }, []],
    ["a label that may say more", { current: 300, original: 500, label: "十月七日成交均价", deals }, ["review"]],
    ["not above the current price", { current: 500, original: 500 }, []],
    ["nothing struck", { current: 300, deals }, []],
  ])("%s", (_name, price, expected) => {
    expect(certainty(price)).toEqual(expected);
  });
});
