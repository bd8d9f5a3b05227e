import type { CaseSource, Moment } from "../../contracts/case.js";
import type { Level } from "../../contracts/result.js";
import type { Operations } from "../operations/load-operations.js";
import type { ClockLimit, ClockRule } from "../operations/schema.js";
import type { ClockRow } from "../store/tables.js";
import { dueOf, type Pause, workingDaysAfter } from "./due.js";

/** What limits depend on. */
export interface ClockFacts {
  readonly number: string;
  readonly source: CaseSource;
  readonly kind: string | null;
  readonly proposedLevel: Level;
  readonly level: Level | null;
  readonly isShadow: boolean;
  /** `regulator`: the limits of authorities run too. */
  readonly profile: "platform" | "regulator";
}

/** Moments at which events last happened, this one's included. */
export type MarkTimes = ReadonlyMap<string, Moment>;

/**
 * Starts, stops, pauses and extends the clocks of a case for what just happened. Pure: the rows that changed come back.
 *
 * @param events `opened`, `human`, `confirmed`, `act:…`, `leave:…`, `enter:…`
 * @param isFinal whether the case entered a final state: all but the clocks of afterwards stop
 */
export function advanceClocks(
  facts: ClockFacts,
  events: ReadonlySet<string>,
  at: Moment,
  open: readonly ClockRow[],
  rounds: ReadonlyMap<string, number>,
  marks: MarkTimes,
  isFinal: boolean,
  operations: Operations,
): ClockRow[] {
  if (facts.isShadow) return [];
  const changed = new Map<string, ClockRow>();
  for (const row of open) {
    const rule = operations.clocks.get(row.clock);
    if (rule === undefined) continue;
    const next = continued(row, rule, facts, events, at, isFinal, operations);
    if (next !== row) changed.set(row.clock, next);
  }
  for (const rule of operations.clocks.values()) {
    if (!rule.start.some((event) => events.has(event))) continue;
    const running = changed.get(rule.id) ?? open.find(({ clock }) => clock === rule.id);
    if (running !== undefined && running.stopped_at === null) continue;
    if (isFinal && !rule.afterClose) continue;
    if (rule.profile === "regulator" && facts.profile !== "regulator") continue;
    if (rule.requires !== undefined && !marks.has(rule.requires)) continue;
    if (rule.stop.some((event) => event !== "human" && events.has(event))) continue;
    const limit = limitOf(rule, facts);
    if (limit === null) continue;
    const start = (rule.from !== undefined && marks.get(rule.from)) || at;
    const { dueAt, isProvisional } = dueOf(limit, start, [], 0, operations.holidays);
    const round = (rounds.get(rule.id) ?? 0) + 1;
    changed.set(`${rule.id} ${round}`, {
      number: facts.number,
      clock: rule.id,
      round,
      started_at: start,
      due_at: dueAt,
      provisional: isProvisional ? 1 : 0,
      pauses: "[]",
      stopped_at: null,
      post: postOf(rule, facts, operations),
    });
  }
  return [...changed.values()];
}

function continued(
  row: ClockRow,
  rule: ClockRule,
  facts: ClockFacts,
  events: ReadonlySet<string>,
  at: Moment,
  isFinal: boolean,
  operations: Operations,
): ClockRow {
  if ((isFinal && !rule.afterClose) || rule.stop.some((event) => events.has(event))) return { ...row, stopped_at: at };
  const { pausedBy, extendedBy } = rule;
  let pauses = JSON.parse(row.pauses) as readonly (Pause & { readonly days?: number })[];
  if (pausedBy !== undefined) {
    const last = pauses.at(-1);
    const isPaused = last !== undefined && at < last.to;
    if (isPaused && pausedBy.until.some((event) => events.has(event))) {
      pauses = [...pauses.slice(0, -1), { from: last.from, to: at }];
    } else if (!isPaused && events.has(pausedBy.event)) {
      pauses = [...pauses, { from: at, to: workingDaysAfter(at, pausedBy.workingDays, operations.holidays).dueAt }];
    }
  }
  // An extension is kept as a pause without length, which says how many working days it gave.
  const given = pauses.reduce((sum, { days = 0 }) => sum + days, 0);
  if (extendedBy !== undefined && given === 0 && events.has(extendedBy.event)) {
    pauses = [...pauses, { from: at, to: at, days: extendedBy.workingDays }];
  }
  const isNewLevel = events.has("confirmed");
  if (JSON.stringify(pauses) === row.pauses && !isNewLevel) return row;
  const limit = limitOf(rule, facts);
  // A level that was changed may have no limit of this kind.
  if (limit === null) return { ...row, stopped_at: at };
  const extra = pauses.reduce((sum, { days = 0 }) => sum + days, 0);
  const { dueAt, isProvisional } = dueOf(limit, row.started_at, pauses, extra, operations.holidays);
  const isGuess = isProvisional || (pauses.length > 0 && pausesAreGuessed(rule, pauses, operations));
  return { ...row, due_at: dueAt, provisional: isGuess ? 1 : 0, pauses: JSON.stringify(pauses) };
}

function pausesAreGuessed({ pausedBy }: ClockRule, pauses: readonly Pause[], { holidays }: Operations): boolean {
  if (pausedBy === undefined) return false;
  return pauses.some(({ from, to }) => {
    const planned = workingDaysAfter(from, pausedBy.workingDays, holidays);
    return planned.isProvisional && planned.dueAt === to;
  });
}

/** The first limit that fits; null: this clock does not run here. */
export function limitOf({ limits }: ClockRule, facts: ClockFacts): ClockLimit | null {
  return (
    limits.find(
      ({ sources, levels, proposed, kinds }) =>
        (sources === undefined || sources.includes(facts.source)) &&
        (levels === undefined || (facts.level !== null && levels.includes(facts.level))) &&
        (proposed === undefined || proposed.includes(facts.proposedLevel)) &&
        (kinds === undefined || (facts.kind !== null && kinds.includes(facts.kind))),
    ) ?? null
  );
}

function postOf({ post, postByLevel }: ClockRule, facts: ClockFacts, { sources }: Operations): string {
  if (post === "source") return sources.get(facts.source)?.post ?? "quality-monitor";
  return postByLevel[String(facts.level ?? "")] ?? post;
}
