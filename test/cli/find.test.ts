import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SERVICES } from "../../src/cli/services.js";
import { deviceRow } from "../store/rows.js";
import { medlint } from "./fakes.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "medlint-find-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
function write(name: string, ...rows: readonly unknown[]): string {
  writeFileSync(at(name), rows.map((row) => (typeof row === "string" ? row : JSON.stringify(row))).join("\n"));
  return at(name);
}

const NUMBER = "粤械注准20192400001";
const listing = (id: string, text: string, merchant: string) => ({
  id,
  kind: "device",
  url: `https://shop.example/${id}`,
  capturedAt: "2026-05-01T10:00:00+08:00",
  title: "青禾 医用冷敷贴",
  text,
  merchant: { name: merchant, uscc: "91450304MA5Q8URR8X" },
});
const LISTINGS = [
  listing("a", `注册证编号：${NUMBER}，生产批号：20260312`, "杭州示例商行"),
  listing("b", `注册证编号：${NUMBER}，生产批号：20260313`, "苏州示例药房"),
  listing("c", "产品说明", "苏州示例药房"),
];

async function record(): Promise<void> {
  const argv = ["check", write("all.jsonl", ...LISTINGS), "--record", "--database", at("listings.sqlite"), "--quiet"];
  expect((await medlint(argv)).code).toBe(0);
}

async function found(...argv: string[]): Promise<string[]> {
  const { out } = await medlint(["find", "--database", at("listings.sqlite"), "--format", "json", ...argv]);
  return out.split("\n").flatMap((line) => (line === "" ? [] : [(JSON.parse(line) as { listing: string }).listing]));
}

describe("medlint find", () => {
  it.each([
    [
      ["--certificate", "粤械注准 20192400001号"],
      ["a", "b"],
    ],
    [["--batch", "20260312"], ["a"]],
    [
      ["--product", "冷敷"],
      ["a", "b", "c"],
    ],
    [
      ["--merchant", "示例药房"],
      ["b", "c"],
    ],
    [["--merchant", "91450304ma5q8urr8x", "--batch", "20260313"], ["b"]],
    [["--certificate", NUMBER, "--merchant", "示例药房"], ["b"]],
    [["--product", "血压计"], []],
  ])("%j", async (argv, expected) => {
    await record();
    expect(await found(...argv)).toEqual(expected);
  });

  it.each([
    ["1", 1, "共 3 件在售，只列出前 1 件，另有 2 件（--limit 0 全部列出）\n"],
    ["3", 3, "共 3 件在售\n"],
    ["0", 3, "共 3 件在售\n"],
  ])("lists %s, and says how many there are", async (limit, lines, said) => {
    await record();
    const argv = ["find", "--database", at("listings.sqlite"), "--product", "冷敷", "--limit", limit];
    const { code, out, err } = await medlint(argv);
    expect([code, out.trim().split("\n").length, err]).toEqual([0, lines, said]);
  });

  it("says what it found, and that no record proves nothing", async () => {
    await record();
    const database = ["--database", at("listings.sqlite")];
    expect(await medlint(["find", ...database, "--batch", "20260312"])).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /^a {2}https:\/\/shop\.example\/a {2}青禾 医用冷敷贴；杭州示例商行；.*批号 20260312；2026-05-01 在售/,
      ),
      err: "共 1 件在售\n",
    });
    expect(await medlint(["find", ...database, "--batch", "0000"])).toMatchObject({ code: 3 });
  });

  it("refuses without a database, without a condition, and where nothing was recorded", async () => {
    expect((await medlint(["find", "--database", at("none.sqlite"), "--batch", "1"])).code).toBe(2);
    expect((await medlint(["find", "--database", at("none.sqlite")])).code).toBe(2);
    expect((await medlint(["check", write("all.jsonl", LISTINGS[0]), "--record"])).code).toBe(2);
  });
});

describe("recalled-product-listed", () => {
  it("is found by the batch on the page, from the list to the listing", async () => {
    const registry = ["--registry", at("registry.sqlite"), "--as-of", "2026-04-30"];
    const rows = write("rows.jsonl", deviceRow(1, { valid_until: "2029-01-01" }));
    expect((await medlint(["registry", "import", rows, ...registry])).code).toBe(0);
    const recall = write(
      "recall.csv",
      "注册证编号,产品名称,生产批号,召回日期",
      `${NUMBER},医用冷敷贴,20260312,2026-04-01`,
    );
    expect((await medlint(["registry", "import", recall, "--kind", "recall", ...registry])).code).toBe(0);
    const argv = ["check", write("all.jsonl", ...LISTINGS), "--registry", at("registry.sqlite"), "--format", "jsonl"];
    const { out } = await medlint([...argv, "--record", "--database", at("listings.sqlite")], { services: SERVICES });
    const recalled = out
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as { findings: { rule: string; certainty: string }[] }).findings)
      .map((findings) => findings.filter(({ rule }) => rule === "recalled-product-listed").map((one) => one.certainty));
    expect(recalled).toEqual([["violation"], ["review"], []]);
    expect(await found("--certificate", NUMBER, "--batch", "20260312")).toEqual(["a"]);
  });
});
