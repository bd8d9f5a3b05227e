import { type Candidate, candidate, numberOf, parsedNumber, partOf } from "../candidate.js";
import { Cursor, markerAt } from "../cursor.js";
import { issuerBefore } from "../issuer.js";
import type { Origin } from "../parsed-number.js";
import { provinceCode } from "../provinces.js";
import type { Shadow } from "../shadow.js";
import { readYearSerial } from "./year-serial.js";

const FORM = "特网备进制字";

function originOf(form: string): Origin {
  return form.includes("进") ? "imported" : form.includes("制") ? "hmt" : "domestic";
}

/** 国妆特字G20150001, 国妆特进字20210001, 国妆网备进字(沪)2019000001, 粤G妆网备字2019012345, 卫妆特字(2005)第0001号; anchored on 妆. */
export function readCosmetic(shadow: Shadow, at: number): Candidate | null {
  const cursor = new Cursor(shadow, at);
  if (cursor.take("妆") === null) return null;
  const domestic = shadow.chars[at - 1] === "G" ? issuerBefore(shadow, at - 1) : null;
  const national = markerAt(shadow, at - 1, "国卫");
  if (domestic === null && national === null) return null;
  const form = cursor.skip(FORM, 5);
  if (!form.endsWith("字") || form.length < 2) return null;
  const start = domestic?.start ?? at - 1;
  const issuer = domestic === null ? (national?.char as string) : domestic.sign;
  if (issuer === "卫") return readMinistry(start, form, cursor);
  const region = readRegion(shadow, cursor);
  cursor.skip("第号:-.", 2);
  const letters = cursor.skip("GJ", 1);
  const expected = form.includes("网") ? 10 : 8;
  const run = cursor.digits([expected]);
  if (run.digits.length < 4) return null;
  cursor.take("号");
  const mark = domestic === null ? "" : "G";
  const place = region === null ? "" : `(${region})`;
  return candidate(
    start,
    cursor,
    domestic,
    parsedNumber({
      kind: "cosmetic",
      number: `${issuer}${mark}妆${form}${place}${letters}${run.digits}`,
      issuer,
      province: domestic?.province ?? (region === null ? null : provinceCode(region)),
      origin: originOf(form),
      letters: letters === "" ? null : letters,
      digits: run.digits,
      expectedDigits: expected,
      truncated: run.truncated,
      year: numberOf(run, 0, 4),
      serial: partOf(run, 4, expected),
    }),
  );
}

function readRegion(shadow: Shadow, cursor: Cursor): string | null {
  const sign = shadow.chars[cursor.at + 1] ?? "";
  if (cursor.next !== "(" || provinceCode(sign) === null || shadow.chars[cursor.at + 2] !== ")") return null;
  cursor.at += 3;
  return sign;
}

function readMinistry(start: number, form: string, cursor: Cursor): Candidate | null {
  const tail = readYearSerial(cursor, 4);
  if (tail === null) return null;
  return candidate(
    start,
    cursor,
    null,
    parsedNumber({
      kind: "cosmetic",
      number: `卫妆${form}(${tail.year})第${tail.serial}号`,
      issuer: "卫",
      origin: originOf(form),
      digits: tail.year + tail.serial,
      truncated: tail.truncated,
      year: tail.year.includes("X") ? null : Number(tail.year),
      serial: tail.serial,
      variant: "old",
    }),
  );
}
