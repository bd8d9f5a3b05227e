import { z } from "zod";
import { AUTHORS, CONTEXTS, KINDS, NOTICE_KINDS, PAGES } from "../contracts/listing.js";
import * as limits from "./limits.js";

/** Crawlers write `null` for "not there" and numbers for ids: both are taken for what they mean. */
function opt<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (value === null ? undefined : value), schema.optional()).optional();
}

const toText = (value: unknown) =>
  typeof value === "number" || typeof value === "boolean" || typeof value === "bigint" ? String(value) : value;
const toNumber = (value: unknown) =>
  typeof value === "string" && /^[¥￥]?\s*\d{1,12}(\.\d{1,6})?\s*元?$/.test(value.trim())
    ? Number(value.replace(/[¥￥元\s]/g, ""))
    : value;

const short = z.preprocess(toText, z.string().max(limits.MAX_SHORT_CHARS));
const long = z.preprocess(toText, z.string().max(limits.MAX_TEXT_CHARS));
const number = z.preprocess(toNumber, z.number());
const list = <T extends z.ZodType>(item: T, max: number) => opt(z.array(item).max(max));

const notice = z.object({
  kind: z.enum(NOTICE_KINDS),
  number: opt(short),
  name: opt(short),
  model: opt(long),
  batch: opt(long),
  firm: opt(short),
  notice: opt(short),
  date: opt(short),
});

const certificate = z.preprocess(
  (value) => (typeof value === "string" ? { number: value } : value),
  z.object({
    number: opt(short),
    productName: opt(short),
    scope: opt(long),
    contraindications: opt(long),
    precautions: opt(long),
    models: opt(long),
    composition: opt(long),
    holder: opt(short),
    manufacturers: list(short, limits.MAX_MANUFACTURERS),
    class: opt(short),
    dosageForm: opt(short),
    rx: opt(z.enum(["rx", "otc-a", "otc-b", "dual", "none"])),
    validUntil: opt(short),
    approvedOn: opt(short),
    status: opt(short),
    asOf: opt(short),
    notices: list(notice, limits.MAX_CERTIFICATES),
  }),
);

const registeredLicence = z.object({
  kind: opt(short),
  number: short,
  scope: opt(long),
  validUntil: opt(short),
  holder: opt(short),
  uscc: opt(short),
  address: opt(short),
  premises: opt(short),
  warehouse: opt(short),
  status: opt(short),
  source: short,
  asOf: short,
  complete: z.boolean(),
});
const licence = z.preprocess(
  (value) => (typeof value === "string" ? { number: value } : value),
  z.object({
    kind: opt(short),
    number: short,
    scope: opt(long),
    validUntil: opt(short),
    holder: opt(short),
    address: opt(short),
    asOf: opt(short),
    registered: opt(registeredLicence),
  }),
);

const ocrLine = z.preprocess(
  (value) => (typeof value === "string" ? { text: value } : value),
  z.object({
    text: long,
    box: opt(z.tuple([z.number(), z.number(), z.number(), z.number()])),
    confidence: opt(z.number()),
    angle: opt(z.number()),
    contrast: opt(z.number()),
    vertical: opt(z.boolean()),
    frame: opt(z.number().int().min(0)),
  }),
);

const image = z.preprocess(
  (value) => (typeof value === "string" ? { src: value } : value),
  z.object({
    src: z.preprocess(toText, z.string().max(limits.MAX_IMAGE_SRC_CHARS)),
    role: opt(z.enum(["main", "detail", "certificate", "insert"])),
    lines: list(ocrLine, limits.MAX_OCR_LINES),
    width: opt(z.number()),
    height: opt(z.number()),
  }),
);

const context = opt(z.enum(CONTEXTS));

/**
 * The listing as other programs hand it in, one JSON object: unknown fields are ignored, bare strings stand for a
 * picture's `src` or a certificate's or licence's number, and every field and list is capped (`limits.ts`).
 *
 * Use `parseListing` for foreign data: it keeps what is usable and notes what is not, where this schema only refuses.
 *
 * @throws z.ZodError from `.parse`
 * @example
 * listingSchema.parse({ id: "sku-1", images: ["a.jpg"] }).images; // → [{ src: "a.jpg" }]
 */
export const listingSchema = z.object({
  id: opt(short),
  url: opt(short),
  platform: opt(z.object({ name: opt(short), uscc: opt(short) })),
  kind: opt(z.enum(KINDS)),
  page: opt(z.enum(PAGES)),
  audience: opt(z.enum(["consumer", "business"])),
  session: opt(z.enum(["anonymous", "logged-in", "prescription-approved"])),
  context,
  complete: opt(z.boolean()),
  title: opt(short),
  text: opt(long),
  html: opt(z.string().max(limits.MAX_HTML_CHARS)),
  attributes: opt(z.record(z.string(), z.preprocess(toText, z.string().max(limits.MAX_TEXT_CHARS)))),
  category: opt(short),
  sold: opt(z.union([z.number(), z.string().max(limits.MAX_SHORT_CHARS)])),
  publishedAt: opt(short),
  publishedBy: opt(short),
  capturedAt: opt(short),
  passages: list(
    z.object({ zone: opt(short), text: long, context, author: opt(z.enum(AUTHORS)) }),
    limits.MAX_PASSAGES,
  ),
  reviews: list(long, limits.MAX_REVIEWS),
  media: list(
    z.object({
      type: opt(short),
      transcript: list(
        z.preprocess(
          (value) => (typeof value === "string" ? { text: value } : value),
          z.object({ at: opt(short), text: long, speaker: opt(short) }),
        ),
        limits.MAX_TRANSCRIPT_LINES,
      ),
    }),
    limits.MAX_MEDIA,
  ),
  images: list(image, limits.MAX_IMAGES),
  price: opt(
    z.object({
      current: opt(number),
      original: opt(number),
      label: opt(short),
      deals: list(z.object({ price: number, at: short }), limits.MAX_DEALS),
    }),
  ),
  merchant: opt(
    z.object({
      id: opt(short),
      name: opt(short),
      uscc: opt(short),
      region: opt(short),
      type: opt(z.enum(["registrant", "manufacturer", "wholesaler", "chain-hq", "store", "individual"])),
      shop: opt(z.object({ id: opt(short), name: opt(short), url: opt(short) })),
      licences: list(licence, limits.MAX_LICENCES),
    }),
  ),
  certificates: list(certificate, limits.MAX_CERTIFICATES),
  previous: opt(z.record(z.string(), z.preprocess(toText, z.string().max(limits.MAX_TEXT_CHARS)))),
});
