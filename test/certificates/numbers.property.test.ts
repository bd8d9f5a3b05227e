import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findCertificateNumbers, parseCertificateNumber } from "../../src/certificates/index.js";
import { checkGtin } from "../../src/certificates/numbers/check-gtin.js";
import { checkUscc } from "../../src/certificates/numbers/check-uscc.js";
import { castShadow } from "../../src/certificates/numbers/shadow.js";

const NUMBERS = [
  "国械注准20193400099",
  "粤械注准20192400099",
  "豫长械备20230351",
  "国药准字H20041126",
  "国药准字ZC20150001",
  "国食健注G20070158",
  "国食注字TY20165001",
  "赣卫消证字(2010)第0003号",
  "国食药监械(准)字2013第3460123号",
  "京丰食药监械经营许20150100号",
  "苏械广审(文)第270709-00035号",
];
const PIECES = [
  ..."国械注准进许临时应急字药监食健备卫消证广审文妆网营性公安京粤沪新第号年()（）[]-—.…XO1l20190X某 \n\t，。H Z G J B ICP",
];

const hostile = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 3, unit: "binary" })), {
  maxLength: 80,
});

describe("the scanner", () => {
  it("never throws, and what it finds is ordered, disjoint and inside the text", () => {
    fc.assert(
      fc.property(hostile, (pieces) => {
        const text = pieces.join("");
        let end = 0;
        for (const found of findCertificateNumbers(text, { day: "2026-05-01" })) {
          expect(found.start).toBeGreaterThanOrEqual(end);
          expect(found.end).toBeGreaterThan(found.start);
          end = found.end;
          for (const { start, end: stop } of found.corrections) {
            expect(start >= found.start && stop <= found.end && start <= stop).toBe(true);
          }
        }
        expect(end).toBeLessThanOrEqual(text.length);
        parseCertificateNumber(text);
        checkUscc(text);
        checkGtin(text);
      }),
      { numRuns: 3000 },
    );
  });

  it("finds a number at its place whatever stands around", () => {
    const around = fc.string({ unit: fc.constantFrom(..."本品适用于家庭，。：！ \n的包装"), maxLength: 30 });
    fc.assert(
      fc.property(around, fc.constantFrom(...NUMBERS), around, (before, number, after) => {
        const text = `${before}${number}${after}`;
        const found = findCertificateNumbers(text);
        expect(found.map((one) => one.number)).toEqual([number]);
        expect(parseCertificateNumber(text.slice(found[0]?.start, found[0]?.end))?.number).toBe(number);
      }),
    );
  });

  it("reads the same through blanks, invisible signs and full width", () => {
    const blank = fc.constantFrom("", "", "", " ", "　", "\u200b", "\u00a0");
    fc.assert(
      fc.property(
        fc.constantFrom(...NUMBERS),
        fc.array(blank, { minLength: 40, maxLength: 40 }),
        fc.boolean(),
        (number, blanks, wide) => {
          const text = [...number]
            .map((char, i) => {
              const code = char.charCodeAt(0);
              const shown = wide && code > 0x20 && code < 0x7f ? String.fromCharCode(code + 0xfee0) : char;
              return shown + (blanks[i] ?? "");
            })
            .join("");
          expect(findCertificateNumbers(text).map((one) => one.number)).toEqual([number]);
        },
      ),
    );
  });

  it("keeps a shadow's places", () => {
    fc.assert(
      fc.property(hostile, (pieces) => {
        const text = pieces.join("");
        const shadow = castShadow(text);
        for (let i = 1; i < shadow.chars.length; i++) {
          expect(shadow.starts[i] as number).toBeGreaterThanOrEqual(shadow.ends[i - 1] as number);
        }
      }),
    );
  });

  it("takes time in proportion to the text", () => {
    const units = [
      "械",
      "国械注准",
      "国械注准2 ",
      "国药准字Z2 0 ",
      "国械注准1111",
      "健食国卫消",
      "网械平台备字(2018)第",
    ];
    for (const unit of units) {
      const time = (count: number) => {
        const text = unit.repeat(count);
        const start = performance.now();
        findCertificateNumbers(text);
        return performance.now() - start;
      };
      time(5_000);
      // A hundred thousand characters of bait: far below a second where time is linear, minutes where it is not.
      expect(time(Math.ceil(100_000 / unit.length))).toBeLessThan(2_000);
    }
  });
});
