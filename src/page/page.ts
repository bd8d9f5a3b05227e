import type { Passage } from "../contracts/passage.js";
import type { Note } from "../contracts/result.js";

/** A picture of the page; `src` as written, the address it is lazily loaded from where there is one. */
export interface PageImage {
  readonly src: string;
  readonly alt: string;
}

export interface PageLink {
  readonly href: string;
  readonly text: string;
}

/** What the page says about its product in JSON-LD, microdata of `meta`, or Open Graph; the first of these wins. */
export type Structured = Readonly<Partial<Record<StructuredField, string>>>;

export const STRUCTURED_FIELDS = [
  "name",
  "brand",
  "price",
  "currency",
  "sku",
  "gtin",
  "mpn",
  "model",
  "category",
  "manufacturer",
  "description",
  "image",
  "url",
] as const;
export type StructuredField = (typeof STRUCTURED_FIELDS)[number];

/** A page, read: its texts in the order of the source, and what they say about themselves. */
export interface Page {
  readonly passages: readonly Passage[];
  readonly title: string | null;
  /** Name and value of two-cell rows, definition lists and parameter lists. Values of one name are joined by a line feed. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly images: readonly PageImage[];
  readonly links: readonly PageLink[];
  /** `<link rel=canonical>`, as written. */
  readonly canonical: string | null;
  readonly structured: Structured;
  /** Codes are the keys of `PAGE_NOTES`. */
  readonly notes: readonly Note[];
  /** The page stops before its end: cut off on the way, or over a cap. */
  readonly truncated: boolean;
}
