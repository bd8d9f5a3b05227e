import type { CaseActor, CaseCluster, CaseState, Moment } from "../../contracts/case.js";
import type { Level } from "../../contracts/result.js";
import { appendEntries } from "../audit/append-entries.js";
import { MissingCaseError, RefusedActionError } from "../errors.js";
import { inSlices } from "../record/load-known.js";
import type { WriteContext } from "./apply-event.js";
import { confirmLevel } from "./confirm-level.js";
import { performAction } from "./perform-action.js";
import { requirePerson } from "./person.js";

type Decision = NonNullable<CaseCluster["decision"]>;

/** States in which a case still waits for a decision. */
const UNDECIDED: readonly CaseState[] = ["clue", "sale-suspended", "preliminary", "formal"];

export interface ClusterDecision {
  readonly cluster: string;
  readonly verdict: "confirmed" | "dismissed";
  /** For `confirmed`. */
  readonly level?: Level | undefined;
  readonly reason: string;
  readonly actor: CaseActor;
  readonly at: Moment;
}

/**
 * Decides the same sentence, picture or template once: cases that hold nothing undecided else are dismissed, or their
 * level is confirmed. The decision also holds for cases that come later.
 *
 * @returns numbers of the cases that it decided
 */
export async function decideCluster(context: WriteContext, request: ClusterDecision): Promise<string[]> {
  const { transaction, operations, key } = context;
  const { cluster, verdict, reason, actor, at } = request;
  requirePerson(actor, operations);
  if (reason.trim() === "") throw new RefusedActionError("须写明理由（--note）");
  if (verdict === "confirmed" && request.level === undefined) throw new RefusedActionError("确认须写明等级（--level）");
  const known = await transaction.selectFrom("case_clusters").select("id").where("id", "=", cluster).executeTakeFirst();
  if (known === undefined) throw new MissingCaseError(`聚类 ${cluster}`);
  const decision: Decision = { verdict, level: request.level ?? null, reason, by: actor, at };
  await transaction
    .updateTable("case_clusters")
    .set({ decision: JSON.stringify(decision) })
    .where("id", "=", cluster)
    .execute();
  const numbers = await transaction
    .selectFrom("case_findings")
    .innerJoin("cases", "cases.number", "case_findings.number")
    .select("cases.number")
    .distinct()
    .where("cluster", "=", cluster)
    .where("state", "in", [...UNDECIDED])
    .orderBy("cases.number")
    .execute();
  const data = { cluster, verdict, level: request.level ?? null, reason };
  await appendEntries(transaction, [{ at, actor, number: null, event: "cluster-decided", data }], key);
  return applyDecisions(
    context,
    numbers.map(({ number }) => number),
    at,
  );
}

/** Applies standing decisions to undecided cases all of whose findings are decided. The deciders act, as they said. */
export async function applyDecisions(context: WriteContext, numbers: readonly string[], at: Moment): Promise<string[]> {
  const rows = await inSlices(numbers, (slice) =>
    context.transaction
      .selectFrom("case_findings")
      .innerJoin("case_clusters", "case_clusters.id", "case_findings.cluster")
      .select(["number", "decision"])
      .where("number", "in", slice)
      .orderBy("number")
      .execute(),
  );
  const byCase = new Map<string, (Decision | null)[]>();
  for (const { number, decision } of rows) {
    const one = decision === null ? null : (JSON.parse(decision) as Decision);
    byCase.set(number, [...(byCase.get(number) ?? []), one]);
  }
  const decided: string[] = [];
  for (const [number, decisions] of byCase) {
    const confirmed = decisions.filter((one) => one?.verdict === "confirmed");
    const gravest = confirmed.sort((a, b) => (a?.level ?? 4) - (b?.level ?? 4))[0] ?? null;
    const first = decisions[0] ?? null;
    if (gravest !== null && gravest.level !== null) {
      const { level, by: actor } = gravest;
      const reason = `${gravest.reason}（同一内容一并确认）`;
      if (await confirmLevel(context, { number, level, reason, actor, at })) decided.push(number);
    } else if (first !== null && decisions.every((one) => one?.verdict === "dismissed")) {
      const note = `${first.reason}（同一内容一并认定为误报）`;
      const { changed } = await performAction(context, { number, action: "dismiss", actor: first.by, at, note });
      if (changed) decided.push(number);
    }
  }
  return decided;
}
