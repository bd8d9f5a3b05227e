import type { Prepared } from "../contracts/prepared.js";
import type { ScanResult } from "../contracts/result.js";
import type { Summary } from "./summary.js";

/** What a report shows of a listing beside its result. */
export type ReportedListing = Pick<Prepared, "listing" | "passages" | "certificates">;

/** Where a listing was read: a file, and its line where the file holds one listing a line. */
export interface Origin {
  readonly path: string;
  readonly line?: number | undefined;
  /** The decoded file, where it holds one listing: places are counted in it. */
  readonly document?: string | undefined;
  /** Whether the file is a page: then places are those of its source, else of its text. */
  readonly isPage?: boolean | undefined;
}

/** How the run ended. */
export interface Closing {
  readonly exitCode: number;
  /** What baseline and suppressions have to say, in Chinese sentences. */
  readonly remarks: readonly string[];
}

/** A format: what is written before, for each result as it comes, and after all. Every method returns text. */
export interface Reporter {
  begin(): string;
  /**
   * @param listing what the result was judged from, where the format asks for it and it could be read
   * @param origin where the listing was read, where that is known
   */
  result(result: ScanResult, listing: ReportedListing | null, origin?: Origin | null): string;
  end(summary: Summary, closing?: Closing): string;
}
