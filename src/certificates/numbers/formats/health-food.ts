import { type Candidate, candidate, numberOf, parsedNumber, partOf } from "../candidate.js";
import { isDigit } from "../confusions.js";
import { Cursor, markerAt } from "../cursor.js";
import type { Origin } from "../parsed-number.js";
import type { Shadow } from "../shadow.js";
import { readYearSerial } from "./year-serial.js";

/** G domestic, J imported; a 6 with nine digits is taken for G. */
function readLetter(cursor: Cursor, shadow: Shadow, count: number): string {
  const char = cursor.next ?? "";
  if (char === "G" || char === "J") {
    cursor.at++;
    return char;
  }
  if (char !== "6") return "";
  for (let i = 1; i <= count; i++) if (!isDigit(shadow.chars[cursor.at + i])) return "";
  cursor.correct("ocr", "6", "G", cursor.at, cursor.at + 1);
  cursor.at++;
  return "G";
}

function originOf(letter: string): Origin | null {
  return letter === "G" ? "domestic" : letter === "J" ? "imported" : null;
}

/** 国食健注G20070158, 国食健字, 卫食健字(2002)第0138号, 食健备G201737000123, anchored on 健. Source: 保健食品注册与备案管理办法 art. 44, 51. */
export function readHealthFood(shadow: Shadow, at: number): Candidate | null {
  const cursor = new Cursor(shadow, at);
  if (cursor.take("健") === null || shadow.chars[at - 1] !== "食") return null;
  const form = cursor.take("注字备进");
  if (form === null) return null;
  const prefix = markerAt(shadow, at - 2, "国卫");
  if (form === "备") return readFiling(shadow, at - 1, cursor);
  if (prefix === null) return null;
  if (prefix.char === "卫") return readMinistry(at - 2, form, cursor);
  if (form === "进") return null;
  cursor.skip("字第号():-.", 3);
  const letter = readLetter(cursor, shadow, 8);
  cursor.skip("():-.", 2);
  const run = cursor.digits([8]);
  if (run.digits.length < 4) return null;
  cursor.take("号");
  return candidate(
    at - 2,
    cursor,
    null,
    parsedNumber({
      kind: "health-food",
      number: `国食健${form}${letter}${run.digits}`,
      issuer: "国",
      origin: originOf(letter),
      letters: letter === "" ? null : letter,
      digits: run.digits,
      expectedDigits: 8,
      truncated: run.truncated,
      year: numberOf(run, 0, 4),
      serial: partOf(run, 4, 8),
    }),
  );
}

function readMinistry(start: number, form: string, cursor: Cursor): Candidate | null {
  const isImported = form === "进";
  if (isImported && !cursor.word("字")) return null;
  if (form === "注") return null;
  const tail = readYearSerial(cursor, 4);
  if (tail === null || tail.serial.length < 2) return null;
  return candidate(
    start,
    cursor,
    null,
    parsedNumber({
      kind: "health-food",
      number: `卫食健${isImported ? "进" : ""}字(${tail.year})第${tail.serial}号`,
      issuer: "卫",
      origin: isImported ? "imported" : "domestic",
      digits: tail.year + tail.serial,
      truncated: tail.truncated,
      year: tail.year.includes("X") ? null : Number(tail.year),
      serial: tail.serial,
      variant: "old",
    }),
  );
}

function readFiling(shadow: Shadow, start: number, cursor: Cursor): Candidate | null {
  cursor.skip("字案第号():-.", 3);
  const letter = readLetter(cursor, shadow, 12);
  const run = cursor.digits([12]);
  if (run.digits.length < 4) return null;
  cursor.take("号");
  return candidate(
    start,
    cursor,
    null,
    parsedNumber({
      kind: "health-food-filing",
      number: `食健备${letter}${run.digits}`,
      province: partOf(run, 4, 6) === "00" ? null : partOf(run, 4, 6),
      origin: originOf(letter),
      letters: letter === "" ? null : letter,
      digits: run.digits,
      expectedDigits: 12,
      truncated: run.truncated,
      year: numberOf(run, 0, 4),
      serial: partOf(run, 6, 12),
    }),
  );
}

/** 国食注字TY20165001 (food for special medical purposes) and 国食注字YP20170001 (infant formula), anchored on 注. */
export function readSpecialFood(shadow: Shadow, at: number): Candidate | null {
  if (shadow.chars[at - 1] !== "食") return null;
  const nation = markerAt(shadow, at - 2, "国");
  const cursor = new Cursor(shadow, at);
  if (nation === null || !cursor.word("注字")) return null;
  cursor.skip("第号():-.", 3);
  const letters = cursor.word("TY") ? "TY" : cursor.word("YP") ? "YP" : null;
  if (letters === null) return null;
  const run = cursor.digits([8]);
  if (run.digits.length < 4) return null;
  cursor.take("号");
  return candidate(
    at - 2,
    cursor,
    null,
    parsedNumber({
      kind: letters === "TY" ? "fsmp" : "infant-formula",
      number: `国食注字${letters}${run.digits}`,
      issuer: "国",
      letters,
      digits: run.digits,
      expectedDigits: 8,
      truncated: run.truncated,
      year: numberOf(run, 0, 4),
      serial: partOf(run, 4, 8),
    }),
  );
}
