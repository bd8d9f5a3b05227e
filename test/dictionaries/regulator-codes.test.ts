import { describe, expect, it } from "vitest";
import { DictionaryError, loadDictionary, loadRegulatorCodes } from "../../src/dictionaries/index.js";
import { readRegulatorCodes } from "../../src/dictionaries/regulator-codes.js";

/** How many codes each group of the regulators' list has. */
const SIZES = { YP: 37, YL: 23, YLQX: 33, NY: 13, SY: 14, SP: 20, J: 7, YC: 3, FDC: 27, ZH: 68 };

describe("regulators' codes", () => {
  const { codes } = loadRegulatorCodes();

  it("are all there, each once", () => {
    const expected = Object.entries(SIZES).flatMap(([group, size]) =>
      Array.from({ length: size }, (_, n) => `${group}${n + 1}`),
    );
    expect(codes.map(({ code }) => code).sort()).toEqual(expected.sort());
  });

  it("are each mapped to rules that stand, or explained", () => {
    const known = new Set(loadDictionary().rules.map(({ id }) => id));
    expect(codes.flatMap(({ rules }) => rules).filter((id) => !known.has(id))).toEqual([]);
    expect(codes.filter(({ rules, note }) => rules.length === 0 && (note ?? "") === "")).toEqual([]);
  });

  it.each([
    ["no rule and no reason", "source: s\ngroups:\n  - {id: A, name: 甲, codes: [{code: A1, name: 乙}]}\n", "note"],
    [
      "a code of another group",
      "source: s\ngroups:\n  - {id: A, name: 甲, codes: [{code: B1, name: 乙, note: 丙}]}\n",
      "不属于",
    ],
    [
      "a run backwards",
      "source: s\ngroups:\n  - {id: A, name: 甲, codes: [{code: A2, to: A1, name: 乙, note: 丙}]}\n",
      "to",
    ],
  ])("%s is refused", (_name, yaml, reason) => {
    expect(() => readRegulatorCodes("codes.yaml", yaml)).toThrow(DictionaryError);
    expect(() => readRegulatorCodes("codes.yaml", yaml)).toThrow(reason);
  });
});
