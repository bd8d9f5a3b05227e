import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { crc32, deflateRawSync } from "node:zlib";
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { type ImportReport, importRegistry, type Mapping, openRegistry, readMapping } from "../../src/store/index.js";
import { deviceRow } from "./rows.js";
import { temporaryFolder } from "./temporary-folder.js";
import { zipOf } from "./zip.js";

const file = temporaryFolder();
const mappings = fileURLToPath(new URL("../../dictionaries/registry/mappings", import.meta.url));
const zh = readMapping(join(mappings, "device-registrations-zh.yaml"));

const HEADER = ["序号", "注册证编号", "产品名称", "管理类别", "适用范围/预期用途", "批准日期", "有效期至"];
const ROW = [
  "1",
  "粤械注准20192400001",
  "医用冷敷贴",
  "Ⅱ",
  "用于物理降温，\n不用于创面。",
  "2019.06.01",
  "2029年5月31日",
];
const FACTS = {
  number: "粤械注准20192400001",
  productName: "医用冷敷贴",
  class: "第二类",
  approvedOn: "2019-06-01",
  validUntil: "2029-05-31",
};
const csv = (rows: readonly (readonly string[])[], delimiter = ",") =>
  rows.map((row) => row.map((cell) => (/[",\n]/.test(cell) ? `"${cell}"` : cell)).join(delimiter)).join("\r\n");

function load(name: string, bytes: Uint8Array | string, mapping?: Mapping): Promise<ImportReport> {
  writeFileSync(file(name), bytes);
  return importRegistry(
    file("registry.sqlite"),
    { file: file(name) },
    { source: "示例数据库", asOf: "2026-01-31", mapping },
  );
}

function lookup(number = FACTS.number) {
  const registry = openRegistry(file("registry.sqlite"), { readonly: true });
  const found = registry.lookup([number], "2026-05-01");
  registry.close();
  return found[0];
}

/** Code of a failed import, which must leave nothing behind. */
async function failure(promise: Promise<unknown>): Promise<string> {
  const code = await promise.then(
    () => "no error",
    (error) => {
      expect(error.message).toMatch(/导入文件 .*[一-鿿]{2}.*注册库未改动/);
      return error.code;
    },
  );
  const registry = openRegistry(file("registry.sqlite"), { readonly: true });
  expect(registry.stats()).toMatchObject({ certificates: 0, versions: 0, sources: [] });
  registry.close();
  return code;
}

describe("CSV", () => {
  it.each([
    ["UTF-8", (text: string) => Buffer.from(text)],
    ["UTF-8 with a mark", (text: string) => Buffer.from(`\ufeff${text}`)],
    ["UTF-16LE", (text: string) => Buffer.from(`\ufeff${text}`, "utf16le")],
    ["UTF-16BE", (text: string) => Buffer.from(`\ufeff${text}`, "utf16le").swap16()],
  ])("is read in %s", async (_, encode) => {
    expect(await load("rows.csv", encode(csv([HEADER, ROW])), zh)).toMatchObject({ rows: 1, added: 1, rejected: 0 });
    expect(lookup()).toMatchObject({ ...FACTS, scope: "用于物理降温，\n不用于创面。" });
  });

  it("is read in GB18030, and says so", async () => {
    const text = csv([
      ["注册证编号", "产品名称"],
      [FACTS.number, "冷敷贴"],
    ]);
    const gb: Record<string, number[]> = {
      注: [0xd7, 0xa2],
      册: [0xb2, 0xe1],
      证: [0xd6, 0xa4],
      编: [0xb1, 0xe0],
      号: [0xba, 0xc5],
      产: [0xb2, 0xfa],
      品: [0xc6, 0xb7],
      名: [0xc3, 0xfb],
      称: [0xb3, 0xc6],
      粤: [0xd4, 0xc1],
      械: [0xd0, 0xb5],
      准: [0xd7, 0xbc],
      冷: [0xc0, 0xe4],
      敷: [0xb7, 0xf3],
      贴: [0xcc, 0xf9],
    };
    const bytes = Buffer.from([...text].flatMap((char) => gb[char] ?? [char.charCodeAt(0)]));
    expect(await load("rows.csv", bytes, zh)).toMatchObject({ added: 1, encoding: "GB18030" });
    expect(lookup()?.productName).toBe("冷敷贴");
  });

  it("is read with tabs or semicolons, and with lines before the header", async () => {
    await load("rows.tsv", csv([HEADER.slice(0, 4), ROW.slice(0, 4)], "\t"), zh);
    expect(lookup()?.productName).toBe("医用冷敷贴");
    const titled = `医疗器械注册信息,,\n${csv([HEADER.slice(0, 4), ROW.slice(0, 4)])}`;
    const report = await load("titled.csv", titled, { ...zh, layout: { headerRow: 2 } });
    expect(report).toMatchObject({ rows: 1, unchanged: 1 });
  });

  it("names rows that it rejects by line", async () => {
    const rows = [HEADER, ROW, [...ROW, "多", "余"], ["3", "没有这种号", "x", "", "", "", ""]];
    const report = await load("rows.csv", csv(rows), zh);
    expect(report.rejections.map(({ line, reason }) => [line > 2, reason.slice(0, 6)])).toEqual([
      [true, "有 9 列，"],
      [true, "编号无法识别"],
    ]);
  });

  it("is refused where it is cut, or of two encodings, or of none", async () => {
    expect(await failure(load("a.csv", csv([HEADER, ROW]).slice(0, -32), zh))).toBe("MEDLINT_IMPORT_DAMAGED");
    const mixed = Buffer.concat([
      Buffer.from(`${csv([HEADER, ROW])}\n`.repeat(4_000)),
      Buffer.from([0xc4, 0xe3, 0x0a]),
    ]);
    expect(await failure(load("b.csv", mixed, zh))).toBe("MEDLINT_IMPORT_ENCODING");
    expect(await failure(load("c.csv", Buffer.from([0xff, 0xff, 0xff, 0x0a]), zh))).toBe("MEDLINT_IMPORT_ENCODING");
    expect(await failure(load("d.csv", `a,"${"长".repeat(4_300_000)}`, zh))).toBe("MEDLINT_IMPORT_LIMIT");
  });

  it("rejects the row with a million-character field", async () => {
    const long = csv([HEADER, ROW, ["2", "粤械注准20192400002", "长".repeat(1_000_000), "", "", "", ""]]);
    expect(await load("rows.csv", long, zh)).toMatchObject({ added: 1, rejected: 1 });
  });
});

describe("XML", () => {
  const device = (number: string, name = "示例敷贴 &amp; 贴") =>
    `<device><zczbhhzbapzbh>${number}</zczbhhzbapzbh><cpmctymc>${name}</cpmctymc><ggxh>A</ggxh>
     <contacts><contact><name>甲</name></contact><contact><name>乙</name></contact></contacts></device>`;
  const udi = readMapping(join(mappings, "udi-release.yaml"));
  const xml = (body: string) => `<?xml version="1.0" encoding="UTF-8"?>\n<udid><devices>${body}</devices></udid>`;

  it("gives its rows by the element of the mapping", async () => {
    expect(
      await load("udi.xml", xml(device("粤械注准20192400001") + device("国械注进20152142328")), udi),
    ).toMatchObject({
      rows: 2,
      added: 2,
    });
    expect(lookup()).toMatchObject({ productName: "示例敷贴 & 贴", models: "A" });
  });

  it("is refused where it is cut, not closed or too deep", async () => {
    const whole = xml(device("粤械注准20192400001").repeat(3000));
    expect(await failure(load("a.xml", whole.slice(0, -30), udi))).toBe("MEDLINT_IMPORT_DAMAGED");
    expect(await failure(load("b.xml", xml("<device><a></device>"), udi))).toBe("MEDLINT_IMPORT_DAMAGED");
    expect(await failure(load("c.xml", xml("<a>".repeat(70)), udi))).toBe("MEDLINT_IMPORT_LIMIT");
  });

  it("does not expand entities of its own", async () => {
    const bomb = `<!DOCTYPE z [<!ENTITY a "${"长".repeat(1000)}">]>${device("粤械注准20192400001", "&a;&a;")}`;
    await load("a.xml", `<udid>${bomb}</udid>`, udi);
    expect(lookup()?.productName).toBe("&a;&a;");
  });
});

describe("XLSX", () => {
  async function workbook(rows: readonly (readonly unknown[])[], name = "Sheet1"): Promise<Buffer> {
    const book = new ExcelJS.Workbook();
    for (const row of rows) (book.getWorksheet(name) ?? book.addWorksheet(name)).addRow([...row]);
    return Buffer.from(await book.xlsx.writeBuffer());
  }

  it("is read with texts, dates and numbers", async () => {
    const row = [1, FACTS.number, "医用冷敷贴", 2, "用于物理降温。", new Date("2019-06-01T00:00:00Z"), "2029-05-31"];
    expect(await load("rows.xlsx", await workbook([HEADER, row]), zh)).toMatchObject({ rows: 1, added: 1 });
    expect(lookup()).toMatchObject(FACTS);
  });

  it("rejects rows whose mapped cells are formulas or errors", async () => {
    const rows = [
      HEADER,
      [1, FACTS.number, "医用冷敷贴"],
      [2, { formula: "B2", result: "粤械注准20192400002" }, "贴"],
      [{ formula: "1+2", result: 3 }, "粤械注准20192400003", "贴"],
      [4, "粤械注准20192400004", { error: "#REF!" }],
    ];
    const report = await load("rows.xlsx", await workbook(rows), zh);
    expect(report.rejections).toEqual([
      { line: 3, reason: "字段 注册证编号 是公式，请先复制并粘贴为数值" },
      { line: 5, reason: "字段 产品名称 是错误值" },
    ]);
    expect(report.added).toBe(2);
  });

  it("is read from the sheet that is named", async () => {
    const bytes = await workbook([HEADER, ROW], "导出");
    expect(await failure(load("a.xlsx", bytes, { ...zh, layout: { sheet: "别的" } }))).toBe("MEDLINT_IMPORT_FORMAT");
    expect(await load("b.xlsx", bytes, { ...zh, layout: { sheet: "导出" } })).toMatchObject({ added: 1 });
  });

  it("is refused where it is cut or is no workbook", async () => {
    const bytes = await workbook([HEADER, ROW]);
    expect(await failure(load("a.xlsx", bytes.subarray(0, bytes.length - 200), zh))).toBe("MEDLINT_IMPORT_DAMAGED");
    expect(await failure(load("b.xlsx", "没有", zh))).toBe("MEDLINT_IMPORT_DAMAGED");
    const old = Buffer.from("d0cf11e0a1b11ae1", "hex");
    expect(await failure(load("c.xls", old, zh))).toBe("MEDLINT_IMPORT_FORMAT");
  });
});

describe("zip", () => {
  it("of JSON Lines is refused where its last line is cut, alone and in an archive", async () => {
    const lines = `${JSON.stringify(deviceRow(1))}\n${JSON.stringify(deviceRow(2))}`;
    for (const bytes of [1, 2, 40]) {
      const cut = Buffer.from(lines).subarray(0, -bytes);
      expect(await failure(load("cut.jsonl", cut))).toBe("MEDLINT_IMPORT_DAMAGED");
      expect(await failure(load("cut.zip", zipOf([["a.jsonl", cut]])))).toBe("MEDLINT_IMPORT_DAMAGED");
    }
    expect(await load("whole.jsonl", Buffer.from(lines))).toMatchObject({ added: 2 });
    // A broken line that ends is one bad row; so is one of another kind.
    for (const last of ["{broken\n", "坏", "[1"]) {
      expect(await load("rows.jsonl", Buffer.from(`${lines}\n${last}`))).toMatchObject({ rows: 3, rejected: 1 });
    }
  });

  it("is read entry by entry; what is no data is passed over", async () => {
    const archive = zipOf([
      ["说明.txt", Buffer.from("说明")],
      ["b.jsonl", Buffer.from(`${JSON.stringify(deviceRow(2))}\n{broken\n`)],
      ["a.jsonl", Buffer.from(JSON.stringify(deviceRow(1)))],
      ["__MACOSX/a.jsonl", Buffer.from("x")],
    ]);
    const report = await load("rows.zip", archive);
    expect(report).toMatchObject({ rows: 3, added: 2, rejected: 1 });
    expect(report.rejections).toEqual([{ line: 3, reason: "b.jsonl 第 2 行：不是有效的 JSON" }]);
    expect([...report.passedOver].sort()).toEqual(["__MACOSX/a.jsonl", "说明.txt"]);
  });

  it("is refused as a bomb, with false sizes, with too many entries, cut, or without data", async () => {
    const bomb = Buffer.alloc(64 * 1024 * 1024, 0x20);
    expect(await failure(load("a.zip", zipOf([["a.jsonl", bomb]])))).toBe("MEDLINT_IMPORT_LIMIT");
    const packed = deflateRawSync(bomb);
    const lying = zipOf([["a.jsonl", bomb]], { declaredSize: 100, packed, crc: crc32(bomb) });
    expect(await failure(load("b.zip", lying))).toBe("MEDLINT_IMPORT_DAMAGED");
    const many = Array.from({ length: 10_001 }, (_, i) => [`${i}.jsonl`, Buffer.alloc(0)] as [string, Buffer]);
    expect(await failure(load("c.zip", zipOf(many)))).toBe("MEDLINT_IMPORT_LIMIT");
    const whole = zipOf([["a.jsonl", Buffer.from(JSON.stringify(deviceRow(1)).repeat(100))]]);
    expect(await failure(load("d.zip", whole.subarray(0, whole.length - 30)))).toBe("MEDLINT_IMPORT_DAMAGED");
    expect(await failure(load("e.zip", zipOf([["a.txt", Buffer.from("x")]])))).toBe("MEDLINT_IMPORT_FORMAT");
    expect(await failure(load("f.jsonl.gz", Buffer.from("1f8b0800", "hex")))).toBe("MEDLINT_IMPORT_FORMAT");
  });
});

describe("readMapping", () => {
  it.each(readdirSync(mappings))("reads %s", (name) => {
    expect(readMapping(join(mappings, name))).toMatchObject({ fields: { number: { as: "number" } } });
  });

  it.each([
    ["[1", "无法读取"],
    ["id: x", "name"],
    ["{id: x, name: x, kinds: [device], fields: {}}", "fields.number"],
    ["{id: x, name: x, kinds: [device], fields: {number: 证号, foo: x}}", "foo"],
    ["{id: X!, name: x, kinds: [device], fields: {number: 证号}}", "id"],
  ])("refuses %s", (text, word) => {
    writeFileSync(file("mapping.yaml"), text);
    expect(() => readMapping(file("mapping.yaml"))).toThrow(word);
    expect(readFileSync(file("mapping.yaml"), "utf8")).toBe(text);
  });
});
