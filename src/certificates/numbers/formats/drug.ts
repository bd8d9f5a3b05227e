import { type Candidate, candidate, numberOf, parsedNumber, partOf } from "../candidate.js";
import { isDigit, meantDigit } from "../confusions.js";
import { Cursor, type DigitRun, markerAt } from "../cursor.js";
import { issuerBefore } from "../issuer.js";
import type { Origin, ParsedNumber } from "../parsed-number.js";
import type { Shadow } from "../shadow.js";

function isLatin(char: string | undefined): char is string {
  return char !== undefined && char.length === 1 && char >= "A" && char <= "Z";
}

/** Digits that cameras and typists put in the place of the letter. */
const LETTER_FOR_DIGIT: Readonly<Record<string, string>> = { "2": "Z", "5": "S", "8": "B" };

function hasDigits(shadow: Shadow, start: number, count: number): boolean {
  for (let i = start; i < start + count; i++) if (!isDigit(shadow.chars[i])) return false;
  return true;
}

/** Reads one or two letters of an approval number, unknown ones too; with nine digits and none, the first is taken for one. */
function readLetters(cursor: Cursor, shadow: Shadow): string {
  let letters = "";
  while (letters.length < 2) {
    const char = cursor.next;
    if (!isLatin(char)) break;
    // XXXXXXXX is a row of placeholders, X2001… is a letter; HO0410… is a zero.
    if (char === "X" && !isDigit(shadow.chars[cursor.at + 1])) break;
    if (letters !== "" && meantDigit(char) !== null && !hasDigits(shadow, cursor.at + 1, 8)) break;
    letters += char;
    cursor.at++;
  }
  if (letters !== "") return letters;
  const first = cursor.next ?? "";
  const meant = LETTER_FOR_DIGIT[first];
  if (meant === undefined) return "";
  if (!hasDigits(shadow, cursor.at + 1, 8)) return "";
  if (isDigit(shadow.chars[cursor.at + 9])) return "";
  cursor.correct("ocr", first, meant, cursor.at, cursor.at + 1);
  cursor.at++;
  return meant;
}

/**
 * Drug approval numbers, anchored on the 准 of 国药准字 (国药准字H20041126), and the obsolete 卫药准字.
 * Source: 药品注册管理办法 (SAMR Order 27) art. 123.
 */
export function readDrugApproval(shadow: Shadow, at: number): Candidate | null {
  const cursor = new Cursor(shadow, at);
  if (markerAt(shadow, at - 1, "药") === null || !cursor.word("准字")) return null;
  const medicine = markerAt(shadow, at - 1, "药");
  if (medicine?.correction) cursor.correct(medicine.correction.kind, medicine.correction.from, "药", at - 1, at);
  const issuer = issuerBefore(shadow, at - 1);
  const start = issuer?.sign === "国" ? issuer.start : at - 1;
  if (shadow.chars[at - 2] === "卫") return readObsolete(shadow, at - 2, cursor);
  if (issuer?.sign !== "国") cursor.correct("missing", "", "国", start, start);
  cursor.skip("第号():-.", 3);
  const letters = readLetters(cursor, shadow);
  cursor.skip("():-.", 2);
  const run = cursor.digits([8]);
  if (run.digits.length < 4) return null;
  cursor.take("号");
  return candidate(
    start,
    cursor,
    issuer?.sign === "国" ? issuer : null,
    parsedNumber({
      kind: "drug-approval",
      number: `国药准字${letters}${run.digits}`,
      issuer: "国",
      letters: letters === "" ? null : letters,
      ...drugFields(run),
      origin: drugOrigin(letters),
      variant: letters === "J" ? "repack" : isOldStyle(run.digits) ? "old" : null,
    }),
  );
}

function drugOrigin(letters: string): Origin | null {
  if (letters === "") return null;
  if (letters.startsWith("J") || letters.endsWith("J")) return "imported";
  return letters.length === 2 && letters.endsWith("C") ? "hmt" : "domestic";
}

/** New style opens with the year of approval; the old one with source (10, 19, 20 or province) and year of two digits. */
export function isOldStyle(digits: string): boolean {
  const year = Number(digits.slice(0, 4));
  return digits.length === 8 && !digits.includes("X") && !(year >= 1985 && year <= 2099);
}

