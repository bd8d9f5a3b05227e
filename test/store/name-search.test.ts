import { existsSync } from "node:fs";
import Sqlite from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { importRegistry, openRegistry } from "../../src/store/index.js";
import { compactText, gramsOf, MAX_INDEXED_NAME } from "../../src/store/names/grams.js";
import { similarityOf } from "../../src/store/names/similarity.js";
import { deviceRow, jsonLines } from "./rows.js";
import { temporaryFolder } from "./temporary-folder.js";

const file = temporaryFolder();

function load(rows: readonly unknown[], asOf = "2026-01-31", batchRows = 2) {
  const input = { name: "rows.jsonl", bytes: jsonLines(rows) };
  return importRegistry(file("registry.sqlite"), input, { source: "示例数据库", asOf, batchRows });
}

function search(productName: string, holder = "", day = "2026-05-01") {
  const registry = openRegistry(file("registry.sqlite"), { readonly: true });
  try {
    return registry.search({ productName, holder }, day);
  } finally {
    registry.close();
  }
}

const names = (productName: string, holder = "") =>
  search(productName, holder).map(({ certificate }) => `${certificate.productName} ${certificate.holder?.slice(0, 4)}`);

const ROWS = [
  deviceRow(1, { product_name: "医用冷敷贴", registrant: "广州青禾示例医疗器械有限公司" }),
  deviceRow(2, { product_name: "医用冷敷贴(儿童型)", registrant: "苏州白榆示例电子有限公司" }),
  deviceRow(3, { product_name: "电子血压计", registrant: "苏州白榆示例电子有限公司" }),
  deviceRow(4, { product_name: "上臂式电子血压计", registrant: "广州青禾示例医疗器械有限公司" }),
  deviceRow(5, { product_name: "耳镜", registrant: "长沙云杉示例器械厂" }),
];

describe("Registry.search", () => {
  it.each([
    ["医用冷敷贴", "", ["医用冷敷贴 广州青禾", "医用冷敷贴(儿童型) 苏州白榆"]],
    ["医用 冷敷貼（儿童型）", "", ["医用冷敷贴(儿童型) 苏州白榆", "医用冷敷贴 广州青禾"]],
    ["白榆牌电子血压计 官方正品", "", ["电子血压计 苏州白榆", "上臂式电子血压计 广州青禾"]],
    ["电子血压计", "白榆示例电子", ["电子血压计 苏州白榆", "上臂式电子血压计 广州青禾"]],
    ["", "云杉", ["耳镜 长沙云杉"]],
    ["镜", "", ["耳镜 长沙云杉"]],
    ["不存在的东西", "", []],
    ["", "", []],
  ])("finds %s of %s", async (productName, holder, expected) => {
    await load(ROWS);
    expect(names(productName, holder)).toEqual(expected);
  });

  it("says why, and how sure", async () => {
    await load(ROWS);
    const [first, second] = search("电子血压计", "苏州白榆示例电子有限公司");
    expect(first).toMatchObject({ score: 1, reason: "产品名称相同，注册人相同" });
    expect(second?.score).toBeLessThan(0.95);
  });

  it("finds the name of the day, and a renamed product by its new name", async () => {
    await load([ROWS[0]], "2026-01-31");
    await load([deviceRow(1, { product_name: "一次性冷敷凝胶" })], "2026-02-28");
    expect(search("一次性冷敷凝胶", "", "2026-03-01")[0]).toMatchObject({ score: 1 });
    expect(search("医用冷敷贴", "", "2026-02-01")[0]).toMatchObject({ score: 1 });
    expect(search("医用冷敷贴", "", "2026-03-01")[0]?.score ?? 0).toBeLessThan(0.7);
  });

  it("shows nothing of an import that was killed, and keeps no links of it", async () => {
    await load(ROWS.slice(0, 2));
    const database = new Sqlite(file("registry.sqlite"));
    database.exec("UPDATE import SET finished = 0");
    database.close();
    expect(names("医用冷敷贴")).toEqual([]);
    await load(ROWS.slice(2, 3));
    expect(names("医用冷敷贴")).toEqual([]);
    const after = new Sqlite(file("registry.sqlite"));
    expect(after.prepare("SELECT count(*) FROM named").pluck().get()).toBe(2);
    after.close();
  });

  it("takes the lock file away", async () => {
    await load(ROWS);
    expect(existsSync(file("registry.sqlite-importing"))).toBe(false);
  });
});

describe("grams", () => {
  it.each([
    ["冷敷贴", ["冷敷", "敷贴", "贴"]],
    ["敷敷敷", ["敷敷", "敷"]],
    ["贴", ["贴"]],
    ["", []],
  ])("of %s", (text, expected) => {
    expect(gramsOf(text)).toEqual(expected);
  });

  it.each([
    [MAX_INDEXED_NAME, MAX_INDEXED_NAME],
    [MAX_INDEXED_NAME + 1, MAX_INDEXED_NAME],
  ])("keep %i characters of a name to %i", (length, kept) => {
    expect(compactText("冷".repeat(length))).toHaveLength(kept);
  });

  it("an equal name is the best", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), (one, other) => {
        const score = similarityOf(one, other).score;
        expect(score).toBeLessThanOrEqual(1);
        if (compactText(one) !== "") expect(score).toBeLessThanOrEqual(similarityOf(one, one).score);
      }),
    );
  });
});
