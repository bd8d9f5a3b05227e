import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createCheckpoint, readCheckpoints } from "../../src/violations/audit/checkpoint.js";
import { createEntry, FIRST } from "../../src/violations/audit/log-entry.js";
import { openSigningKey, readVerifyingKey } from "../../src/violations/audit/signing-key.js";
import { type Defect, LogCheck } from "../../src/violations/audit/verify-log.js";
import type { LogRow } from "../../src/violations/store/tables.js";
import { describeBoth } from "./databases.js";
import { AT, HEAD, KEY_FILE, later, MONITOR, openDesk, paper, sighting } from "./samples.js";

const key = openSigningKey(KEY_FILE);

/** A log of four entries. */
function smallLog(): LogRow[] {
  const rows: LogRow[] = [];
  let head = { seq: 0, hash: FIRST };
  for (const [at, event] of ["opened", "captured", "confirmed", "action"].entries()) {
    const number = at === 1 ? null : "QM-202603040001";
    const row = createEntry({ at: AT, actor: MONITOR, number, event, data: { note: "冷敷" } }, head, key);
    rows.push(row);
    head = row;
  }
  return rows;
}

function check(
  rows: readonly LogRow[],
  head: { seq: number; hash: string } = rows.at(-1) ?? { seq: 0, hash: FIRST },
): readonly Defect[] {
  const log = new LogCheck([key]);
  for (const row of rows) log.add(row);
  return log.end(head);
}

describe("the log", () => {
  it("as it was written is whole", () => {
    expect(check(smallLog())).toEqual([]);
    expect(check([])).toEqual([]);
  });

  it("any single byte changed in any column of any entry is found, and the entry is named", () => {
    const rows = smallLog();
    let positions = 0;
    for (const [at, row] of rows.entries()) {
      for (const column of ["number", "body", "hash", "signature", "key_id"] as const) {
        const bytes = Buffer.from(row[column] ?? "");
        for (let byte = 0; byte < bytes.length; byte++) {
          for (const flip of [0x01, 0x20]) {
            const changed = Buffer.from(bytes);
            changed[byte] = (changed[byte] ?? 0) ^ flip;
            const altered = rows.with(at, { ...row, [column]: changed.toString("latin1") });
            const defects = check(altered, rows[3]);
            if (!defects.some(({ seq }) => seq === row.seq)) {
              throw new Error(`entry ${row.seq}, ${column}, byte ${byte} ^ ${flip}: not found`);
            }
            positions++;
          }
        }
      }
      const defects = check(rows.with(at, { ...row, number: row.number === null ? "QM-202603040001" : null }), rows[3]);
      expect(defects.map(({ seq }) => seq)).toContain(row.seq);
    }
    expect(positions).toBeGreaterThan(3_500);
  });

  it.each<{ name: string; change: (rows: LogRow[]) => LogRow[]; kind: string; seq: number }>([
    { name: "the first removed", change: (rows) => rows.slice(1), kind: "removed", seq: 1 },
    { name: "one in the middle removed", change: (rows) => rows.toSpliced(1, 1), kind: "removed", seq: 2 },
    { name: "two removed", change: (rows) => rows.toSpliced(1, 2), kind: "removed", seq: 2 },
    { name: "the last removed", change: (rows) => rows.slice(0, 3), kind: "truncated", seq: 4 },
    {
      name: "two changed places",
      change: ([a, b, c, d]) => [a, { ...c, seq: 2 }, { ...b, seq: 3 }, d] as LogRow[],
      kind: "reordered",
      seq: 2,
    },
    {
      name: "one removed and the rest renumbered",
      change: ([a, , c, d]) => [a, { ...c, seq: 2 }, { ...d, seq: 3 }] as LogRow[],
      kind: "reordered",
      seq: 2,
    },
    { name: "one twice", change: ([a, b, c, d]) => [a, b, b, c, d] as LogRow[], kind: "reordered", seq: 2 },
  ])("$name: named", ({ change, kind, seq }) => {
    const rows = smallLog();
    expect(check(change(rows), rows[3])).toContainEqual(expect.objectContaining({ kind, seq }));
  });

  it("an entry rewritten and signed with another key is named", () => {
    const other = openSigningKey(join(mkdtempSync(join(tmpdir(), "medlint-key-")), "other.pem"));
    const [first, ...rest] = smallLog() as [LogRow, ...LogRow[]];
    const event = { at: AT, actor: HEAD, number: first.number, event: "opened", data: {} };
    const forged = createEntry(event, { seq: 0, hash: FIRST }, other);
    expect(check([forged, ...rest])).toMatchObject([
      { kind: "unknown-key", seq: 1 },
      { kind: "unlinked", seq: 2 },
    ]);
  });

  it("an entry rewritten with the right key is found by the one after it", () => {
    const [a, b, c, d] = smallLog() as [LogRow, LogRow, LogRow, LogRow];
    const again = createEntry({ at: AT, actor: HEAD, number: null, event: "captured", data: {} }, a, key);
    expect(check([a, again, c, d])).toMatchObject([{ kind: "unlinked", seq: 3 }]);
    expect(b.hash).not.toBe(again.hash);
  });
});

