import { type Candidate, candidate, parsedNumber, partOf } from "../candidate.js";
import { Cursor } from "../cursor.js";
import { issuerBefore } from "../issuer.js";
import type { Shadow } from "../shadow.js";

function isLetter(char: string | undefined): boolean {
  return char !== undefined && char >= "A" && char <= "Z" && char.length === 1;
}

/**
 * Drug business licences, anchored on the province's sign: 京DA010500001 (SAMR Order 84: class, form, four digits of region,
 * five of serial) and the older 京CB0102010.
 */
export function readDrugLicence(shadow: Shadow, at: number): Candidate | null {
  const { chars } = shadow;
  const first = chars[at + 1];
  const second = chars[at + 2];
  if (!isLetter(first) || !isLetter(second)) return null;
  const issuer = issuerBefore(shadow, at + 1);
  if (issuer === null || issuer.sign === "国") return null;
  const cursor = new Cursor(shadow, at + 3);
  const isNewForm = "ABCD".includes(first as string) && "AB".includes(second as string);
  const run = cursor.digits(isNewForm ? [9, 7] : [7]);
  const isNew = isNewForm && run.digits.length === 9;
  if (run.digits.includes("X") || (!isNew && run.digits.length !== 7)) return null;
  if (isLetter(cursor.next) && (shadow.gaps[cursor.at] ?? 0) === 0) return null;
  return candidate(
    issuer.start,
    cursor,
    issuer,
    parsedNumber({
      kind: "drug-business-licence",
      number: `${issuer.sign}${first}${second}${run.digits}`,
      issuer: issuer.sign,
      province: issuer.province,
      letters: `${first}${second}`,
      code: isNew ? partOf(run, 0, 4) : null,
      serial: isNew ? partOf(run, 4, 9) : run.digits,
      digits: run.digits,
      expectedDigits: isNew ? 9 : 7,
      variant: isNew ? null : "old",
      subject: "drug",
    }),
  );
}
