import { expect, it } from "vitest";
import type { CaseActor } from "../../src/contracts/case.js";
import type { CaseDesk } from "../../src/violations/case-desk.js";
import type { ActionRequest } from "../../src/violations/index.js";
import { describeBoth } from "./databases.js";
import { AT, COMPLIANCE, HEAD, later, MONITOR, openDesk, PLATFORM, paper, person, sighting } from "./samples.js";

const NUMBER = "QM-202603040001";
const OPERATOR = person("申田", "operations-quality");
const TECH = person("孔越", "tech-operator");

/** A desk with one case. */
async function withCase(url: string): Promise<CaseDesk> {
  const desk = await openDesk(url);
  await desk.record([sighting("a")], AT);
  return desk;
}

function acting(desk: CaseDesk) {
  return (
    hours: number,
    action: string,
    actor: CaseActor,
    papers: readonly string[] = [],
    rest: Partial<ActionRequest> = {},
  ) =>
    desk.act({
      number: NUMBER,
      action,
      actor,
      at: later(AT, hours),
      note: "按记录办理",
      documents: papers.map((kind) => paper(kind)),
      ...rest,
    });
}

const REPORT = { addressee: "杭州市市场监督管理局", basis: "医疗器械监督管理条例第四十六条第二款" };

/** From the lead to the submission of a stop of service by the monitor. */
async function submitted(desk: CaseDesk): Promise<ReturnType<typeof acting>> {
  const act = acting(desk);
  await act(0.5, "suspend-sale", MONITOR);
  await act(1, "accept", MONITOR);
  await act(2, "to-formal", MONITOR, ["preliminary-form"]);
  await act(3, "serve-inquiry", COMPLIANCE, ["inquiry-notice"]);
  await act(20, "answer", person("商家代表", "merchant"), ["answer"]);
  await desk.confirm({ number: NUMBER, level: 1, reason: "未注册", actor: HEAD, at: later(AT, 21) });
  await act(22, "determine", COMPLIANCE, ["finding-opinion"]);
  await act(23, "submit-stop", MONITOR, ["stop-approval-form", "finding-opinion"]);
  return act;
}

