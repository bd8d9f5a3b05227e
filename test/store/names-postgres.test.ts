import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openRegistry } from "../../src/store/index.js";
import { compactText, eachGram } from "../../src/store/names/grams.js";
import { nameOf } from "../../src/store/names/known-name.js";
import { nameSql, slotsOf } from "../../src/store/names/name-sql.js";
import { NameWriter } from "../../src/store/names/name-writer.js";

const BIN = "/usr/lib/postgresql/15/bin";
const isRoot = process.getuid?.() === 0;
/** The server refuses to run as root. */
const asOwner = (command: string, ...argv: string[]): [string, string[]] =>
  isRoot ? ["runuser", ["-u", "postgres", "--", join(BIN, command), ...argv]] : [join(BIN, command), argv];
const isHere = existsSync(join(BIN, "initdb")) && (!isRoot || spawnSync("id", ["postgres"]).status === 0);

const NAMES = [
  "医用冷敷贴",
  "医用冷敷贴(儿童型)",
  "电子血压计",
  "上臂式电子血压计",
  "耳镜",
  "𠮷田牌A型镜",
  "Ａ型镜",
  "a",
];
const PORT = 54_329;

describe.skipIf(!isHere)("the index of names on PostgreSQL (skipped: needs PostgreSQL 15 of the system)", () => {
  const folder = mkdtempSync(join(tmpdir(), "medlint-pg-"));
  const data = join(folder, "data");
  const database = new Sqlite(join(folder, "names.sqlite"));
  let client: pg.Client;

  beforeAll(async () => {
    database.close();
    openRegistry(join(folder, "names.sqlite")).close();
    const sqlite = new Sqlite(join(folder, "names.sqlite"));
    const writer = new NameWriter(sqlite);
    for (const [i, name] of NAMES.entries()) writer.link(i + 1, nameOf(name), nameOf(`示例${i % 3}号公司`));
    writer.flush();
    chmodSync(folder, 0o777);
    const run = (command: string, ...argv: string[]) => execFileSync(...asOwner(command, ...argv), { stdio: "ignore" });
    run("initdb", "-D", data, "-E", "UTF8", "--locale=C", "-A", "trust", "-U", "medlint");
    run(
      "pg_ctl",
      "-D",
      data,
      "-w",
      "-o",
      `-k ${folder} -c listen_addresses='' -p ${PORT}`,
      "-l",
      join(folder, "log"),
      "start",
    );
    client = new pg.Client({ host: folder, port: PORT, user: "medlint", database: "postgres" });
    await client.connect();
    const tables = sqlite
      .prepare("SELECT sql FROM sqlite_schema WHERE name IN ('name', 'bigram', 'named')")
      .pluck()
      .all() as string[];
    for (const table of tables) {
      const types = table.replaceAll("INTEGER", "bigint").replaceAll("BLOB", "bytea");
      await client.query(types.replace(/\) STRICT.*$/s, ")"));
    }
    for (const table of ["name", "bigram", "named"]) {
      for (const row of sqlite.prepare(`SELECT * FROM ${table}`).raw().all() as unknown[][]) {
        await client.query(`INSERT INTO ${table} VALUES (${row.map((_, i) => `$${i + 1}`).join(", ")})`, row);
      }
    }
    sqlite.close();
  }, 60_000);

  afterAll(async () => {
    await client?.end();
    spawnSync(...asOwner("pg_ctl", "-D", data, "-m", "immediate", "stop"), { stdio: "ignore" });
    rmSync(folder, { recursive: true, force: true });
  });

  it("gives every question the answer that SQLite gives", async () => {
    const sqlite = new Sqlite(join(folder, "names.sqlite"), { readonly: true });
    const sql = nameSql("");
    const ask = async (text: string, values: unknown[]) => {
      let slot = 0;
      const found = await client.query({ text: text.replace(/\?/g, () => `$${++slot}`), values, rowMode: "array" });
      const own = sqlite
        .prepare(text)
        .raw()
        .all(...values) as unknown[][];
      // Sums and large numbers come as text from PostgreSQL.
      const plain = (rows: readonly unknown[][]) =>
        rows.map((row) => row.map((value) => (Buffer.isBuffer(value) ? value.toString("hex") : String(value))));
      expect([text, values, plain(found.rows)]).toEqual([text, values, plain(own)]);
      return own.length;
    };
    let answers = 0;
    const grams = new Set<number>();
    for (const name of NAMES) eachGram(compactText(name), (gram) => grams.add(gram));
    for (const gram of grams) {
      answers += await ask(sql.count, [gram]);
      answers += await ask(sql.postings, [gram]);
      const first = gram - (gram % 0x10000);
      answers += await ask(sql.begins, [first, first + 0x10000]);
    }
    for (let id = 1; id <= 2 * NAMES.length; id++) {
      for (const role of [0, 1]) answers += await ask(sql.bearers, [id, role]);
    }
    for (const ids of slotsOf([...Array.from({ length: 2 * NAMES.length }, (_, i) => i + 1), 999])) {
      answers += await ask(sql.texts, ids);
      for (const role of [0, 1]) answers += await ask(sql.bearersOfAll, [role, ...ids]);
    }
    const hashes = sqlite.prepare("SELECT hash FROM name").pluck().all() as number[];
    for (const hash of hashes) answers += await ask(sql.byHash, [hash]);
    expect(answers).toBeGreaterThan(100);
    sqlite.close();
  }, 60_000);
});
