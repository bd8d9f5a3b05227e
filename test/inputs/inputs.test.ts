import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ExcelJs from "exceljs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  MAX_COLUMNS_FILE_BYTES,
  MAX_DOCX_CHARS,
  MAX_DOCX_DEPTH,
  MAX_PASSAGES,
  MAX_TRANSCRIPT_LINES,
} from "../../src/prepare/limits.js";
import { prepareListing } from "../../src/prepare/prepare-listing.js";
import { readDocx } from "../../src/prepare/read/copy/read-docx.js";
import { readMarkdown } from "../../src/prepare/read/copy/read-markdown.js";
import { readTranscript } from "../../src/prepare/read/copy/read-transcript.js";
import { ignorePatterns } from "../../src/prepare/read/ignore-file.js";
import type { Input, ReadOptions } from "../../src/prepare/read/input.js";
import { readInputs } from "../../src/prepare/read/read-inputs.js";
import {
  ColumnMappingError,
  parseColumnMapping,
  readColumnMapping,
} from "../../src/prepare/read/tables/column-mapping.js";
import { sourceSpan } from "../../src/text/index.js";
import { storedZip } from "./stored-zip.js";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "medlint-inputs-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, content);
  return path;
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function read(paths: string[], options: Partial<ReadOptions> = {}, stdin = nothing()) {
  const inputs: Input[] = [];
  for await (const input of readInputs(paths, { from: "auto", ...options }, stdin)) inputs.push(input);
  return inputs;
}

const codesOf = (inputs: Input[]) => inputs.map(({ notes }) => notes.map(({ code }) => code).join());

describe("tables", () => {
  it("knows columns by their names, in Chinese and English; others are attributes", async () => {
    const path = file(
      "shop.csv",
      "\ufeff商品编号,商品标题,文案,类别,售价,划线价,注册证号,店铺名称,适用人群\n" +
        'sku-1,"上臂式血压计, 家用","一键测量\n大屏",医疗器械,"￥1,299.00 起",1999,国械注准20193070001、国械注准20193070002,某某旗舰店,成人\n',
    );
    const [input] = await read([path]);
    expect(input).toMatchObject({ name: "sku-1", source: path, folder, notes: [] });
    expect(input?.listing).toEqual({
      id: "sku-1",
      title: "上臂式血压计, 家用",
      text: "一键测量\n大屏",
      kind: "device",
      complete: false,
      price: { current: 1299, original: 1999 },
      merchant: { shop: { name: "某某旗舰店" } },
      certificates: [{ number: "国械注准20193070001" }, { number: "国械注准20193070002" }],
      attributes: { 适用人群: "成人" },
    });
    const english = await read([file("en.csv", "SKU\ttitle\tOriginal Price\n7\t血压计\t9.5\n")]);
    expect(english[0]?.listing).toMatchObject({ id: "7", title: "血压计", price: { original: 9.5 } });
  });

  it("takes a mapping of columns over their names", async () => {
    const columns = await parseColumnMapping(
      "headerRow: 2\nfields:\n  title: 甲\n  text: [乙, 丙]\nskip: [丁]\n",
      "c.yaml",
    );
    const [input] = await read([file("map.csv", "某某商行商品表,,,\n甲,乙,丙,丁\n血压计,,三天根治,内部\n")], {
      columns,
    });
    expect(input?.listing).toMatchObject({ id: `${join(folder, "map.csv")}:3`, title: "血压计", text: "三天根治" });
    expect(input?.listing?.attributes).toBeUndefined();
  });

  it.each([
    { name: "unknown columns", content: "甲,乙\n1,2\n", codes: ["columns-unknown"] },
    { name: "a header alone", content: "标题,文案\n", codes: ["empty-file"] },
    { name: "a row with too many cells", content: "标题,文案\na,b\nc,d,e\nf,g\n", codes: ["", "row-unreadable", ""] },
    { name: "an unknown kind", content: "标题,类别\na,玩具\n", codes: ["invalid-field"] },
    { name: "bytes of no encoding", content: Buffer.from([0xc3, 0x28, 0xff, 0xff, 0x0a]), codes: ["table-encoding"] },
  ])("$name: answered, not dropped", async ({ name, content, codes }) => {
    expect(codesOf(await read([file(`${name.replaceAll(" ", "-")}.csv`, content)]))).toEqual(codes);
  });

  it("reads a workbook, and names cells with a formula", async () => {
    const book = new ExcelJs.Workbook();
    const sheet = book.addWorksheet("商品");
    sheet.addRow(["标题", "文案", "价格"]);
    sheet.addRow(["血压计", "三天根治", 99]);
    sheet.addRow(["额温枪", { formula: "A2", result: "x" }, 88]);
    const path = file("shop.xlsx", new Uint8Array(await book.xlsx.writeBuffer()));
    const inputs = await read([path]);
    expect(inputs.map(({ listing }) => [listing?.title, listing?.text, listing?.price?.current])).toEqual([
      ["血压计", "三天根治", 99],
      ["额温枪", undefined, 88],
    ]);
    expect(inputs[1]?.notes).toEqual([{ code: "cell-unreadable", where: `${path}:3:文案` }]);
    expect(codesOf(await read([file("bad.xlsx", "no zip")]))).toEqual(["table-damaged"]);
  });

  it.each([
    { text: "fields:\n  titel: 甲\n", says: "titel" },
    { text: "fields: [", says: "YAML" },
    { text: "field: {}\n", says: "fields 中可用" },
  ])("refuses the mapping $text", async ({ text, says }) => {
    await expect(parseColumnMapping(text, "c.yaml")).rejects.toThrow(ColumnMappingError);
    await expect(parseColumnMapping(text, "c.yaml")).rejects.toThrow(says);
  });

  it("caps the file of a mapping", async () => {
    const name = (size: number) =>
      file(
        `map-${size}.yaml`,
        `fields: {title: a}
#`.padEnd(size, "x"),
      );
    await expect(readColumnMapping(name(MAX_COLUMNS_FILE_BYTES))).resolves.toMatchObject({ fields: { title: ["a"] } });
    await expect(readColumnMapping(name(MAX_COLUMNS_FILE_BYTES + 1))).rejects.toThrow("超过");
  });
});

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const docx = (body: string, extra: Record<string, string> = {}) =>
  storedZip({
    "word/document.xml": `<?xml version="1.0"?><w:document ${W}><w:body>${body}</w:body></w:document>`,
    ...extra,
  });
