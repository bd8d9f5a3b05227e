import { findCertificateNumbers, type NumberOptions, placed } from "./find-certificate-numbers.js";
import { readImportedDrug } from "./formats/drug.js";
import type { FoundNumber, ParsedNumber } from "./parsed-number.js";
import { castShadow } from "./shadow.js";

/** Longer texts are not "a number" and are not looked at. */
const MAX_TEXT = 200;
/** How much beside the number (a label, a remark) such a text may hold. */
const MAX_BESIDE = 24;

/**
 * Reads a text that is one number: an attribute's value, a cell of a register, a line of a certificate.
 * A label in front (注册证号：) and a remark behind ((变更文件)) are tolerated, digits beside the number are not;
 * bare numbers of imported drugs (H20130332) are known here, which in running text need their name before them.
 */
export function readWholeNumber(text: string, options: NumberOptions = {}): FoundNumber | null {
  if (text.length > MAX_TEXT) return null;
  const found = findCertificateNumbers(text, options);
  if (found.length > 1) return null;
  const only = found[0];
  if (only !== undefined) {
    const beside = text.slice(0, only.start) + text.slice(only.end);
    return beside.length <= MAX_BESIDE && !/^[0-9]/.test(text.slice(only.end)) ? only : null;
  }
  const shadow = castShadow(text);
  const bare = readImportedDrug(shadow, 0);
  return bare !== null && bare.end === shadow.chars.length ? placed(shadow, bare, options.day) : null;
}

/**
 * Parses a text that is one certificate, licence or advertisement number; null where it is none or more than one.
 * Never throws. What is wrong with the number says `problemsOfNumber`.
 *
 * @example
 * parseCertificateNumber("国械注准20193400099")?.class; // 3
 */
export function parseCertificateNumber(text: string): ParsedNumber | null {
  return readWholeNumber(text)?.parsed ?? null;
}