function drugFields(run: DigitRun): Partial<ParsedNumber> {
  const isOld = isOldStyle(run.digits);
  const source = isOld ? partOf(run, 0, 2) : null;
  const short = numberOf(run, 2, 4);
  return {
    digits: run.digits,
    expectedDigits: 8,
    truncated: run.truncated,
    year: !isOld ? numberOf(run, 0, 4) : short === null ? null : short > 50 ? 1900 + short : 2000 + short,
    code: source,
    serial: partOf(run, 4, 8),
  };
}

/** 京卫药准字(1996)第000123号: replaced by 国药准字 in 2001-2002. */
function readObsolete(shadow: Shadow, at: number, cursor: Cursor): Candidate | null {
  const issuer = issuerBefore(shadow, at);
  cursor.skip("第号():-", 3);
  const letters = cursor.skip("XZJ", 2);
  const year = cursor.digits([4]);
  cursor.skip("年第():-", 4);
  const code = cursor.skip("XZJ", 2);
  cursor.skip("-", 1);
  const serial = cursor.digits([6, 5, 4, 3, 2, 1]);
  if (year.digits.length < 4) return null;
  cursor.take("号");
  const sign = issuer?.sign ?? "";
  return candidate(
    issuer?.start ?? at,
    cursor,
    issuer,
    parsedNumber({
      kind: "drug-approval-obsolete",
      number: `${sign}卫药准字(${year.digits})${letters}${code}第${serial.digits}号`,
      issuer: issuer?.sign ?? null,
      province: issuer?.province ?? null,
      origin: "domestic",
      year: numberOf(year, 0, 4),
      serial: serial.digits === "" ? null : serial.digits,
      digits: year.digits + serial.digits,
      variant: "old",
    }),
  );
}

/** 进口药品注册证 H20130332, 医药产品注册证 HC20150042, with B in front for repacking; the cursor stands before the letters. */
export function readImportedDrug(shadow: Shadow, at: number): Candidate | null {
  const cursor = new Cursor(shadow, at);
  const isRepack = cursor.next === "B" && "HZS".includes(shadow.chars[at + 1] ?? "-");
  if (isRepack) cursor.at++;
  const letter = cursor.next ?? "";
  if (letter === "" || !"HZS".includes(letter)) return null;
  cursor.at++;
  const isHmt = cursor.next === "C";
  if (isHmt) cursor.at++;
  if (!isDigit(cursor.next)) return null;
  const run = cursor.digits([8]);
  if (run.digits.length !== 8 || /[A-Z]/.test(cursor.next ?? "")) return null;
  const letters = `${letter}${isHmt ? "C" : ""}`;
  return candidate(
    at,
    cursor,
    null,
    parsedNumber({
      kind: "drug-approval-imported",
      number: `${isRepack ? "B" : ""}${letters}${run.digits}`,
      issuer: "国",
      letters,
      ...drugFields(run),
      code: null,
      year: numberOf(run, 0, 4),
      origin: isHmt ? "hmt" : "imported",
      variant: isRepack ? "repack" : null,
    }),
  );
}

/** Anchored on the 证 of 注册证: the bare number of an imported drug counts only behind that word. */
export function readAfterCertificateWord(shadow: Shadow, at: number): Candidate | null {
  if (shadow.chars[at - 1] !== "册") return null;
  const cursor = new Cursor(shadow, at + 1);
  cursor.skip("书编号码:()-.为是", 6);
  return readImportedDrug(shadow, cursor.at);
}

/** 京药制字Z20053123 and the filing 京药制备字Z20200001000, anchored on 制. */
export function readInstitutionPreparation(shadow: Shadow, at: number): Candidate | null {
  if (markerAt(shadow, at - 1, "药") === null) return null;
  const cursor = new Cursor(shadow, at);
  const isFiling = cursor.word("制备字");
  if (!isFiling && !cursor.word("制字")) return null;
  const issuer = issuerBefore(shadow, at - 1);
  if (issuer === null) return null;
  cursor.skip("第号():-.", 3);
  const letters = readLetters(cursor, shadow);
  const run = cursor.digits(isFiling ? [11, 8] : [8]);
  if (run.digits.length < 4) return null;
  cursor.take("号");
  return candidate(
    issuer.start,
    cursor,
    issuer,
    parsedNumber({
      kind: "institution-preparation",
      number: `${issuer.sign}药制${isFiling ? "备" : ""}字${letters}${run.digits}`,
      issuer: issuer.sign,
      province: issuer.province,
      origin: "domestic",
      letters: letters === "" ? null : letters,
      digits: run.digits,
      expectedDigits: isFiling ? 11 : 8,
      truncated: run.truncated,
      year: numberOf(run, 0, 4),
      serial: partOf(run, 4, run.digits.length),
    }),
  );
}