const paragraph = (text: string, properties = "") => `<w:p>${properties}<w:r><w:t>${text}</w:t></w:r></w:p>`;

describe("Word", () => {
  it("reads paragraphs, headings, tables, footnotes; deleted text is not there, hidden text is marked", async () => {
    const body = [
      paragraph("商品介绍", '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'),
      "<w:p><w:r><w:t>三天</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>根治</w:t></w:r><w:del><w:r><w:delText>不</w:delText></w:r></w:del></w:p>",
      `<w:tbl><w:tr><w:tc>${paragraph("规格")}</w:tc><w:tc>${paragraph("A&amp;B")}</w:tc></w:tr></w:tbl>`,
      "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>秘方</w:t></w:r></w:p>",
    ].join("");
    const path = file(
      "copy.docx",
      docx(body, { "word/footnotes.xml": `<w:footnotes ${W}>${paragraph("注")}</w:footnotes>` }),
    );
    const [input] = await read([path]);
    expect(input?.listing).toEqual({
      id: path,
      complete: false,
      passages: [
        { zone: "heading", text: "商品介绍" },
        { zone: "body", text: "三天根治" },
        { zone: "table", text: "规格" },
        { zone: "table", text: "A&B" },
        { zone: "hidden", text: "秘方" },
        { zone: "body", text: "注" },
      ],
    });
  });

  const nested = (depth: number) => `${"<w:x>".repeat(depth)}${paragraph("深")}${"</w:x>".repeat(depth)}`;
  it.each([
    // document, body, p, r, t stand around and inside.
    { name: "depth, just under", body: nested(MAX_DOCX_DEPTH - 5) + paragraph("b"), codes: "", passages: 2 },
    {
      name: "depth, just over",
      body: nested(MAX_DOCX_DEPTH - 4) + paragraph("b"),
      codes: "docx-too-deep",
      passages: 1,
    },
    { name: "text, just under", body: paragraph("a".repeat(MAX_DOCX_CHARS / 4)).repeat(4), codes: "", passages: 4 },
    {
      name: "text, just over",
      body: `${paragraph("a".repeat(MAX_DOCX_CHARS / 4)).repeat(4)}${paragraph("b")}`,
      codes: "docx-too-long",
      passages: 4,
    },
    { name: "paragraphs, just under", body: paragraph("a").repeat(MAX_PASSAGES), codes: "", passages: MAX_PASSAGES },
    {
      name: "paragraphs, just over",
      body: paragraph("a").repeat(MAX_PASSAGES + 1),
      codes: "docx-too-long",
      passages: MAX_PASSAGES,
    },
  ])("$name", async ({ body, codes, passages }) => {
    const read = await readDocx(docx(body), "a.docx");
    if (typeof read === "string") throw new Error(read);
    expect(read.notes.map(({ code }) => code).join()).toBe(codes);
    expect(read.listing.passages).toHaveLength(passages);
  });

  it.each([
    { name: "no zip", bytes: Buffer.from("PK nothing"), code: "docx-damaged" },
    { name: "another zip", bytes: storedZip({ "a.txt": "x" }), code: "not-a-docx" },
    { name: "no text", bytes: docx("<w:p/>"), code: "empty-file" },
    { name: "cut off", bytes: docx(paragraph("x")).subarray(0, 60), code: "docx-damaged" },
  ])("$name is $code", async ({ bytes, code }) => {
    expect(await readDocx(bytes, "a.docx")).toBe(code);
  });
});

