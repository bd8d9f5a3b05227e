import { hasLoss } from "../contracts/notes.js";
import type { Finding, ScanResult } from "../contracts/result.js";
import type { BaselineEntry } from "./baseline-file.js";

/** What became of the entries of a baseline. */
export interface BaselineOutcome {
  /** Its listing was read in full and the finding is there no more. */
  readonly gone: readonly BaselineEntry[];
  /** Its listing was not part of the run, or was not read in full: nothing can be said. */
  readonly unchecked: number;
}

/** A baseline while results pass by. */
export class Baseline {
  readonly #entries: ReadonlyMap<string, BaselineEntry>;
  readonly #listings: ReadonlySet<string | null>;
  readonly #seen = new Set<string>();
  readonly #read = new Set<string | null>();
  readonly #unread = new Set<string | null>();

  constructor(entries: readonly BaselineEntry[]) {
    this.#entries = new Map(entries.map((entry) => [entry.fingerprint, entry]));
    this.#listings = new Set(entries.map(({ listing }) => listing));
  }

  /** The result with its known findings marked. Nothing is left out, and no status changes. */
  mark(result: ScanResult): ScanResult {
    if (this.#listings.has(result.listing)) {
      (isReadInFull(result) ? this.#read : this.#unread).add(result.listing);
    }
    let isChanged = false;
    const findings = result.findings.map((finding): Finding => {
      const entry = this.#entries.get(finding.fingerprint);
      if (entry === undefined) return finding;
      this.#seen.add(finding.fingerprint);
      isChanged = true;
      const { since, reason } = entry;
      return { ...finding, known: { since, ...(reason === undefined ? {} : { reason }) } };
    });
    return isChanged ? { ...result, findings } : result;
  }

  /** The entry of a fingerprint, with the day and the reason that stand. */
  entry(fingerprint: string): BaselineEntry | undefined {
    return this.#entries.get(fingerprint);
  }

  outcome(): BaselineOutcome {
    const gone: BaselineEntry[] = [];
    let unchecked = 0;
    for (const entry of this.#entries.values()) {
      if (this.#seen.has(entry.fingerprint)) continue;
      if (this.#isSettled(entry.listing)) gone.push(entry);
      else unchecked++;
    }
    return { gone, unchecked };
  }

  /** Entries of which this run can say nothing: a new baseline keeps them. */
  *unsettled(): Iterable<BaselineEntry> {
    for (const entry of this.#entries.values()) {
      if (!this.#seen.has(entry.fingerprint) && !this.#isSettled(entry.listing)) yield entry;
    }
  }

  #isSettled(listing: string | null): boolean {
    return this.#read.has(listing) && !this.#unread.has(listing);
  }
}

/** A new baseline while results pass by. Suppressed findings stay out: they have their own list. */
export class BaselineWriter {
  readonly #entries = new Map<string, BaselineEntry>();
  readonly #previous: Baseline | null;
  readonly #day: string;
  readonly #reason: string | undefined;

  /**
   * @param previous the baseline of the same run: its days and reasons stay, and what this run could not judge
   * @param day entered for what is new, `YYYY-MM-DD`
   */
  constructor(previous: Baseline | null, day: string, reason: string | undefined) {
    this.#previous = previous;
    this.#day = day;
    this.#reason = reason;
  }

  /** Takes a result's findings into the baseline; they come back marked as known. */
  take(result: ScanResult): ScanResult {
    if (result.findings.length === 0) return result;
    const reason = this.#reason === undefined ? {} : { reason: this.#reason };
    const findings = result.findings.map((finding): Finding => {
      if (finding.suppressed !== undefined) return finding;
      const { fingerprint, rule } = finding;
      const entry = this.#previous?.entry(fingerprint) ?? {
        fingerprint,
        rule,
        listing: result.listing,
        since: this.#day,
        ...reason,
      };
      this.#entries.set(fingerprint, entry);
      return finding.known === undefined ? { ...finding, known: { since: this.#day, ...reason } } : finding;
    });
    return { ...result, findings };
  }

  entries(): readonly BaselineEntry[] {
    return [...this.#entries.values(), ...(this.#previous?.unsettled() ?? [])];
  }
}

function isReadInFull({ status, coverage }: ScanResult): boolean {
  return status !== "incomplete" && !hasLoss(coverage);
}
