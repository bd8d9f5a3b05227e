import type { Kind } from "../../contracts/listing.js";
import type { NumberFamily, NumberKind, ParsedNumber } from "./parsed-number.js";

const FAMILIES: Readonly<Record<NumberKind, readonly [NumberFamily, Kind | null]>> = {
  "device-registration": ["product", "device"],
  "device-registration-old": ["product", "device"],
  "device-filing": ["product", "device"],
  "drug-approval": ["product", "drug"],
  "drug-approval-imported": ["product", "drug"],
  "drug-approval-obsolete": ["product", "drug"],
  "institution-preparation": ["product", "drug"],
  "health-food": ["product", "health-food"],
  "health-food-filing": ["product", "health-food"],
  fsmp: ["product", "fsmp"],
  "infant-formula": ["product", "food"],
  cosmetic: ["product", "cosmetic"],
  "disinfectant-approval": ["product", "disinfectant"],
  // The producer's licence, but what shops print on the product as "消字号".
  "disinfectant-licence": ["product", "disinfectant"],
  "device-business-licence": ["licence", null],
  "device-business-filing": ["licence", null],
  "device-production-licence": ["licence", null],
  "device-production-filing": ["licence", null],
  "drug-business-licence": ["licence", null],
  "device-platform-filing": ["licence", null],
  "drug-platform-filing": ["licence", null],
  "internet-drug-information": ["licence", null],
  "internet-drug-information-filing": ["licence", null],
  "internet-drug-trade": ["licence", null],
  "icp-filing": ["licence", null],
  "icp-licence": ["licence", null],
  "telecom-licence": ["licence", null],
  "police-filing": ["licence", null],
  "ad-approval": ["advertisement", null],
};

/** Whether a number is given to a product, to a firm or site, or to an advertisement. */
export function familyOfNumber(kind: NumberKind): NumberFamily {
  return FAMILIES[kind][0];
}

/**
 * The kind of goods that a product's number implies; null for licences, sites and advertisements.
 *
 * @example
 * kindOfNumber(parsed); // "device" for 国械注准…, "health-food" for 国食健注G…
 */
export function kindOfNumber(parsed: Pick<ParsedNumber, "kind">): Kind | null {
  return FAMILIES[parsed.kind][1];
}
