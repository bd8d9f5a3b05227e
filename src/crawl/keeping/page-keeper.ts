import type { RunPlan } from "../../contracts/monitoring.js";
import type { Prepared } from "../../contracts/prepared.js";
import type { ScanResult } from "../../contracts/result.js";
import type { KeptKind } from "../frontier/outbox.js";
import type { FetchFacts } from "./fetch-facts.js";
import type { PageResource } from "./page-resources.js";

/** A picture of a page that is kept. */
export interface KeptPicture {
  readonly url: string;
  /** SHA-256. */
  readonly hash: Uint8Array;
  /** Null where whoever keeps has them already, or where they were too many. */
  readonly bytes: Uint8Array | null;
}

/** An address with everything that is to be kept of it. */
export interface KeptPage {
  readonly kind: KeptKind;
  readonly url: string;
  /** ISO 8601: when the answer was there. */
  readonly at: string;
  readonly status: number | null;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Null where the page is as it was in the capture before. */
  readonly body: Uint8Array | null;
  readonly isRendered: boolean;
  readonly facts: FetchFacts;
  /** Addresses whose redirects led to this one when it was first found. */
  readonly cameBy: readonly string[];
  /** Null where nothing could be read. */
  readonly prepared: Prepared | null;
  readonly result: ScanResult | null;
  readonly pictures: readonly KeptPicture[];
  /** Fetches a style sheet or picture that the page shows; absent where nothing is fetched. */
  readonly resource?: ((address: string) => Promise<PageResource>) | undefined;
  /** Pages of the same shop that are kept with findings. */
  readonly shopPages: readonly { readonly role: "shop-home" | "licence-page"; readonly url: string }[];
}

/** An address of goods whose sale was stopped. */
export interface StoppedAddress {
  readonly listing: string;
  readonly url: string;
}

/** How often goods under a stop are asked for, and when it is enough. */
export interface AgainPolicy {
  readonly everyHours: number;
  /** Times in a row that they could not be opened. */
  readonly goneTimes: number;
}

/** Keeps what a crawl saw: evidence, the monitoring record, cases. Whoever opens a crawl hands one in. */
export interface PageKeeper {
  /** Whether bytes and headers are wanted. */
  readonly keepsBytes: boolean;
  /**
   * Begins, or goes on with, the record of a round.
   *
   * @param run what `begin` gave before, where the round is taken up again
   * @param plan what the round sets out to read
   * @returns to be stored with the round
   */
  begin(startedAt: string, run: number | null, plan?: RunPlan): number | null;
  /** Display fields of the last capture of an address. */
  previous(url: string): Readonly<Record<string, string>> | null;
  hasPicture(hash: Uint8Array): boolean;
  /** Keeps pages, in their order. Keeping the same again changes nothing. @throws where one cannot be kept */
  keep(pages: readonly KeptPage[]): Promise<void>;
  /** Goods under a stop that are not yet known to be gone. Absent: nobody keeps stops. */
  stopped?(): readonly StoppedAddress[];
  /**
   * Writes down under which addresses they are asked for again.
   *
   * @returns those that are due now
   */
  planAgain?(addresses: readonly StoppedAddress[], now: number, policy: AgainPolicy): readonly string[];
  /** The run ends and the round does not: what of its plan is done so far. */
  interrupted?(plan: RunPlan): void;
  /**
   * The round came to its end.
   *
   * @param plan what was to be read, and what became of it
   */
  finish(plan?: RunPlan): void;
}
