import { type Candidate, candidate, numberOf, parsedNumber, partOf } from "../candidate.js";
import { Cursor, type DigitRun } from "../cursor.js";
import { agencyBefore, type Issuer, issuerBefore } from "../issuer.js";
import type { Origin, ParsedNumber } from "../parsed-number.js";
import type { Shadow } from "../shadow.js";
import { readDeviceLicence } from "./device-licence.js";

/** How many characters of a city or county stand between province and 械 (豫长械备). */
const PLACES = 3;
const FEWEST_DIGITS = 4;

/**
 * Device numbers, anchored on 械: registration (国械注准20193400099), its emergency and pre-2014 forms,
 * filing of class I (豫长械备20230351), licences of firms (京丰食药监械经营许20150100号).
 * Sources: SAMR Order 47 art. 115, 116; SFDA Order 16 (2004) art. 5 for the old form.
 */
export function readDevice(shadow: Shadow, at: number): Candidate | null {
  const cursor = new Cursor(shadow, at);
  if (cursor.take("械") === null) return null;
  const agency = agencyBefore(shadow, at);
  if (cursor.next === "经" || cursor.next === "經" || cursor.next === "生") {
    return agency === null ? null : readDeviceLicence(shadow, at, agency.start, cursor);
  }
  if (agency !== null)
    return readOldRegistration(shadow, agency.word, issuerBefore(shadow, agency.start), agency.start, cursor);
  if (cursor.next === "备" || cursor.next === "備") return readFiling(shadow, at, cursor);
  return readRegistration(shadow, at, cursor);
}

/** Characters that stand between 械 and the digits, in whatever order a shop or a register wrote them. */
const MIDDLE = "注准进许临时应急字册第号():-.";
const MAX_MIDDLE = 10;

function readMiddle(cursor: Cursor): string {
  let middle = "";
  for (let i = 0; i < MAX_MIDDLE; i++) {
    const char = cursor.take(MIDDLE);
    if (char === null) break;
    if (!"()册第号:-.字时".includes(char)) middle += char;
  }
  return middle;
}

function originOf(middle: string): { readonly sign: string; readonly origin: Origin | null } {
  for (let i = middle.length - 1; i >= 0; i--) {
    const sign = middle[i] as string;
    if (sign === "准") return { sign, origin: "domestic" };
    if (sign === "进") return { sign, origin: "imported" };
    if (sign === "许") return { sign, origin: "hmt" };
  }
  return { sign: "", origin: null };
}

function readRegistration(shadow: Shadow, at: number, cursor: Cursor): Candidate | null {
  const issuer = issuerBefore(shadow, at);
  const from = cursor.at;
  let middle = readMiddle(cursor);
  const isEmergency = middle.includes("应急") || middle.includes("临");
  if (!middle.includes("注") && originOf(middle).origin === null && !isEmergency) return null;
  // 医疗器械注册号 is prose, not a number without an issuer.
  if (issuer === null && !(middle.includes("注") && originOf(middle).origin !== null)) return null;
  const { sign, origin } = originOf(middle);
  if (!isEmergency && middle !== `注${sign}`) {
    if (sign !== "" && middle.includes("注")) cursor.correct("order", middle, `注${sign}`, from, cursor.at);
    else cursor.correct("missing", middle, `注${sign}`, from, cursor.at);
    middle = `注${sign}`;
  }
  const run = cursor.digits(isEmergency ? [7, 11] : [11]);
  if (run.digits.length < FEWEST_DIGITS) return null;
  const suffix = readSuffix(cursor);
  const number = `${issuer?.sign ?? ""}械${middle}${run.digits}${suffix}`;
  const start = issuer?.start ?? at;
  const emergency = isEmergency || suffix !== "";
  return candidate(
    start,
    cursor,
    issuer,
    parsedNumber({
      kind: "device-registration",
      number,
      ...registrationFields(run, issuer),
      // 黑械临注 carries no origin sign; only domestic products were registered so.
      origin: origin ?? (isEmergency ? "domestic" : null),
      expectedDigits: emergency && run.digits.length === 7 ? 7 : 11,
      variant: emergency ? "emergency" : null,
    }),
  );
}

function registrationFields(run: DigitRun, issuer: Issuer | null): Partial<ParsedNumber> {
  const isWhole = run.digits.length === 11;
  return {
    issuer: issuer?.sign ?? null,
    province: issuer?.province ?? null,
    digits: run.digits,
    truncated: run.truncated,
    year: numberOf(run, 0, 4),
    class: isWhole ? classOf(run, 4) : null,
    code: isWhole ? partOf(run, 5, 7) : null,
    serial: isWhole ? partOf(run, 7, 11) : run.digits.length === 7 ? partOf(run, 4, 7) : null,
  };
}

function classOf(run: DigitRun, at: number): 1 | 2 | 3 | null {
  const digit = numberOf(run, at, at + 1);
  return digit === 1 || digit === 2 || digit === 3 ? digit : null;
}

/** 号 is passed over; (临时) belongs to the number; (更), (变更文件) and 补-2018-001 do not. */
function readSuffix(cursor: Cursor): string {
  cursor.take("号");
  return cursor.word("(临时)") || cursor.word("(临)") ? "(临时)" : "";
}

function readOldRegistration(
  shadow: Shadow,
  agency: string,
  issuer: Issuer | null,
  start: number,
  cursor: Cursor,
): Candidate | null {
  const wider = issuer ?? issuerBefore(shadow, start, PLACES);
  const middle = readMiddle(cursor);
  const { sign, origin } = originOf(middle);
  if (origin === null) return null;
  const year = cursor.digits([4, 11]);
  let run = year;
  if (year.digits.length === 4) {
    cursor.skip("年第-()", 3);
    const rest = cursor.digits([7]);
    run = { digits: year.digits + rest.digits, truncated: rest.truncated };
  }
  if (run.digits.length < FEWEST_DIGITS + 1) return null;
  cursor.take("号");
  const digits = `${run.digits.slice(0, 4)}第${run.digits.slice(4)}号`;
  return candidate(
    wider?.start ?? start,
    cursor,
    wider,
    parsedNumber({
      kind: "device-registration-old",
      number: `${wider?.sign ?? ""}${agency}械(${sign})字${digits}`,
      ...registrationFields(run, wider),
      origin,
      expectedDigits: 11,
      variant: "old",
    }),
  );
}

function readFiling(shadow: Shadow, at: number, cursor: Cursor): Candidate | null {
  const issuer = issuerBefore(shadow, at, PLACES);
  if (issuer === null) return null;
  cursor.take("备");
  cursor.skip("字第号():-", 3);
  const run = cursor.digits([8]);
  if (run.digits.length < FEWEST_DIGITS) return null;
  cursor.take("号");
  return candidate(
    issuer.start,
    cursor,
    issuer,
    parsedNumber({
      kind: "device-filing",
      number: `${issuer.sign}械备${run.digits}`,
      issuer: issuer.sign,
      province: issuer.province,
      origin: issuer.sign === "国" ? "imported" : "domestic",
      class: 1,
      digits: run.digits,
      expectedDigits: 8,
      truncated: run.truncated,
      year: numberOf(run, 0, 4),
      serial: partOf(run, 4, 8),
    }),
  );
}
