import type { Kind } from "../../contracts/listing.js";
import { kindOfNumber } from "./number-family.js";
import { parseCertificateNumber } from "./parse-certificate-number.js";

/** What most rows of a register hold, written as issued: nothing in it is left to normalise. */
const AS_ISSUED = /^[国京津冀晋蒙内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵黔云滇藏陕甘青宁新兵]械注[准进许]20\d{9}$/;
const REMARK = "(变更文件)";

/** A number as a register is asked for it; `kind` is null where it is given to a firm, a site or an advertisement. */
export interface ProductNumber {
  readonly number: string;
  readonly kind: Kind | null;
}

/**
 * Normalises a text that is one number; null where it is none. The same answer as `parseCertificateNumber` and
 * `kindOfNumber`, with a short way for the form that is written as issued. Never throws.
 *
 * @example
 * readProductNumber("国械注准 20193400099号"); // { number: "国械注准20193400099", kind: "device" }
 */
export function readProductNumber(text: string): ProductNumber | null {
  if (AS_ISSUED.test(text)) return { number: text, kind: "device" };
  if (text.endsWith(REMARK)) {
    const number = text.slice(0, -REMARK.length);
    if (AS_ISSUED.test(number)) return { number, kind: "device" };
  }
  const parsed = parseCertificateNumber(text);
  return parsed === null ? null : { number: parsed.number, kind: kindOfNumber(parsed) };
}
