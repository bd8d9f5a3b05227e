import { describe, expect, it } from "vitest";
import { readCertificateWords } from "../../scripts/build-certificate-words.js";
import * as words from "../../src/certificates/words-data.js";

describe("words-data.ts", () => {
  it("says what dictionaries/registry/words say (npx tsx scripts/build-certificate-words.ts)", () => {
    const { functions, names, origins, units, counted, dispensing } = readCertificateWords();
    expect({ ...words }).toEqual({
      DEVICE_FUNCTIONS: functions,
      PRODUCT_HEADS: names.heads,
      NAME_MODIFIERS: names.modifiers,
      NAME_LABELS: names.nameLabels,
      NUMBER_LABELS: names.numberLabels,
      IMPORTED_WORDS: origins.imported,
      DOMESTIC_WORDS: origins.domestic,
      FOREIGN_COUNTRIES: origins.countries,
      UNITS: Object.entries(units).map(([unit, one]) => ({ unit, ...one })),
      COUNTED: counted,
      DISPENSING_WORDS: dispensing,
    });
  });
});
