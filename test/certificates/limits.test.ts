import { describe, expect, it } from "vitest";
import { daysBetween, FRESH_DAYS, isFresh } from "../../src/certificates/fields/proof.js";
import { findCertificateNumbers, parseCertificateNumber } from "../../src/certificates/index.js";

const codes = (text: string) => findCertificateNumbers(text).map((one) => one.problems.map(({ code }) => code).join());

describe("caps, on each side", () => {
  it("reads at most 24 digits, and goes on behind them", () => {
    expect(findCertificateNumbers(`国械注准${"1".repeat(24)}`)[0]?.parsed.digits).toHaveLength(24);
    expect(findCertificateNumbers(`国械注准${"1".repeat(25)}`)[0]?.parsed.digits).toHaveLength(24);
    expect(codes(`国械注准${"1".repeat(1000)} 国械注准20193400099`)).toEqual(["digits-wrong-count", ""]);
  });

  it("puts at most three letters right", () => {
    expect(parseCertificateNumber("国械注准2O193400O9O")?.number).toBe("国械注准20193400090");
    expect(findCertificateNumbers("国械注准2O19340OO9O")[0]?.number).not.toBe("国械注准20193400090");
  });

  it("needs four digits", () => {
    expect(codes("国械注准2019")).toEqual(["digits-wrong-count"]);
    expect(codes("国械注准201")).toEqual([]);
  });

  it("reads a filing with three characters of a place, not with four", () => {
    expect(findCertificateNumbers("鄂神农架械备20190001").map((one) => one.number)).toEqual(["鄂神农架械备20190001"]);
    expect(findCertificateNumbers("鄂神农架林械备20190001")).toEqual([]);
  });

  it("looks for digits within forty characters of a marker, blanks not counted", () => {
    expect(codes(`国械注准${" ".repeat(500)}20193400099`)).toEqual([""]);
  });

  it("keeps its places in texts on either side of the scratch arrays", () => {
    for (const length of [4079, 4080, 4081, 4082, 4096, 4097, 9000]) {
      const text = `${"文".repeat(length)}国械注准20193400099`;
      const [found] = findCertificateNumbers(text);
      expect(text.slice(found?.start, found?.end)).toBe("国械注准20193400099");
      expect(findCertificateNumbers(`${text}。`)[0]).toEqual(found);
    }
  });

  it("does not carry anything from one text to the next", () => {
    const text = "证号 国械注准 2019 3400099";
    const first = findCertificateNumbers(text);
    findCertificateNumbers(`${"国药准字H20041126\n".repeat(200)}`);
    expect(findCertificateNumbers(text)).toEqual(first);
  });
});

describe("freshness", () => {
  it("ends after FRESH_DAYS", () => {
    expect(daysBetween("2026-01-31", "2026-05-01")).toBe(FRESH_DAYS);
    expect(isFresh("2026-01-31", "2026-05-01")).toBe(true);
    expect(isFresh("2026-01-30", "2026-05-01")).toBe(false);
    expect(isFresh("2026-06-01", "2026-05-01")).toBe(true);
    expect(isFresh(undefined, "2026-05-01")).toBe(false);
    expect(isFresh("昨天", "2026-05-01")).toBe(false);
  });
});
