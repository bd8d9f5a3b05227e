import { writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { importNotices, importRegistry, openRegistry } from "../../src/store/index.js";
import { deviceRow, jsonLines } from "./rows.js";
import { temporaryFolder } from "./temporary-folder.js";

const file = temporaryFolder();
const NUMBER = "粤械注准20192400001";

function load(rows: readonly unknown[], asOf: string, complete = true) {
  const input = { name: "rows.jsonl", bytes: jsonLines(rows) };
  return importRegistry(file("registry.sqlite"), input, { source: "示例数据库", asOf, complete, kinds: ["device"] });
}

function list(text: string, kind: "recall" | "failed" = "recall") {
  writeFileSync(file("list.csv"), text);
  const options = { kind, source: "示例名单", asOf: "2026-04-30" } as const;
  return importNotices(file("registry.sqlite"), { file: file("list.csv") }, options);
}

function withRegistry<Result>(act: (registry: ReturnType<typeof openRegistry>) => Result): Result {
  const registry = openRegistry(file("registry.sqlite"), { readonly: true });
  try {
    return act(registry);
  } finally {
    registry.close();
  }
}

describe("importNotices", () => {
  it("hands notices out with the certificate, and replaces a list as a whole", async () => {
    await load([deviceRow(1), deviceRow(2)], "2026-01-31");
    const report = await list(
      `注册证编号,产品名称,生产批号,召回日期\n${NUMBER}号,冷敷贴,20260312,2026.4.1\n,,,\n,没有证号,,\n`,
    );
    expect(report).toMatchObject({ rows: 2, imported: 1, rejected: 1 });
    const numbers = [NUMBER, "粤械注准20192400002"];
    expect(withRegistry((one) => one.lookup(numbers, "2026-05-01")).map(({ notices }) => notices)).toEqual([
      [{ kind: "recall", number: NUMBER, name: "冷敷贴", batch: "20260312", date: "2026-04-01" }],
      undefined,
    ]);
    await list(`注册证编号,产品名称\n${numbers[1]},冷敷贴\n`);
    await list(`注册证编号,产品名称\n${numbers[1]},冷敷贴\n`, "failed");
    expect(
      withRegistry((one) => one.lookup(numbers, "2026-05-01")).map(({ notices }) => notices?.map(({ kind }) => kind)),
    ).toEqual([undefined, ["recall", "failed"]]);
  });

  it("knows a number that only a notice has, without vouching for it", async () => {
    await list(`注册证编号,产品名称\n${NUMBER},冷敷贴\n`);
    expect(withRegistry((one) => one.lookup([NUMBER], "2026-05-01"))).toMatchObject([
      { number: NUMBER, source: null, complete: false },
    ]);
  });

  it("keeps the old list where the new one has no row", async () => {
    await load([deviceRow(1)], "2026-01-31");
    await list(`注册证编号\n${NUMBER}\n`);
    await expect(list("甲,乙\n1,2\n")).rejects.toMatchObject({ code: "MEDLINT_IMPORT_FORMAT" });
    expect(withRegistry((one) => one.lookup([NUMBER], "2026-05-01"))[0]?.notices).toHaveLength(1);
  });
});

describe("Registry.diff", () => {
  it("says what was added, changed and gone", async () => {
    await load([deviceRow(1), deviceRow(2), deviceRow(3)], "2026-01-31");
    await load(
      [deviceRow(1), deviceRow(2, { intended_use: "新", valid_until: "2030-01-01" }), deviceRow(4)],
      "2026-02-28",
    );
    const changes = withRegistry((one) => [...one.diff("2026-01-31", "2026-02-28")]);
    expect(changes.map(({ kind, number }) => `${kind} ${number.slice(-1)}`).sort()).toEqual([
      "added 4",
      "changed 2",
      "gone 3",
    ]);
    expect(changes.find(({ kind }) => kind === "changed")?.fields).toEqual([
      { field: "validUntil", before: "2024-05-31", after: "2030-01-01" },
      { field: "scope", before: "用于闭合性软组织的冷敷。", after: "新" },
    ]);
    expect(withRegistry((one) => [...one.diff("2026-02-28", "2026-03-31")])).toEqual([]);
  });

  it("does not call gone what a partial source leaves out", async () => {
    await load([deviceRow(1), deviceRow(2)], "2026-01-31", false);
    await load([deviceRow(1)], "2026-02-28", false);
    expect(withRegistry((one) => [...one.diff("2026-01-31", "2026-02-28")])).toEqual([]);
  });
});

describe("a resumed import", () => {
  it("shows nothing before the end and takes up where it was", async () => {
    const path = file("registry.sqlite");
    const rows = Array.from({ length: 60 }, (_, i) => JSON.stringify(deviceRow(i)));
    writeFileSync(file("rows.jsonl"), rows.join("\n"));
    const options = { source: "甲", asOf: "2026-01-31", batchRows: 1 };
    // Killed, as far as the database can tell: the process goes on, but neither discards nor finishes.
    const { default: Sqlite } = await import("better-sqlite3");
    await importRegistry(path, { file: file("rows.jsonl") }, options);
    const database = new Sqlite(path);
    database.exec("UPDATE import SET finished = 0, rows = 40, added = 40; DELETE FROM certificate WHERE id > 40");
    database.close();
    expect(withRegistry((one) => [one.stats().certificates, one.sources, one.show("粤械注准20192400001")])).toEqual([
      0,
      [],
      [],
    ]);
    const report = await importRegistry(path, { file: file("rows.jsonl") }, options);
    expect(report).toMatchObject({ resumed: 40, rows: 60, added: 60 });
    expect(withRegistry((one) => one.stats().certificates)).toBe(60);
  });

  it("is discarded when something else is imported", async () => {
    await load([deviceRow(1)], "2026-01-31");
    const { default: Sqlite } = await import("better-sqlite3");
    const database = new Sqlite(file("registry.sqlite"));
    database.exec("UPDATE import SET finished = 0");
    database.close();
    await load([deviceRow(2)], "2026-02-28");
    expect(withRegistry((one) => one.stats())).toMatchObject({ certificates: 1, versions: 1 });
  });

  it("is alone: a second import of the same registry is told to wait", async () => {
    async function* slow() {
      yield* jsonLines([deviceRow(1)]);
      await expect(load([deviceRow(2)], "2026-01-31")).rejects.toMatchObject({ code: "MEDLINT_REGISTRY_BUSY" });
    }
    const input = { name: "slow", bytes: slow() };
    await importRegistry(file("registry.sqlite"), input, { source: "甲", asOf: "2026-01-31" });
    expect(withRegistry((one) => one.stats().certificates)).toBe(1);
  });
});
