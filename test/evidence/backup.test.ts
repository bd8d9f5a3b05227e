import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { createBackup, restoreBackup, verifyBackup } from "../../src/evidence/backup/backup.js";
import { BackupRepository } from "../../src/evidence/backup/backup-repository.js";
import { openEvidence } from "../../src/evidence/store/evidence-store.js";
import { Cipher } from "../../src/evidence/store/field-cipher.js";
import { captureOf, LISTING, temporaryFolder } from "./fixtures.js";

const AT = "2026-05-03T00:00:00Z";

/** All rows of all tables. */
function rowsOf(path: string): Record<string, unknown[]> {
  const database = new Sqlite(path, { readonly: true });
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[];
  const rows = Object.fromEntries(tables.map((name) => [name, database.prepare(`SELECT * FROM "${name}"`).all()]));
  database.close();
  return rows;
}

function filesIn(folder: string): string[] {
  return existsSync(folder)
    ? (readdirSync(folder, { recursive: true, withFileTypes: true }) as import("node:fs").Dirent[])
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
    : [];
}

function sources(home: string) {
  const evidence = join(home, "evidence");
  const store = openEvidence(evidence);
  for (let n = 0; n < 5; n++) {
    const response = { status: 200, headers: [], body: Buffer.from(`page ${n}`) };
    store.keep(captureOf({ ...LISTING, id: `sku-${n}` }, undefined, { response }));
  }
  const cases = join(home, "cases.sqlite");
  const database = new Sqlite(cases);
  database.pragma("journal_mode = WAL");
  database.exec("CREATE TABLE cases (number TEXT PRIMARY KEY, merchant TEXT) STRICT");
  const add = database.prepare("INSERT INTO cases VALUES (?, ?)");
  for (let n = 0; n < 3000; n++) add.run(`QM-${n}`, `商家${n}${"甲".repeat(300)}`);
  return { evidence, store, cases, database, subject: { evidence, databases: new Map([["cases", cases]]) } };
}

describe.each([
  ["open", undefined],
  ["sealed", new Cipher(Buffer.alloc(32, 3))],
])("an %s backup", (_, cipher) => {
  test("of databases in use, restored, equals them row by row, and the objects byte by byte", async () => {
    const home = temporaryFolder();
    const { evidence, store, cases, database, subject } = sources(home);
    const repository = new BackupRepository(join(home, "backup"), cipher);
    const { id, objects } = await createBackup(subject, repository, "full", AT);
    expect(objects).toBe(5);
    expect(verifyBackup(repository, id).databases.map(({ name }) => name)).toEqual(["cases", "evidence"]);
    const target = join(home, "restored");
    restoreBackup(repository, id, target);
    expect(rowsOf(join(target, "cases.sqlite"))).toEqual(rowsOf(cases));
    expect(rowsOf(join(target, "evidence", "index.sqlite"))).toEqual(rowsOf(join(evidence, "index.sqlite")));
    const restored = openEvidence(join(target, "evidence"));
    for (let n = 0; n < 5; n++) {
      const [capture] = restored.captures(`sku-${n}`);
      expect(restored.read(capture?.files[0] ?? { object: "" }).toString()).toBe(`page ${n}`);
    }
    restored.close();
    store.close();
    database.close();
  });

  test("an incremental one writes only what is new; each restores its own day", async () => {
    const home = temporaryFolder();
    const { store, database, subject } = sources(home);
    const repository = new BackupRepository(join(home, "backup"), cipher);
    const first = await createBackup(subject, repository, "full", AT);
    database.prepare("UPDATE cases SET merchant = '改了' WHERE number = 'QM-2999'").run();
    const second = await createBackup(subject, repository, "incremental", "2026-05-04T00:00:00Z");
    expect(second.written).toBeLessThan(first.written / 2);
    expect(repository.list()).toEqual([first.id, second.id]);
    const merchantIn = (id: string) => {
      restoreBackup(repository, id, join(home, id));
      const rows = rowsOf(join(home, id, "cases.sqlite")).cases as { merchant: string }[];
      return rows.at(-1)?.merchant;
    };
    expect(merchantIn(first.id)).toMatch(/^商家2999/);
    expect(merchantIn(second.id)).toBe("改了");
    store.close();
    database.close();
  });

  test("any changed blob or manifest is found out", async () => {
    const home = temporaryFolder();
    const { store, database, subject } = sources(home);
    const folder = join(home, "backup");
    const { id } = await createBackup(subject, new BackupRepository(folder, cipher), "full", AT);
    store.close();
    database.close();
    for (const path of filesIn(folder)) {
      const copy = join(home, "copy");
      cpSync(folder, copy, { recursive: true });
      const bytes = readFileSync(path);
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      writeFileSync(path.replace(folder, copy), bytes);
      expect(() => verifyBackup(new BackupRepository(copy, cipher), id), path).toThrow();
    }
  });
});

describe("a backup", () => {
  test("that is sealed holds no plain text, and opens with its key only", async () => {
    const home = temporaryFolder();
    const { store, database, subject } = sources(home);
    const folder = join(home, "backup");
    const { id } = await createBackup(
      subject,
      new BackupRepository(folder, new Cipher(Buffer.alloc(32, 3))),
      "full",
      AT,
    );
    for (const path of filesIn(folder)) expect(readFileSync(path).includes("商家"), path).toBe(false);
    expect(() => verifyBackup(new BackupRepository(folder, new Cipher(Buffer.alloc(32, 4))), id)).toThrow(/解密/);
    expect(() => verifyBackup(new BackupRepository(folder), id)).toThrow(/加密/);
    expect(() => new Cipher(Buffer.alloc(31))).toThrow(/32 字节/);
    store.close();
    database.close();
  });

  test("never overwrites, and refuses what is no backup", async () => {
    const home = temporaryFolder();
    const { store, database, subject } = sources(home);
    const repository = new BackupRepository(join(home, "backup"));
    const { id } = await createBackup(subject, repository, "full", AT);
    mkdirSync(join(home, "there"));
    writeFileSync(join(home, "there", "x"), "mine");
    expect(() => restoreBackup(repository, id, join(home, "there"))).toThrow(/已有内容/);
    expect(() => repository.manifest("../../x")).toThrow(/编号/);
    await expect(createBackup({ databases: new Map() }, repository, "full", AT)).rejects.toThrow(/没有要备份/);
    const gone = { databases: new Map([["a", join(home, "no.sqlite")]]) };
    await expect(createBackup(gone, repository, "full", AT)).rejects.toThrow(/不存在/);
    store.close();
    database.close();
  });
});
