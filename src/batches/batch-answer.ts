import type { Prepared } from "../contracts/prepared.js";
import type { ScanResult } from "../contracts/result.js";
import { type Summary, SummaryCounter } from "../report/summary.js";

/** What reports show of a listing beside its result; `document` is the text of a file that holds one listing. */
export type AnsweredListing = Pick<Prepared, "listing" | "passages" | "certificates"> & {
  readonly document?: string | undefined;
  readonly isPage?: boolean | undefined;
};

/** What is to be said beside the results, in order: a Chinese sentence. */
export interface Complaint {
  readonly text: string;
  /** Something broke; otherwise an input could not be read, which reports for people say in their place. */
  readonly isFailure: boolean;
  /** Where it broke in the program. */
  readonly stack?: string | undefined;
}

/** A batch, judged: as text, since most of it is only written on. */
export interface BatchAnswer {
  /** UTF-8, one `ScanResult` in JSON a line, in the order of the inputs. */
  readonly lines: Uint8Array;
  /** UTF-8, one `AnsweredListing` or `null` a line, where that was asked for. */
  readonly listings: Uint8Array | null;
  readonly summary: Summary;
  readonly complaints: readonly Complaint[];
  /** Indices of inputs of which nothing could be read or judged. */
  readonly unjudged: readonly number[];
  /** Indices of inputs that this thread cannot judge: their pictures must be read first. Their line is `null`. */
  readonly deferred: readonly number[];
}

/** The results of an answer; null for deferred inputs. */
export function resultsOf({ lines }: BatchAnswer): (ScanResult | null)[] {
  return parseLines(lines) as (ScanResult | null)[];
}

export function listingsOf({ listings }: BatchAnswer): (AnsweredListing | null)[] | null {
  return listings === null ? null : (parseLines(listings) as (AnsweredListing | null)[]);
}

function parseLines(bytes: Uint8Array): unknown[] {
  const text = new TextDecoder().decode(bytes);
  const values: unknown[] = [];
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf("\n", at);
    values.push(JSON.parse(text.slice(at, end)));
    at = end + 1;
  }
  return values;
}

/** Two answers to the halves of a batch, as one. `first` is the number of inputs of the first half. */
export function joinAnswers(a: BatchAnswer, b: BatchAnswer, first: number): BatchAnswer {
  const summary = new SummaryCounter();
  summary.merge(a.summary);
  summary.merge(b.summary);
  return {
    lines: concat(a.lines, b.lines),
    listings: a.listings === null || b.listings === null ? null : concat(a.listings, b.listings),
    summary: summary.finish(),
    complaints: [...a.complaints, ...b.complaints],
    unjudged: [...a.unjudged, ...b.unjudged.map((index) => index + first)],
    deferred: [...a.deferred, ...b.deferred.map((index) => index + first)],
  };
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
