import type { Listing } from "../contracts/listing.js";
import type { Note } from "../contracts/result.js";
import { MAX_ATTRIBUTES, MAX_FAULTS, MAX_FIELD_DEPTH, MAX_SHORT_CHARS } from "./limits.js";
import { listingSchema } from "./listing-schema.js";
import { plainListing } from "./plain-listing.js";

/** A listing as far as it was usable; `listing` is null where the value is no object or is faulty throughout. */
export interface ParsedListing {
  readonly listing: Listing | null;
  readonly notes: readonly Note[];
}

type Path = readonly (string | number)[];
type Issue = { readonly code: string; readonly path: readonly PropertyKey[]; readonly maximum?: unknown };

/**
 * Checks foreign JSON against the listing's schema and keeps what is usable: a value over a cap is cut to it, a value of
 * the wrong type is left out, and each is noted with its path, so that the listing comes out incomplete, not clean.
 *
 * @example
 * parseListing({ id: 7, title: "血压计", images: 3 });
 * // → { listing: { id: "7", title: "血压计" }, notes: [{ code: "invalid-field", where: "images" }] }
 */
export function parseListing(value: unknown): ParsedListing {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { listing: null, notes: [{ code: "not-a-listing", where: typeName(value) }] };
  }
  const plain = plainListing(value, isField);
  if (plain !== null) return { listing: plain, notes: NO_NOTES };
  return parseBySchema(value as Record<string, unknown>);
}

const NO_NOTES: readonly Note[] = [];
const isField = (name: string) => Object.hasOwn(listingSchema.shape, name);

/** As `parseListing`, for what is no plain listing: by the schema, field by field. */
export function parseBySchema(value: Record<string, unknown>): ParsedListing {
  const notes: Note[] = [];
  let draft: unknown = capAttributes(withoutDeepFields(value, notes), notes);
  let copied = false;
  for (let round = 0; round < 8; round++) {
    const parsed = listingSchema.safeParse(draft);
    if (parsed.success) return { listing: parsed.data as Listing, notes };
    const issues = parsed.error.issues as readonly Issue[];
    if (notes.length + issues.length > MAX_FAULTS) break;
    if (!copied) draft = structuredClone(draft);
    copied = true;
    const shortened = new Set<unknown[]>();
    for (const issue of issues) notes.push(repair(draft, issue, shortened));
    // Holes are closed at the end of a round, so that the paths of the round's other faults stay true.
    for (const array of shortened) array.splice(0, array.length, ...array.filter((item) => item !== undefined));
  }
  return { listing: null, notes: [...notes, { code: "too-many-faults", where: "listing" }] };
}

function repair(root: unknown, issue: Issue, shortened: Set<unknown[]>): Note {
  const path = issue.path as Path;
  const where = path.join(".") || "listing";
  const found = valueAt(root, path);
  if (
    issue.code === "too_big" &&
    typeof issue.maximum === "number" &&
    (typeof found === "string" || Array.isArray(found))
  ) {
    replaceAt(root, path, found.slice(0, issue.maximum));
    return { code: typeof found === "string" ? "text-truncated" : "list-truncated", where };
  }
  // What is required and missing takes its parent with it.
  let target = path;
  while (target.length > 1 && valueAt(root, target) === undefined) {
    target = target.slice(0, -1);
    const parent = valueAt(root, target.slice(0, -1));
    if (Array.isArray(parent) && valueAt(root, target) === undefined) return { code: "invalid-field", where };
  }
  removeAt(root, target, shortened);
  return { code: "invalid-field", where };
}

/** What is nested so deep that copying or checking it would exhaust the stack is left out, and noted where it counts. */
function withoutDeepFields(listing: Record<string, unknown>, notes: Note[]): Record<string, unknown> {
  const deep = Object.keys(listing).filter((name) => isTooDeep(listing[name]));
  if (deep.length === 0) return listing;
  for (const name of deep) {
    if (isField(name)) notes.push({ code: "value-too-deep", where: name });
  }
  return Object.fromEntries(Object.entries(listing).filter(([name]) => !deep.includes(name)));
}

function isTooDeep(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  let level: unknown[] = [value];
  for (let depth = 0; depth < MAX_FIELD_DEPTH; depth++) {
    level = level.flatMap((item) => (typeof item === "object" && item !== null ? Object.values(item) : []));
    if (level.length === 0) return false;
  }
  return true;
}

/** A record has no cap of its own in the schema; `__proto__` as a name would be lost without a word. */
function capAttributes(listing: Record<string, unknown>, notes: Note[]): Record<string, unknown> {
  const given = listing.attributes;
  if (typeof given !== "object" || given === null || Array.isArray(given)) return listing;
  const entries = Object.entries(given).filter(([, value]) => value !== null);
  const kept = entries.slice(0, MAX_ATTRIBUTES).filter(([name]) => {
    const usable = name.length <= MAX_SHORT_CHARS && name !== "__proto__";
    if (!usable) notes.push({ code: "invalid-field", where: `attributes.${name.slice(0, 40)}` });
    return usable;
  });
  if (entries.length > MAX_ATTRIBUTES) notes.push({ code: "list-truncated", where: "attributes" });
  const attributes = Object.fromEntries(kept.map(([name, value]) => [name, joinWords(value)]));
  return { ...listing, attributes };
}

/** `["鼻炎", "咽炎"]` as an attribute's value means both. */
function joinWords(value: unknown): unknown {
  return Array.isArray(value) && value.every((item) => typeof item === "string" || typeof item === "number")
    ? value.join("，")
    : value;
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Record<string | number, unknown>)[key] : undefined,
    root,
  );
}

function replaceAt(root: unknown, path: Path, value: unknown): void {
  const parent = valueAt(root, path.slice(0, -1));
  const key = path.at(-1);
  if (typeof parent === "object" && parent !== null && key !== undefined) {
    (parent as Record<string | number, unknown>)[key] = value;
  }
}

function removeAt(root: unknown, path: Path, shortened: Set<unknown[]>): void {
  const parent = valueAt(root, path.slice(0, -1));
  const key = path.at(-1);
  if (key === undefined || typeof parent !== "object" || parent === null) return;
  if (Array.isArray(parent) && typeof key === "number") {
    parent[key] = undefined;
    shortened.add(parent);
  } else {
    delete (parent as Record<string | number, unknown>)[key];
  }
}

function typeName(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
}
