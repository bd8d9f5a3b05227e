import type { Moment } from "../../contracts/case.js";

const OFFSET_MS = 8 * 3_600_000;
const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(?:\.(\d{1,3})\d{0,6})?\s?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** The day of a moment by Beijing time, `YYYY-MM-DD`. */
export function dayOf(moment: Moment): string {
  return new Date(Date.parse(moment) + OFFSET_MS).toISOString().slice(0, 10);
}

/**
 * A moment as people read it, by Beijing time.
 *
 * @example
 * inBeijing("2026-11-22T06:20:39.000Z"); // "2026-11-22 14:20"
 */
export function inBeijing(moment: Moment): string {
  return new Date(Date.parse(moment) + OFFSET_MS).toISOString().slice(0, 16).replace("T", " ");
}

/** The last moment of a day in Beijing. */
export function endOfDay(day: string): Moment {
  return new Date(Date.parse(`${day}T23:59:59.999Z`) - OFFSET_MS).toISOString();
}

/** Reads ISO 8601; without a zone it is Beijing time, without a time the start of the day. Null where it is neither. */
export function parseMoment(text: string): Moment | null {
  const parts = ISO.exec(text.trim());
  if (parts === null) return null;
  const [, day, minute = "00:00", second = ":00", fraction = "0", zone = "+08:00"] = parts;
  const offset = zone === "Z" || zone.includes(":") ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const time = Date.parse(`${day}T${minute}${second}.${fraction.padEnd(3, "0")}${offset}`);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** The moment so many months before, the same time of day; the last day of the month where there is no such day. */
export function monthsEarlier(moment: Moment, months: number): Moment {
  const date = new Date(Date.parse(moment) + OFFSET_MS);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return new Date(date.getTime() - OFFSET_MS).toISOString();
}
