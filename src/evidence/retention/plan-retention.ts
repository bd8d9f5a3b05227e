import { canonicalJson } from "../canonical-json.js";
import { sha256 } from "../sha256.js";
import type { Retention, RetentionClass } from "./read-retention.js";

/** Something kept, with all that decides how long. Days are `YYYY-MM-DD`. */
export interface Kept {
  readonly what: "capture" | "run";
  readonly id: number;
  /** Hash of the capture; a name for a run. */
  readonly hash: string;
  readonly listing: string | null;
  readonly day: string;
  readonly kind: string | null;
  /** Last day of the drug's validity, where known. */
  readonly expiry: string | null;
  readonly reasons: readonly { readonly class: string; readonly since: string }[];
  /** Until when cases need it; null: for ever. */
  readonly cases?: readonly { readonly number: string; readonly until: string | null }[];
  readonly isHeld: boolean;
}

export interface Term {
  /** First day on which it may be deleted; null: never. */
  readonly until: string | null;
  /** Id of the class or number of the case that decides, or `hold`, `unknown-reason`. */
  readonly decides: string;
}

export interface RetentionPlan {
  readonly day: string;
  /** May be deleted. */
  readonly due: readonly (Kept & Term)[];
  /** Will be due within the time of notice. */
  readonly soon: readonly (Kept & Term)[];
  readonly held: number;
  /** SHA-256 of day, rules and what is due: what an approval speaks of. */
  readonly hash: string;
}

/**
 * How long something is kept: the longest of all classes that fit. A legal hold, and a reason that the rules do not know,
 * keep it for ever.
 *
 * @example
 * termOf({ what: "capture", day: "2020-02-29", kind: null, … }, retention).until; // → "2023-03-01"
 */
export function termOf(kept: Kept, { classes }: Retention): Term {
  if (kept.isHeld) return { until: null, decides: "hold" };
  const known = new Set(classes.map(({ id }) => id));
  if (kept.reasons.some((reason) => !known.has(reason.class))) return { until: null, decides: "unknown-reason" };
  const terms = classes.flatMap((one): Term[] =>
    startsOf(one, kept).map((start) => ({
      until: one.years === undefined ? null : addMonths(start, one.years * 12),
      decides: one.id,
    })),
  );
  // What only cases speak of would be deleted by them: they lengthen, they never shorten.
  if (terms.length > 0) terms.push(...(kept.cases ?? []).map(({ number, until }) => ({ until, decides: number })));
  const longest = terms.reduce<Term | null>(
    (best, term) => (best === null || isLonger(term, best) ? term : best),
    null,
  );
  // What no class speaks of is not deleted: the rules are incomplete.
  return longest ?? { until: null, decides: "unknown-reason" };
}

function isLonger(a: Term, b: Term): boolean {
  if (b.until === null) return false;
  return a.until === null || a.until > b.until;
}

function startsOf(one: RetentionClass, kept: Kept): string[] {
  if (one.kinds !== undefined && !one.kinds.some((kind) => kind === kept.kind)) return [];
  if (one.applies === "reason") {
    return kept.reasons
      .filter((reason) => reason.class === one.id)
      .map(({ since }) => (one.from === "capture" ? kept.day : since));
  }
  if (one.applies !== kept.what) return [];
  if (one.from === "expiry") return kept.expiry === null ? [] : [kept.expiry];
  return [kept.day];
}

/** What may be deleted on a day, and what soon. Pure. */
export function planRetention(all: Iterable<Kept>, retention: Retention, day: string): RetentionPlan {
  const due: (Kept & Term)[] = [];
  const soon: (Kept & Term)[] = [];
  let held = 0;
  const notice = addMonths(day, retention.noticeMonths);
  for (const kept of all) {
    const term = termOf(kept, retention);
    if (term.decides === "hold") held++;
    if (term.until === null) continue;
    if (term.until <= day) due.push({ ...kept, ...term });
    else if (term.until <= notice) soon.push({ ...kept, ...term });
  }
  const subject = { day, retention, due: due.map(({ what, id, hash }) => [what, id, hash]) };
  return { day, due, soon, held, hash: sha256(canonicalJson(subject)) };
}

/** A day some months on; a day that the month does not have becomes the first of the next. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const moved = new Date(Date.UTC(year, month - 1 + months, date));
  return moved.toISOString().slice(0, 10);
}