describe("Markdown", () => {
  it.each([
    { name: "emphasis", source: "三天**根**治 *高血压*", passages: ["body 三天根治 高血压"] },
    { name: "a star that multiplies or notes", source: "5 * 3 厘米，有效*", passages: ["body 5 * 3 厘米，有效*"] },
    {
      name: "headings",
      source: "# 标题 #\n正文\n\n副题\n---\n",
      passages: ["heading  标题", "body 正文", "heading 副题"],
    },
    {
      name: "lists and quotes",
      source: "- 一\n- [x] 二\n  续\n> 三\n1. 四",
      passages: ["body 一", "body 二\n续\n三", "body 四"],
    },
    {
      name: "links and pictures",
      source: "见[说明](https://e.example/a_b 'x')和![根治图](a.jpg)。",
      passages: ["alt 根治图", "body 见说明和。"],
    },
    {
      name: "code and tags",
      source: "`纯铜`<b>根</b>治 1<2\n```js\n*a*\n```",
      passages: ["body 纯铜根治 1<2", "body *a*"],
    },
    { name: "escapes", source: "\\*根治\\*", passages: ["body *根治*"] },
    {
      name: "tables",
      source: "| 名称 | 值 |\n|---|---|\n| 规格 | A\\|B |\n",
      passages: ["table  名称 ", "table  值 ", "table  规格 ", "table  A|B "],
    },
  ])("$name", ({ source, passages }) => {
    expect(readMarkdown(source).passages.map(({ zone, text }) => `${zone} ${text}`)).toEqual(passages);
  });

  it("keeps the place of every unit in the source", () => {
    fc.assert(
      fc.property(
        fc
          .array(
            fc.constantFrom(
              "根治",
              "**",
              "*",
              "_",
              "`",
              "[",
              "](u)",
              "![",
              "<b>",
              "\n",
              "\n\n",
              "# ",
              "- ",
              "|",
              "|-|\n",
              "\\",
              "a",
              " ",
            ),
            { maxLength: 40 },
          )
          .map((all) => all.join("")),
        (source) => {
          for (const { text, source: map } of readMarkdown(source).passages) {
            for (let at = 0; at < text.length; at++) {
              const span = sourceSpan(map, text.length, at, at + 1);
              expect(source.slice(span?.start, span?.end)).toBe(text[at]);
            }
          }
        },
      ),
    );
  });

  it.each(["```根治高血压", "```js\n```三天根治\n```", "~~~ 三天 根治"])(
    "reads the words behind a fence: %s",
    (source) => {
      expect(
        readMarkdown(source)
          .passages.map(({ text }) => text)
          .join(""),
      ).toContain("根治");
    },
  );

  it("loses no letter", () => {
    const piece = fc.constantFrom("根", "治", "高", "**", "*", "`", "_", "\n", "> ", "- ", "# ", "|");
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }).map((all) => all.join("")),
        (source) => {
          const han = (text: string) => text.replaceAll(/[^根治高]/g, "");
          expect(
            han(
              readMarkdown(source)
                .passages.map(({ text }) => text)
                .join(""),
            ),
          ).toBe(han(source));
        },
      ),
    );
  });

  it("is judged with places of the file", async () => {
    const [input] = await read([file("copy.md", "# 血压计\n\n三天**根治**高血压\n")]);
    const prepared = prepareListing(input?.listing ?? {}, { day: "2026-03-01", document: input?.document });
    expect(prepared.listing).toMatchObject({ title: "血压计", complete: false });
    expect(prepared.passages.map(({ text }) => text)).toEqual(
      ["血压计", "三天根治高血压"].map((text, at) => (at === 0 ? ` ${text}` : text)),
    );
  });
});

