import Sqlite from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { openRegistry } from "../../src/store/index.js";
import { migrate, SCHEMA_VERSION } from "../../src/store/migrations.js";
import { temporaryFolder } from "./temporary-folder.js";

const file = temporaryFolder();

/** A registry as the program of an older version left it: one certificate, and an import that was killed. */
function oldRegistry(version: number): string {
  const path = file(`version-${version}.sqlite`);
  const database = new Sqlite(path);
  migrate(database, path, version);
  const facts = JSON.stringify({
    scope: "用于冷敷",
    models: "A型",
    manufacturers: ["甲公司", "乙公司"],
    dosageForm: "凝胶",
  });
  database.exec(`
    INSERT INTO source VALUES (1, '示例数据库', '2026-01-31', 1, '["device"]'), (2, '未完成', '2026-01-31', 0, '[]');
    INSERT INTO import (id, source_id, sha256, file, mapping, as_of, complete, kinds, rows, added, changed, unchanged, rejected)
      VALUES (1, 1, '', 'a', 'm', '2026-01-31', 1, '["device"]', 1, 1, 0, 0, 0),
             (2, 2, '', 'b', 'm', '2026-01-31', 0, '[]', 1, 1, 0, 0, 0);
    INSERT INTO certificate (number, source_id, kind, first_seen, last_seen, import_id, product_name, holder, facts) VALUES
      ('粤械注准20192400001', 1, 'device', '2026-01-31', '2026-01-31', 1, '医用冷敷贴', '广州青禾示例公司', '${facts}'),
      ('粤械注准20192400002', 2, 'device', '2026-01-31', '2026-01-31', 2, '医用热敷贴', NULL, '{}');
  `);
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
      scope: "用于冷敷",
      models: "A型",
      manufacturers: ["甲公司", "乙公司"],
      dosageForm: "凝胶",
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