describe("a check-point", () => {
  const line = createCheckpoint({ seq: 4, hash: smallLog()[3]?.hash ?? "" }, AT, "周衡", key);

  it("any single byte changed is found", () => {
    const bytes = Buffer.from(line + line);
    expect(readCheckpoints(bytes, [key])).toMatchObject({ checkpoints: [{ seq: 4 }, { seq: 4 }], defects: [] });
    for (let byte = 0; byte < bytes.length; byte++) {
      for (const flip of [0x01, 0x20, 0x80]) {
        const changed = Buffer.from(bytes);
        changed[byte] = (changed[byte] ?? 0) ^ flip;
        if (readCheckpoints(changed, [key]).defects.length === 0) throw new Error(`byte ${byte} ^ ${flip}: not found`);
      }
    }
  });

  it("any end cut off within a line is found", () => {
    for (let end = 1; end < Buffer.byteLength(line); end++) {
      expect(readCheckpoints(Buffer.from(line).subarray(0, end), [key]).defects.length).toBeGreaterThan(0);
    }
  });
});

it("the key file is made once and for its owner only, and its public half verifies", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "medlint-key-")), "deep", "key.pem");
  const made = openSigningKey(path);
  expect(openSigningKey(path).id).toBe(made.id);
  expect(readVerifyingKey(path).verify("文", made.sign("文"))).toBe(true);
  const { statSync } = await import("node:fs");
  expect(statSync(path).mode & 0o077).toBe(0);
});

describeBoth("audit verify", (fresh) => {
  async function filled() {
    const database = await fresh();
    const desk = await openDesk(database.url);
    await desk.record([sighting("a"), sighting("b")], AT);
    await desk.confirm({ number: "QM-202603040001", level: 2, reason: "断言疗效", actor: HEAD, at: later(AT, 1) });
    return { database, desk };
  }

  it("names what was changed in the tables behind the log", async () => {
    const { database, desk } = await filled();
    await desk.create({ source: "report", description: "无证销售", documents: [paper("evidence")] }, MONITOR, AT);
    expect(await desk.verify()).toMatchObject({ entries: 4, lastSeq: 4, defects: [], afterCheckpoint: 4 });
    await database.run("update cases set state = 'closed' where number = 'QM-202603040001'");
    await database.run("update cases set level = 4 where number = 'QM-202603040001'");
    await database.run("update cases set facts = replace(facts, '杭州', '苏州') where number = 'QM-202603040002'");
    await database.run(
      "update case_findings set detail = replace(detail, '根治', '缓解') where number = 'QM-202603040002'",
    );
    await database.run("delete from case_contents");
    const messages = (await desk.verify()).defects.map(({ message }) => message);
    expect(messages).toEqual([
      "案件 QM-202603040001 的状态（库中“结案”，日志“线索”）与日志不符",
      "案件 QM-202603040001 的等级（库中 4，日志 2）与日志不符",
      "案件 QM-202603040002 的商品、商家或注册证内容与日志不符",
      expect.stringContaining("案件 QM-202603040002 的问题"),
      expect.stringContaining("案件 QM-202603040003 的文件"),
    ]);
    await desk.close();
  });

  it("names a removed case and a removed entry", async () => {
    const { database, desk } = await filled();
    await database.run("delete from cases where number = 'QM-202603040002'");
    expect((await desk.verify()).defects).toMatchObject([
      { message: "案件 QM-202603040002 的存在（案件被删除）与日志不符" },
    ]);
    await database.run("delete from case_log where seq = 2");
    expect((await desk.verify()).defects).toMatchObject([{ kind: "removed", seq: 2 }]);
    await desk.close();
  });

  it("a cut-off end, head and all, is found by a check-point; what lies after it is counted", async () => {
    const { database, desk } = await filled();
    const file = await desk.checkpoint("周衡", later(AT, 2));
    await desk.record([sighting("c")], later(AT, 3));
    expect(await desk.verify(Buffer.from(file))).toMatchObject({
      defects: [],
      checkpoint: { seq: 3 },
      afterCheckpoint: 1,
    });
    await database.run("delete from case_log where seq > 2");
    await database.run("update case_log_head set seq = 2, hash = (select hash from case_log where seq = 2)");
    // The tables still tell of case c, which the shortened log does not know.
    expect((await desk.verify()).defects.length).toBeGreaterThan(0);
    expect((await desk.verify(Buffer.from(file))).defects).toContainEqual(
      expect.objectContaining({ kind: "truncated", seq: 3 }),
    );
    await desk.close();
  });
});
