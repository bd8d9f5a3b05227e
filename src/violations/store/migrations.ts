import { type Kysely, type RawBuilder, sql } from "kysely";
import { CaseStoreError } from "../errors.js";
import type { CaseTables } from "./tables.js";

/** What differs between the two databases, and nothing else does. */
export interface Flavour {
  readonly name: "sqlite" | "postgres";
  /** Text compared byte by byte, whatever the locale of the server. */
  readonly text: RawBuilder<string>;
  readonly bytes: RawBuilder<string>;
  /** End of `create table`. */
  readonly strict: RawBuilder<string>;
}

type Database = Kysely<CaseTables>;
type Step = (database: Database, flavour: Flavour) => Promise<void>;

/** Columns in short: `!` not null text, `?` text, `#` not null integer, `#?` integer, `b` bytes. */
async function table(
  database: Database,
  { text, bytes, strict }: Flavour,
  name: string,
  columns: Readonly<Record<string, "!" | "?" | "#" | "#?" | "b">>,
  primary: readonly string[],
): Promise<void> {
  let create = database.schema.createTable(name);
  for (const [column, kind] of Object.entries(columns)) {
    const type = kind === "b" ? bytes : kind.startsWith("#") ? ("integer" as const) : text;
    create = create.addColumn(column, type, (built) => (kind.endsWith("?") ? built : built.notNull()));
  }
  await create
    .addPrimaryKeyConstraint(`${name}_pk`, primary as never[])
    .modifyEnd(strict)
    .execute();
}

async function index(database: Database, on: string, columns: readonly string[], unique = false): Promise<void> {
  const create = database.schema
    .createIndex(`${on}_by_${columns.join("_")}`)
    .on(on)
    .columns([...columns]);
  await (unique ? create.unique() : create).execute();
}

/** Forward only: a step is never changed once it has shipped, new ones are added behind. */
const STEPS: readonly Step[] = [
  async (database, flavour) => {
    await table(database, flavour, "case_counters", { day: "!", last: "#" }, ["day"]);
    await table(
      database,
      flavour,
      "cases",
      {
        number: "!",
        day: "!",
        ordinal: "#",
        subject: "!",
        episode: "#",
        source: "!",
        source_reference: "?",
        priority: "#",
        family: "!",
        listing_key: "?",
        merchant_key: "?",
        product_key: "?",
        facts: "!",
        proposed_level: "#",
        proposed_reason: "!",
        level: "#?",
        level_reason: "?",
        confirmed_by: "?",
        confirmed_at: "?",
        state: "!",
        shadow: "#",
        assignee_name: "?",
        assignee_role: "?",
        opened_at: "!",
        first_seen: "!",
        last_seen: "!",
        legal_hold: "#",
      },
      ["number"],
    );
    await index(database, "cases", ["subject", "episode"], true);
    await index(database, "cases", ["day", "ordinal"], true);
    await index(database, "cases", ["merchant_key", "family"]);
    await index(database, "cases", ["product_key"]);
    await index(database, "cases", ["state"]);
    await table(
      database,
      flavour,
      "case_findings",
      {
        number: "!",
        fingerprint: "!",
        rule: "!",
        cluster: "!",
        detail: "!",
        engine: "!",
        first_seen: "!",
        last_seen: "!",
        times_seen: "#",
      },
      ["number", "fingerprint"],
    );
    await index(database, "case_findings", ["cluster"]);
    await index(database, "case_findings", ["rule"]);
    await table(database, flavour, "case_captures", { id: "!", number: "!", at: "!", day: "!", detail: "!" }, ["id"]);
    await index(database, "case_captures", ["number"]);
    const cluster = { id: "!", kind: "!", rule: "!", sample: "!", decision: "?" } as const;
    await table(database, flavour, "case_clusters", cluster, ["id"]);
    await table(
      database,
      flavour,
      "case_clocks",
      {
        number: "!",
        clock: "!",
        round: "#",
        started_at: "!",
        due_at: "!",
        provisional: "#",
        pauses: "!",
        stopped_at: "?",
        post: "!",
      },
      ["number", "clock", "round"],
    );
    await index(database, "case_clocks", ["stopped_at", "due_at"]);
    const mark = { number: "!", event: "!", at: "!", by_name: "!", times: "#" } as const;
    await table(database, flavour, "case_marks", mark, ["number", "event"]);
    await table(
      database,
      flavour,
      "case_documents",
      { number: "!", sha256: "!", kind: "!", name: "!", size: "#", added_by: "!", at: "!" },
      ["number", "sha256", "kind"],
    );
    await table(database, flavour, "case_contents", { sha256: "!", bytes: "b" }, ["sha256"]);
    await table(
      database,
      flavour,
      "case_decisions",
      {
        id: "!",
        number: "!",
        rule: "!",
        merchant_key: "?",
        verdict: "!",
        reason: "!",
        by_name: "!",
        at: "!",
        month: "!",
      },
      ["id"],
    );
    await index(database, "case_decisions", ["rule", "month"]);
    const mode = { rule: "!", mode: "!", reason: "!", by_name: "!", at: "!" } as const;
    await table(database, flavour, "case_rule_modes", mode, ["rule"]);
    const log = { seq: "#", number: "?", body: "!", hash: "!", signature: "!", key_id: "!" } as const;
    await table(database, flavour, "case_log", log, ["seq"]);
    await index(database, "case_log", ["number"]);
    await table(database, flavour, "case_log_head", { id: "#", seq: "#", hash: "!" }, ["id"]);
    await database
      .insertInto("case_log_head")
      .values({ id: 1, seq: 0, hash: "0".repeat(64) })
      .execute();
  },
  async (database, flavour) => {
    await table(
      database,
      flavour,
      "case_notices",
      {
        id: "!",
        target: "!",
        body: "!",
        created_at: "!",
        attempts: "#",
        next_at: "?",
        delivered_at: "?",
        last_error: "?",
      },
      ["id"],
    );
    await index(database, "case_notices", ["delivered_at", "next_at"]);
  },
];

