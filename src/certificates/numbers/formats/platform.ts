import { type Candidate, candidate, numberOf, parsedNumber, partOf } from "../candidate.js";
import { Cursor } from "../cursor.js";
import { issuerBefore } from "../issuer.js";
import type { NumberKind } from "../parsed-number.js";
import type { Shadow } from "../shadow.js";
import { readYearSerial } from "./year-serial.js";

const FILINGS: readonly (readonly [string, NumberKind, "device" | "drug" | null])[] = [
  ["网械平台备字", "device-platform-filing", "device"],
  ["网药平台备字", "drug-platform-filing", "drug"],
  ["网药械信息备字", "internet-drug-information-filing", null],
  ["网药信息备字", "internet-drug-information-filing", "drug"],
  ["网械信息备字", "internet-drug-information-filing", "device"],
];

/** (京)网械平台备字(2018)第00005号, (京)网药械信息备字(2021)第00159号; anchored on 网. */
export function readNetFiling(shadow: Shadow, at: number): Candidate | null {
  for (const [word, kind, subject] of FILINGS) {
    const cursor = new Cursor(shadow, at);
    if (!cursor.word(word)) continue;
    const issuer = issuerBefore(shadow, at);
    const tail = readYearSerial(cursor, 5);
    if (tail === null) return null;
    return candidate(
      issuer?.start ?? at,
      cursor,
      issuer,
      parsedNumber({
        kind,
        number: `(${issuer?.sign ?? ""})${word}(${tail.year})第${tail.serial}号`,
        issuer: issuer?.sign ?? null,
        province: issuer?.province ?? null,
        digits: tail.year + tail.serial,
        expectedDigits: 9,
        truncated: tail.truncated,
        year: tail.year.includes("X") ? null : Number(tail.year),
        serial: tail.serial,
        subject,
      }),
    );
  }
  return null;
}

/** (京)-经营性-2018-0221, 浙-(经营性)-2017-0005; anchored on 营. Source: 互联网药品信息服务管理办法. */
export function readInformationService(shadow: Shadow, at: number): Candidate | null {
  const { chars } = shadow;
  if (chars[at + 1] !== "性" || (chars[at - 1] !== "经" && chars[at - 1] !== "經")) return null;
  let back = at - 1;
  const isBusiness = chars[back - 1] !== "非";
  if (!isBusiness) back--;
  if (chars[back - 1] === "(") back--;
  if (chars[back - 1] === "-") back--;
  const issuer = issuerBefore(shadow, back);
  if (issuer === null) return null;
  const cursor = new Cursor(shadow, at + 2);
  cursor.skip(")-", 2);
  const run = cursor.digits([8]);
  if (run.digits.length < 4) return null;
  cursor.take("号");
  return candidate(
    issuer.start,
    cursor,
    issuer,
    parsedNumber({
      kind: "internet-drug-information",
      number: `(${issuer.sign})-${isBusiness ? "经营性" : "非经营性"}-${run.digits.slice(0, 4)}-${run.digits.slice(4)}`,
      issuer: issuer.sign,
      province: issuer.province,
      digits: run.digits,
      expectedDigits: 8,
      truncated: run.truncated,
      year: numberOf(run, 0, 4),
      serial: partOf(run, 4, 8),
    }),
  );
}

/** 京ICP备10046444号-1 and 京ICP证110507号 (anchored on 备 or 证), 京公网安备11010502030143号. */
export function readSiteFiling(shadow: Shadow, at: number): Candidate | null {
  const { chars } = shadow;
  const cursor = new Cursor(shadow, at);
  const form = cursor.take("备证");
  const isPolice = form === "备" && chars.slice(at - 3, at) === "公网安";
  const isIcp = chars[at - 1] === "P" && chars[at - 2] === "C" && "IL1|".includes(chars[at - 3] ?? "-");
  if (!isPolice && !isIcp) return null;
  const issuer = issuerBefore(shadow, at - 3);
  if (issuer === null) return null;
  cursor.skip("案字第号:(", 3);
  const run = cursor.digits(isPolice ? [14] : form === "证" ? [6] : [8, 7, 6, 5]);
  if (run.digits.length < 5) return null;
  const hasEnd = cursor.take("号") !== null;
  let site = "";
  if (hasEnd && !isPolice && cursor.next === "-" && /[0-9]/.test(chars[cursor.at + 1] ?? "")) {
    cursor.at++;
    site = `-${cursor.digits([1, 2, 3]).digits}`;
  }
  const word = isPolice ? "公网安备" : `ICP${form}`;
  return candidate(
    issuer.start,
    cursor,
    issuer,
    parsedNumber({
      kind: isPolice ? "police-filing" : form === "证" ? "icp-licence" : "icp-filing",
      number: `${issuer.sign}${word}${run.digits}号${site}`,
      issuer: issuer.sign,
      province: issuer.province,
      digits: run.digits,
      expectedDigits: isPolice ? 14 : form === "证" ? 6 : null,
      truncated: run.truncated,
      serial: run.digits,
    }),
  );
}

/** 京B2-20120345 and 合字B2-20100001, anchored on the province's sign or on 字. */
export function readTelecom(shadow: Shadow, at: number): Candidate | null {
  const { chars } = shadow;
  if (chars[at + 1] !== "B" || !"12".includes(chars[at + 2] ?? "-") || chars[at + 3] !== "-") return null;
  const joint = chars[at] === "字" && chars[at - 1] === "合";
  const issuer = joint ? null : issuerBefore(shadow, at + 1);
  if (!joint && issuer === null) return null;
  const cursor = new Cursor(shadow, at + 4);
  const run = cursor.digits([8]);
  if (run.digits.length < 4) return null;
  const sign = joint ? "合字" : (issuer?.sign as string);
  return candidate(
    joint ? at - 1 : (issuer?.start as number),
    cursor,
    issuer,
    parsedNumber({
      kind: "telecom-licence",
      number: `${sign}B${chars[at + 2]}-${run.digits}`,
      issuer: sign,
      province: issuer?.province ?? null,
      digits: run.digits,
      expectedDigits: 8,
      truncated: run.truncated,
      year: numberOf(run, 0, 4),
      serial: partOf(run, 4, 8),
    }),
  );
}

/** 互联网药品交易服务资格证书 国A20150001: abolished 2017, known only behind its name; anchored on the 证 of 资格证. */
export function readTradeService(shadow: Shadow, at: number): Candidate | null {
  const { chars } = shadow;
  if (chars[at - 1] !== "格") return null;
  const cursor = new Cursor(shadow, at + 1);
  cursor.skip("书编号码:()-.", 6);
  const issuer = issuerBefore(shadow, cursor.at + 1);
  const letter = chars[cursor.at + 1] ?? "-";
  if (issuer === null || !"ABC".includes(letter)) return null;
  cursor.at += 2;
  const run = cursor.digits([8]);
  if (run.digits.length !== 8) return null;
  return candidate(
    issuer.start,
    cursor,
    issuer,
    parsedNumber({
      kind: "internet-drug-trade",
      number: `${issuer.sign}${letter}${run.digits}`,
      issuer: issuer.sign,
      province: issuer.province,
      letters: letter,
      digits: run.digits,
      expectedDigits: 8,
      year: numberOf(run, 0, 4),
      serial: partOf(run, 4, 8),
      variant: "old",
      subject: "drug",
    }),
  );
}
