import { z } from "zod";
import { PAGES } from "../../contracts/listing.js";
import { MAX_SELECTOR_CHARS } from "./limits.js";

/** Facts that a selector can give. */
export const FACT_FIELDS = [
  "title",
  "price",
  "original",
  "priceLabel",
  "merchant",
  "merchantUscc",
  "shop",
  "certificates",
  "licences",
] as const;
export type FactField = (typeof FACT_FIELDS)[number];

const selector = z.string().min(1).max(MAX_SELECTOR_CHARS);
const place = z.strictObject({
  select: selector,
  /** Attribute of the element; absent: its text. */
  attribute: z.string().min(1).max(100).optional(),
  /** What stands before the value in the text and is no part of it (`生产厂家：`). */
  after: z.string().min(1).max(100).optional(),
});
const places = z.union([
  selector.transform((one) => [{ select: one }]),
  place.transform((one) => [one]),
  z
    .array(z.union([selector.transform((one) => ({ select: one })), place]))
    .min(1)
    .max(20),
]);

/** An adapter as its file says: for which pages, and where on them the facts stand. */
export const adapterSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,60}$/, "只能用小写字母、数字和连字符"),
  name: z.string().min(1).max(200),
  /** Hosts whose pages it reads, subdomains included. */
  hosts: z
    .array(z.string().regex(/^[a-z0-9.-]{1,253}$/))
    .max(100)
    .default([]),
  /** Or pages that contain all texts of one of these lists, as they stand in the HTML. */
  markers: z
    .array(z.array(z.string().min(3).max(200)).min(1).max(10))
    .max(50)
    .default([]),
  page: z.enum(PAGES).optional(),
  facts: z.partialRecord(z.enum(FACT_FIELDS), places).default({}),
  /** Elements that hold a name and a value each. */
  attributes: z
    .array(z.strictObject({ row: selector, name: selector, value: selector }))
    .max(20)
    .default([]),
});

/** One place of a fact: the first that is there and not empty counts. */
export interface FactPlace {
  readonly select: string;
  readonly attribute?: string | undefined;
  readonly after?: string | undefined;
}

/** A style of page, as data: how it is known and where its facts stand (CSS selectors). */
export interface PageAdapter {
  readonly id: string;
  readonly name: string;
  readonly hosts: readonly string[];
  readonly markers: readonly (readonly string[])[];
  readonly page?: (typeof PAGES)[number] | undefined;
  readonly facts: Readonly<Partial<Record<FactField, readonly FactPlace[]>>>;
  readonly attributes: readonly { readonly row: string; readonly name: string; readonly value: string }[];
}
