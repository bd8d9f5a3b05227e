import type { Summary } from "../report/summary.js";

export const EXIT = { ok: 0, violation: 1, usage: 2, unread: 3 } as const;

/**
 * Exit code of a check: 1 where anything is a violation (with `strict` also where anything is for a human), else 3
 * where anything asked for could not be read, else 0. Findings that a baseline knows and suppressed ones don't count.
 *
 * A listing with a review finding and an unread part is `incomplete`; its findings still count with `strict`.
 *
 * @param fails whether something beside the findings fails the run: an expired suppression, a finding that is gone
 */
export function exitCodeOf(summary: Pick<Summary, "pending" | "unread">, strict: boolean, fails = false): number {
  const { violation, review } = summary.pending;
  if (violation > 0 || (strict && review > 0) || fails) return EXIT.violation;
  return summary.unread > 0 ? EXIT.unread : EXIT.ok;
}
