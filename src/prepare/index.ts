import type { Listing } from "../contracts/listing.js";
import type { Prepared } from "../contracts/prepared.js";
import { readPage } from "../page/index.js";
import { type PrepareOptions, prepareListing as prepareWith } from "./prepare-listing.js";

export { dayInShanghai, todayInShanghai } from "./day.js";
export { listingSchema } from "./listing-schema.js";
export { type ParsedListing, parseListing } from "./parse-listing.js";
export { type PageReader, type PreparedPassages, preparePassages } from "./passages.js";
export type { PrepareOptions } from "./prepare-listing.js";

/** `prepareListing` with the page reader at hand: the door for programs, which don't count milliseconds of loading. */
export function prepareListing(listing: Listing, options: PrepareOptions = {}): Prepared {
  return prepareWith(listing, { readPage, ...options });
}
