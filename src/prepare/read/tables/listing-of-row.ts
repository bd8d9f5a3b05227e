import { RejectedRow } from "../../../store/rows/source-row.js";
import type { ColumnMapping } from "./column-mapping.js";
import { type ColumnField, fieldOfHeader, KIND_NAMES } from "./column-names.js";

/** A row as a listing in JSON, not yet checked. */
export interface RowListing {
  readonly value: Readonly<Record<string, unknown>>;
  /** Columns whose cells could not be read. */
  readonly unread: readonly string[];
  /** UTF-16 units of all cells. */
  readonly size: number;
}

/** Assigns the columns of a table to the fields of listings, once for all its rows. */
export class RowMapper {
  readonly #fieldOf: ReadonlyMap<string, ColumnField>;
  readonly #skip: ReadonlySet<string>;
  readonly #source: string;
  /** Whether any column is known as text, so that the table is one of listings. */
  readonly isUsable: boolean;

  constructor(headers: readonly string[], mapping: ColumnMapping | undefined, source: string) {
    this.#source = source;
    this.#skip = new Set(mapping?.skip ?? []);
    const fieldOf = new Map<string, ColumnField>();
    if (mapping !== undefined && Object.keys(mapping.fields).length > 0) {
      for (const [field, columns] of Object.entries(mapping.fields))
        for (const column of columns) if (headers.includes(column)) fieldOf.set(column, field as ColumnField);
    } else {
      for (const header of headers) {
        const field = fieldOfHeader(header.replace(/#\d+$/, ""));
        if (field !== null) fieldOf.set(header, field);
      }
    }
    this.#fieldOf = fieldOf;
    const fields = new Set(fieldOf.values());
    this.isUsable = fields.has("title") || fields.has("text");
  }

  /** @param line row of the table, the listing's name where it has no number of its own */
  listingOf(cells: Readonly<Record<string, unknown>>, line: number): RowListing {
    const values = new Map<ColumnField, string>();
    const attributes: [string, string][] = [];
    const unread: string[] = [];
    let size = 0;
    for (const [header, cell] of Object.entries(cells)) {
      if (this.#skip.has(header)) continue;
      if (cell instanceof RejectedRow) {
        unread.push(header);
        continue;
      }
      const text = String(cell ?? "").trim();
      if (text === "") continue;
      size += text.length;
      const field = this.#fieldOf.get(header);
      // A second column of the same meaning is checked too, under its own name.
      if (field === undefined || values.has(field)) attributes.push([header, text]);
      else values.set(field, text);
    }
    return { value: this.#valueOf(values, attributes, line), unread, size };
  }

  #valueOf(values: Map<ColumnField, string>, attributes: [string, string][], line: number): Record<string, unknown> {
    const take = (field: ColumnField) => values.get(field);
    const kindText = take("kind");
    const kind = kindText === undefined ? undefined : (KIND_NAMES[kindText] ?? kindText);
    const prices = (["price", "original"] as const).map((field) => {
      const text = take(field);
      const price = text === undefined ? undefined : numberIn(text);
      if (text !== undefined && price === undefined) attributes.push([field === "price" ? "价格" : "原价", text]);
      return price;
    });
    const [current, original] = prices;
    const merchant = {
      id: take("merchantId"),
      name: take("merchant"),
      uscc: take("merchantUscc"),
      shop: take("shop") === undefined ? undefined : { name: take("shop") },
      licences: listIn(take("licences")),
    };
    const label = take("priceLabel");
    return {
      id: take("id") ?? (take("url") === undefined ? `${this.#source}:${line}` : undefined),
      url: take("url"),
      title: take("title"),
      text: take("text"),
      kind,
      category: take("category"),
      context: take("context"),
      page: take("page"),
      sold: take("sold"),
      publishedAt: take("publishedAt"),
      publishedBy: take("publishedBy"),
      capturedAt: take("capturedAt"),
      complete: false,
      price:
        current === undefined && original === undefined && label === undefined
          ? undefined
          : { current, original, label },
      merchant: Object.values(merchant).every((value) => value === undefined) ? undefined : merchant,
      certificates: listIn(take("certificates")),
      images: listIn(take("images")),
      reviews: take("reviews")?.split("\n"),
      attributes: attributes.length === 0 ? undefined : Object.fromEntries(attributes),
    };
  }
}

/** `¥1,299.00 起` → 1299. */
function numberIn(text: string): number | undefined {
  const found = /\d{1,12}(?:\.\d{1,6})?/.exec(text.slice(0, 100).replaceAll(/[,，]/g, ""));
  return found === null ? undefined : Number(found[0]);
}

function listIn(text: string | undefined): string[] | undefined {
  const items = text
    ?.split(/[、，,;；\n]/)
    .map((item) => item.trim())
    .filter((item) => item !== "");
  return items === undefined || items.length === 0 ? undefined : items;
}
