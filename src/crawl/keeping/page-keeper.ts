import type { Prepared } from "../../contracts/prepared.js";
import type { ScanResult } from "../../contracts/result.js";
import type { KeptKind } from "../frontier/outbox.js";

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
  /** Null where nothing could be read. */
  readonly prepared: Prepared | null;
  readonly result: ScanResult | null;
  readonly pictures: readonly KeptPicture[];
  /** Pages of the same shop that are kept with findings. */
  readonly shopPages: readonly { readonly role: "shop-home" | "licence-page"; readonly url: string }[];
}

/** Keeps what a crawl saw: evidence, the monitoring record, cases. Whoever opens a crawl hands one in. */
export interface PageKeeper {
  /** Whether bytes and headers are wanted. */
  readonly keepsBytes: boolean;
  /**
   * Begins, or goes on with, the record of a round.
   *
   * @param run what `begin` gave before, where the round is taken up again
   * @returns to be stored with the round
   */
  begin(startedAt: string, run: number | null): number | null;
  /** Display fields of the last capture of an address. */
  previous(url: string): Readonly<Record<string, string>> | null;
  hasPicture(hash: Uint8Array): boolean;
  /** Keeps pages, in their order. Keeping the same again changes nothing. @throws where one cannot be kept */
  keep(pages: readonly KeptPage[]): Promise<void>;
  /** The round came to its end. */
  finish(): void;
}
