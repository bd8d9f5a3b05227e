import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { importRegistry, openRegistry } from "../../src/store/index.js";
import { deviceRow, jsonLines } from "./rows.js";
import { temporaryFolder } from "./temporary-folder.js";

const file = temporaryFolder();

function codeOf(act: () => unknown): string {
  try {
    act();
    return "no error";
  } catch (error) {
    expect((error as Error).message).toMatch(/注册库.*[一-鿿]/);
    return (error as { code: string }).code;
  }
}

const open = (name: string) => () => openRegistry(file(name), { readonly: true }).close();

describe("openRegistry", () => {
  it("refuses what is no registry, each with its code and a Chinese sentence", () => {
    writeFileSync(file("text.sqlite"), "这不是数据库".repeat(100));
    writeFileSync(file("short.sqlite"), "SQLite");
    writeFileSync(file("empty.sqlite"), "");
    mkdirSync(file("folder.sqlite"));
    const other = new Sqlite(file("other.sqlite"));
    other.exec("CREATE TABLE t (a)");
    other.close();
    const newer = new Sqlite(file("newer.sqlite"));
    newer.pragma(`application_id = ${0x4d444c54}`);
    newer.pragma("user_version = 999");
    newer.close();
    expect(codeOf(open("missing.sqlite"))).toBe("MEDLINT_REGISTRY_MISSING");
    expect(codeOf(open("text.sqlite"))).toBe("MEDLINT_REGISTRY_CORRUPT");
    expect(codeOf(open("short.sqlite"))).toBe("MEDLINT_REGISTRY_CORRUPT");
    expect(codeOf(open("empty.sqlite"))).toBe("MEDLINT_REGISTRY_CORRUPT");
    expect(codeOf(open("folder.sqlite"))).toBe("MEDLINT_REGISTRY_CORRUPT");
    expect(codeOf(open("other.sqlite"))).toBe("MEDLINT_REGISTRY_CORRUPT");
    expect(codeOf(open("newer.sqlite"))).toBe("MEDLINT_REGISTRY_VERSION");
    expect(codeOf(() => openRegistry(file("other.sqlite")))).toBe("MEDLINT_REGISTRY_CORRUPT");
    expect(codeOf(() => openRegistry(file("text.sqlite")))).toBe("MEDLINT_REGISTRY_CORRUPT");
  });

  it("creates an empty one for writing, which then can be read", () => {
    const created = openRegistry(file("new.sqlite"));
    expect(created.stats()).toEqual({ certificates: 0, versions: 0, byKind: {}, sources: [] });
    created.close();
    const read = openRegistry(file("new.sqlite"), { readonly: true });
    expect(read.lookup(["国械注准20193400099"], "2026-05-01")).toEqual([]);
    expect(read.lookup([], "2026-05-01")).toEqual([]);
    expect(read.show("国械注准20193400099")).toEqual([]);
    read.close();
  });

  it("says so when pages of the file are damaged", async () => {
    const rows = Array.from({ length: 500 }, (_, i) => deviceRow(i));
    const options = { source: "甲", asOf: "2021-01-31" };
    await importRegistry(file("damaged.sqlite"), { name: "rows", bytes: jsonLines(rows) }, options);
    const bytes = readFileSync(file("damaged.sqlite"));
    bytes.fill(0xff, 4096);
    writeFileSync(file("damaged.sqlite"), bytes);
    expect(
      codeOf(() => {
        const registry = openRegistry(file("damaged.sqlite"), { readonly: true });
        registry.lookup(
          rows.map((row) => row.cert_no),
          "2026-05-01",
        );
      }),
    ).toBe("MEDLINT_REGISTRY_CORRUPT");
    expect(
      await importRegistry(file("damaged.sqlite"), { name: "rows", bytes: jsonLines(rows) }, options).then(
        () => "",
        (error) => error.code,
      ),
    ).toBe("MEDLINT_REGISTRY_CORRUPT");
  });

  it("reads while another imports, and sees nothing of it before the end", async () => {
    const options = { source: "甲", asOf: "2021-01-31" };
    const path = file("busy.sqlite");
    await importRegistry(path, { name: "rows", bytes: jsonLines([deviceRow(1)]) }, options);
    const registry = openRegistry(path, { readonly: true });
    async function* rows() {
      yield* jsonLines([deviceRow(2)]);
      yield Buffer.from("\n");
      expect(registry.lookup(["粤械注准20192400001", "粤械注准20192400002"], "2026-05-01")).toHaveLength(1);
    }
    await importRegistry(path, { name: "rows", bytes: rows() }, options);
    expect(registry.lookup(["粤械注准20192400001", "粤械注准20192400002"], "2026-05-01")).toHaveLength(2);
    registry.close();
  });
});
