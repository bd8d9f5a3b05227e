import { readFileSync } from "node:fs";
import { kindOfNumber, parseCertificateNumber } from "../../src/certificates/index.js";
import type { KnownCertificate } from "../../src/contracts/prepared.js";
import { mapRow } from "../../src/store/map-row.js";
import { detectMapping } from "../../src/store/mapping.js";
import { MAPPINGS } from "../../src/store/mappings/index.js";
import { RejectedRow } from "../../src/store/rows/source-row.js";

export const DAY = "2026-05-01";
export const AS_OF = "2026-04-20";

/** A registered product with a number, a name and a holder or class. */
export type Product = KnownCertificate & { readonly number: string; readonly productName: string };

/**
 * Reads rows of a register (`rows.jsonl`, or any file that `registry import` reads as JSON Lines) as facts of today: with
 * validity moved ahead, since the page's day is `DAY`.
 */
export function readProducts(file: string): Product[] {
  const products = new Map<string, Product>();
  for (const line of readFileSync(file, "utf8").split("\n")) {
    if (line.trim() === "") continue;
    const row = JSON.parse(line) as Record<string, unknown>;
    const mapping = detectMapping(MAPPINGS, row);
    const mapped = mapping === null ? null : mapRow(mapping, row);
    if (mapped === null || mapped instanceof RejectedRow) continue;
    const { number, productName, validUntil } = mapped;
    if (number === undefined || productName === undefined || products.has(number)) continue;
    const parsed = parseCertificateNumber(number);
    if (parsed === null || kindOfNumber(parsed) === null || number.includes("X")) continue;
    // Injections may not be sold online at all: a page of one is never without a fault.
    if (productName.includes("注射液") && number.startsWith("国药准字")) continue;
    products.set(number, {
      ...mapped,
      number,
      productName,
      ...(validUntil !== undefined && { validUntil: `2029${validUntil.slice(4)}` }),
      asOf: AS_OF,
      origin: "registry",
      source: "示例数据库",
      complete: true,
    });
  }
  return [...products.values()];
}
