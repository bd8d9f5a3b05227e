import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  calendarDays,
  isWorkingDay,
  monthsBefore,
  workingDaysBefore,
  workingDaysBetween,
} from "../../src/merchants/index.js";

describe("working days", () => {
  it.each([
    ["2026-09-30", "2026-10-09", 2, false],
    ["2026-05-01", "2026-05-09", 4, false],
    ["2026-02-13", "2026-02-24", 2, false],
    ["2026-10-10", "2026-10-10", 0, false],
    ["2026-10-10", "2026-10-01", 0, false],
    ["2026-12-31", "2027-01-04", 2, true],
  ])("from %s to %s", (from, to, days, isProvisional) => {
    expect(workingDaysBetween(from, to)).toEqual({ days, isProvisional });
  });

  it("knows holidays and working weekends, and what it does not know", () => {
    expect(isWorkingDay("2026-10-01")).toEqual({ isWorking: false, isKnown: true });
    expect(isWorkingDay("2026-10-10")).toEqual({ isWorking: true, isKnown: true });
    expect(isWorkingDay("2039-10-03")).toEqual({ isWorking: true, isKnown: false });
  });

  it("goes back as far as it counts forward", () => {
    const offset = fc.integer({ min: 0, max: 2500 });
    fc.assert(
      fc.property(offset, fc.integer({ min: 1, max: 120 }), (days, count) => {
        const day = new Date(Date.UTC(2020, 6, 1) + days * 86_400_000).toISOString().slice(0, 10);
        const before = workingDaysBefore(day, count).day;
        // A day of rest at the end adds nothing to the count.
        const { isWorking } = isWorkingDay(day);
        expect(workingDaysBetween(before, day).days).toBe(isWorking ? count : count - 1);
      }),
    );
  });

  it.each([
    ["2026-08-31", 6, "2026-02-28"],
    ["2024-08-31", 6, "2024-02-29"],
    ["2026-01-15", 2, "2025-11-15"],
  ])("%s less %d months", (day, months, expected) => {
    expect(monthsBefore(day, months)).toBe(expected);
    expect(calendarDays(expected, day)).toBeGreaterThan(28 * months);
  });
});
