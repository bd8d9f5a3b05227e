import type { CaseActor, CaseSource, CaseState, CaseSummary, Moment } from "../../contracts/case.js";
import type { Level } from "../../contracts/result.js";
import type { CaseFacts } from "../record/sighting.js";
import type { CaseRow } from "../store/tables.js";

/** A row as a list shows it. */
export function summaryOf(row: CaseRow, rules: readonly string[], nextDue: Moment | null): CaseSummary {
  const { listing, merchant, product } = JSON.parse(row.facts) as CaseFacts;
  return {
    number: row.number,
    source: row.source as CaseSource,
    state: row.state as CaseState,
    family: row.family,
    listing,
    merchant,
    product,
    proposedLevel: row.proposed_level as Level,
    proposedReason: row.proposed_reason,
    level: row.level as Level | null,
    confirmed: row.level !== null && row.state !== "false-alarm",
    assignee: row.assignee_name === null ? null : { name: row.assignee_name, role: row.assignee_role ?? "" },
    openedAt: row.opened_at,
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    isShadow: row.shadow === 1,
    rules,
    nextDue,
  };
}

export function actorOf(json: string | null): CaseActor | null {
  return json === null ? null : (JSON.parse(json) as CaseActor);
}