describe("transcripts", () => {
  it.each([
    {
      name: "SubRip",
      text: "1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>三天</i>根治\r\n\r\n2\r\n00:01:00,000 --> 00:01:01,000\r\n{\\an8}下单\r\n",
    },
    {
      name: "WebVTT",
      text: "WEBVTT 片名\n\nNOTE 不显示\n\n00:01.000 --> 00:02.500 align:start\n三天<c.red>根治</c>\n\nid-2\n00:01:00.000 --> 00:01:01.000\n下单\n",
    },
  ])("$name: words with their time", ({ text }) => {
    const spoken = readTranscript(text, "a").listing.media?.[0]?.transcript ?? [];
    expect(spoken.map((one) => one.text)).toEqual(["三天根治", "下单"]);
    expect(spoken[0]?.at).toMatch(/^00:(00:)?01[.,]000$/);
  });

  it("keeps the speaker, and words without a time", () => {
    const { listing, notes } = readTranscript(
      "WEBVTT\n\n00:01.000 --> 00:02.000\n<v 主播>5<6\n\n没有时间的话\n",
      "a.vtt",
    );
    expect(listing.media?.[0]?.transcript).toEqual([
      { at: "00:01.000", text: "5<6", speaker: "主播" },
      { at: "", text: "没有时间的话" },
    ]);
    expect(notes).toEqual([]);
  });

  it.each([
    { lines: MAX_TRANSCRIPT_LINES, codes: "" },
    { lines: MAX_TRANSCRIPT_LINES + 1, codes: "list-truncated" },
  ])("$lines sentences", ({ lines, codes }) => {
    const { listing, notes } = readTranscript("00:01.000 --> 00:02.000\n好\n\n".repeat(lines), "a.srt");
    expect(listing.media?.[0]?.transcript).toHaveLength(MAX_TRANSCRIPT_LINES);
    expect(notes.map(({ code }) => code).join()).toBe(codes);
  });

  it("without words is not clean", async () => {
    expect(codesOf(await read([file("empty.vtt", "WEBVTT\n\nNOTE x\n")]))).toEqual(["no-cues"]);
  });
});

describe("folders", () => {
  it("reads what patterns name, whatever its extension, and passes over what is to be ignored", async () => {
    const root = join(folder, "shop");
    for (const name of ["a.html", "b.page", "草稿/c.html", "sub/d.html", "sub/e.bak.html"])
      file(`shop/${name}`, "<p>血压计</p>");
    file("shop/.medlintignore", "# 不检查\n草稿/\n*.bak.html\n");
    const names = (inputs: Input[]) => inputs.map(({ name }) => name?.slice(root.length + 1));
    expect(names(await read([root]))).toEqual(["a.html", "sub/d.html"]);
    expect(names(await read([root], { globs: ["**/*.{page,html}"] }))).toEqual(["a.html", "b.page", "sub/d.html"]);
    expect(names(await read([root], { ignore: ["sub/**"] }))).toEqual(["a.html"]);
    expect(codesOf(await read([root], { globs: ["*.nothing"] }))).toEqual(["folder-without-pages"]);
  });

  it.each([
    { text: "", patterns: [] },
    { text: "# c\n\n a ", patterns: ["**/a", "**/a/**"] },
    { text: "/a/b", patterns: ["a/b", "a/b/**"] },
    { text: "a/", patterns: ["**/a/**"] },
  ])("ignore file $text", ({ text, patterns }) => expect(ignorePatterns(text)).toEqual(patterns));
});