/** Version that this program needs. */
export const CASE_STORE_VERSION = STEPS.length;

/** Brings the tables up to date in one transaction; other tables of the database are left alone. */
export async function migrateCases(database: Database, flavour: Flavour): Promise<void> {
  if ((await versionOf(database, flavour)) === STEPS.length) return;
  await database.transaction().execute(async (transaction) => {
    // Two programs may start on an empty database at once: the second waits here and finds it done.
    if (flavour.name === "postgres") await sql`select pg_advisory_xact_lock(1297434964)`.execute(transaction);
    const found = await versionOf(transaction, flavour);
    if (found > STEPS.length) {
      throw new CaseStoreError(
        "MEDLINT_CASES_VERSION",
        `案件库的结构版本是 ${found}，本程序只认识到 ${STEPS.length}；请升级 medlint`,
      );
    }
    if (found === 0) await table(transaction, flavour, "case_meta", { name: "!", value: "!" }, ["name"]);
    for (const step of STEPS.slice(found)) await step(transaction, flavour);
    await transaction
      .insertInto("case_meta")
      .values({ name: "version", value: String(STEPS.length) })
      .onConflict((conflict) => conflict.column("name").doUpdateSet({ value: String(STEPS.length) }))
      .execute();
  });
}

async function versionOf(database: Database, { name }: Flavour): Promise<number> {
  const exists =
    name === "sqlite"
      ? sql<{ found: number }>`select count(*) as found from sqlite_schema where name = 'case_meta'`
      : sql<{ found: number }>`select count(*)::int as found from pg_tables
          where tablename = 'case_meta' and schemaname = current_schema()`;
  if (Number((await exists.execute(database)).rows[0]?.found ?? 0) === 0) return 0;
  const row = await database.selectFrom("case_meta").select("value").where("name", "=", "version").executeTakeFirst();
  return Number(row?.value ?? 0);
}
