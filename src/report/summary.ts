import { hasLoss } from "../contracts/notes.js";
import type { Level, ScanResult, Status } from "../contracts/result.js";

/** Counts over all results of one command. */
export interface Summary {
  readonly listings: number;
  readonly status: Readonly<Record<Status, number>>;
  readonly findings: { readonly total: number; readonly violation: number; readonly review: number };
  /** Findings by proposed level. */
  readonly levels: Readonly<Record<Level, number>>;
  readonly images: { readonly read: number; readonly failed: number; readonly skipped: number };
  readonly certificates: { readonly found: number; readonly missing: number };
  /** Findings that a baseline knows, and findings that were suppressed: kept, but not counted against the run. */
  readonly known: number;
  readonly suppressed: number;
  /** Findings that are neither known nor suppressed. */
  readonly pending: { readonly violation: number; readonly review: number };
  /** Listings of which a part could not be read, whatever their status. */
  readonly unread: number;
  /** Findings that came with a suggestion. */
  readonly suggested?: number;
  /** Rules that a configuration switched off, as noted by the results. */
  readonly switchedOff?: readonly string[];
  /** Files of other kinds in the folders named, which were not asked for. */
  readonly otherFiles: number;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends object ? Mutable<T[K]> : T[K] };

/** Adds results up without keeping them. */
export class SummaryCounter {
  readonly #counts: Mutable<Summary> = {
    listings: 0,
    status: { violation: 0, incomplete: 0, review: 0, clean: 0 },
    findings: { total: 0, violation: 0, review: 0 },
    levels: { 1: 0, 2: 0, 3: 0, 4: 0 },
    images: { read: 0, failed: 0, skipped: 0 },
    certificates: { found: 0, missing: 0 },
    known: 0,
    suppressed: 0,
    pending: { violation: 0, review: 0 },
    unread: 0,
    suggested: 0,
    otherFiles: 0,
  };

  readonly #switchedOff = new Set<string>();

  add(result: ScanResult): void {
    const counts = this.#counts;
    for (const { code, where } of result.coverage.notes)
      if (code === "rules-switched-off") this.#switchedOff.add(where);
    counts.listings++;
    counts.status[result.status]++;
    for (const finding of result.findings) {
      counts.findings.total++;
      counts.findings[finding.certainty]++;
      counts.levels[finding.level]++;
      if (finding.suggestion !== "") counts.suggested = (counts.suggested ?? 0) + 1;
      if (finding.suppressed !== undefined) counts.suppressed++;
      else if (finding.known !== undefined) counts.known++;
      else counts.pending[finding.certainty]++;
    }
    const { images, certificates } = result.coverage;
    if (result.status === "incomplete" || hasLoss(result.coverage)) counts.unread++;
    counts.images.read += images.read;
    counts.images.failed += images.failed;
    counts.images.skipped += images.skipped;
    counts.certificates.found += certificates.found.length;
    counts.certificates.missing += certificates.missing.length;
  }

  /** Adds what another counter, in another thread, has counted. */
  merge(other: Summary): void {
    const { switchedOff = [], ...counts } = other;
    for (const rule of switchedOff) this.#switchedOff.add(rule);
    addCounts(this.#counts as unknown as Counts, counts as unknown as Counts);
  }

  /** @param otherFiles files passed over because nothing that is read is expected in them */
  finish(otherFiles = 0): Summary {
    const switchedOff = [...this.#switchedOff];
    return { ...structuredClone(this.#counts), ...(switchedOff.length > 0 && { switchedOff }), otherFiles };
  }
}

interface Counts {
  [name: string]: number | Counts;
}

function addCounts(target: Counts, other: Counts): void {
  for (const [name, value] of Object.entries(other)) {
    const own = target[name];
    if (typeof value === "number") target[name] = (own as number) + value;
    else if (typeof own === "object") addCounts(own, value);
  }
}
