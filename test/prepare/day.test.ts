import { describe, expect, it } from "vitest";
import { dayInShanghai } from "../../src/prepare/day.js";

describe("dayInShanghai", () => {
  const cases = [
    { moment: "2026-03-01", day: "2026-03-01" },
    { moment: "2026-03-01T15:59:59Z", day: "2026-03-01" },
    { moment: "2026-03-01T16:00:00Z", day: "2026-03-02" },
    { moment: "2026-12-31T23:30:00+08:00", day: "2026-12-31" },
    { moment: "2026-12-31T23:30:00-05:00", day: "2027-01-01" },
    { moment: "2026-03-01 23:59:59", day: "2026-03-01" },
    { moment: "2026-03-01T08:00:00.123456Z", day: "2026-03-01" },
    { moment: "2024-02-29", day: "2024-02-29" },
    { moment: "2026-02-29", day: null },
    { moment: "2026-13-01", day: null },
    { moment: "昨天", day: null },
    { moment: "", day: null },
    { moment: "2026-03-01T25:00:00Z", day: null },
  ];
  it.each(cases)("$moment → $day", ({ moment, day }) => expect(dayInShanghai(moment)).toBe(day));
});
