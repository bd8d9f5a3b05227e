import type { Moment } from "../contracts/case.js";

const MOMENT = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?Z$/;
const BEIJING_MS = 8 * 3_600_000;

/** A moment as forms print it, Beijing time: `YYYY-MM-DD HH:MM`; empty for none. */
export function beijingTime(moment: Moment | null | undefined): string {
  if (moment === null || moment === undefined) return "";
  // Most moments stay on their day: no date need be made for those.
  const hour = MOMENT.test(moment) ? Number(moment.slice(11, 13)) + 8 : 24;
  if (hour < 24) return `${moment.slice(0, 10)} ${String(hour).padStart(2, "0")}${moment.slice(13, 16)}`;
  const date = Date.parse(moment);
  return Number.isNaN(date) ? "" : new Date(date + BEIJING_MS).toISOString().slice(0, 16).replace("T", " ");
}

/** The day of a moment in Beijing, `YYYY-MM-DD`; empty for none. */
export function beijingDay(moment: Moment | null | undefined): string {
  return beijingTime(moment).slice(0, 10);
}

/**
 * A day in the words of a letter; room to write where there is none.
 *
 * @example
 * chineseDay("2026-03-01"); // → "2026年3月1日"
 */
export function chineseDay(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  return year && month && date ? `${year}年${month}月${date}日` : "________年____月____日";
}

/** How long something took, in minutes below an hour, else in hours; empty where a moment is missing. */
export function tookWords(from: Moment | null, to: Moment | null): string {
  const hours = hoursBetween(from, to);
  if (from === null || to === null || hours === "") return "";
  const minutes = Math.round((Date.parse(to) - Date.parse(from)) / 60_000);
  return Math.abs(minutes) < 60 ? `${minutes} 分钟` : `${hours} 小时`;
}

/** Hours between two moments, with one digit; empty where one is missing. */
export function hoursBetween(from: Moment | null, to: Moment | null): string {
  if (from === null || to === null) return "";
  const hours = (Date.parse(to) - Date.parse(from)) / 3_600_000;
  return Number.isFinite(hours) ? hours.toFixed(1) : "";
}
