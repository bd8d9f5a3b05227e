import type { Moment } from "../../contracts/case.js";
import { isWorkingDay } from "../../merchants/index.js";
import type { HolidayYears } from "../operations/load-operations.js";
import type { ClockLimit } from "../operations/schema.js";
import { dayOf, endOfDay } from "./beijing.js";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export interface Pause {
  readonly from: Moment;
  readonly to: Moment;
}

export interface Due {
  readonly dueAt: Moment;
  /** A year without a calendar was crossed: counted by the week alone. */
  readonly isProvisional: boolean;
}

/**
 * The end of the last of so many working days: the day of the start does not count (民法典第二百零一条), the last day
 * ends at 24:00.
 *
 * @example
 * workingDaysAfter("2026-09-30T02:00:00.000Z", 3, {}).dueAt; // 2026-10-10 24:00 in Beijing: holiday, then a working Saturday
 */
export function workingDaysAfter(start: Moment, days: number, holidays: HolidayYears): Due {
  let day = dayOf(start);
  let isProvisional = false;
  for (let left = days; left > 0; ) {
    day = new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
    const { isWorking, isKnown } = worked(day, holidays);
    if (isWorking) left--;
    if (!isKnown) isProvisional = true;
  }
  return { dueAt: endOfDay(day), isProvisional };
}

function worked(day: string, holidays: HolidayYears): { readonly isWorking: boolean; readonly isKnown: boolean } {
  const year = holidays[day.slice(0, 4)];
  if (year === undefined) return isWorkingDay(day);
  const date = day.slice(5);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const isWeek = weekday >= 1 && weekday <= 5;
  const isWorking = year.work.split(" ").includes(date) || (isWeek && !year.off.split(" ").includes(date));
  return { isWorking, isKnown: true };
}

/**
 * When a limit is over. Pauses push it back by their length; one that begins after the limit is over changes nothing.
 *
 * @param extraDays working days of extensions, for limits in working days
 */
export function dueOf(
  limit: ClockLimit,
  start: Moment,
  pauses: readonly Pause[],
  extraDays: number,
  holidays: HolidayYears,
): Due {
  if (limit.workingDays !== undefined) return workingDaysAfter(start, limit.workingDays + extraDays, holidays);
  const minutes = limit.minutes ?? (limit.hours ?? 0) * 60;
  let due = Date.parse(start) + minutes * MINUTE_MS;
  for (const { from, to } of [...pauses].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const begin = Math.max(Date.parse(from), Date.parse(start));
    if (begin < due) due += Math.max(0, Date.parse(to) - begin);
  }
  return { dueAt: new Date(due).toISOString(), isProvisional: false };
}
