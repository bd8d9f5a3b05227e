import { describe, expect, it } from "vitest";
import type { CaseSource } from "../../src/contracts/case.js";
import type { Level } from "../../src/contracts/result.js";
import { advanceClocks, type ClockFacts } from "../../src/violations/clocks/advance-clocks.js";
import { inBeijing, parseMoment } from "../../src/violations/clocks/beijing.js";
import { dueOf, workingDaysAfter } from "../../src/violations/clocks/due.js";
import { loadOperations } from "../../src/violations/operations/load-operations.js";
import type { ClockRow } from "../../src/violations/store/tables.js";

const operations = loadOperations();
/** Beijing time, as people write it. */
const at = (text: string) => parseMoment(text) ?? "";

const FACTS: ClockFacts = {
  number: "QM-202603040001",
  source: "scanner",
  kind: "device",
  proposedLevel: 2,
  level: null,
  isShadow: false,
  profile: "platform",
};

interface Step {
  readonly at: string;
  readonly events: readonly string[];
  readonly level?: Level;
  readonly final?: boolean;
}

/** Plays steps and says when the clock is due, or when and that it stopped. */
function play(clock: string, facts: Partial<ClockFacts>, steps: readonly Step[]): string {
  let rows: ClockRow[] = [];
  let level = facts.level ?? null;
  const marks = new Map<string, string>();
  for (const step of steps) {
    level = step.level ?? level;
    for (const event of step.events) marks.set(event, at(step.at));
    const open = rows.filter(({ stopped_at }) => stopped_at === null);
    const rounds = new Map(rows.map((row) => [row.clock, row.round]));
    const changed = advanceClocks(
      { ...FACTS, ...facts, level },
      new Set(step.events),
      at(step.at),
      open,
      rounds,
      marks,
      step.final === true,
      operations,
    );
    rows = [
      ...rows.filter((row) => !changed.some((one) => one.clock === row.clock && one.round === row.round)),
      ...changed,
    ];
  }
  const row = rows.filter((one) => one.clock === clock).sort((a, b) => b.round - a.round)[0];
  if (row === undefined) return "none";
  const guess = row.provisional === 1 ? " provisional" : "";
  return row.stopped_at === null ? `${inBeijing(row.due_at)}${guess}` : `stopped ${inBeijing(row.stopped_at)}`;
}

const opened = (moment: string): Step => ({ at: moment, events: ["opened"] });
const did = (moment: string, ...events: string[]): Step => ({ at: moment, events: ["human", ...events] });
const confirmed = (moment: string, level: Level): Step => ({ at: moment, events: ["human", "confirmed"], level });

