import { HOLIDAYS } from "./holidays-data.js";

const DAY_MS = 86_400_000;
/** Longest span counted day by day: about ten years. */
const MAX_DAYS = 4_000;

/** A count of days that rests on a calendar year that was not known: provisional. */
export interface WorkingDays {
  readonly days: number;
  readonly isProvisional: boolean;
}

function dateOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function textOf(date: number): string {
  return new Date(date).toISOString().slice(0, 10);
}

/** Whether a day (`YYYY-MM-DD`) is worked in China; in a year without a calendar (`isKnown: false`) by the week alone. */
export function isWorkingDay(day: string): { readonly isWorking: boolean; readonly isKnown: boolean } {
  const year = HOLIDAYS[day.slice(0, 4)];
  const weekday = new Date(dateOf(day)).getUTCDay();
  const isWeek = weekday >= 1 && weekday <= 5;
  if (year === undefined) return { isWorking: isWeek, isKnown: false };
  const date = day.slice(5);
  if (year.work.includes(date)) return { isWorking: true, isKnown: true };
  return { isWorking: isWeek && !year.off.includes(date), isKnown: true };
}

/**
 * Working days after `from` up to and with `to`, both `YYYY-MM-DD`; 0 where `to` is not later.
 *
 * @example
 * workingDaysBetween("2026-09-30", "2026-10-09").days; // 2: the holiday is not worked
 */
export function workingDaysBetween(from: string, to: string): WorkingDays {
  let days = 0;
  let isProvisional = false;
  const [start, end] = [dateOf(from), dateOf(to)];
  const last = Math.min(end, start + MAX_DAYS * DAY_MS);
  for (let date = start + DAY_MS; date <= last; date += DAY_MS) {
    const { isWorking, isKnown } = isWorkingDay(textOf(date));
    if (isWorking) days++;
    if (!isKnown) isProvisional = true;
  }
  return { days, isProvisional };
}

/** The day that is `days` working days before `day`. */
export function workingDaysBefore(
  day: string,
  days: number,
): { readonly day: string; readonly isProvisional: boolean } {
  let isProvisional = false;
  let date = dateOf(day);
  for (let left = Math.min(days, MAX_DAYS); left > 0; ) {
    date -= DAY_MS;
    const { isWorking, isKnown } = isWorkingDay(textOf(date));
    if (isWorking) left--;
    if (!isKnown) isProvisional = true;
  }
  return { day: textOf(date), isProvisional };
}

/** Days of the calendar from `from` to `to`. */
export function calendarDays(from: string, to: string): number {
  return Math.round((dateOf(to) - dateOf(from)) / DAY_MS);
}

/** The day `months` months before `day`; the last of the month where there is no such day. */
export function monthsBefore(day: string, months: number): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 - months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return textOf(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, last)));
}
