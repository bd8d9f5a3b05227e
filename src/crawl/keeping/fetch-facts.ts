import type { Connection } from "../fetch/connection.js";

/** How a page was come by, beside what its answer says: plain data, kept with what is to be told. */
export interface FetchFacts {
  readonly connection?: Connection | null | undefined;
  /** Addresses that were asked for before, each of which led to the next. */
  readonly hops?: readonly string[] | undefined;
  /** Whether cookies of the configuration were sent with it. */
  readonly hasCookies?: boolean | undefined;
  /** In words, for the record. */
  readonly steps?: readonly string[] | undefined;
  /** Name and version of the browser that rendered it. */
  readonly browser?: string | undefined;
}
