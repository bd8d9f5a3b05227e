import { STRUCTURED_FIELDS, type Structured, type StructuredField } from "./page.js";

/** Fields of a schema.org Product by their path below it, indices left out. */
const PRODUCT_FIELDS: ReadonlyMap<string, StructuredField> = new Map(
  Object.entries({
    name: "name",
    brand: "brand",
    "brand.name": "brand",
    "offers.price": "price",
    "offers.lowPrice": "price",
    "offers.priceSpecification.price": "price",
    "offers.priceCurrency": "currency",
    sku: "sku",
    productID: "sku",
    gtin: "gtin",
    gtin8: "gtin",
    gtin12: "gtin",
    gtin13: "gtin",
    gtin14: "gtin",
    mpn: "mpn",
    model: "model",
    "model.name": "model",
    category: "category",
    "category.name": "category",
    manufacturer: "manufacturer",
    "manufacturer.name": "manufacturer",
    description: "description",
    image: "image",
    "image.url": "image",
    url: "url",
  } as const),
);

const META_FIELDS: ReadonlyMap<string, StructuredField> = new Map(
  Object.entries({
    "og:title": "name",
    "og:description": "description",
    "og:image": "image",
    "og:url": "url",
    "product:brand": "brand",
    "og:brand": "brand",
    "product:price:amount": "price",
    "og:price:amount": "price",
    "og:product:price": "price",
    "product:price:currency": "currency",
    "og:price:currency": "currency",
    "product:category": "category",
    "product:retailer_item_id": "sku",
  } as const),
);

const PRODUCT_TYPES = /^(?:https?:\/\/schema\.org\/)?(?:Product|ProductGroup|Drug|MedicalDevice|IndividualProduct)$/;

/** Collects what a page says about its product: JSON-LD first, then microdata of `meta`, then Open Graph. */
export class StructuredData {
  readonly #jsonLd: Partial<Record<StructuredField, string>> = {};
  readonly #microdata: Partial<Record<StructuredField, string>> = {};
  readonly #openGraph: Partial<Record<StructuredField, string>> = {};
  #scalars: { readonly path: string; readonly value: string }[] = [];
  #products: string[] = [];

  /** A JSON-LD script begins: the scalars that follow are its own. */
  beginJsonLd(): void {
    this.#settle();
  }

  addScalar(path: readonly (string | number)[], value: string): void {
    if (path.length > 8 || this.#scalars.length > 2_000) return;
    const last = path.at(-1);
    if (last === "@type" || (typeof last === "number" && path.at(-2) === "@type")) {
      if (PRODUCT_TYPES.test(value)) this.#products.push(path.slice(0, path.lastIndexOf("@type")).join("/"));
      return;
    }
    this.#scalars.push({ path: path.join("/"), value });
  }

  addMeta(property: string, value: string): void {
    const field = META_FIELDS.get(property.toLowerCase());
    if (field && value !== "") this.#openGraph[field] ??= value;
  }

  addMicrodata(property: string, value: string): void {
    const field = PRODUCT_FIELDS.get(property) ?? PRODUCT_FIELDS.get(`offers.${property}`);
    if (field && value !== "") this.#microdata[field] ??= value;
  }

  toStructured(): Structured {
    this.#settle();
    const all: Partial<Record<StructuredField, string>> = {};
    for (const field of STRUCTURED_FIELDS) {
      const value = this.#jsonLd[field] ?? this.#microdata[field] ?? this.#openGraph[field];
      if (value !== undefined) all[field] = value;
    }
    return all;
  }

  /** The first product of a script speaks for the page. */
  #settle(): void {
    const product = this.#products[0];
    if (product !== undefined) {
      for (const { path, value } of this.#scalars) {
        if (product !== "" && !path.startsWith(`${product}/`)) continue;
        const below = product === "" ? path : path.slice(product.length + 1);
        const field = PRODUCT_FIELDS.get(below.replace(/\/\d+/g, "").replaceAll("/", "."));
        if (field && value !== "") this.#jsonLd[field] ??= value;
      }
    }
    this.#scalars = [];
    this.#products = [];
  }
}
