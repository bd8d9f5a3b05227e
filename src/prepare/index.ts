export { dayInShanghai, todayInShanghai } from "./day.js";
export { listingSchema } from "./listing-schema.js";
export { type ParsedListing, parseListing } from "./parse-listing.js";
export { type PageReader, type PreparedPassages, preparePassages } from "./passages.js";
export { type PrepareOptions, prepareListing } from "./prepare-listing.js";
