import type { CaseActor, CaseState, Moment } from "../../contracts/case.js";
import type { Level } from "../../contracts/result.js";
import { maskPersonal } from "../../report/mask-personal.js";
import { RefusedActionError } from "../errors.js";
import { applyEvent, loadCase, type WriteContext } from "./apply-event.js";
import { keepVerdict } from "./keep-verdict.js";
import { requirePerson, requireRole } from "./person.js";

/** Posts that may confirm a level. */
const CONFIRMERS = [
  "quality-head",
  "quality-monitor",
  "quality-compliance",
  "compliance-officer",
  "operations-quality",
  "officer",
];

/**
 * A named person says which level it is: from then on the case is confirmed, limits of handling and reporting run.
 *
 * @returns false where the same person had said the same
 */
export async function confirmLevel(
  context: WriteContext,
  request: {
    readonly number: string;
    readonly level: Level;
    readonly reason: string;
    readonly actor: CaseActor;
    readonly at: Moment;
  },
): Promise<boolean> {
  const { operations } = context;
  const { number, level, actor, at } = request;
  const reason = maskPersonal(request.reason.trim());
  requirePerson(actor, operations);
  requireRole(actor, CONFIRMERS, "确认等级", operations);
  if (reason === "") throw new RefusedActionError("确认等级须写明理由（--note）");
  const open = await loadCase(context.transaction, number);
  const state = operations.states.get(open.row.state as CaseState);
  if (state?.final === true) throw new RefusedActionError(`案件 ${number} 已是“${state.name}”，不能再确认等级`);
  const by = JSON.stringify(actor);
  if (open.row.level === level && open.row.level_reason === reason && open.row.confirmed_by === by) return false;
  await keepVerdict(context.transaction, open.row, "confirmed", reason, actor, at);
  await applyEvent(context, open, {
    event: "confirmed",
    actor,
    at,
    data: { level, reason, before: open.row.level, proposed: open.row.proposed_level },
    events: ["confirmed"],
    set: { level, level_reason: reason, confirmed_by: by, confirmed_at: at },
  });
  return true;
}
