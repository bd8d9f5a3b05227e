import type { Prepared } from "../../contracts/prepared.js";
import type { ScanResult } from "../../contracts/result.js";

/** What is remembered of a listing, so that it is found again when something is recalled. */
export interface ListingRecord {
  /** Id, or url where it has none. */
  readonly listing: string;
  readonly url: string | null;
  readonly title: string | null;
  /** The registered name where it is known, else the name in the attributes, else the title. */
  readonly product: string | null;
  readonly merchant: string | null;
  readonly uscc: string | null;
  readonly status: ScanResult["status"];
  /** Normalised certificate numbers. */
  readonly numbers: readonly string[];
  readonly batches: readonly string[];
  /** `YYYY-MM-DD`: the day on which it was seen so. */
  readonly day: string;
}

const MAX_TEXT = 500;
const MAX_BATCHES = 200;
const MAX_NUMBERS = 200;
const BATCH_LABEL = /批号|批次号?|lot/i;
const NAME_LABEL = /^(?:产品|注册|通用|药品|医疗器械)名称$|^品名$/;

/** What is remembered of a listing that was judged; null where nothing names it. Pure. */
export function recordOf(prepared: Prepared, { status }: Pick<ScanResult, "status">): ListingRecord | null {
  const { listing, day } = prepared;
  const key = listing.id ?? listing.url;
  if (key === undefined || key === "") return null;
  const numbers = [
    ...prepared.references.map(({ number }) => number),
    ...prepared.certificates.flatMap(({ number }) => number ?? []),
  ];
  return {
    listing: key,
    url: short(listing.url),
    title: short(listing.title),
    product: short(productOf(prepared)),
    merchant: short(listing.merchant?.name ?? listing.merchant?.shop?.name ?? listing.merchant?.id),
    uscc: short(listing.merchant?.uscc),
    status,
    numbers: [...new Set(numbers)].slice(0, MAX_NUMBERS),
    batches: batchesOf(prepared),
    day,
  };
}

function short(text: string | undefined): string | null {
  const kept = text?.trim().slice(0, MAX_TEXT) ?? "";
  return kept === "" ? null : kept;
}

function productOf({ certificates, passages, listing }: Prepared): string | undefined {
  const registered = certificates.find(({ productName = "" }) => productName !== "")?.productName;
  const shown = passages.find(({ label, hidden }) => !hidden && label !== null && NAME_LABEL.test(label.trim()))?.text;
  return registered ?? shown ?? listing.title;
}

/**
 * Batch signs that a listing shows: the values under 生产批号 and the like, and what follows 批号 in running text.
 *
 * @example
 * batchesOf(prepareListing({ id: "1", text: "生产批号：20260312" })); // ["20260312"]
 */
export function batchesOf({ passages }: Pick<Prepared, "passages">): string[] {
  const found = new Set<string>();
  for (const { text, label, author } of passages) {
    if (author === "buyer") continue;
    if (label !== null && label.length <= 40 && BATCH_LABEL.test(label)) {
      for (const sign of text.slice(0, MAX_TEXT).split(/[、,，;；/\s]+/)) add(found, sign);
    }
    for (let at = text.indexOf("批号"); at !== -1 && found.size < MAX_BATCHES; at = text.indexOf("批号", at + 2)) {
      const sign = /^[】\])）]?[\s:：为是]{0,4}([A-Za-z0-9][A-Za-z0-9._-]{2,29})/.exec(
        text.slice(at + 2, at + 40),
      )?.[1];
      if (sign !== undefined) add(found, sign);
    }
  }
  return [...found].slice(0, MAX_BATCHES);
}

function add(found: Set<string>, sign: string): void {
  const batch = normaliseBatch(sign);
  if (/^[A-Z0-9._-]{3,30}$/.test(batch) && /\d/.test(batch)) found.add(batch);
}

/** As batches are compared: half width, upper case, without blanks at the ends. */
export function normaliseBatch(sign: string): string {
  return sign.normalize("NFKC").trim().toUpperCase();
}
