import type { Kind } from "../../../contracts/listing.js";
import { type Candidate, candidate, numberOf, parsedNumber, partOf } from "../candidate.js";
import { Cursor, type DigitRun, markerAt } from "../cursor.js";
import { issuerBefore } from "../issuer.js";
import type { ParsedNumber } from "../parsed-number.js";
import type { Shadow } from "../shadow.js";

const SUBJECTS: readonly (readonly [string, Kind])[] = [
  ["医疗器械", "device"],
  ["医械", "device"],
  ["食健", "health-food"],
  ["食特", "fsmp"],
  ["特食", "fsmp"],
  ["械", "device"],
  ["药", "drug"],
  ["健", "health-food"],
];

/**
 * Advertisement approval numbers, anchored on the 审 of 广审: 苏械广审(文)第250709-00035号, whose first six digits are the
 * day of expiry, and the form before 2020-03-01, 京药广审(文)第2016020123号. Source: SAMR Order 21 art. 18-20 and its form.
 */
export function readAdvertisement(shadow: Shadow, at: number): Candidate | null {
  if (markerAt(shadow, at - 1, "广") === null) return null;
  const cursor = new Cursor(shadow, at + 1);
  const subject = SUBJECTS.find(([word]) => endsWith(shadow, at - 1, word));
  if (subject === undefined) return null;
  const subjectStart = at - 1 - subject[0].length;
  const issuer = issuerBefore(shadow, subjectStart);
  cursor.skip("(", 1);
  const medium = cursor.take("视声文");
  cursor.skip(")第号:-.", 4);
  const run = readDigits(cursor);
  if (run.digits.length < 4) return null;
  cursor.take("号");
  const isOld = run.digits.length === 10 && isYear(run);
  const digits = isOld ? run.digits : `${run.digits.slice(0, 6)}-${run.digits.slice(6)}`;
  return candidate(
    issuer?.start ?? subjectStart,
    cursor,
    issuer,
    parsedNumber({
      kind: "ad-approval",
      number: `${issuer?.sign ?? ""}${subject[0]}广审${medium === null ? "" : `(${medium})`}第${digits}号`,
      issuer: issuer?.sign ?? null,
      province: issuer?.province ?? null,
      letters: medium,
      digits: run.digits,
      expectedDigits: isOld ? 10 : 11,
      truncated: run.truncated,
      subject: subject[1],
      ...(isOld ? oldFields(run) : newFields(run)),
    }),
  );
}

/** Six digits, a hyphen and five, or ten in one. */
function readDigits(cursor: Cursor): DigitRun {
  const date = cursor.digits([6, 10, 11]);
  if (date.digits.length !== 6) return date;
  const hasHyphen = cursor.skip("-", 1) !== "";
  const serial = cursor.digits(hasHyphen ? [5] : [5, 4]);
  return { digits: date.digits + serial.digits, truncated: serial.truncated };
}

function endsWith(shadow: Shadow, end: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    if (markerAt(shadow, end - word.length + i, word[i] as string) === null) return false;
  }
  return true;
}

/** The old form opens with a year; a new one that lost a digit opens with the day of expiry. */
function isYear(run: DigitRun): boolean {
  const year = numberOf(run, 0, 4);
  return year !== null && year >= 1995 && year <= 2020;
}

function oldFields(run: DigitRun): Partial<ParsedNumber> {
  return { variant: "old", year: numberOf(run, 0, 4), serial: partOf(run, 6, 10) };
}

function newFields(run: DigitRun): Partial<ParsedNumber> {
  const date = partOf(run, 0, 6);
  const expires = date === null ? null : `20${date.slice(0, 2)}-${date.slice(2, 4)}-${date.slice(4, 6)}`;
  return { expires, serial: partOf(run, 6, 11) };
}
