import type { ElementAttributes } from "./element-attributes.js";
import type { StructuredData } from "./structured-data.js";

/** `meta` names and properties whose content is wording; addresses, sizes and settings are not. */
const WORDING =
  /^(?:description|keywords|subject|abstract|author|application-name|og:(?:title|description|site_name|image:alt)|twitter:(?:title|description|image:alt)|(?:og:)?product:(?:brand|category)|name|headline|brand|category)$/;

/**
 * Reads a `meta` element for what it says about the product.
 *
 * @returns whether its content is wording, to be kept as a passage
 */
export function readMeta(attributes: ElementAttributes, structured: StructuredData): boolean {
  if (!attributes.has("content")) return false;
  const property = attributes.get("property").trim();
  const name = attributes.get("name").trim();
  const itemprop = attributes.get("itemprop").trim();
  if (property !== "" || name !== "") structured.addMeta(property || name, attributes.get("content").trim());
  if (itemprop !== "") structured.addMicrodata(itemprop, attributes.get("content").trim());
  return [property, name, itemprop].some((key) => WORDING.test(key.toLowerCase().slice(0, 40)));
}
