import { CONTEXTS, KINDS, type Listing, PAGES } from "../contracts/listing.js";
import { MAX_ATTRIBUTES, MAX_HTML_CHARS, MAX_SHORT_CHARS, MAX_TEXT_CHARS } from "./limits.js";

type Check = (value: unknown) => boolean;

const upTo =
  (most: number): Check =>
  (value) =>
    typeof value === "string" && value.length <= most;
const oneOf = (words: readonly string[]): Check => {
  const known = new Set<unknown>(words);
  return (value) => known.has(value);
};
const short = upTo(MAX_SHORT_CHARS);

/** What a field holds when nothing in it needs to be changed, in the schema's order; all other fields are the schema's. */
const PLAIN: readonly (readonly [name: string, isPlain: Check])[] = [
  ["id", short],
  ["url", short],
  ["kind", oneOf(KINDS)],
  ["page", oneOf(PAGES)],
  ["audience", oneOf(["consumer", "business"])],
  ["session", oneOf(["anonymous", "logged-in", "prescription-approved"])],
  ["context", oneOf(CONTEXTS)],
  ["complete", (value) => typeof value === "boolean"],
  ["title", short],
  ["text", upTo(MAX_TEXT_CHARS)],
  ["html", upTo(MAX_HTML_CHARS)],
  ["attributes", areTexts],
  ["category", short],
  ["publishedAt", short],
  ["publishedBy", short],
  ["capturedAt", short],
];
const CHECKS: ReadonlyMap<string, Check> = new Map(PLAIN);

/**
 * Reads a listing of plain texts, as most are, without the schema: what the schema would give, at a tenth of its price.
 *
 * @param isField whether the schema knows a field of this name; unknown ones are passed over
 * @returns null where a field holds anything that the schema must look at
 * @example
 * plainListing({ id: "1", title: "血压计" }, isField); // → { id: "1", title: "血压计" }
 * plainListing({ id: 1 }, isField); // → null
 */
export function plainListing(value: object, isField: (name: string) => boolean): Listing | null {
  if (Object.getPrototypeOf(value) !== Object.prototype) return null;
  const given = value as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(given)) {
    const isPlain = CHECKS.get(name);
    if (isPlain === undefined ? isField(name) : !isPlain(given[name])) return null;
  }
  const listing: Record<string, unknown> = {};
  for (const [name] of PLAIN) {
    const field = given[name];
    if (field !== undefined) listing[name] = name === "attributes" ? { ...(field as object) } : field;
  }
  return listing as Listing;
}

/** Attributes with texts for values; an empty object stays one. */
function areTexts(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return false;
  const names = Object.keys(value);
  if (names.length > MAX_ATTRIBUTES) return false;
  const texts = value as Readonly<Record<string, unknown>>;
  return names.every((name) => {
    const text = texts[name];
    const isUsable = name.length <= MAX_SHORT_CHARS && name !== "__proto__";
    return isUsable && typeof text === "string" && text.length <= MAX_TEXT_CHARS;
  });
}
