import type { Listing } from "../contracts/listing.js";
import type { Passage } from "../contracts/passage.js";
import { isMerchantText } from "./fields/field-input.js";
import { isMakerLabel } from "./fields/manufacturer.js";
import { pageNames } from "./fields/page-names.js";

/** What a page calls its product and its maker: what a registry is asked for where the page gives no number. */
export interface PageNames {
  /** Attributes for the registered name first, then the title. */
  readonly products: readonly string[];
  readonly holders: readonly string[];
}

/** Names of each sort that are kept. */
const MAX_NAMES = 2;

/**
 * Names that a certificate may be found by. Empty where the page is of no single product. Pure.
 *
 * @example
 * soughtNames(passages, listing); // { products: ["医用冷敷贴"], holders: ["广州青禾示例医疗器械有限公司"] }
 */
export function soughtNames(passages: readonly Passage[], listing: Listing): PageNames {
  const { page } = listing;
  if (page !== undefined && page !== "product" && page !== "live") return { products: [], holders: [] };
  const products = pageNames({ passages }).filter(({ from }) => from !== "aside");
  const holders = passages.filter(
    (one) => isMakerLabel(one.label) && isMerchantText(one) && !one.hidden && one.image === null,
  );
  const { type, name = "" } = listing.merchant ?? {};
  const own = type === "registrant" || type === "manufacturer" ? [name] : [];
  return {
    products: distinct(products.map(({ text }) => text)),
    holders: distinct([...holders.map(({ text }) => text), ...own]),
  };
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts.map((text) => text.trim()))].filter((text) => text !== "").slice(0, MAX_NAMES);
}