describeBoth("a case on its way", (fresh) => {
  it("goes from the lead to the archive, each step with a person, and nothing twice", async () => {
    const desk = await withCase((await fresh()).url);
    const act = await submitted(desk);
    expect(await act(24, "approve-stop", PLATFORM, ["stop-notice"])).toMatchObject({ state: "stopped", changed: true });
    expect(await act(24.1, "approve-stop", PLATFORM, ["stop-notice"])).toMatchObject({
      state: "stopped",
      changed: false,
    });
    await act(24.5, "confirm-stop-operation", TECH, ["stop-operation-sheet"]);
    await act(25, "publish", OPERATOR, ["publication"]);
    await act(30, "refund", OPERATOR, ["refund-record"]);
    await act(40, "report", HEAD, ["violation-report"], { fields: REPORT });
    await act(60, "authority-feedback", COMPLIANCE, ["authority-feedback"]);
    await act(100, "apply-restore", COMPLIANCE, ["restore-application", "restore-proof"]);
    await act(110, "refuse-restore", HEAD, ["restore-opinion"]);
    await expect(act(200, "reapply-restore", COMPLIANCE, ["restore-application", "restore-proof"])).rejects.toThrow(
      "须满 15 个工作日，2026-03-30 以后",
    );
    await act(700, "reapply-restore", COMPLIANCE, ["restore-application", "restore-proof"]);
    await act(710, "restore", HEAD, ["restore-opinion"]);
    await act(720, "close", HEAD);
    await act(721, "enter-record", MONITOR, ["quality-record"]);
    await act(722, "review-record", HEAD);
    expect(await act(723, "archive", person("顾言", "archivist"))).toMatchObject({ state: "archived" });
    const whole = await desk.read.show(NUMBER);
    expect(whole.keepUntil.until).toBe("for-ever");
    expect(whole.documents.length).toBeGreaterThan(12);
    expect(whole.clocks.filter(({ stoppedAt }) => stoppedAt === null)).toEqual([]);
    expect((await desk.verify()).defects).toEqual([]);
    await desk.close();
  });

  it("is refused, with the reason and without a trace, where something is missing", async () => {
    const desk = await withCase((await fresh()).url);
    const act = acting(desk);
    const machine: CaseActor = { kind: "machine", name: "medlint", role: "system" };
    const refused: [() => Promise<unknown>, string][] = [
      [() => act(1, "suspend-sale", machine), "须由具名的人作出"],
      [() => act(1, "suspend-sale", person("  ", "quality-head")), "须写明经办人姓名"],
      [() => act(1, "suspend-sale", person("周衡", "boss")), "没有岗位 boss"],
      [() => act(1, "suspend-sale", person("商家", "merchant")), "经营者不能"],
      [() => act(1, "suspend-sale", MONITOR, [], { note: " " }), "须写明理由"],
      [() => act(1, "publish", OPERATOR, ["publication"]), "现在是“线索”，须在“停服”时"],
      [() => act(1, "fly", MONITOR), "没有动作 fly"],
      [() => act(1, "accept", MONITOR, ["poem"]), "没有文件种类 poem"],
      [() => act(1, "send-report", HEAD, ["violation-report"], { fields: REPORT }), "等级还没有人确认"],
      [() => desk.confirm({ number: NUMBER, level: 2, reason: "", actor: HEAD, at: AT }), "须写明理由"],
      [() => desk.confirm({ number: NUMBER, level: 2, reason: "x", actor: machine, at: AT }), "须由具名的人作出"],
      [
        () => desk.confirm({ number: "QM-202603049999", level: 2, reason: "x", actor: HEAD, at: AT }),
        "找不到案件 QM-202603049999",
      ],
    ];
    for (const [attempt, why] of refused) await expect(attempt()).rejects.toThrow(why);
    await act(1, "accept", MONITOR);
    await expect(act(2, "to-formal", MONITOR)).rejects.toThrow("缺少文件：严重违法行为初步核实表");
    expect((await desk.read.show(NUMBER)).history.map(({ event }) => event)).toEqual(["opened", "action"]);
    await desk.close();
  });

  it("a stop of service takes two persons, under whatever spelling", async () => {
    const desk = await withCase((await fresh()).url);
    const act = await submitted(desk);
    for (const name of ["林青", " 林 青 ", "林　青"]) {
      await expect(act(24, "approve-stop", person(name, "platform-head"), ["stop-notice"])).rejects.toThrow(
        "须由另一人作出",
      );
    }
    await expect(act(24, "approve-stop", HEAD, ["stop-notice"])).rejects.toThrow("质量管理部负责人不能");
    await act(24, "approve-stop", PLATFORM, ["stop-notice"]);
    await desk.close();
  });

  it.each([
    ["the last moment of 24 h", 25, true],
    ["a second too late", 25 + 1 / 3600, false],
  ])("an emergency stop is approved by another person within 24 h: %s", async (_, hours, isInTime) => {
    const desk = await withCase((await fresh()).url);
    const act = acting(desk);
    await act(1, "emergency-stop", HEAD);
    expect(await desk.read.overdue(later(AT, 26), { post: "platform-head" })).toMatchObject([
      { id: "emergency-approval", dueAt: later(AT, 25) },
    ]);
    await desk.confirm({ number: NUMBER, level: 1, reason: "假证", actor: MONITOR, at: later(AT, 2) });
    await expect(act(3, "approve-emergency", HEAD, ["stop-approval-form"])).rejects.toThrow("须由另一人作出");
    const approval = act(hours, "approve-emergency", PLATFORM, ["stop-approval-form"]);
    if (isInTime) expect(await approval).toMatchObject({ state: "stopped" });
    else {
      await expect(approval).rejects.toThrow("已经逾期");
      await act(hours, "approve-emergency-late", PLATFORM, ["stop-approval-form", "late-approval-note"]);
    }
    await desk.close();
  });

  it("the merchant's answer pauses the checks, an appeal is decided by someone else", async () => {
    const desk = await withCase((await fresh()).url);
    const act = await submitted(desk);
    const checked = (await desk.read.show(NUMBER)).clocks.find(({ id }) => id === "formal-check");
    expect(checked).toMatchObject({
      pauses: [{ from: later(AT, 3), to: later(AT, 20) }],
      dueAt: later(AT, 1 + 48 + 17),
    });
    await expect(act(24, "grant-appeal", HEAD, ["appeal-decision"])).rejects.toThrow("还没有“经营者申诉”");
    await act(25, "appeal", person("商家代表", "merchant"), ["appeal"]);
    await expect(act(26, "grant-appeal", person("何予", "quality-head"), ["appeal-decision"])).rejects.toThrow(
      "须由另一人作出",
    );
    expect(await act(26, "grant-appeal", HEAD, ["appeal-decision"])).toMatchObject({ state: "false-alarm" });
    expect(await desk.read.precision()).toMatchObject([{ confirmed: 0, dismissed: 1 }]);
    expect(await desk.read.show(NUMBER)).toMatchObject({ confirmed: false, level: 1 });
    await desk.close();
  });

  it("adds up to a dossier of the merchant: repeats, and how long rectifying took", async () => {
    const desk = await withCase((await fresh()).url);
    await desk.record([sighting("b")], later(AT, 1));
    for (const number of [NUMBER, "QM-202603040002"]) {
      await desk.confirm({ number, level: 3, reason: "断言疗效", actor: HEAD, at: later(AT, 2) });
    }
    const act = acting(desk);
    await act(3, "accept", MONITOR);
    await act(4, "determine-minor", MONITOR);
    await act(5, "order-rectification", MONITOR, ["rectification-notice"]);
    await act(29, "pass-rescan", MONITOR, ["rescan-proof"]);
    expect(await desk.read.dossier("merchant", "91330100MA2B000001")).toMatchObject({
      subject: { name: "杭州示例商行" },
      confirmed: 2,
      open: 1,
      repeats: [{ family: "efficacy", numbers: [NUMBER, "QM-202603040002"] }],
      rectifyHours: [24],
    });
    await desk.noteExport({ form: "dossier", merchant: "91330100MA2B000001" }, HEAD, later(AT, 30));
    await desk.assign(NUMBER, { name: "林青", role: "quality-monitor" }, HEAD, later(AT, 30));
    await desk.hold(NUMBER, true, "诉讼", HEAD, later(AT, 31));
    expect(await desk.read.show(NUMBER)).toMatchObject({ legalHold: true, assignee: { name: "林青" } });
    expect(await desk.read.expiring("2031-02-01T00:00:00.000Z")).toMatchObject([
      { number: "QM-202603040002", until: "2031-03-04" },
    ]);
    expect((await desk.verify()).defects).toEqual([]);
    await desk.close();
  });
});
