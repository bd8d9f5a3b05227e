import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import {
  type ImportOptions,
  type ImportReport,
  importRegistry,
  MAX_FIELD_LENGTH,
  openRegistry,
} from "../../src/store/index.js";
import { deviceRow, jsonLines } from "./rows.js";
import { temporaryFolder } from "./temporary-folder.js";

const file = temporaryFolder();

function load(rows: readonly unknown[], options: Partial<ImportOptions> = {}): Promise<ImportReport> {
  return importRegistry(
    file("registry.sqlite"),
    { name: "rows.jsonl", bytes: jsonLines(rows) },
    { source: "示例数据库", asOf: "2021-01-31", ...options },
  );
}

function lookup(numbers: readonly string[], day = "2026-05-01") {
  const registry = openRegistry(file("registry.sqlite"), { readonly: true });
  try {
    return registry.lookup(numbers, day);
  } finally {
    registry.close();
  }
}

describe("importRegistry", () => {
  it("reads device registrations, with dates, class and normalised number", async () => {
    const report = await load([deviceRow(1), deviceRow(2, { cert_no: "粤械注准 20192400002（变更文件）" })]);
    expect(report).toMatchObject({
      mapping: "device-registrations",
      rows: 2,
      added: 2,
      rejected: 0,
      kinds: ["device"],
    });
    expect(lookup(["粤械注准20192400002", "粤械注准20192499999"])).toEqual([
      {
        number: "粤械注准20192400002",
        productName: "医用冷敷贴",
        scope: "用于闭合性软组织的冷敷。",
        models: "QH-1、QH-2",
        composition: "由背衬、凝胶和保护层组成。",
        holder: "广州青禾示例医疗器械有限公司",
        class: "第二类",
        approvedOn: "2019-06-01",
        validUntil: "2024-05-31",
        asOf: "2021-01-31",
        origin: "registry",
        source: "示例数据库",
        complete: false,
      },
    ]);
  });

  it("reads drug inserts, with the class of dispensing", async () => {
    const row = (number: string, prescriptions: string) => ({
      id: "1",
      approvalNum: number,
      commonName: "示例颗粒",
      prescriptions,
      dosageForm: "颗粒剂",
      indication: ["清热解毒。", "用于咽痛。"],
      precautions: ["孕妇慎用。"],
      compounds: [],
    });
    const report = await load([
      row("国药准字Z20200001", "处方药"),
      row("国药准字H20200002", "OTC甲类"),
      row("国药准字S20200003", "OTC乙类"),
    ]);
    expect(report).toMatchObject({ mapping: "drug-inserts", added: 3 });
    const found = lookup(["国药准字Z20200001", "国药准字H20200002", "国药准字S20200003"]);
    expect(found.map((one) => one.rx)).toEqual(["rx", "otc-a", "otc-b"]);
    expect(found[0]).toMatchObject({ productName: "示例颗粒", scope: "清热解毒。\n用于咽痛。", dosageForm: "颗粒剂" });
    expect(found[0]).not.toHaveProperty("composition");
  });

  it("reads certificates in our own words", async () => {
    const certificate = {
      number: "国械注进20152142328",
      productName: "示例敷料",
      manufacturers: ["甲厂", "乙厂"],
      contraindications: "对硅酮过敏者禁用",
      status: "有效",
      validUntil: "2030-01-01",
    };
    await load([certificate], { complete: true });
    expect(lookup([certificate.number])).toEqual([
      { ...certificate, asOf: "2021-01-31", origin: "registry", source: "示例数据库", complete: true },
    ]);
  });

  it("is complete only for the kinds it covers", async () => {
    await load([deviceRow(1)], { complete: true, kinds: ["drug"] });
    expect(lookup(["粤械注准20192400001"])[0]?.complete).toBe(false);
  });

  it("names every row it rejects, with line and reason, and keeps the others", async () => {
    const report = await load([
      deviceRow(1),
      "{broken",
      "",
      "[1,2]",
      deviceRow(2, { cert_no: "" }),
      deviceRow(3, { cert_no: "豫药监械许决字[2020]第355号" }),
      deviceRow(4, { cert_no: "桂食药监械生产许20180002号" }),
      deviceRow(5, { valid_until: "2021-02-30" }),
      deviceRow(6, { intended_use: "长".repeat(MAX_FIELD_LENGTH + 1) }),
      deviceRow(7, { intended_use: "长".repeat(MAX_FIELD_LENGTH) }),
    ]);
    expect(report).toMatchObject({ rows: 9, added: 2, rejected: 7 });
    expect(report.rejections.map(({ line, reason }) => `${line} ${reason.slice(0, 10)}`)).toEqual([
      "2 不是有效的 JSON",
      "4 不是 JSON 对象",
      "5 没有编号",
      "6 编号无法识别：豫药监",
      "7 不是产品的注册、备案",
      "8 字段 valid_u",
      "9 字段 intende",
    ]);
    expect(lookup(["粤械注准20192400007"])).toHaveLength(1);
  });

  it("rejects lines over the cap and lines that are no UTF-8, and reads on", async () => {
    const line = JSON.stringify(deviceRow(1));
    const bytes = Buffer.byteLength(line);
    expect(await load([line, deviceRow(2)], { maxLineBytes: bytes })).toMatchObject({ added: 2, rejected: 0 });
    expect(await load([`${line} `, deviceRow(2)], { maxLineBytes: bytes })).toMatchObject({ rejected: 1 });
    const path = file("gbk.jsonl");
    writeFileSync(path, Buffer.concat([Buffer.from([0x7b, 0xc4, 0xe3, 0x0a]), Buffer.from(line)]));
    const report = await importRegistry(file("registry.sqlite"), { file: path }, { source: "二", asOf: "2021-01-31" });
    expect(report.rejections).toEqual([{ line: 1, reason: "不是 UTF-8 编码" }]);
    expect(report.added).toBe(1);
  });

  it("changes nothing when imported again", async () => {
    const rows = [deviceRow(1), deviceRow(2), deviceRow(2, { intended_use: "", approval_date: "2020-01-01" })];
    const first = await load(rows);
    const before = lookup(["粤械注准20192400001", "粤械注准20192400002"]);
    const second = await load(rows);
    expect(first).toMatchObject({ added: 2, merged: 1 });
    expect(second).toMatchObject({ added: 0, changed: 0, unchanged: 2, merged: 1, sha256: first.sha256 });
    expect(lookup(["粤械注准20192400001", "粤械注准20192400002"])).toEqual(before);
    expect(before[1]).toMatchObject({ scope: "用于闭合性软组织的冷敷。", approvedOn: "2020-01-01" });
    const third = await load(rows, { asOf: "2021-06-30" });
    expect(third).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
    const registry = openRegistry(file("registry.sqlite"), { readonly: true });
    expect(registry.stats()).toMatchObject({ certificates: 2, versions: 2, byKind: { device: 2 } });
    registry.close();
  });

  it("keeps the old facts beside the new ones and answers as of the day", async () => {
    const number = "粤械注准20192400001";
    await load([deviceRow(1, { intended_use: "旧" })], { asOf: "2021-01-31" });
    await load([deviceRow(1, { intended_use: "新" })], { asOf: "2023-01-31" });
    await load([deviceRow(1, { intended_use: "新" })], { asOf: "2024-01-31" });
    const scopeOn = (day: string) => lookup([number], day)[0]?.scope;
    expect(["2020-01-01", "2021-01-31", "2023-01-30", "2023-01-31", "2026-05-01"].map(scopeOn)).toEqual([
      "旧",
      "旧",
      "旧",
      "新",
      "新",
    ]);
    expect(lookup([number], "2026-05-01")[0]?.asOf).toBe("2024-01-31");
    const registry = openRegistry(file("registry.sqlite"), { readonly: true });
    expect(
      registry.show("粤械注准 20192400001号").map((one) => [one.firstSeen, one.lastSeen, one.certificate.scope]),
    ).toEqual([
      ["2021-01-31", "2021-01-31", "旧"],
      ["2023-01-31", "2024-01-31", "新"],
    ]);
    expect(registry.sources).toEqual([
      { source: "示例数据库", asOf: "2024-01-31", complete: false, kinds: ["device"] },
    ]);
    registry.close();
  });

  it("takes imports in any order of days", async () => {
    const number = "粤械注准20192400001";
    await load([deviceRow(1, { intended_use: "甲" })], { asOf: "2021-01-31" });
    await load([deviceRow(1, { intended_use: "甲" })], { asOf: "2023-01-31" });
    await load([deviceRow(1, { intended_use: "乙" })], { asOf: "2022-01-31" });
    await load([deviceRow(1, { intended_use: "甲" })], { asOf: "2020-01-31" });
    const scopeOn = (day: string) => lookup([number], day)[0]?.scope;
    expect(["2020-06-01", "2021-06-01", "2022-06-01", "2023-06-01"].map(scopeOn)).toEqual(["甲", "甲", "乙", "甲"]);
  });

  it("answers from the source with the latest day, in the order asked", async () => {
    await load([deviceRow(1, { intended_use: "旧" }), deviceRow(2)], { source: "甲", asOf: "2021-01-31" });
    await load([deviceRow(1, { intended_use: "新" })], { source: "乙", asOf: "2022-01-31" });
    const found = lookup(["粤械注准20192400002", "粤械注准20192400001", "粤械注准20192400001"]);
    expect(found.map((one) => [one.number, one.source])).toEqual([
      ["粤械注准20192400002", "甲"],
      ["粤械注准20192400001", "乙"],
    ]);
  });

  it("looks up more numbers than one statement takes", async () => {
    const rows = Array.from({ length: 250 }, (_, i) => deviceRow(i));
    await load(rows);
    expect(lookup(rows.map((row) => row.cert_no)).map((one) => one.number)).toEqual(rows.map((row) => row.cert_no));
  });

  it("answers many and one alike, also where a text holds the sign that divides them", async () => {
    const odd = ["\u001f", "甲\u001f乙", "\u001e", `${"\u001f".repeat(20)}丙`, "\u0000丁"];
    await load(
      Array.from({ length: 12 }, (_, i) => deviceRow(i, { composition: odd[i] ?? "凝胶", model_spec: undefined })),
    );
    const numbers = Array.from({ length: 12 }, (_, i) => deviceRow(i).cert_no);
    const many = lookup(numbers);
    expect(many).toEqual(numbers.flatMap((number) => lookup([number])));
    expect(many.map(({ composition }) => composition)).toEqual(numbers.map((_, i) => odd[i]?.trim() ?? "凝胶"));
    expect(lookup(numbers.slice(5))).toEqual(many.slice(5));
  });

  it("reports progress that ends at the last row", async () => {
    const seen: number[] = [];
    await load(
      Array.from({ length: 2500 }, (_, i) => deviceRow(i)),
      { onProgress: ({ rows }) => seen.push(rows) },
    );
    expect(seen.length).toBeGreaterThanOrEqual(3);
    expect(seen.at(-1)).toBe(2500);
    expect([...seen].sort((a, b) => a - b)).toEqual(seen);
  });
});

