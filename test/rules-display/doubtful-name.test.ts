import { describe, expect, it } from "vitest";
import { loadDictionary } from "../../src/dictionaries/index.js";
import { createScanner } from "../../src/index.js";

const scanner = createScanner(loadDictionary());

describe("a title with a doubtful word beside the name of a drug", () => {
  it.each([
    ["special-drug-sale", "俗称麻药 地西泮片", "地西泮"],
    ["banned-online-sale", "俗称麻药 米非司酮片", "米非司酮"],
    ["banned-online-sale", "夫西地酸钠片 送乳膏", "夫西地酸"],
    ["banned-online-sale", "降糖药专营 丹参注射液", "注射液"],
    ["banned-online-sale", "复方丹参片和地高辛片", "地高辛"],
  ])("is found for %s: %s", (rule, title, word) => {
    const { findings } = scanner.scanPrepared(scanner.prepare({ kind: "drug", title }, { day: "2026-11-01" }));
    const own = findings.find((finding) => finding.rule === rule && finding.certainty === "violation");
    expect(own?.matched).toContain(word);
  });
});