describe("every clock of section 6", () => {
  it.each<{ name: string; clock: string; facts?: Partial<ClockFacts>; steps: Step[]; due: string }>([
    // 首次查看
    ...(
      [
        ["scanner", "11:00"],
        ["patrol", "12:00"],
        ["complaint", "10:30"],
        ["report", "10:30"],
        ["regulator", "10:30"],
        ["peer", "11:00"],
        ["media", "11:00"],
        ["adverse-event", "10:30"],
        ["recall", "10:30"],
      ] as const
    ).map(([source, time]) => ({
      name: `first look: ${source}`,
      clock: "first-look",
      facts: { source: source as CaseSource },
      steps: [opened("2026-03-04 10:00")],
      due: `2026-03-04 ${time}`,
    })),
    {
      name: "first look: patrol, suggested level 1",
      clock: "first-look",
      facts: { source: "patrol", proposedLevel: 1 },
      steps: [opened("2026-03-04 10:00")],
      due: "2026-03-04 11:00",
    },
    {
      name: "first look stops when a person acts",
      clock: "first-look",
      steps: [opened("2026-03-04 10:00"), did("2026-03-04 10:20", "act:look")],
      due: "stopped 2026-03-04 10:20",
    },
    {
      name: "in shadow nothing runs",
      clock: "first-look",
      facts: { isShadow: true },
      steps: [opened("2026-03-04 10:00")],
      due: "none",
    },
    // 召回
    {
      name: "recall: passed on in 30 min",
      clock: "recall-pass-on",
      facts: { source: "recall" },
      steps: [opened("2026-03-07 23:50")],
      due: "2026-03-08 00:20",
    },
    {
      name: "recall: platform searched in 1 h",
      clock: "recall-search",
      facts: { source: "recall" },
      steps: [opened("2026-03-07 23:50")],
      due: "2026-03-08 00:50",
    },
    {
      name: "recall: none for others",
      clock: "recall-search",
      facts: { source: "media" },
      steps: [opened("2026-03-07 23:50")],
      due: "none",
    },
    // 处置：连续时间，周末照算
    ...(
      [
        [1, "2026-03-06 18:00"],
        [2, "2026-03-07 17:00"],
        [3, "2026-03-08 17:00"],
        [4, "2026-03-09 17:00"],
      ] as const
    ).map(([level, due]) => ({
      name: `handling: level ${level}`,
      clock: "handling",
      steps: [opened("2026-03-06 16:00"), confirmed("2026-03-06 17:00", level)],
      due,
    })),
    {
      name: "handling: a level that is raised counts from the first confirmation",
      clock: "handling",
      steps: [opened("2026-03-06 16:00"), confirmed("2026-03-06 17:00", 4), confirmed("2026-03-07 17:00", 2)],
      due: "2026-03-07 17:00",
    },
    // 报告
    {
      name: "report: at once",
      clock: "report-immediately",
      steps: [opened("2026-03-06 16:00"), confirmed("2026-03-06 17:00", 3)],
      due: "2026-03-06 17:00",
    },
    {
      name: "report: no duty for other goods",
      clock: "report-immediately",
      facts: { kind: "cosmetic" },
      steps: [confirmed("2026-03-06 17:00", 3)],
      due: "none",
    },
    {
      name: "report: outer limit, level 1",
      clock: "report-limit",
      steps: [confirmed("2026-03-06 17:00", 1)],
      due: "2026-03-06 19:00",
    },
    {
      name: "report: outer limit, others",
      clock: "report-limit",
      steps: [confirmed("2026-03-06 17:00", 2)],
      due: "2026-03-07 17:00",
    },
    {
      name: "report: sent",
      clock: "report-limit",
      steps: [confirmed("2026-03-06 17:00", 2), did("2026-03-06 17:30", "act:send-report")],
      due: "stopped 2026-03-06 17:30",
    },
    // 核实与暂停
    {
      name: "preliminary check",
      clock: "preliminary-check",
      steps: [did("2026-03-06 17:00", "act:accept")],
      due: "2026-03-07 17:00",
    },
    {
      name: "formal check",
      clock: "formal-check",
      steps: [did("2026-03-06 17:00", "act:accept")],
      due: "2026-03-08 17:00",
    },
    // 周五 20:00 送达，三个工作日到周三 24:00；余 45 小时
    {
      name: "formal check: paused for 3 working days",
      clock: "formal-check",
      steps: [did("2026-03-06 17:00", "act:accept"), did("2026-03-06 20:00", "act:serve-inquiry")],
      due: "2026-03-13 20:59",
    },
    {
      name: "formal check: the answer ends the pause",
      clock: "formal-check",
      steps: [
        did("2026-03-06 17:00", "act:accept"),
        did("2026-03-06 20:00", "act:serve-inquiry"),
        did("2026-03-09 08:00", "act:answer"),
      ],
      due: "2026-03-11 05:00",
    },
    {
      name: "formal check: an answer after the pause changes nothing",
      clock: "formal-check",
      steps: [
        did("2026-03-06 17:00", "act:accept"),
        did("2026-03-06 20:00", "act:serve-inquiry"),
        did("2026-03-12 08:00", "act:answer"),
      ],
      due: "2026-03-13 20:59",
    },
    {
      name: "formal check: two pauses",
      clock: "formal-check",
      steps: [
        did("2026-03-02 09:00", "act:accept"),
        did("2026-03-02 10:00", "act:serve-inquiry"),
        did("2026-03-02 12:00", "act:answer"),
        did("2026-03-03 10:00", "act:serve-inquiry"),
        did("2026-03-03 13:00", "act:answer"),
      ],
      due: "2026-03-04 14:00",
    },
    {
      name: "preliminary check: a pause after the limit is over changes nothing",
      clock: "preliminary-check",
      steps: [did("2026-03-02 09:00", "act:accept"), did("2026-03-04 10:00", "act:serve-inquiry")],
      due: "2026-03-03 09:00",
    },
    {
      name: "formal check: a pause over the spring festival",
      clock: "formal-check",
      steps: [did("2026-02-13 17:00", "act:accept"), did("2026-02-13 17:00", "act:serve-inquiry")],
      due: "2026-02-27 23:59",
    },
    {
      name: "merchant's answer: over a working Saturday",
      clock: "merchant-answer",
      steps: [did("2026-02-12 09:00", "act:serve-inquiry")],
      due: "2026-02-24 23:59",
    },
    // 停服
    {
      name: "stop: approval counts from the determination",
      clock: "stop-approval",
      steps: [did("2026-03-06 09:00", "enter:determined"), did("2026-03-06 10:30", "enter:stop-approval")],
      due: "2026-03-06 11:00",
    },
    {
      name: "stop: head of platform",
      clock: "head-approval",
      steps: [did("2026-03-06 10:30", "enter:stop-approval")],
      due: "2026-03-06 11:30",
    },
    {
      name: "stop: operation",
      clock: "stop-operation",
      steps: [did("2026-03-06 10:30", "act:approve-stop", "leave:stop-approval", "enter:stopped")],
      due: "2026-03-06 11:30",
    },
    {
      name: "stop: emergency, operation",
      clock: "stop-operation",
      steps: [did("2026-03-07 22:30", "act:emergency-stop", "enter:emergency-stop")],
      due: "2026-03-07 23:30",
    },
    {
      name: "stop: emergency, approval",
      clock: "emergency-approval",
      steps: [did("2026-03-07 22:30", "act:emergency-stop", "enter:emergency-stop")],
      due: "2026-03-08 22:30",
    },
    {
      name: "stop: emergency, approved",
      clock: "emergency-approval",
      steps: [
        did("2026-03-07 22:30", "act:emergency-stop", "enter:emergency-stop"),
        did("2026-03-08 09:00", "leave:emergency-stop", "enter:stopped"),
      ],
      due: "stopped 2026-03-08 09:00",
    },
    {
      name: "publication: Friday to Monday",
      clock: "publication",
      steps: [did("2026-03-06 10:30", "enter:stopped")],
      due: "2026-03-09 23:59",
    },
    {
      name: "publication: before the national holiday",
      clock: "publication",
      steps: [did("2026-09-30 10:30", "enter:stopped")],
      due: "2026-10-08 23:59",
    },
    { name: "refund", clock: "refund", steps: [did("2026-03-06 10:30", "enter:stopped")], due: "2026-03-07 10:30" },
    {
      name: "evidence: over the holiday and a working Saturday",
      clock: "evidence-to-authority",
      steps: [did("2026-09-30 10:30", "enter:stopped")],
      due: "2026-10-10 23:59",
    },
    // 预警
    { name: "warning: level 1", clock: "warning", steps: [confirmed("2026-03-06 10:30", 1)], due: "2026-03-07 10:30" },
    { name: "warning: level 3 has none", clock: "warning", steps: [confirmed("2026-03-06 10:30", 3)], due: "none" },
    {
      name: "warning lifted, where one was published",
      clock: "warning-lift",
      steps: [
        did("2026-03-06 10:30", "act:publish-warning"),
        { at: "2026-03-19 10:00", events: ["human", "enter:closed"], final: true },
      ],
      due: "2026-03-24 23:59",
    },
    {
      name: "no warning, none to lift",
      clock: "warning-lift",
      steps: [{ at: "2026-03-19 10:00", events: ["human", "enter:closed"], final: true }],
      due: "none",
    },
    // 整改
    {
      name: "rectification: level 3",
      clock: "rectification",
      steps: [confirmed("2026-03-06 10:00", 3), did("2026-03-06 10:30", "act:order-rectification")],
      due: "2026-03-11 23:59",
    },
    {
      name: "rectification: level 4",
      clock: "rectification",
      steps: [confirmed("2026-03-06 10:00", 4), did("2026-03-06 10:30", "act:order-rectification")],
      due: "2026-03-09 23:59",
    },
    {
      name: "rectification: served on a Saturday night",
      clock: "rectification",
      steps: [confirmed("2026-03-06 10:00", 4), did("2026-03-07 23:59", "act:order-rectification")],
      due: "2026-03-09 23:59",
    },
    // 恢复
    {
      name: "restore: review",
      clock: "restore-review",
      steps: [did("2026-04-30 10:30", "enter:restore-review")],
      due: "2026-05-11 23:59",
    },
    {
      name: "restore: unfreeze",
      clock: "unfreeze",
      steps: [did("2026-03-06 10:30", "enter:restored")],
      due: "2026-03-06 11:30",
    },
    // QR-QM-001
    {
      name: "record: entered in 4 h after closing",
      clock: "quality-record",
      steps: [{ at: "2026-03-06 22:00", events: ["human", "enter:closed"], final: true }],
      due: "2026-03-07 02:00",
    },
    {
      name: "record: reviewed in 24 h",
      clock: "quality-record-review",
      steps: [did("2026-03-06 22:00", "act:enter-record")],
      due: "2026-03-07 22:00",
    },
    // 监管
    {
      name: "authority: 15 working days",
      clock: "authority-check",
      facts: { profile: "regulator" },
      steps: [opened("2026-03-02 10:00")],
      due: "2026-03-23 23:59",
    },
    {
      name: "authority: 15 more",
      clock: "authority-check",
      facts: { profile: "regulator" },
      steps: [opened("2026-03-02 10:00"), did("2026-03-20 10:00", "act:extend-check")],
      due: "2026-04-14 23:59",
    },
    {
      name: "authority: extended once only",
      clock: "authority-check",
      facts: { profile: "regulator" },
      steps: [
        opened("2026-03-02 10:00"),
        did("2026-03-20 10:00", "act:extend-check"),
        did("2026-03-21 10:00", "act:extend-check"),
      ],
      due: "2026-04-14 23:59",
    },
    {
      name: "authority: not on a platform",
      clock: "authority-check",
      steps: [opened("2026-03-02 10:00")],
      due: "none",
    },
    {
      name: "authority: into a year without a calendar",
      clock: "authority-check",
      facts: { profile: "regulator" },
      steps: [opened("2026-12-21 10:00")],
      due: "2027-01-11 23:59 provisional",
    },
    // 结案
    {
      name: "a final state stops what runs",
      clock: "refund",
      steps: [
        did("2026-03-06 10:30", "enter:stopped"),
        { at: "2026-03-06 12:00", events: ["human", "enter:false-alarm"], final: true },
      ],
      due: "stopped 2026-03-06 12:00",
    },
  ])("$name", ({ clock, facts = {}, steps, due }) => {
    expect(play(clock, facts, steps)).toBe(due);
  });

  it("each clock of the file is in the table above", () => {
    const names = [
      "first-look recall-pass-on recall-search handling report-immediately report-limit preliminary-check formal-check",
      "merchant-answer stop-approval head-approval stop-operation emergency-approval publication refund",
      "evidence-to-authority warning warning-lift rectification restore-review unfreeze quality-record",
      "quality-record-review authority-check",
    ];
    expect([...operations.clocks.keys()]).toEqual(names.join(" ").split(" "));
  });
});

