import { parseCertificateNumber } from "../certificates/index.js";
import type { Certificate, Listing } from "../contracts/listing.js";
import type { PageFacts } from "../page/adapters/page-facts.js";

/**
 * A listing with what an adapter read of its page, where the listing does not say it itself.
 *
 * @example
 * joinFacts({ id: "1" }, { adapter: "shop", price: { current: 99 } }).price?.current; // → 99
 */
export function joinFacts(listing: Listing, facts: PageFacts | null, unsaid: readonly Certificate[] = []): Listing {
  if (facts === null) return listing;
  const { price, merchant, page } = facts;
  return {
    ...listing,
    ...(price && { price: { ...price, ...definedOnly(listing.price) } }),
    ...(merchant && { merchant: { ...merchant, ...definedOnly(listing.merchant) } }),
    // A number that the text shows keeps its place there.
    ...(unsaid.length > 0 && { certificates: [...(listing.certificates ?? []), ...unsaid] }),
    page: listing.page ?? page,
  };
}

const NONE: readonly Certificate[] = [];

/** Numbers that an adapter read and that no text of the page shows: they are looked up, but have no place in it. */
export function unsaidNumbers(
  facts: PageFacts | null,
  said: readonly { readonly number: string }[],
  normalise: (number: string) => string,
): readonly Certificate[] {
  const read = facts?.certificates ?? [];
  if (read.length === 0) return NONE;
  const known = new Set(said.map(({ number }) => number));
  return read
    .filter((number) => parseCertificateNumber(number) !== null && !known.has(normalise(number)))
    .map((number) => ({ number }));
}

function definedOnly<T extends object>(value: T | undefined): Partial<T> {
  return Object.fromEntries(Object.entries(value ?? {}).filter(([, item]) => item !== undefined)) as Partial<T>;
}
