import { hasLoss } from "../contracts/notes.js";
import type { Finding, ScanResult } from "../contracts/result.js";
import type { SuppressionEntry } from "./suppression-file.js";

/** Entries that no longer do what they were written for. */
export interface SuppressionOutcome {
  readonly expired: readonly SuppressionEntry[];
  /** Valid, and its listing was read in full, but nothing was found that it suppresses. */
  readonly unused: readonly SuppressionEntry[];
}

/** A list of suppressions while results pass by. */
export class SuppressionList {
  readonly #valid: readonly SuppressionEntry[];
  readonly #expired: readonly SuppressionEntry[];
  readonly #byFingerprint = new Map<string, SuppressionEntry[]>();
  readonly #byPlace = new Map<string, SuppressionEntry[]>();
  readonly #listings: ReadonlySet<string>;
  readonly #used = new Set<SuppressionEntry>();
  readonly #read = new Set<string>();

  /** @param day the day of the run, `YYYY-MM-DD`: an entry counts up to and including its last day */
  constructor(entries: readonly SuppressionEntry[], day: string) {
    this.#valid = entries.filter(({ until }) => until >= day);
    this.#expired = entries.filter(({ until }) => until < day);
    for (const entry of this.#valid) {
      if (entry.fingerprint !== undefined) push(this.#byFingerprint, entry.fingerprint.slice(0, PREFIX), entry);
      else push(this.#byPlace, placeKey(entry.listing ?? "", entry.rule ?? ""), entry);
    }
    this.#listings = new Set(this.#valid.flatMap(({ listing }) => (listing === undefined ? [] : [listing])));
  }

  /** The result with its suppressed findings marked. Nothing is left out, and no status changes. */
  mark(result: ScanResult): ScanResult {
    if (result.listing !== null && this.#listings.has(result.listing)) {
      if (result.status !== "incomplete" && !hasLoss(result.coverage)) this.#read.add(result.listing);
    }
    let isChanged = false;
    const findings = result.findings.map((finding): Finding => {
      const entry = this.#entryFor(finding, result.listing);
      if (entry === undefined) return finding;
      this.#used.add(entry);
      isChanged = true;
      const { reason, author, until } = entry;
      return { ...finding, suppressed: { by: "file", reason, author, until } };
    });
    return isChanged ? { ...result, findings } : result;
  }

  outcome(): SuppressionOutcome {
    const unused = this.#valid.filter(
      (entry) => !this.#used.has(entry) && (entry.listing === undefined || this.#read.has(entry.listing)),
    );
    return { expired: this.#expired, unused };
  }

  #entryFor(finding: Finding, listing: string | null): SuppressionEntry | undefined {
    const byFingerprint = this.#byFingerprint.get(finding.fingerprint.slice(0, PREFIX));
    const entry = byFingerprint?.find(
      (one) =>
        finding.fingerprint.startsWith(one.fingerprint ?? "") &&
        (one.listing === undefined || one.listing === listing) &&
        (one.rule === undefined || one.rule === finding.rule),
    );
    if (entry !== undefined) return entry;
    return listing === null ? undefined : this.#byPlace.get(placeKey(listing, finding.rule))?.[0];
  }
}

/** Digits that every fingerprint of a list has at least. */
const PREFIX = 16;

function placeKey(listing: string, rule: string): string {
  return `${rule}\u0000${listing}`;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
