import type {
  CaseClock,
  CaseCluster,
  CaseState,
  CaseSummary,
  Dossier,
  Moment,
  RulePrecision,
  ViolationCase,
} from "../../contracts/case.js";
import { endOfDay, monthsEarlier } from "../clocks/beijing.js";
import { MissingCaseError } from "../errors.js";
import type { Operations } from "../operations/load-operations.js";
import type { CaseStore } from "../store/open-case-store.js";
import type { CaseRow, ClockRow } from "../store/tables.js";
import { dossierOf } from "./dossier.js";
import { loadSummaries } from "./load-summaries.js";
import { loadWholeCases } from "./load-whole-cases.js";
import { precisionOf } from "./precision.js";

/** Cases read at once by `each`. */
const PAGE = 200;
/** Rows of a list. */
export const MAX_LISTED = 10_000;

/** What cases are sought by; all that is given must fit. */
export interface CaseQuery {
  readonly states?: readonly CaseState[] | undefined;
  /** Confirmed levels. */
  readonly levels?: readonly number[] | undefined;
  readonly sources?: readonly string[] | undefined;
  readonly family?: string | undefined;
  /** Code, id or name: the key that the case keeps. */
  readonly merchant?: string | undefined;
  readonly product?: string | undefined;
  readonly listing?: string | undefined;
  readonly assignee?: string | undefined;
  /** Days of opening by Beijing time, `YYYY-MM-DD`, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly confirmed?: boolean | undefined;
  /** Also cases whose rules run in shadow. Default: not. */
  readonly shadow?: boolean | undefined;
  readonly limit?: number | undefined;
  /** Cases after this number. */
  readonly after?: string | undefined;
}

/** Reads cases; nothing is written. Times are moments in UTC. */
export class CaseReader {
  readonly #store: CaseStore;
  readonly #operations: Operations;

  constructor(store: CaseStore, operations: Operations) {
    this.#store = store;
    this.#operations = operations;
  }

