import { describe, expect, it } from "vitest";
import { findCertificateNumbers, parseCertificateNumber, problemsOfNumber } from "../../src/certificates/index.js";

/** number, day, codes with severity */
const PROBLEMS: readonly (readonly [string, string, readonly string[]])[] = [
  ["国械注准20193400099", "2026-05-01", []],
  ["国械注准201930306", "2026-05-01", ["digits-wrong-count impossible"]],
  ["国械注准20190001", "2026-05-01", ["digits-wrong-count impossible"]],
  ["国械注准201934000991", "2026-05-01", ["digits-wrong-count impossible"]],
  ["国械注准2019XXXX", "2026-05-01", ["placeholder suspicious"]],
  ["国械注准2019××××××", "2026-05-01", ["placeholder suspicious"]],
  ["国药准字H××××××××", "2026-05-01", ["placeholder suspicious"]],
  ["国械注准20193400…", "2026-05-01", ["truncated suspicious"]],
  ["国械注准20192400099", "2026-05-01", ["class-issuer-mismatch impossible"]],
  ["粤械注准20193400099", "2026-05-01", ["class-issuer-mismatch impossible"]],
  ["粤械注准20192400099", "2026-05-01", []],
  ["粤械注进20192400099", "2026-05-01", ["origin-issuer-mismatch impossible"]],
  ["国械注进20192400099", "2026-05-01", []],
  ["国械注进20193400099", "2026-05-01", []],
  ["国械注许20191400099", "2026-05-01", ["class-unknown impossible"]],
  ["国械注准20194400099", "2026-05-01", ["class-unknown impossible"]],
  ["国械注准20193990099", "2026-05-01", ["code-unknown suspicious"]],
  ["国械注准20193640099", "2026-05-01", []],
  ["国械注准20203640099", "2026-05-01", ["code-outdated suspicious"]],
  ["国械注准20203220099", "2026-05-01", []],
  ["国械注准20203230099", "2026-05-01", ["code-outdated suspicious"]],
  ["国械注准20263400099", "2026-01-01", []],
  ["国械注准20273400099", "2026-12-31", ["year-in-future impossible"]],
  ["鄂械注准20112401551", "2026-05-01", ["year-before-format suspicious"]],
  ["鄂械注准19992401551", "2026-05-01", ["year-before-format impossible"]],
  ["械注准20192140694", "2026-05-01", ["issuer-missing suspicious"]],
  ["豫械注册20192170028", "2026-05-01", ["origin-missing suspicious"]],
  ["国食药监械(准)字2013第3460123号", "2019-09-30", []],
  ["国食药监械(准)字2013第3460123号", "2019-10-01", ["lapsed lapsed"]],
  ["豫长械备20230351", "2026-05-01", []],
  ["豫长械备2023035", "2026-05-01", ["digits-wrong-count impossible"]],
  ["豫长械备20130351", "2026-05-01", ["year-before-format impossible"]],
  ["国药准字H20041126", "2026-05-01", []],
  ["国药准字A20041126", "2026-05-01", ["letter-unknown impossible"]],
  ["国药准字20041126", "2026-05-01", ["letter-missing impossible"]],
  ["国药准字HZ20041126", "2026-05-01", ["letter-unknown impossible"]],
  ["国药准字H2004112", "2026-05-01", ["digits-wrong-count impossible"]],
  ["国药准字H200411261", "2026-05-01", ["digits-wrong-count impossible"]],
  ["国药准字Z31021273", "2026-05-01", []],
  ["国药准字H10960001", "2026-05-01", []],
  ["国药准字Z39021273", "2026-05-01", ["source-unknown impossible"]],
  ["国药准字H20271126", "2026-05-01", ["year-in-future impossible"]],
  ["国食健注20070158", "2026-05-01", ["letter-missing impossible"]],
  ["食健备G201737000123", "2026-05-01", []],
  ["食健备G201799000123", "2026-05-01", ["province-unknown impossible"]],
  ["苏械广审(文)第260501-00035号", "2026-05-01", []],
  ["苏械广审(文)第260430-00035号", "2026-05-01", ["lapsed lapsed"]],
  ["苏械广审(文)第261331-00035号", "2026-05-01", ["date-invalid impossible"]],
  ["苏械广审(文)第270229-00035号", "2026-05-01", ["date-invalid impossible"]],
  ["苏械广审(文)第280229-00035号", "2026-05-01", []],
  ["苏械广审(文)第2705-00035号", "2026-05-01", ["digits-wrong-count impossible"]],
  ["苏械广审(文)第270501-0003号", "2026-05-01", ["digits-wrong-count impossible"]],
  ["苏医械广审(文)第2019120123号", "2021-02-28", []],
  ["苏医械广审(文)第2019120123号", "2021-03-01", ["lapsed lapsed"]],
  ["京卫药准字(1996)第000123号", "2026-05-01", ["lapsed lapsed"]],
];

describe("problemsOfNumber", () => {
  it.each(PROBLEMS)("%s on %s", (text, day, expected) => {
    const found = findCertificateNumbers(text, { day });
    expect(found.flatMap((one) => one.problems).map((one) => `${one.code} ${one.severity}`)).toEqual(expected);
  });

  it("judges no year and no expiry without a day", () => {
    const parsed = parseCertificateNumber("国械注准20993400099");
    expect(parsed && problemsOfNumber(parsed)).toEqual([]);
  });

  it("says it in Chinese", () => {
    for (const [text, day] of PROBLEMS) {
      for (const { problems } of findCertificateNumbers(text, { day })) {
        for (const { message } of problems) expect(message).toMatch(/[一-鿿]{4}/);
      }
    }
  });
});
