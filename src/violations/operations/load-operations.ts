import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import type { z } from "zod";
import type { Addressee, CaseSource, CaseState } from "../../contracts/case.js";
import { CaseError } from "../errors.js";
import type { ActionRule, ClockRule, RetentionRule, StateRule } from "./schema.js";
import * as schema from "./schema.js";

/** The shipped folder `dictionaries/operations`. */
// By the name of the package, not by the depth of this file: the command line is bundled.
const SHIPPED = join(
  dirname(createRequire(import.meta.url).resolve("medlint/package.json")),
  "dictionaries/operations",
);
const MAX_ALIASES = 20;

export type HolidayYears = Readonly<Record<string, { readonly off: string; readonly work: string }>>;

/** What `dictionaries/operations/` says, checked: states, actions, clocks, posts, sources, families, keeping. */
export interface Operations {
  readonly states: ReadonlyMap<CaseState, StateRule>;
  readonly actions: ReadonlyMap<string, ActionRule>;
  readonly clocks: ReadonlyMap<string, ClockRule>;
  readonly roles: ReadonlyMap<string, { readonly name: string; readonly department: string }>;
  readonly sources: ReadonlyMap<
    CaseSource,
    { readonly name: string; readonly priority: number; readonly post: string; readonly type: string }
  >;
  readonly documents: ReadonlyMap<string, string>;
  readonly families: ReadonlyMap<string, string>;
  /** Rule to family; `other` where it is not listed. */
  familyOf(rule: string): string;
  readonly shadowRules: ReadonlySet<string>;
  readonly repeatMonths: number;
  /** Years beside those that the program knows; they win. */
  readonly holidays: HolidayYears;
  readonly retention: { readonly noticeMonths: number; readonly rules: readonly RetentionRule[] };
  readonly addressees: readonly (Addressee & { readonly kinds: readonly string[]; readonly checked: boolean })[];
}

/**
 * Reads and checks the folder; each id that is named must exist.
 *
 * @param folder default: the shipped one
 * @throws CaseError with file and reason
 */
export function loadOperations(folder: string = SHIPPED): Operations {
  const states = read(folder, "states.yaml", schema.statesFile);
  const clocks = read(folder, "clocks.yaml", schema.clocksFile);
  const { roles } = read(folder, "roles.yaml", schema.rolesFile);
  const { sources } = read(folder, "sources.yaml", schema.sourcesFile);
  const { documents } = read(folder, "documents.yaml", schema.documentsFile);
  const families = read(folder, "families.yaml", schema.familiesFile);
  const familyByRule = new Map(families.families.flatMap(({ id, rules }) => rules.map((rule) => [rule, id] as const)));
  const operations: Operations = {
    states: byId(states.states),
    actions: byId(
      states.actions.map((action) => ({
        ...action,
        roles: typeof action.roles === "string" ? (states.groups[action.roles] ?? [action.roles]) : action.roles,
      })),
    ),
    clocks: byId(clocks.clocks),
    roles: byId(roles),
    sources: byId(sources),
    documents: new Map(documents.map(({ id, name }) => [id, name])),
    families: new Map(families.families.map(({ id, name }) => [id, name])),
    familyOf: (rule) => familyByRule.get(rule) ?? "other",
    shadowRules: new Set(families.shadow),
    repeatMonths: families.repeatMonths,
    holidays: read(folder, "holidays.yaml", schema.holidaysFile).years,
    retention: read(folder, "case-retention.yaml", schema.retentionFile),
    addressees: read(folder, "addressees.yaml", schema.addresseesFile).addressees,
  };
  checkNames(operations);
  return operations;
}

function byId<Id extends string, Item extends { readonly id: Id }>(items: readonly Item[]): ReadonlyMap<Id, Item> {
  return new Map(items.map((item) => [item.id, item]));
}

function read<Schema extends z.ZodType>(folder: string, file: string, shape: Schema): z.infer<Schema> {
  const path = join(folder, file);
  let data: unknown;
  try {
    data = parse(readFileSync(path, "utf8"), { maxAliasCount: MAX_ALIASES });
  } catch (error) {
    throw new CaseError("MEDLINT_OPERATIONS", `${path} 无法读取（${(error as Error).message}）`, error);
  }
  const checked = shape.safeParse(data);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  throw new CaseError(
    "MEDLINT_OPERATIONS",
    `${path} 的 ${issue?.path.join(".") || "内容"}：${issue?.message ?? "格式不符"}`,
  );
}

/** A name that leads nowhere would be a limit that never runs, or an action that nobody may do. */
function checkNames({ states, actions, clocks, roles, sources, documents, families, familyOf }: Operations): void {
  const problems: string[] = [];
  const check = (known: { has(id: never): boolean }, id: string, where: string) => {
    if (!known.has(id as never)) problems.push(`${where} 提到了不存在的 ${id}`);
  };
  const checkEvent = (event: string, where: string) => {
    const [kind, name = ""] = event.split(":");
    if (kind === "act") check(actions, name, where);
    if (kind === "enter" || kind === "leave") check(states, name, where);
  };
  for (const [id, action] of actions) {
    const where = `动作 ${id}`;
    for (const state of [...action.from, ...(action.to ? [action.to] : [])]) check(states, state, where);
    for (const role of action.roles) check(roles, role, where);
    for (const kind of action.attach) check(documents, kind, where);
    for (const other of [...action.otherThan, ...action.since]) check(actions, other, where);
    for (const event of [action.before?.event, action.after?.event]) if (event !== undefined) checkEvent(event, where);
  }
  for (const [id, clock] of clocks) {
    const where = `时限 ${id}`;
    const others = [clock.from, clock.requires, clock.pausedBy?.event, clock.extendedBy?.event];
    for (const event of [...clock.start, ...clock.stop, ...others, ...(clock.pausedBy?.until ?? [])]) {
      if (event !== undefined) checkEvent(event, where);
    }
    for (const post of [clock.post, ...Object.values(clock.postByLevel)])
      if (post !== "source") check(roles, post, where);
  }
  for (const [id, { post }] of sources) check(roles, post, `来源 ${id}`);
  check(families, familyOf(""), "families.yaml");
  if (problems.length > 0) throw new CaseError("MEDLINT_OPERATIONS", `办案设置有误：${problems.join("；")}`);
}