describe("working days", () => {
  it.each([
    ["2026-03-04 10:00", 1, "2026-03-05 23:59", false],
    ["2026-03-06 23:59", 1, "2026-03-09 23:59", false],
    ["2026-09-30 10:00", 3, "2026-10-10 23:59", false],
    ["2026-02-13 10:00", 1, "2026-02-14 23:59", false],
    ["2026-02-14 10:00", 1, "2026-02-24 23:59", false],
    ["2026-12-31 10:00", 1, "2027-01-01 23:59", true],
  ] as const)("%s and %i: %s", (start, days, due, isProvisional) => {
    const found = workingDaysAfter(at(start), days, {});
    expect([inBeijing(found.dueAt), found.isProvisional]).toEqual([due, isProvisional]);
  });

  it("a year given in the file is no longer provisional", () => {
    const years = { "2027": { off: "01-01", work: "01-02" } };
    expect(workingDaysAfter(at("2026-12-31 10:00"), 1, years)).toEqual({
      dueAt: at("2027-01-02 23:59:59.999"),
      isProvisional: false,
    });
  });

  it("pauses that overlap the start or follow the end count no more than they paused", () => {
    const start = at("2026-03-04 10:00");
    const pause = (from: string, to: string) => ({ from: at(from), to: at(to) });
    const due = (...pauses: { from: string; to: string }[]) =>
      inBeijing(dueOf({ hours: 24 }, start, pauses, 0, {}).dueAt);
    expect(due()).toBe("2026-03-05 10:00");
    expect(due(pause("2026-03-04 08:00", "2026-03-04 12:00"))).toBe("2026-03-05 12:00");
    expect(due(pause("2026-03-05 11:00", "2026-03-05 12:00"))).toBe("2026-03-05 10:00");
    expect(due(pause("2026-03-05 11:00", "2026-03-05 12:00"), pause("2026-03-04 12:00", "2026-03-04 14:00"))).toBe(
      "2026-03-05 13:00",
    );
  });
});
