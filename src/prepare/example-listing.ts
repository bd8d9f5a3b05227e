import type { RuleExample } from "../contracts/dictionary.js";
import type { Listing } from "../contracts/listing.js";
import { parseListing } from "./parse-listing.js";

/**
 * The listing that a rule's example stands for: the whole one where it gives one, else its text with its certificate.
 *
 * @throws Error where the listing of the example is none
 * @example
 * exampleListing({ text: "三天根治", kind: "device" }, "efficacy-guarantee").text; // → "三天根治"
 */
export function exampleListing(example: RuleExample, id: string): Listing {
  const { text, kind, context, scope, productName } = example;
  if (example.listing !== undefined) {
    const { listing, notes } = parseListing({ id, ...example.listing });
    if (listing === null || notes.length > 0) throw new Error(`规则 ${id} 的示例「${text}」不是有效的商品页`);
    return listing;
  }
  const hasCertificate = scope !== undefined || productName !== undefined;
  return { id, text, kind, context, certificates: hasCertificate ? [{ scope, productName }] : undefined };
}