  /** Cases in the order of their numbers. */
  async list(query: CaseQuery = {}): Promise<CaseSummary[]> {
    return loadSummaries(this.#store.database, await this.#rows(query, query.limit ?? MAX_LISTED));
  }

  /** @throws MissingCaseError */
  async show(number: string): Promise<ViolationCase> {
    const rows = await this.#store.database.selectFrom("cases").selectAll().where("number", "=", number).execute();
    const [found] = await loadWholeCases(this.#store.database, rows, this.#operations, { history: true });
    if (found === undefined) throw new MissingCaseError(`案件 ${number}`);
    return found;
  }

  /**
   * Whole cases one after the other, for forms and exports: a few hundred in memory at a time.
   *
   * @param options.history whether each brings its log entries. Default: not
   */
  async *each(query: CaseQuery = {}, options: { readonly history?: boolean } = {}): AsyncGenerator<ViolationCase> {
    let { after } = query;
    for (let left = query.limit ?? Number.POSITIVE_INFINITY; left > 0; ) {
      const rows = await this.#rows({ ...query, after }, Math.min(PAGE, left));
      yield* await loadWholeCases(this.#store.database, rows, this.#operations, options);
      if (rows.length < Math.min(PAGE, left)) return;
      after = rows.at(-1)?.number;
      left -= rows.length;
    }
  }

  /** The content of a document, by its hash. */
  async document(sha256: string): Promise<Uint8Array | null> {
    const row = await this.#store.database
      .selectFrom("case_contents")
      .select("bytes")
      .where("sha256", "=", sha256)
      .executeTakeFirst();
    return row?.bytes ?? null;
  }

  /**
   * Open limits that are over at a moment, or will be within some hours, by post and then by time.
   *
   * @param options.soonHours hours ahead; 0: only what is over
   */
  async overdue(
    at: Moment,
    options: { readonly soonHours?: number | undefined; readonly post?: string | undefined } = {},
  ): Promise<CaseClock[]> {
    const until = new Date(Date.parse(at) + (options.soonHours ?? 0) * 3_600_000).toISOString();
    let query = this.#store.database
      .selectFrom("case_clocks")
      .selectAll()
      .where("stopped_at", "is", null)
      .where("due_at", "<=", until);
    if (options.post !== undefined) query = query.where("post", "=", options.post);
    const rows = await query.orderBy("post").orderBy("due_at").orderBy("number").orderBy("clock").execute();
    return rows.map((row) => clockOf(row, this.#operations));
  }

  /** Clusters of two cases and more, the largest first. */
  async clusters(options: { readonly least?: number; readonly open?: boolean } = {}): Promise<CaseCluster[]> {
    const { database } = this.#store;
    const rows = await database
      .selectFrom("case_clusters")
      .innerJoin("case_findings", "case_findings.cluster", "case_clusters.id")
      .innerJoin("cases", "cases.number", "case_findings.number")
      .where("cases.shadow", "=", 0)
      .select((is) => [
        "case_clusters.id",
        "case_clusters.kind",
        "case_clusters.rule",
        "case_clusters.sample",
        "case_clusters.decision",
        is.fn.count<number>("cases.number").distinct().as("cases"),
        is.fn.count<number>("cases.merchant_key").distinct().as("merchants"),
      ])
      .groupBy([
        "case_clusters.id",
        "case_clusters.kind",
        "case_clusters.rule",
        "case_clusters.sample",
        "case_clusters.decision",
      ])
      .having((is) => is.fn.count("cases.number").distinct(), ">=", options.least ?? 2)
      .execute();
    return rows
      .map(({ decision, cases, merchants, kind, ...row }) => ({
        ...row,
        kind: kind as CaseCluster["kind"],
        cases: Number(cases),
        merchants: Number(merchants),
        decision: decision === null ? null : (JSON.parse(decision) as CaseCluster["decision"]),
      }))
      .filter(({ decision }) => options.open !== true || decision === null)
      .sort((a, b) => b.cases - a.cases || (a.id < b.id ? -1 : 1));
  }

  /** 一企一档, 一品一档: all cases of a merchant or a product. */
  async dossier(kind: "merchant" | "product", key: string): Promise<Dossier> {
    const cases = await this.list(kind === "merchant" ? { merchant: key } : { product: key });
    if (cases.length === 0) throw new MissingCaseError(`${kind === "merchant" ? "经营者" : "产品"} ${key} 的案件`);
    return dossierOf(this.#store.database, kind, key, cases, this.#operations.repeatMonths);
  }

  /** False alarms and confirmed cases by rule and month; the last decision on a case counts. */
  precision(
    options: { readonly rule?: string | undefined; readonly merchant?: string | undefined } = {},
  ): Promise<RulePrecision[]> {
    return precisionOf(this.#store.database, options);
  }

  /** Cases whose keeping ends within the months of notice; none under legal hold. */
  async expiring(at: Moment): Promise<{ readonly number: string; readonly until: string; readonly reason: string }[]> {
    const { noticeMonths } = this.#operations.retention;
    const found: { number: string; until: string; reason: string }[] = [];
    for await (const { number, keepUntil, legalHold } of this.each({ shadow: true })) {
      if (legalHold || keepUntil.until === "for-ever") continue;
      if (monthsEarlier(endOfDay(keepUntil.until), noticeMonths) <= at) found.push({ number, ...keepUntil });
    }
    return found;
  }

  #rows(query: CaseQuery, limit: number): Promise<CaseRow[]> {
    let select = this.#store.database.selectFrom("cases").selectAll();
    if (query.states?.length) select = select.where("state", "in", [...query.states]);
    if (query.levels?.length) select = select.where("level", "in", [...query.levels]);
    if (query.sources?.length) select = select.where("source", "in", [...query.sources]);
    if (query.family !== undefined) select = select.where("family", "=", query.family);
    if (query.merchant !== undefined) select = select.where("merchant_key", "=", query.merchant);
    if (query.product !== undefined) select = select.where("product_key", "=", query.product);
    if (query.listing !== undefined) select = select.where("listing_key", "=", query.listing);
    if (query.assignee !== undefined) select = select.where("assignee_name", "=", query.assignee);
    if (query.from !== undefined) select = select.where("day", ">=", query.from);
    if (query.to !== undefined) select = select.where("day", "<=", query.to);
    if (query.confirmed === true) select = select.where("level", "is not", null).where("state", "<>", "false-alarm");
    if (query.confirmed === false) select = select.where("level", "is", null);
    if (query.shadow !== true) select = select.where("shadow", "=", 0);
    if (query.after !== undefined) {
      // By day and ordinal: a number of five digits follows 9999, as text it would not.
      const [day, ordinal] = placeOf(query.after);
      select = select.where((is) =>
        is.or([is("day", ">", day), is.and([is("day", "=", day), is("ordinal", ">", ordinal)])]),
      );
    }
    return select.orderBy("day").orderBy("ordinal").limit(limit).execute();
  }
}

/** `QM-YYYYMMDD…` back to its day and ordinal. */
export function placeOf(number: string): readonly [day: string, ordinal: number] {
  const parts = /^QM-(\d{4})(\d{2})(\d{2})(\d{4,9})$/.exec(number);
  if (parts === null) throw new MissingCaseError(`案件 ${number}`);
  return [`${parts[1]}-${parts[2]}-${parts[3]}`, Number(parts[4])];
}

export function clockOf(row: ClockRow, { clocks }: Operations): CaseClock {
  const rule = clocks.get(row.clock);
  return {
    id: row.clock,
    name: rule?.name ?? row.clock,
    number: row.number,
    startedAt: row.started_at,
    dueAt: row.due_at,
    isProvisional: row.provisional === 1,
    pauses: (JSON.parse(row.pauses) as { from: Moment; to: Moment }[]).filter(({ from, to }) => from < to),
    stoppedAt: row.stopped_at,
    post: row.post,
    basis: rule?.basis ?? "",
  };
}
