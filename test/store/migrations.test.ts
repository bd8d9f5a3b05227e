import Sqlite from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { openRegistry } from "../../src/store/index.js";
import { migrate, SCHEMA_VERSION } from "../../src/store/migrations.js";
import { indexNames } from "../../src/store/names/name-writer.js";
import { temporaryFolder } from "./temporary-folder.js";

const file = temporaryFolder();

/** The scope holds the signs between packed facts. */
const FACTS = {
  scope: "用于\u001f冷\u001e1敷",
  models: "A型",
  manufacturers: ["甲公司", "乙公司"],
  dosageForm: "凝胶",
};
type SomeFacts = Partial<typeof FACTS>;
const COLUMNS_OF_6: Record<string, (facts: SomeFacts) => string | null> = {
  scope: ({ scope }) => scope ?? null,
  models: ({ models }) => models ?? null,
  manufacturers: ({ manufacturers }) => (manufacturers === undefined ? null : JSON.stringify(manufacturers)),
  dosage_form: ({ dosageForm }) => dosageForm ?? null,
};

/** A registry as the program of an older version left it: one certificate, and an import that was killed. */
function oldRegistry(version: number): string {
  const path = file(`version-${version}.sqlite`);
  const database = new Sqlite(path);
  migrate(database, path, version);
  database.exec(`
    INSERT INTO source VALUES (1, '示例数据库', '2026-01-31', 1, '["device"]'), (2, '未完成', '2026-01-31', 0, '[]');
    INSERT INTO import (id, source_id, sha256, file, mapping, as_of, complete, kinds, rows, added, changed, unchanged, rejected)
      VALUES (1, 1, '', 'a', 'm', '2026-01-31', 1, '["device"]', 1, 1, 0, 0, 0),
             (2, 2, '', 'b', 'm', '2026-01-31', 0, '[]', 1, 1, 0, 0, 0);
  `);
  const rows = [
    ["粤械注准20192400001", 1, "医用冷敷贴", "广州青禾示例公司", FACTS],
    ["粤械注准20192400002", 2, "医用热敷贴", null, {}],
  ] as const;
  for (const [number, source, product, holder, facts] of rows) {
    const columns = "number, source_id, kind, first_seen, last_seen, import_id, product_name, holder";
    const known = [number, source, "device", "2026-01-31", "2026-01-31", source, product, holder];
    // Up to the fifth version the other facts were JSON, then each had a column.
    const [more, values] =
      version < 6
        ? ["facts", [JSON.stringify(facts)]]
        : [Object.keys(COLUMNS_OF_6).join(", "), Object.values(COLUMNS_OF_6).map((read) => read(facts))];
    const slots = [...known, ...values].map(() => "?").join(", ");
    database.prepare(`INSERT INTO certificate (${columns}, ${more}) VALUES (${slots})`).run(...known, ...values);
  }
  if (version === 6) indexNames(database, "", { table: "certificate", product: "product_name", holder: "holder" });
  if (version > 1) database.exec("UPDATE import SET finished = 0 WHERE id = 2");
  database.close();
  return path;
}

describe("a registry of an older version", () => {
  it.each(Array.from({ length: SCHEMA_VERSION - 1 }, (_, i) => i + 1))("%i is brought up to date", (version) => {
    const path = oldRegistry(version);
    const registry = openRegistry(path);
    const [found] = registry.lookup(["粤械注准20192400001"], "2026-05-01");
    expect(found).toMatchObject({
      productName: "医用冷敷贴",
      holder: "广州青禾示例公司",
      ...FACTS,
      complete: true,
    });
    expect(found).not.toHaveProperty("composition");
    expect(registry.search({ productName: "医用冷敷贴" }, "2026-05-01")[0]).toMatchObject({ score: 1 });
    // Before there were unfinished imports, every import had finished.
    expect(registry.lookup(["粤械注准20192400002"], "2026-05-01")).toHaveLength(version > 1 ? 0 : 1);
    registry.close();
  });

  it("is not read as it is", () => {
    expect(() => openRegistry(oldRegistry(SCHEMA_VERSION - 1), { readonly: true })).toThrow("结构版本");
  });
});
