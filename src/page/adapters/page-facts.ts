import type { Merchant, PageKind, Price } from "../../contracts/listing.js";

/** What an adapter read of a page, beside its texts. */
export interface PageFacts {
  /** Id of the adapter, or `structured` for what the page says of itself in structured data. */
  readonly adapter: string;
  readonly page?: PageKind | undefined;
  readonly title?: string | undefined;
  readonly price?: Price | undefined;
  readonly merchant?: Merchant | undefined;
  /** Certificate numbers as written. */
  readonly certificates?: readonly string[] | undefined;
  readonly attributes?: Readonly<Record<string, string>> | undefined;
}
