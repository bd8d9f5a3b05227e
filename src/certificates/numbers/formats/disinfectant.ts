import { type Candidate, candidate, parsedNumber } from "../candidate.js";
import { Cursor, markerAt } from "../cursor.js";
import { issuerBefore } from "../issuer.js";
import type { Shadow } from "../shadow.js";
import { readYearSerial } from "./year-serial.js";

/** 赣卫消证字(2010)第0003号 (producer) and 卫消字(2005)第0123号 (product), anchored on 消. Source: 消毒管理办法. */
export function readDisinfectant(shadow: Shadow, at: number): Candidate | null {
  const ministry = markerAt(shadow, at - 1, "卫");
  if (ministry === null) return null;
  const cursor = new Cursor(shadow, at);
  if (cursor.take("消") === null) return null;
  cursor.skip("()", 1);
  const form = cursor.skip("证进准新备字", 3);
  if (!form.endsWith("字")) return null;
  const issuer = issuerBefore(shadow, at - 1, 2);
  const tail = readYearSerial(cursor, 4);
  if (tail === null) return null;
  const sign = issuer?.sign ?? "";
  const region = tail.region === null ? "" : `(${tail.region})`;
  return candidate(
    issuer?.start ?? at - 1,
    cursor,
    issuer,
    parsedNumber({
      kind: form.includes("证") ? "disinfectant-licence" : "disinfectant-approval",
      number: `${sign}卫消${form}(${tail.year})第${region}${tail.serial}号`,
      issuer: sign === "" ? "卫" : sign,
      province: issuer?.province ?? null,
      origin: form.includes("进") ? "imported" : "domestic",
      code: tail.region,
      digits: tail.year + tail.serial,
      truncated: tail.truncated,
      year: tail.year.includes("X") ? null : Number(tail.year),
      serial: tail.serial,
      subject: "disinfectant",
    }),
  );
}
