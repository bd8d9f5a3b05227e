import { dayOf } from "../clocks/beijing.js";
import type { Operations } from "../operations/load-operations.js";
import type { RetentionRule } from "../operations/schema.js";
import type { CaseFacts } from "../record/sighting.js";
import type { CaseRow } from "../store/tables.js";

/** How long a case is kept: the longest of all that apply, counted from the day it was last seen or opened. */
export function keepUntilOf(
  row: CaseRow,
  facts: CaseFacts,
  events: ReadonlySet<string>,
  { retention }: Operations,
): { readonly until: string; readonly reason: string } {
  const last = dayOf(row.last_seen > row.opened_at ? row.last_seen : row.opened_at);
  let best = { until: "", reason: "" };
  for (const rule of retention.rules) {
    if (!applies(rule, row, facts, events)) continue;
    const until = rule.keep ?? `${Number(last.slice(0, 4)) + (rule.years ?? 0)}${last.slice(4)}`;
    // "for-ever" sorts behind every date.
    if (until > best.until) best = { until, reason: rule.basis };
  }
  return best;
}

function applies({ when = {} }: RetentionRule, row: CaseRow, facts: CaseFacts, events: ReadonlySet<string>): boolean {
  const { states, sources, levels, marks, classes, confirmed } = when;
  const isConfirmed = row.level !== null && row.state !== "false-alarm";
  return (
    (states === undefined || (states as readonly string[]).includes(row.state)) &&
    (sources === undefined || (sources as readonly string[]).includes(row.source)) &&
    (levels === undefined || (row.level !== null && (levels as readonly number[]).includes(row.level))) &&
    (marks === undefined || marks.some((mark) => events.has(mark))) &&
    (classes === undefined || facts.certificates.some((one) => one.class !== null && classes.includes(one.class))) &&
    (confirmed === undefined || confirmed === isConfirmed)
  );
}
