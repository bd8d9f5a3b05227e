import type { Moment } from "../../contracts/case.js";
import { monthsEarlier } from "../clocks/beijing.js";
import type { Operations } from "../operations/load-operations.js";
import type { CaseQueries } from "../store/open-case-store.js";

/** Values bound by one `in`. */
const SLICE = 5_000;

/** What the database knows of what is about to be recorded. */
export interface Known {
  /** Newest case of each subject, with its fingerprints and how often each was seen. */
  readonly cases: ReadonlyMap<
    string,
    {
      readonly number: string;
      readonly episode: number;
      readonly state: string;
      readonly findings: ReadonlyMap<string, number>;
    }
  >;
  /** Captures that are recorded already, with their case. */
  readonly captures: ReadonlyMap<string, string>;
  /** `merchant\nfamily` to numbers of cases confirmed within the months of repetition. */
  readonly repeats: ReadonlyMap<string, readonly string[]>;
  readonly shadowRules: ReadonlySet<string>;
  /** Whether a cluster of these findings was decided already. */
  readonly hasDecisions: boolean;
}

interface Sought {
  readonly subject: string;
  readonly capture: string;
  readonly family: string;
  readonly merchant: string | null;
}

export async function loadKnown(
  transaction: CaseQueries,
  operations: Operations,
  sought: readonly (Sought & { readonly clusters: readonly string[] })[],
  at: Moment,
): Promise<Known> {
  const newest = new Map<string, { number: string; episode: number; state: string; findings: Map<string, number> }>();
  const rows = await inSlices(
    sought.map(({ subject }) => subject),
    (subjects) =>
      transaction
        .selectFrom("cases")
        .select(["subject", "number", "episode", "state"])
        .where("subject", "in", subjects)
        .orderBy("episode")
        .execute(),
  );
  for (const { subject, ...row } of rows) newest.set(subject, { ...row, findings: new Map() });
  const byNumber = new Map([...newest.values()].map((one) => [one.number, one]));
  const findings = await inSlices([...byNumber.keys()], (numbers) =>
    transaction
      .selectFrom("case_findings")
      .select(["number", "fingerprint", "times_seen"])
      .where("number", "in", numbers)
      .execute(),
  );
  for (const { number, fingerprint, times_seen } of findings)
    byNumber.get(number)?.findings.set(fingerprint, times_seen);
  const captures = await inSlices(
    sought.map(({ capture }) => capture),
    (ids) => transaction.selectFrom("case_captures").select(["id", "number"]).where("id", "in", ids).execute(),
  );
  const decided = await inSlices(
    sought.flatMap(({ clusters }) => clusters),
    (ids) =>
      transaction
        .selectFrom("case_clusters")
        .select("id")
        .where("id", "in", ids)
        .where("decision", "is not", null)
        .execute(),
  );
  return {
    cases: newest,
    captures: new Map(captures.map(({ id, number }) => [id, number])),
    repeats: await repeatsOf(transaction, operations, sought, at),
    shadowRules: await shadowRules(transaction, operations),
    hasDecisions: decided.length > 0,
  };
}

async function repeatsOf(
  transaction: CaseQueries,
  { repeatMonths }: Operations,
  sought: readonly Sought[],
  at: Moment,
): Promise<Map<string, string[]>> {
  const merchants = sought.flatMap(({ merchant }) => merchant ?? []);
  const since = monthsEarlier(at, repeatMonths);
  const rows = await inSlices(merchants, (keys) =>
    transaction
      .selectFrom("cases")
      .select(["merchant_key", "family", "number"])
      .where("merchant_key", "in", keys)
      .where("confirmed_at", ">=", since)
      .where("state", "<>", "false-alarm")
      .orderBy("number")
      .execute(),
  );
  const repeats = new Map<string, string[]>();
  for (const { merchant_key, family, number } of rows) {
    const key = `${merchant_key}\n${family}`;
    repeats.set(key, [...(repeats.get(key) ?? []), number]);
  }
  return repeats;
}

/** Rules in shadow: those of the file, as persons have changed them since. */
export async function shadowRules(transaction: CaseQueries, operations: Operations): Promise<Set<string>> {
  const rules = new Set(operations.shadowRules);
  for (const { rule, mode } of await transaction.selectFrom("case_rule_modes").select(["rule", "mode"]).execute()) {
    if (mode === "shadow") rules.add(rule);
    else rules.delete(rule);
  }
  return rules;
}

/** Runs a query for values in slices that both databases can bind. */
export async function inSlices<Row>(
  values: readonly string[],
  query: (slice: string[]) => Promise<Row[]>,
): Promise<Row[]> {
  const unique = [...new Set(values)];
  const rows: Row[] = [];
  for (let at = 0; at < unique.length; at += SLICE) rows.push(...(await query(unique.slice(at, at + SLICE))));
  return rows;
}
