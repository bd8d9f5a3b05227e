import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LineMapper } from "../../src/store/map-line.js";
import { type MappedRow, RowMapper } from "../../src/store/map-row.js";
import type { Mapping } from "../../src/store/mapping.js";
import { MAPPINGS } from "../../src/store/mappings/index.js";
import { JsonLine } from "../../src/store/rows/json-line.js";
import { readJsonLines } from "../../src/store/rows/read-json-lines.js";
import { RejectedRow } from "../../src/store/rows/source-row.js";

const DEVICES = MAPPINGS.find(({ id }) => id === "device-registrations") as Mapping;

async function* chunksOf(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

async function rowsOf(bytes: Buffer, size = 1 << 17, maxLineBytes = 1 << 20) {
  const rows = [];
  for await (const some of readJsonLines(chunksOf(bytes, size), { skip: 0, maxLineBytes })) {
    for (const { line, fields } of some) {
      rows.push({ line, fields: fields instanceof JsonLine ? fields.fields() : fields });
    }
  }
  return rows;
}

function asText(row: MappedRow | RejectedRow) {
  return row instanceof RejectedRow ? row : { ...row, facts: row.facts.toString() };
}

/** Every line, by the scanner where it can, and by `JSON.parse`. */
async function bothWays(text: string, mapping = DEVICES) {
  const [lines, rows] = [new LineMapper(mapping), new RowMapper(mapping)];
  const found: { scanned: unknown; parsed: unknown }[] = [];
  for await (const some of readJsonLines(chunksOf(Buffer.from(text), 1 << 17), { skip: 0, maxLineBytes: 1 << 20 })) {
    for (const { fields } of some) {
      if (!(fields instanceof JsonLine)) continue;
      const read = lines.read(fields);
      const parsed = fields.fields();
      const other = parsed instanceof RejectedRow ? parsed : asText(rows.read(parsed));
      found.push({ scanned: read === null ? null : asText(read), parsed: other });
    }
  }
  return found;
}

const NUMBER = "粤械注准20192400002";
const line = (more: Record<string, unknown>) => JSON.stringify({ cert_no: NUMBER, ...more });

describe("lines of JSON", () => {
  it.each([
    [
      "as registers are exported",
      line({ product_name: "冷敷贴", approval_date: "2020-01-02", intended_use: "冷敷。" }),
    ],
    ["blanks between all parts", `{ "cert_no" : "${NUMBER}" , "product_name":"冷敷贴" } `],
    ["blanks around texts", line({ product_name: "  冷敷贴 ", composition: " 凝胶 " })],
    ["nothing in many ways", line({ product_name: "/", registrant: "null", model_spec: " ", intended_use: null })],
    ["a field that comes twice", `{"cert_no":"${NUMBER}","product_name":"甲","product_name":"乙"}`],
    ["a field that comes twice, then as null", `{"cert_no":"${NUMBER}","product_name":"甲","product_name":null}`],
    ["a class in other words", line({ class: "Ⅲ" })],
    ["a day that is none", line({ approval_date: "2020-02-30" })],
    ["no number", JSON.stringify({ product_name: "冷敷贴" })],
    ["a line end of Windows", `${line({ product_name: "冷敷贴" })}\r`],
  ])("%s: read without JSON.parse, and alike", async (_, text) => {
    const [row] = await bothWays(`${text}\n`);
    expect(row?.scanned).not.toBeNull();
    expect(row?.scanned).toEqual(row?.parsed);
  });

  it.each([
    ["escapes", line({ product_name: '"冷敷贴"' })],
    ["numbers", line({ product_name: 7 })],
    ["lists", line({ model_spec: ["A", "B"] })],
    ["wide blanks around a text", line({ product_name: "\u3000冷敷贴" })],
    ["wide blanks behind a text", line({ intended_use: "冷敷\u00a0" })],
    ["a raw tab in a text", `{"cert_no":"${NUMBER}","product_name":"冷\t敷"}`],
    ["a raw return in a text", `{"cert_no":"${NUMBER}","product_name":"冷\r敷"}`],
    ["a line that is cut", `{"cert_no":"${NUMBER}","product_name":"冷`],
    ["a line with something behind it", `${line({})}x`],
    ["a comma too many", `{"cert_no":"${NUMBER}",}`],
    ["no object", `["${NUMBER}"]`],
    ["an empty object", "{}"],
  ])("%s: left to JSON.parse", async (_, text) => {
    const [row] = await bothWays(`${text}\n${line({})}\n`);
    expect(row?.scanned).toBeNull();
  });

  it("are read alike in every mapping, whatever stands in them", async () => {
    const names = [...new Set(MAPPINGS.flatMap(({ fields }) => Object.values(fields).flatMap(({ from }) => from)))];
    const text = fc.oneof(
      fc.constantFrom(NUMBER, "国药准字H20041126", "2020-01-02", "20200102", "/", "null", "", "第二类", "无"),
      fc.string({ maxLength: 12 }),
      fc.string({ unit: "binary", maxLength: 6 }),
      fc
        .array(fc.constantFrom(..."冷敷贴。、（）\u3000\u00a0\ufeff\u2003\u2028 a9"), { maxLength: 6 })
        .map((units) => units.join("")),
    );
    const value = fc.oneof(
      { weight: 8, arbitrary: text },
      fc.constant(null),
      fc.integer(),
      fc.array(text, { maxLength: 2 }),
    );
    const object = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...names), text), value), { maxLength: 8 });
    const written = fc.tuple(object, fc.constantFrom("", " ")).map(([pairs, gap]) => {
      const parts = pairs.map(([name, one]) => `${JSON.stringify(name)}${gap}:${gap}${JSON.stringify(one)}`);
      return `{${parts.join(`,${gap}`)}}`;
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(written, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(...MAPPINGS),
        async (some, mapping) => {
          for (const { scanned, parsed } of await bothWays(some.join("\n"), mapping)) {
            if (scanned !== null) expect(scanned).toEqual(parsed);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it("are the same in chunks of any size", async () => {
    const text = Buffer.concat([
      Buffer.from(`\n${line({ product_name: "冷敷贴" })}\n\n  \n${line({ model_spec: "A" })}\r\n`),
      Buffer.from([0x7b, 0xff, 0x7d, 0x0a]),
      Buffer.from(`{"cert_no":"${"长".repeat(200)}"}\n{broken\n${line({ class: "2" })}`),
    ]);
    const whole = await rowsOf(text, 1 << 17, 400);
    expect(whole.map(({ line: at }) => at)).toEqual([2, 5, 6, 7, 8, 9]);
    for (const size of [1, 2, 3, 5, 7, 16, 61, 127, 300]) expect(await rowsOf(text, size, 400)).toEqual(whole);
  });
});
