import type { CaseActor, Moment } from "../contracts/case.js";
import { maskPersonal } from "../report/mask-personal.js";
import { applyEvent, loadCase, type WriteContext } from "./actions/apply-event.js";
import { confirmLevel } from "./actions/confirm-level.js";
import { createCase, type Intake } from "./actions/create-case.js";
import { type ClusterDecision, decideCluster } from "./actions/decide-cluster.js";
import { type ActionRequest, type ActionResult, performAction } from "./actions/perform-action.js";
import { MACHINE, requirePerson } from "./actions/person.js";
import { appendEntries } from "./audit/append-entries.js";
import { createCheckpoint } from "./audit/checkpoint.js";
import { openSigningKey, type SigningKey } from "./audit/signing-key.js";
import { type AuditReport, verifyCases } from "./audit/verify-cases.js";
import { RefusedActionError } from "./errors.js";
import { loadOperations, type Operations } from "./operations/load-operations.js";
import { CaseReader } from "./read/case-reader.js";
import { MAX_BATCH, type Recorded, recordSightings } from "./record/record-sightings.js";
import type { Sighting } from "./record/sighting.js";
import { keepTold, type ToldNotice, toldBefore } from "./record/told-notices.js";
import { type CaseStore, openCaseStore } from "./store/open-case-store.js";

export interface DeskOptions {
  /** SQLite file, or `postgres://` URL. */
  readonly database: string;
  /** File of the signing key (PEM, Ed25519), outside the database; made where there is none. */
  readonly keyFile: string;
  /** Default: the shipped `dictionaries/operations`. */
  readonly operationsFolder?: string | undefined;
  /** Whose limits run. Default: `platform`. */
  readonly profile?: "platform" | "regulator" | undefined;
  /** Refuses a file that holds no cases. Default: its tables are made. */
  readonly mustExist?: boolean | undefined;
}

/**
 * The door to cases: everything that can be asked or done. Each write is one transaction with its signed log entries,
 * and doing the same again changes nothing.
 *
 * @example
 * const desk = await openCaseDesk({ database: "cases.sqlite", keyFile: "key.pem" });
 * await desk.record([sighting], at);
 * const [first] = await desk.read.list();
 * await desk.confirm({ number: first.number, level: 2, reason: "…", actor, at });
 */
export class CaseDesk {
  readonly read: CaseReader;
  readonly operations: Operations;
  readonly #store: CaseStore;
  readonly #key: SigningKey;
  readonly #profile: "platform" | "regulator";

  /** @internal use `openCaseDesk` */
  constructor(store: CaseStore, key: SigningKey, operations: Operations, profile: "platform" | "regulator") {
    this.#store = store;
    this.#key = key;
    this.#profile = profile;
    this.operations = operations;
    this.read = new CaseReader(store, operations);
  }

  /** PEM of the public key, for those who verify. */
  get publicKey(): string {
    return this.#key.publicPem;
  }

  /** Records findings as cases; a promise that is kept is on disk. Large arrays take several transactions, in order. */
  async record(sightings: readonly Sighting[], at: Moment, actor: CaseActor = MACHINE): Promise<Recorded[]> {
    const recorded: Recorded[] = [];
    for (let from = 0; from < sightings.length; from += MAX_BATCH) {
      const batch = sightings.slice(from, from + MAX_BATCH);
      recorded.push(...(await this.#write((context) => recordSightings(context, batch, at, actor))));
    }
    return recorded;
  }

  /** Opens a case for a lead from elsewhere. */
  create(intake: Intake, actor: CaseActor, at: Moment): Promise<{ readonly number: string; readonly isNew: boolean }> {
    return this.#write((context) => createCase(context, intake, actor, at));
  }

  /** Does an action of `states.yaml`. @throws RefusedActionError */
  act(request: ActionRequest): Promise<ActionResult> {
    return this.#write((context) => performAction(context, request));
  }

  /** A named person confirms a level. */
  confirm(request: Parameters<typeof confirmLevel>[1]): Promise<boolean> {
    return this.#write((context) => confirmLevel(context, request));
  }

  /** Decides a cluster once; returns the cases it decided. */
  decide(request: ClusterDecision): Promise<string[]> {
    return this.#write((context) => decideCluster(context, request));
  }

  /** Gives a case to a person. */
  assign(
    number: string,
    to: { readonly name: string; readonly role: string },
    actor: CaseActor,
    at: Moment,
  ): Promise<boolean> {
    return this.#write(async (context) => {
      requirePerson(actor, context.operations);
      requirePerson({ kind: "person", ...to }, context.operations);
      const open = await loadCase(context.transaction, number);
      if (open.row.assignee_name === to.name && open.row.assignee_role === to.role) return false;
      await applyEvent(context, open, {
        event: "assigned",
        actor,
        at,
        data: { assignee: to },
        events: [],
        set: { assignee_name: to.name, assignee_role: to.role },
      });
      return true;
    });
  }

