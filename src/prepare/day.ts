const HOUR_MS = 3_600_000;
/** China keeps one time the year round: UTC+8, no daylight saving since 1992. */
const SHANGHAI_OFFSET_MS = 8 * HOUR_MS;
const MOMENT = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * The day of a moment in Asia/Shanghai, `YYYY-MM-DD`; null where the text is no ISO 8601 date or time.
 * A time without a zone is Beijing time already.
 *
 * @example
 * dayInShanghai("2026-03-01T23:30:00Z"); // → "2026-03-02"
 */
export function dayInShanghai(moment: string): string | null {
  const parts = MOMENT.exec(moment.trim());
  if (!parts) return null;
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((index) => Number(parts[index] ?? 0));
  const date = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day));
  const isRealDay = date.getUTCMonth() === (month ?? 0) - 1 && date.getUTCDate() === day;
  if (!isRealDay || (hour ?? 0) > 24 || (minute ?? 0) > 59 || (second ?? 0) > 60) return null;
  const zone = parts[7];
  if (!zone) return `${parts[1]}-${parts[2]}-${parts[3]}`;
  const inUtc = date.getTime() + (hour ?? 0) * HOUR_MS + (minute ?? 0) * 60_000 - zoneOffsetMs(zone);
  return new Date(inUtc + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

/** Today in Asia/Shanghai. Taken once at the door, never inside the scanner. */
export function todayInShanghai(): string {
  return new Date(Date.now() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

function zoneOffsetMs(zone: string): number {
  if (zone === "Z") return 0;
  const digits = zone.slice(1).replace(":", "");
  const size = Number(digits.slice(0, 2)) * HOUR_MS + Number(digits.slice(2)) * 60_000;
  return zone.startsWith("-") ? -size : size;
}
