import { expect, it } from "vitest";
import type { Sighting } from "../../src/violations/record/sighting.js";
import { describeBoth } from "./databases.js";
import { AT, found, HEAD, later, MONITOR, openDesk, paper, sighting } from "./samples.js";

describeBoth("findings into cases", (fresh) => {
  it("opens one case a listing and rule family, numbered by Beijing time without gaps", async () => {
    const desk = await openDesk((await fresh()).url);
    const two: Sighting = sighting("a", {
      findings: [
        found("a"),
        found("a", { rule: "cure-rate", matched: "有效率98%" }),
        found("a", { rule: "cert-not-displayed", where: null, level: 3 }),
      ],
    });
    const done = await desk.record([two, sighting("b")], "2026-03-04T16:30:00.000Z");
    expect(done.map(({ number, outcome, family }) => [number, outcome, family])).toEqual([
      ["QM-202603050001", "opened", "efficacy"],
      ["QM-202603050002", "opened", "certificate"],
      ["QM-202603050003", "opened", "efficacy"],
    ]);
    const whole = await desk.read.show("QM-202603050001");
    expect(whole).toMatchObject({
      state: "clue",
      level: null,
      confirmed: false,
      proposedLevel: 2,
      rules: ["cure-rate", "efficacy-guarantee"],
    });
    expect(whole.findings.map(({ finding }) => finding)).toEqual(expect.arrayContaining([found("a")]));
    await desk.close();
  });

  it("does nothing twice, and adds further captures to the case", async () => {
    const desk = await openDesk((await fresh()).url);
    await desk.record([sighting("a")], AT);
    expect((await desk.record([sighting("a")], later(AT, 5))).map(({ outcome }) => outcome)).toEqual(["unchanged"]);
    const next = sighting("a", {
      at: later(AT, 24),
      day: "2026-03-05",
      findings: [found("a"), found("a", { matched: "永不复发" })],
    });
    expect(await desk.record([next, next], later(AT, 24))).toMatchObject([
      { number: "QM-202603040001", outcome: "captured" },
      { number: "QM-202603040001", outcome: "unchanged" },
    ]);
    const whole = await desk.read.show("QM-202603040001");
    expect(whole.captures).toHaveLength(2);
    expect(whole.findings.map(({ timesSeen }) => timesSeen).sort()).toEqual([1, 2]);
    expect(whole).toMatchObject({ firstSeen: AT, lastSeen: later(AT, 24) });
    expect(whole.history.map(({ event }) => event)).toEqual(["opened", "captured"]);
    expect((await desk.verify()).defects).toEqual([]);
    await desk.close();
  });

  it("opens a new case for what comes back after a dismissal only where something is new", async () => {
    const desk = await openDesk((await fresh()).url);
    await desk.record([sighting("a")], AT);
    await desk.act({
      number: "QM-202603040001",
      action: "dismiss",
      actor: MONITOR,
      at: later(AT, 1),
      note: "引用的是法规原文",
    });
    const again = sighting("a", { at: later(AT, 24), day: "2026-03-05" });
    expect(await desk.record([again], later(AT, 24))).toMatchObject([
      { number: "QM-202603040001", outcome: "captured" },
    ]);
    const worse = sighting("a", {
      at: later(AT, 48),
      day: "2026-03-06",
      findings: [found("a"), found("a", { matched: "三天断根" })],
    });
    expect(await desk.record([worse], later(AT, 48))).toMatchObject([{ number: "QM-202603060001", outcome: "opened" }]);
    expect((await desk.read.show("QM-202603060001")).episode).toBe(2);
    await desk.close();
  });

  it("numbers widen past 9999 and stay in order", async () => {
    const database = await fresh();
    const desk = await openDesk(database.url);
    await database.run("insert into case_counters (day, last) values ('2026-03-04', 9998)");
    await desk.record(
      ["a", "b", "c"].map((id) => sighting(id)),
      AT,
    );
    const numbers = (await desk.read.list()).map(({ number }) => number);
    expect(numbers).toEqual(["QM-202603049999", "QM-2026030410000", "QM-2026030410001"]);
    expect((await desk.read.list({ after: "QM-202603049999" })).map(({ number }) => number)).toEqual(numbers.slice(1));
    await desk.close();
  });

  it("raises the proposed level of a merchant that was confirmed in the same family lately", async () => {
    const desk = await openDesk((await fresh()).url);
    await desk.record([sighting("a")], AT);
    await desk.confirm({ number: "QM-202603040001", level: 2, reason: "断言疗效", actor: HEAD, at: later(AT, 1) });
    await desk.record([sighting("b", { at: later(AT, 48), day: "2026-03-06" })], later(AT, 48));
    expect(await desk.read.show("QM-202603060001")).toMatchObject({ proposedLevel: 1, level: null });
    const muchLater = "2026-09-01T02:00:00.000Z";
    await desk.record([sighting("c", { at: muchLater, day: "2026-09-01" })], muchLater);
    expect(await desk.read.show("QM-202609010001")).toMatchObject({ proposedLevel: 2 });
    await desk.close();
  });

  it("keeps a rule in shadow out of lists and clocks until a person lets it live", async () => {
    const desk = await openDesk((await fresh()).url);
    const quiet = (id: string) => sighting(id, { findings: [found(id, { rule: "unreviewed-ad" })] });
    await desk.record([quiet("a")], AT);
    expect(await desk.read.list()).toEqual([]);
    expect(await desk.read.list({ shadow: true })).toMatchObject([{ isShadow: true, nextDue: null }]);
    expect(await desk.read.overdue(later(AT, 900))).toEqual([]);
    await desk.setRuleMode("unreviewed-ad", "live", "试运行三个月，误报率 2%", HEAD, AT);
    await desk.record([quiet("b")], AT);
    expect(await desk.read.list()).toMatchObject([{ isShadow: false, nextDue: later(AT, 1) }]);
    await desk.close();
  });

  it("decides the same sentence once, also for listings that come later", async () => {
    const desk = await openDesk((await fresh()).url);
    await desk.record(
      ["a", "b"].map((id) => sighting(id)),
      AT,
    );
    const [cluster] = await desk.read.clusters();
    expect(cluster).toMatchObject({ kind: "sentence", cases: 2, merchants: 1, decision: null });
    const decided = await desk.decide({
      cluster: cluster?.id ?? "",
      verdict: "dismissed",
      reason: "说明书原文",
      actor: MONITOR,
      at: later(AT, 1),
    });
    expect(decided).toEqual(["QM-202603040001", "QM-202603040002"]);
    await desk.record([sighting("c")], later(AT, 2));
    expect((await desk.read.list()).map(({ state }) => state)).toEqual(["false-alarm", "false-alarm", "false-alarm"]);
    expect(await desk.read.precision()).toEqual([
      { rule: "efficacy-guarantee", month: "2026-03", confirmed: 0, dismissed: 3, precision: 0 },
    ]);
    await desk.close();
  });

  it("opens cases for leads from elsewhere, once each, with the complainant masked", async () => {
    const desk = await openDesk((await fresh()).url);
    const intake = {
      source: "complaint" as const,
      description: "使用后皮肤过敏，联系电话 13812345678，身份证 11010519491231002X",
      complainant: { name: "欧阳明", phone: "13912345678" },
      merchant: { name: "杭州示例商行" },
      documents: [paper("evidence", "照片")],
    };
    const first = await desk.create(intake, MONITOR, AT);
    expect(first).toEqual({ number: "QM-202603040001", isNew: true });
    expect(await desk.create(intake, MONITOR, later(AT, 1))).toEqual({ ...first, isNew: false });
    const { description, documents, clocks } = await desk.read.show(first.number);
    expect(description).toBe(
      "使用后皮肤过敏，联系电话 138****5678，身份证 110***********002X\n（提供人：欧**，139****5678）",
    );
    expect(documents).toMatchObject([{ kind: "evidence", bytes: 6 }]);
    expect(clocks).toMatchObject([{ id: "first-look", dueAt: later(AT, 0.5), post: "service-complaints" }]);
    await desk.close();
  });
});
