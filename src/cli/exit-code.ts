import type { Summary } from "../report/summary.js";

export const EXIT = { ok: 0, violation: 1, usage: 2, unread: 3 } as const;

/**
 * Exit code of a check: 1 where anything is a violation (with `strict` also where anything is for a human), else 3
 * where anything asked for could not be read, else 0.
 *
 * A listing with a review finding and an unread part is `incomplete`; its findings still count with `strict`.
 */
export function exitCodeOf(summary: Pick<Summary, "status" | "findings">, strict: boolean): number {
  if (summary.status.violation > 0 || (strict && summary.findings.review > 0)) return EXIT.violation;
  return summary.status.incomplete > 0 ? EXIT.unread : EXIT.ok;
}
