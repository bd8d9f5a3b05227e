import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CaseSummary } from "../../src/contracts/case.js";
import { MAX_LISTED } from "../../src/violations/read/case-reader.js";
import { medlint } from "../cli/fakes.js";
import { KEY_FILE } from "./samples.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "medlint-cases-cli-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const store = () => ["--database", at("cases.sqlite"), "--key", KEY_FILE];
const WHO = ["--actor", "周衡", "--role", "quality-head"];
const cases = (...argv: string[]) => medlint(["cases", ...argv, ...store()]);

async function record(): Promise<CaseSummary[]> {
  const rows = ["a", "b", "c"].map((id) => ({
    id,
    text: id === "c" ? "冷敷贴" : "可以根治，电话 13812345678",
    capturedAt: "2026-05-01T10:00:00+08:00",
  }));
  writeFileSync(at("all.jsonl"), rows.map((row) => JSON.stringify(row)).join("\n"));
  await medlint(["check", at("all.jsonl"), "--record", ...store()]);
  const { out } = await cases("list", "--format", "json");
  return out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as CaseSummary);
}

describe("medlint cases", () => {
  it("check --record opens cases once, masked, and the listings are still found", async () => {
    const found = await record();
    expect(found.map(({ listing, confirmed }) => [listing.key, confirmed])).toEqual([
      ["a", false],
      ["b", false],
    ]);
    const again = await medlint(["check", at("all.jsonl"), "--record", ...store()]);
    expect(again.err).toContain("新立 0 件，并入已有 0 件，没有变化 2 件");
    expect((await cases("show", found[0]?.number ?? "")).out).toContain("尚无人确认：以下均为疑似");
    expect((await cases("show", found[0]?.number ?? "", "--format", "json")).out).not.toContain("13812345678");
    expect(await medlint(["find", "--database", at("cases.sqlite"), "--merchant", "x"])).toMatchObject({ code: 3 });
  });

  it("confirms, dismisses, lists what is due, decides clusters and verifies", async () => {
    const [first, second] = (await record()).map(({ number }) => number) as [string, string];
    expect((await cases("confirm", first, "--level", "2", "--note", "断言疗效", ...WHO)).out).toContain(
      `${first} 已确认为 2 级`,
    );
    expect((await cases("dismiss", second, ...WHO)).err).toContain("须写明理由");
    expect(await cases("dismiss", second, "--note", "引文", ...WHO)).toMatchObject({
      code: 0,
      out: `${second} 已办理“误报”，现在是“误报”\n`,
    });
    expect((await cases("overdue", "--soon", "100")).out).toMatch(/将到期 {2}QM-\d+ {2}分级处置/);
    expect((await cases("clusters")).out).toContain("2 件");
    expect((await cases("precision")).out).toContain("准确率 50.0 %");
    expect(
      await medlint(["audit", "checkpoint", "--output", at("points.jsonl"), "--actor", "周衡", ...store()]),
    ).toMatchObject({ code: 0 });
    const verified = await medlint(["audit", "verify", "--checkpoints", at("points.jsonl"), ...store()]);
    expect(verified).toMatchObject({ code: 0, out: expect.stringContaining("日志 4 条，未发现改动") });
    const strange = ["--database", at("cases.sqlite"), "--key", at("none.pem")];
    expect(await medlint(["audit", "verify", ...strange])).toMatchObject({
      code: 2,
      err: expect.stringContaining("找不到签名密钥"),
    });
    const { default: Sqlite } = await import("better-sqlite3");
    const file = new Sqlite(at("cases.sqlite"));
    file.exec("update case_log set body = replace(body, '断言', '引用') where seq = 3");
    file.close();
    const altered = await medlint(["audit", "verify", ...store()]);
    expect(altered).toMatchObject({ code: 1, out: expect.stringContaining("第 3 条被改动") });
  });

  it("takes leads with papers, and refuses what it cannot read", async () => {
    writeFileSync(at("photo.txt"), "照片");
    const lead = [
      "create",
      "--source",
      "complaint",
      "--note",
      "过敏",
      ...WHO,
      "--attach",
      `evidence=${at("photo.txt")}`,
    ];
    expect((await cases(...lead)).out).toMatch(/^已立案 QM-\d{12}\n$/);
    expect((await cases(...lead)).out).toContain("没有重复立案");
    expect(
      await cases("create", "--source", "complaint", "--note", "x", ...WHO, "--attach", "evidence=/none"),
    ).toMatchObject({ code: 3 });
    expect(await cases("create", "--source", "rumour", "--note", "x", ...WHO)).toMatchObject({ code: 2 });
    expect(await cases("show", "QM-209901010001")).toMatchObject({
      code: 2,
      err: expect.stringContaining("MEDLINT_CASE_MISSING"),
    });
    expect((await medlint(["cases", "actions"])).out).toContain("approve-stop  同意停服：停服审批 → 停服");
  });

  it.each([
    [MAX_LISTED, 0],
    [MAX_LISTED + 1, 2],
  ])("lists at most so many: --limit %i ends with %i", async (limit, code) => {
    await record();
    expect(await cases("list", "--limit", String(limit))).toMatchObject({ code });
  });

  it("says what is wrong with a database", async () => {
    expect(await cases("list")).toMatchObject({ code: 2, err: expect.stringContaining("找不到案件库") });
    writeFileSync(at("cases.sqlite"), "not a database, but long enough to be looked at");
    expect(await cases("list")).toMatchObject({ code: 2, err: expect.stringContaining("MEDLINT_CASES_DATABASE") });
    const gone = await medlint([
      "cases",
      "list",
      "--database",
      "postgres://nobody@127.0.0.1:1/none",
      "--key",
      KEY_FILE,
    ]);
    expect(gone).toMatchObject({ code: 2, err: expect.stringContaining("PostgreSQL 案件库 无法使用") });
  });
});