describe("an import that fails", () => {
  const code = (promise: Promise<unknown>) =>
    promise.then(
      () => "no error",
      (error) => error.code,
    );

  it.each([
    [{ source: " " }, "MEDLINT_IMPORT_OPTION"],
    [{ asOf: "2021-02-30" }, "MEDLINT_IMPORT_OPTION"],
    [{ asOf: "昨天" }, "MEDLINT_IMPORT_OPTION"],
  ])("refuses %j", async (options, expected) => {
    expect(await code(load([deviceRow(1)], options))).toBe(expected);
  });

  it("knows no mapping, or finds no row", async () => {
    expect(await code(load([{ foo: 1 }, { foo: 2 }]))).toBe("MEDLINT_IMPORT_FORMAT");
    expect(await code(load(Array.from({ length: 200 }, () => ({ foo: 1 }))))).toBe("MEDLINT_IMPORT_FORMAT");
    expect(await code(load([]))).toBe("MEDLINT_IMPORT_FORMAT");
    expect(await code(load(["binary \u0000\u0001"]))).toBe("MEDLINT_IMPORT_FORMAT");
  });

  it("cannot read the file", async () => {
    const options = { source: "甲", asOf: "2021-01-31" };
    const missing = importRegistry(file("registry.sqlite"), { file: file("no.jsonl") }, options);
    await expect(missing).rejects.toMatchObject({
      code: "MEDLINT_IMPORT_UNREADABLE",
      message: expect.stringContaining("文件不存在"),
    });
  });

  it("keeps nothing of it", async () => {
    await load([deviceRow(1)]);
    async function* torn() {
      yield* jsonLines(Array.from({ length: 3000 }, (_, i) => deviceRow(i, { intended_use: "新" })));
      throw new Error("connection lost");
    }
    const input = { name: "torn", bytes: torn() };
    const failed = importRegistry(file("registry.sqlite"), input, { source: "示例数据库", asOf: "2022-01-31" });
    expect(await code(failed)).toBe("MEDLINT_IMPORT_UNREADABLE");
    expect(lookup(["粤械注准20192400001", "粤械注准20192400002"]).map((one) => one.scope)).toEqual([
      "用于闭合性软组织的冷敷。",
    ]);
  });

  it("leaves the old state when killed in the middle, and the next run completes it", async () => {
    await load([deviceRow(1)]);
    const script = fileURLToPath(new URL("stalling-import.ts", import.meta.url));
    for (let round = 0; round < 3; round++) {
      const child = spawn(
        process.execPath,
        ["--import", "tsx", script, file("registry.sqlite"), String(2000 * (round + 1))],
        {
          stdio: ["ignore", "pipe", "inherit"],
        },
      );
      await new Promise((resolve, reject) => {
        child.stdout.once("data", resolve);
        child.once("exit", () => reject(new Error("the import ended before it was killed")));
      });
      const ended = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGKILL");
      await ended;
      expect(lookup(["粤械注准20192400001", "粤械注准20192400002"]).map((one) => one.scope)).toEqual([
        "用于闭合性软组织的冷敷。",
      ]);
    }
    expect(await load([deviceRow(1), deviceRow(2)])).toMatchObject({ added: 1, unchanged: 1 });
  });
});
