import type { CaseActor } from "../../contracts/case.js";
import { RefusedActionError } from "../errors.js";
import type { Operations } from "../operations/load-operations.js";

const MAX_NAME = 64;

/** The program itself, as an actor. */
export const MACHINE: CaseActor = { kind: "machine", name: "medlint", role: "system" };

/** @throws RefusedActionError where the actor is no person with a name and a known post */
export function requirePerson(actor: CaseActor, operations: Operations): void {
  const name = actor.name.trim();
  if (actor.kind !== "person" || actor.role === "system") {
    throw new RefusedActionError("这一步须由具名的人作出，程序不能代替");
  }
  if (name === "" || name.length > MAX_NAME) throw new RefusedActionError(`须写明经办人姓名（不超过 ${MAX_NAME} 字）`);
  if (!operations.roles.has(actor.role)) {
    const known = [...operations.roles].map(([id, role]) => `${id}（${role.name}）`).join("、");
    throw new RefusedActionError(`没有岗位 ${actor.role}；可用：${known}`);
  }
}

/** @throws RefusedActionError where the post may not do it */
export function requireRole(actor: CaseActor, roles: readonly string[], what: string, operations: Operations): void {
  if (roles.includes(actor.role)) return;
  const names = roles.map((role) => operations.roles.get(role)?.name ?? role).join("、");
  throw new RefusedActionError(`${what}须由${names}作出，${operations.roles.get(actor.role)?.name ?? actor.role}不能`);
}

/** Whether two names are one person's, as far as names tell. */
export function isSamePerson(a: string, b: string): boolean {
  const plain = (name: string) => name.normalize("NFKC").replaceAll(/\s+/g, "").toLowerCase();
  return plain(a) === plain(b);
}