  /** Puts a case under legal hold, or lifts it: held, nothing of it is ever deleted. */
  hold(number: string, isHeld: boolean, reason: string, actor: CaseActor, at: Moment): Promise<boolean> {
    return this.#write(async (context) => {
      requirePerson(actor, context.operations);
      if (reason.trim() === "") throw new RefusedActionError("须写明理由（--note）");
      const open = await loadCase(context.transaction, number);
      if ((open.row.legal_hold === 1) === isHeld) return false;
      const set = { legal_hold: isHeld ? 1 : 0 };
      await applyEvent(context, open, {
        event: "hold",
        actor,
        at,
        data: { held: isHeld, reason: maskPersonal(reason) },
        events: [],
        set,
      });
      return true;
    });
  }

  /** Lets a rule run in shadow (recorded, not listed, not clocked), or live. Cases that stand keep their mode. */
  setRuleMode(rule: string, mode: "shadow" | "live", reason: string, actor: CaseActor, at: Moment): Promise<void> {
    return this.#write(async ({ transaction, operations, key }) => {
      requirePerson(actor, operations);
      if (reason.trim() === "") throw new RefusedActionError("须写明理由（--note）");
      const row = { mode, reason, by_name: actor.name, at };
      await transaction
        .insertInto("case_rule_modes")
        .values({ rule, ...row })
        .onConflict((conflict) => conflict.column("rule").doUpdateSet(row))
        .execute();
      await appendEntries(
        transaction,
        [{ at, actor, number: null, event: "rule-mode", data: { rule, mode, reason } }],
        key,
      );
    });
  }

  /** Writes into the log who took what out of the house, and when: every export of forms calls it. */
  noteExport(what: Readonly<Record<string, unknown>>, actor: CaseActor, at: Moment): Promise<void> {
    return this.#write(({ transaction, operations, key }) => {
      requirePerson(actor, operations);
      return appendEntries(transaction, [{ at, actor, number: null, event: "export", data: what }], key);
    });
  }

  /** Remembers what was sent to whom. */
  noteTold(told: readonly ToldNotice[]): Promise<void> {
    return this.#write(({ transaction }) => keepTold(transaction, told));
  }

  /** Whether notices arrived at their receivers before. */
  toldBefore(asked: readonly Pick<ToldNotice, "notice" | "target">[]): ReturnType<typeof toldBefore> {
    return toldBefore(this.#store.database, asked);
  }

  /** A line for the file of check-points, kept outside this database. */
  async checkpoint(by: string, at: Moment): Promise<string> {
    const head = await this.#store.database
      .selectFrom("case_log_head")
      .select(["seq", "hash"])
      .executeTakeFirstOrThrow();
    return createCheckpoint(head, at, by, this.#key);
  }

  /** Verifies log, check-points and tables against the own key and further ones. */
  verify(checkpoints?: Uint8Array, keys: Parameters<typeof verifyCases>[1] = []): Promise<AuditReport> {
    return verifyCases(this.#store, [this.#key, ...keys], checkpoints);
  }

  close(): Promise<void> {
    return this.#store.close();
  }

  #write<Result>(act: (context: WriteContext) => Promise<Result>): Promise<Result> {
    return this.#store.write((transaction) =>
      act({ transaction, operations: this.operations, key: this.#key, profile: this.#profile }),
    );
  }
}

/**
 * Opens the database of cases and brings it up to date.
 *
 * @throws CaseError where database, key or settings cannot be used
 */
export async function openCaseDesk(options: DeskOptions): Promise<CaseDesk> {
  const operations = loadOperations(options.operationsFolder);
  const key = openSigningKey(options.keyFile);
  const store = await openCaseStore(options.database, options.mustExist);
  return new CaseDesk(store, key, operations, options.profile ?? "platform");
}
