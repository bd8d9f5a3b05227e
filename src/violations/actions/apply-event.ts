import type { CaseActor, CaseSource, CaseState, Moment } from "../../contracts/case.js";
import type { Level } from "../../contracts/result.js";
import { appendEntries } from "../audit/append-entries.js";
import type { SigningKey } from "../audit/signing-key.js";
import { advanceClocks, type ClockFacts } from "../clocks/advance-clocks.js";
import { MissingCaseError } from "../errors.js";
import type { Operations } from "../operations/load-operations.js";
import { type CaseFacts, merchantKey, productKey } from "../record/sighting.js";
import { insertAll } from "../store/insert-all.js";
import type { CaseQueries } from "../store/open-case-store.js";
import type { CaseRow, ClockRow, MarkRow } from "../store/tables.js";

/** What every write goes through. */
export interface WriteContext {
  readonly transaction: CaseQueries;
  readonly operations: Operations;
  readonly key: SigningKey;
  readonly profile: "platform" | "regulator";
}

/** A case with what deciding on it needs. */
export interface OpenCase {
  readonly row: CaseRow;
  readonly facts: CaseFacts;
  readonly marks: ReadonlyMap<string, MarkRow>;
}

/** What happened to a case. */
export interface CaseHappening {
  readonly event: string;
  readonly actor: CaseActor;
  readonly at: Moment;
  readonly data: Readonly<Record<string, unknown>>;
  /** Events for marks and clocks; `human` is added where a person acts. */
  readonly events: readonly string[];
  /** Columns that change. */
  readonly set?: Partial<CaseRow> | undefined;
}

export async function loadCase(transaction: CaseQueries, number: string): Promise<OpenCase> {
  const row = await transaction.selectFrom("cases").selectAll().where("number", "=", number).executeTakeFirst();
  if (row === undefined) throw new MissingCaseError(`案件 ${number}`);
  const marks = await transaction.selectFrom("case_marks").selectAll().where("number", "=", number).execute();
  return { row, facts: JSON.parse(row.facts) as CaseFacts, marks: new Map(marks.map((mark) => [mark.event, mark])) };
}

/** Writes one event of one case: row, marks, clocks and log entry. */
export async function applyEvent(context: WriteContext, open: OpenCase, happening: CaseHappening): Promise<OpenCase> {
  const { transaction, operations, key } = context;
  const { actor, at, event, data, set = {} } = happening;
  const { number } = open.row;
  const row: CaseRow = { ...open.row, ...set };
  if (Object.keys(set).length > 0) {
    await transaction.updateTable("cases").set(set).where("number", "=", number).execute();
  }
  const events = [...happening.events, ...(actor.kind === "person" ? ["human"] : [])];
  const marks = new Map(open.marks);
  for (const one of events) {
    const times = (marks.get(one)?.times ?? 0) + 1;
    const mark: MarkRow = { number, event: one, at, by_name: actor.name, times };
    marks.set(one, mark);
    await transaction
      .insertInto("case_marks")
      .values(mark)
      .onConflict((conflict) => conflict.columns(["number", "event"]).doUpdateSet({ at, by_name: actor.name, times }))
      .execute();
  }
  const clocks = await transaction.selectFrom("case_clocks").selectAll().where("number", "=", number).execute();
  const isFinal = row.state !== open.row.state && operations.states.get(row.state as CaseState)?.final === true;
  await writeClocks(
    transaction,
    advanceClocks(
      clockFacts(row, open.facts, context.profile),
      new Set(events),
      at,
      clocks.filter(({ stopped_at }) => stopped_at === null),
      roundsOf(clocks),
      new Map([...marks].map(([name, mark]) => [name, mark.at])),
      isFinal,
      operations,
    ),
  );
  await appendEntries(transaction, [{ at, actor, number, event, data }], key);
  return { row, facts: open.facts, marks };
}

function roundsOf(clocks: readonly ClockRow[]): Map<string, number> {
  const rounds = new Map<string, number>();
  for (const { clock, round } of clocks) rounds.set(clock, Math.max(round, rounds.get(clock) ?? 0));
  return rounds;
}

async function writeClocks(transaction: CaseQueries, rows: readonly ClockRow[]): Promise<void> {
  for (const row of rows) {
    const { due_at, provisional, pauses, stopped_at } = row;
    await transaction
      .insertInto("case_clocks")
      .values(row)
      .onConflict((conflict) =>
        conflict.columns(["number", "clock", "round"]).doUpdateSet({ due_at, provisional, pauses, stopped_at }),
      )
      .execute();
  }
}

export function clockFacts(row: CaseRow, facts: CaseFacts, profile: WriteContext["profile"]): ClockFacts {
  return {
    number: row.number,
    source: row.source as CaseSource,
    kind: facts.product.kind,
    proposedLevel: row.proposed_level as Level,
    level: row.level as Level | null,
    isShadow: row.shadow === 1,
    profile,
  };
}

/** A case as it is opened, with its clocks and the data of its log entry. */
export interface Opening {
  readonly row: CaseRow;
  readonly clocks: readonly ClockRow[];
  readonly mark: MarkRow;
}

/** Fills in a new case: keys, first clocks. Pure. */
export function openingOf(
  fields: Omit<
    CaseRow,
    | "facts"
    | "listing_key"
    | "merchant_key"
    | "product_key"
    | "day"
    | "level"
    | "level_reason"
    | "confirmed_by"
    | "confirmed_at"
    | "assignee_name"
    | "assignee_role"
    | "legal_hold"
  >,
  day: string,
  facts: CaseFacts,
  actor: CaseActor,
  operations: Operations,
  profile: WriteContext["profile"],
): Opening {
  const row: CaseRow = {
    ...fields,
    day,
    listing_key: facts.listing.key,
    merchant_key: merchantKey(facts.merchant),
    product_key: productKey(facts),
    facts: JSON.stringify(facts),
    level: null,
    level_reason: null,
    confirmed_by: null,
    confirmed_at: null,
    assignee_name: null,
    assignee_role: null,
    legal_hold: 0,
  };
  const at = row.opened_at;
  const clocks = advanceClocks(
    clockFacts(row, facts, profile),
    new Set(["opened"]),
    at,
    [],
    new Map(),
    new Map([["opened", at]]),
    false,
    operations,
  );
  return { row, clocks, mark: { number: row.number, event: "opened", at, by_name: actor.name, times: 1 } };
}

/** Inserts new cases with what belongs to them. */
export async function insertOpenings(transaction: CaseQueries, openings: readonly Opening[]): Promise<void> {
  await insertAll(
    transaction,
    "cases",
    openings.map(({ row }) => row),
  );
  await insertAll(
    transaction,
    "case_clocks",
    openings.flatMap(({ clocks }) => clocks),
  );
  await insertAll(
    transaction,
    "case_marks",
    openings.map(({ mark }) => mark),
  );
}
