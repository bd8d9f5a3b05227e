import type { CaseEvent, CaseState, Moment, ViolationCase } from "../../contracts/case.js";
import { maskPersonal } from "../../report/mask-personal.js";
import { beijingTime } from "../moments.js";
import { ACTION_NAMES, EVENT_NAMES, STATE_NAMES } from "./wording.js";

function wordOf(event: CaseEvent, ...keys: readonly string[]): string {
  const fields = (event.data.fields ?? {}) as Readonly<Record<string, unknown>>;
  for (const key of keys) {
    const value = event.data[key] ?? fields[key];
    if (typeof value === "string" && value !== "") return value;
  }
  return "";
}

/** The state that an entry led to; null where it led to none, or stayed. */
export function stateAfter(event: CaseEvent): CaseState | null {
  const state = event.data.to;
  if (typeof state !== "string" || state === event.data.from) return null;
  return Object.hasOwn(STATE_NAMES, state) ? (state as CaseState) : null;
}

/** The last entry that brought a case into a state; null where none did. */
export function entryInto(one: ViolationCase, state: CaseState): CaseEvent | null {
  return one.history.findLast((event) => stateAfter(event) === state) ?? null;
}

/** When a case reached a state; null where it did not. */
export function reachedAt(one: ViolationCase, state: CaseState): Moment | null {
  return entryInto(one, state)?.at ?? null;
}

/** When an action of `states.yaml` was last done; null where it was not. */
export function doneAt(one: ViolationCase, action: string): Moment | null {
  return one.history.findLast(({ data }) => data.action === action)?.at ?? null;
}

/** The last entry in which one of the actions was done; null where none was. */
export function entryOf(one: ViolationCase, ...actions: readonly string[]): CaseEvent | null {
  return one.history.findLast(({ data }) => typeof data.action === "string" && actions.includes(data.action)) ?? null;
}

/** A word that a person gave with an action (`note`, or a field); empty for none. */
export function wordOfAction(one: ViolationCase, actions: readonly string[], ...keys: readonly string[]): string {
  const entry = entryOf(one, ...actions);
  return entry === null ? "" : maskPersonal(wordOf(entry, ...keys));
}

/** A word that was registered with the lead itself (`--field authority=…`); empty for none. */
export function wordOfOpening(one: ViolationCase, ...keys: readonly string[]): string {
  const entry = one.history.find(({ event }) => event === "opened");
  return entry === undefined ? "" : maskPersonal(wordOf(entry, ...keys));
}

/** Whether a case ever was in one of the states. */
export function hasReached(one: ViolationCase, ...states: readonly CaseState[]): boolean {
  return states.includes(one.state) || one.history.some((event) => states.includes(stateAfter(event) ?? "clue"));
}

/** A word that a person gave with the step into a state (`note`, `reason`, `conclusion` …); empty for none. */
export function wordAt(one: ViolationCase, state: CaseState, ...keys: readonly string[]): string {
  const entry = entryInto(one, state);
  return entry === null ? "" : maskPersonal(wordOf(entry, ...keys));
}

/** A step of a case as records print it: time, what was done and by whom, result. */
export interface Step {
  readonly time: string;
  readonly deed: string;
  readonly result: string;
}

/** The steps of a case in order, or those that `isAsked` picks; exports and modes of rules are no steps. */
export function stepsOf(one: ViolationCase, isAsked: (event: CaseEvent) => boolean = () => true): readonly Step[] {
  return one.history
    .filter((event) => event.event !== "export" && event.event !== "rule-mode" && isAsked(event))
    .map((event) => {
      const state = stateAfter(event);
      const name = ACTION_NAMES[String(event.data.action)] ?? EVENT_NAMES[event.event] ?? event.event;
      const moved = state === null ? "" : `转入“${STATE_NAMES[state]}”`;
      const note = maskPersonal(wordOf(event, "note", "reason"));
      return {
        time: beijingTime(event.at),
        deed: `${name}（${event.actor.kind === "machine" ? "系统" : event.actor.name}）`,
        result: [moved, note].filter((word) => word !== "").join("："),
      };
    });
}
