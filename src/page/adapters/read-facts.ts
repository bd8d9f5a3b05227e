import { createRequire } from "node:module";
import type { CheerioAPI } from "cheerio";
import type { Merchant, Price } from "../../contracts/listing.js";
import type { FactField, FactPlace, PageAdapter } from "./adapter.js";
import { MAX_FACT_CHARS, MAX_FACTS } from "./limits.js";
import type { PageFacts } from "./page-facts.js";

let load: ((html: string) => CheerioAPI) | null | undefined;

/** Cheerio with htmlparser2's tree, loaded when it is first needed; null where it is not installed. */
function loadCheerio(): typeof load {
  if (load !== undefined) return load;
  try {
    const { load: parse } = createRequire(import.meta.url)("cheerio/slim") as typeof import("cheerio/slim");
    load = (html) => parse(html) as unknown as CheerioAPI;
  } catch {
    load = null;
  }
  return load;
}

/** Where the elements that an adapter names are found. */
export interface FactSource {
  /** Texts, or attributes, of the elements of a place, as they stand. */
  texts(place: FactPlace): Iterable<string>;
  /** Texts of name and value of each row. */
  rows(spec: PageAdapter["attributes"][number]): Iterable<readonly [string, string]>;
}

/**
 * Reads the facts of a page by the selectors of an adapter, in a tree of all its elements. What is not there is left out.
 *
 * @returns null where the optional package `cheerio` is not installed
 * @throws Error where a selector cannot be understood; `loadAdapters` refuses such selectors
 */
export function readFacts(html: string, adapter: PageAdapter): PageFacts | null {
  const parse = loadCheerio();
  return parse === null || parse === undefined ? null : factsOf(new TreeSource(parse(html)), adapter);
}

/** The facts of an adapter, wherever their elements are found. */
export function factsOf(source: FactSource, adapter: PageAdapter): PageFacts {
  const reader = new FactReader(source, adapter);
  const price = reader.price();
  const merchant = reader.merchant();
  const certificates = reader.all("certificates");
  const attributes = reader.attributes();
  const title = reader.first("title");
  return {
    adapter: adapter.id,
    ...(title && { title }),
    ...(price && { price }),
    ...(merchant && { merchant }),
    ...(certificates.length > 0 && { certificates }),
    ...(Object.keys(attributes).length > 0 && { attributes }),
  };
}

class TreeSource implements FactSource {
  readonly #page: CheerioAPI;

  constructor(page: CheerioAPI) {
    this.#page = page;
  }

  *texts({ select, attribute }: FactPlace): Generator<string> {
    for (const element of this.#page(select).slice(0, MAX_FACTS).toArray()) {
      const found = this.#page(element);
      yield attribute === undefined ? found.text() : (found.attr(attribute) ?? "");
    }
  }

  *rows({ row, name, value }: PageAdapter["attributes"][number]): Generator<readonly [string, string]> {
    for (const element of this.#page(row).toArray()) {
      const found = this.#page(element);
      yield [found.find(name).first().text(), found.find(value).first().text()];
    }
  }
}

class FactReader {
  readonly #source: FactSource;
  readonly #adapter: PageAdapter;

  constructor(source: FactSource, adapter: PageAdapter) {
    this.#source = source;
    this.#adapter = adapter;
  }

  first(field: FactField): string | undefined {
    return this.#values(field).next().value ?? undefined;
  }

  all(field: FactField): string[] {
    const values = new Set<string>();
    for (const value of this.#values(field)) {
      if (values.size >= MAX_FACTS) break;
      values.add(value);
    }
    return [...values];
  }

  *#values(field: FactField): Generator<string, undefined> {
    for (const place of this.#adapter.facts[field] ?? []) {
      const { after } = place;
      for (const found of this.#source.texts(place)) {
        const text = clean(found);
        const from = after === undefined ? -1 : text.indexOf(after);
        const value = after === undefined ? text : from < 0 ? "" : clean(text.slice(from + after.length));
        if (value !== "") yield value;
      }
    }
    return undefined;
  }

  price(): Price | null {
    const current = amountIn(this.#values("price"));
    const original = amountIn(this.#values("original"));
    const label = this.first("priceLabel");
    if (current === undefined && original === undefined && label === undefined) return null;
    return {
      ...(current !== undefined && { current }),
      ...(original !== undefined && { original }),
      ...(label && { label }),
    };
  }

  merchant(): Merchant | null {
    const name = this.first("merchant");
    const uscc = this.first("merchantUscc");
    const shop = this.first("shop");
    const licences = this.all("licences");
    if (!name && !uscc && !shop && licences.length === 0) return null;
    return {
      ...(name && { name }),
      ...(uscc && { uscc }),
      ...(shop && { shop: { name: shop } }),
      ...(licences.length > 0 && { licences: licences.map((number) => ({ number })) }),
    };
  }

  attributes(): Record<string, string> {
    const pairs: [string, string][] = [];
    for (const spec of this.#adapter.attributes) {
      for (const [name, value] of this.#source.rows(spec)) {
        if (pairs.length >= MAX_FACTS * 10) break;
        const key = clean(name).replace(/[:：]$/, "");
        const text = clean(value);
        if (key !== "" && text !== "" && key !== "__proto__" && !pairs.some(([known]) => known === key))
          pairs.push([key, text]);
      }
    }
    return Object.fromEntries(pairs);
  }
}

function clean(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim().slice(0, MAX_FACT_CHARS);
}

/** `￥ 1,299.00 起` → 1299; prices are in yuan. */
function amountIn(texts: Iterable<string>): number | undefined {
  for (const text of texts) {
    const found = /\d{1,10}(?:\.\d{1,4})?/.exec(text.replaceAll(/[,，]/g, ""));
    if (found !== null) return Number(found[0]);
  }
  return undefined;
}
