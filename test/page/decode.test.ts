import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decode } from "../../src/page/index.js";

/** Bytes of a text in a charset that TextEncoder does not write, by turning the decoder's table around. */
function encoder(charset: string): (text: string) => Uint8Array {
  const table = new Map<string, readonly number[]>();
  const decoder = new TextDecoder(charset);
  for (let lead = 0xfe; lead >= 0x81; lead--) {
    for (let trail = 0xfe; trail >= 0x40; trail--) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (character.length === 1 && character !== "\ufffd") table.set(character, [lead, trail]);
    }
  }
  return (text) =>
    Uint8Array.from(
      Array.from(text).flatMap((one) => (one < "\x80" ? [one.charCodeAt(0)] : (table.get(one) ?? [0x3f]))),
    );
}
const gb = encoder("gb18030");
const big5 = encoder("big5");
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string, mark: boolean): Uint8Array => {
  const units = Uint16Array.from(Array.from(mark ? `\ufeff${text}` : text, (one) => one.charCodeAt(0)));
  return new Uint8Array(units.buffer);
};
const join2 = (...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

const PAGE = "<p>本品为第二类医疗器械，请仔细阅读说明书。</p>";
const TRADITIONAL = "<p>本品為第二類醫療器械，請仔細閱讀說明書。</p>";

const TABLE: readonly {
  name: string;
  bytes: Uint8Array;
  contentType?: string;
  charset: string;
  text?: string;
  notes: readonly string[];
}[] = [
  { name: "nothing", bytes: utf8(""), charset: "utf-8", text: "", notes: [] },
  { name: "ASCII", bytes: utf8("<p>x</p>"), charset: "utf-8", text: "<p>x</p>", notes: [] },
  { name: "UTF-8 that says nothing", bytes: utf8(PAGE), charset: "utf-8", text: PAGE, notes: [] },
  {
    name: "UTF-8 with a mark",
    bytes: utf8(`\ufeff${PAGE}`),
    contentType: "text/html; charset=gbk",
    charset: "utf-8",
    text: PAGE,
    notes: [],
  },
  { name: "UTF-16 with a mark", bytes: utf16(PAGE, true), charset: "utf-16le", text: PAGE, notes: [] },
  {
    name: "UTF-16 without",
    bytes: utf16(`<html><body>${PAGE}`, false),
    charset: "utf-16le",
    notes: ["charset-guessed"],
  },
  {
    name: "GBK by header",
    bytes: gb(PAGE),
    contentType: 'text/html;charset="GBK"',
    charset: "gb18030",
    text: PAGE,
    notes: [],
  },
  { name: "GBK by meta", bytes: gb(`<meta charset=gb2312>${PAGE}`), charset: "gb18030", notes: [] },
  {
    name: "GBK by http-equiv",
    bytes: gb(`<meta http-equiv="content-type" content="text/html; charset=gbk">${PAGE}`),
    charset: "gb18030",
    notes: [],
  },
  { name: "GBK by xml", bytes: gb(`<?xml version="1.0" encoding="gbk"?>${PAGE}`), charset: "gb18030", notes: [] },
  {
    name: "a meta in a comment says nothing",
    bytes: gb(`<!--<meta charset=big5>-->${PAGE}`),
    charset: "gb18030",
    text: `<!--<meta charset=big5>-->${PAGE}`,
    notes: ["charset-guessed"],
  },
  {
    name: "the header beats the meta",
    bytes: big5(`<meta charset=gbk>${TRADITIONAL}`),
    contentType: "text/html; charset=big5",
    charset: "big5",
    notes: [],
  },
  { name: "GB18030 guessed", bytes: gb(PAGE), charset: "gb18030", text: PAGE, notes: ["charset-guessed"] },
  { name: "Big5 guessed", bytes: big5(TRADITIONAL), charset: "big5", text: TRADITIONAL, notes: ["charset-guessed"] },
  {
    name: "UTF-8 that says gbk",
    bytes: utf8(`<meta charset=gbk>${PAGE}`),
    charset: "utf-8",
    notes: ["charset-corrected"],
  },
  {
    name: "UTF-8 that the server calls Latin",
    bytes: utf8(PAGE),
    contentType: "text/html; charset=ISO-8859-1",
    charset: "utf-8",
    notes: ["charset-corrected"],
  },
  {
    name: "GBK that says UTF-8",
    bytes: gb(`<meta charset=utf-8>${PAGE}`),
    charset: "gb18030",
    notes: ["charset-corrected"],
  },
  {
    name: "Big5 that says gbk",
    bytes: big5(`<meta charset=gbk>${TRADITIONAL}`),
    charset: "big5",
    notes: ["charset-corrected"],
  },
  {
    name: "GBK that says Big5",
    bytes: gb(`<meta charset=big5>${PAGE}`),
    charset: "gb18030",
    notes: ["charset-corrected"],
  },
  {
    name: "a charset that no one knows",
    bytes: utf8(`<meta charset=klingon>${PAGE}`),
    charset: "utf-8",
    notes: ["charset-unknown"],
  },
  { name: "ASCII that says utf-16", bytes: utf8("<meta charset=utf-16le>x"), charset: "utf-8", notes: [] },
  {
    name: "a broken character",
    bytes: join2(utf8(PAGE), [0xe6, 0x3c], utf8(PAGE)),
    contentType: "text/html; charset=utf-8",
    charset: "utf-8",
    notes: ["undecodable-bytes"],
  },
  { name: "cut within a character", bytes: utf8(PAGE).subarray(0, 10), charset: "utf-8", notes: ["undecodable-bytes"] },
  {
    name: "GBK cut within a character",
    bytes: gb(PAGE).subarray(0, 10),
    contentType: "text/html; charset=gbk",
    charset: "gb18030",
    notes: ["undecodable-bytes"],
  },
  {
    name: "a replacement character of the page's own",
    bytes: utf8(`${PAGE}\ufffd`),
    charset: "utf-8",
    text: `${PAGE}\ufffd`,
    notes: [],
  },
  {
    name: "a picture",
    bytes: join2([0x89], utf8("PNG\r\n\x1a\n"), [0, 0, 0, 13]),
    charset: "gb18030",
    notes: ["charset-guessed", "binary"],
  },
  { name: "zip", bytes: join2(utf8("PK\x03\x04"), new Uint8Array(50)), charset: "utf-8", notes: ["binary"] },
  { name: "NULs", bytes: join2(utf8("x"), new Uint8Array(500)), charset: "utf-8", notes: ["binary"] },
  { name: "a NUL within a page is no junk", bytes: utf8(`${PAGE}${PAGE}\0`), charset: "utf-8", notes: [] },
];

describe("decode", () => {
  for (const { name, bytes, contentType, charset, text, notes } of TABLE) {
    test(name, () => {
      const decoded = decode(bytes, { contentType });
      expect({ charset: decoded.charset, notes: decoded.notes.map(({ code }) => code) }).toEqual({ charset, notes });
      if (text !== undefined) expect(decoded.text).toBe(text);
    });
  }

  const SHORT = [
    "根治",
    "降血压",
    "三天见效",
    "糖尿病的福音",
    "血糖仪 家用",
    "鼻炎",
    "便秘",
    "医用冷敷贴",
    "蒲地蓝消炎口服液",
  ];
  test.each(SHORT)("short and undeclared, simplified: %s", (text) => expect(decode(gb(text)).text).toBe(text));

  const KURZ = [
    "降血壓",
    "三天見效",
    "徹底治癒",
    "血糖儀 家用",
    "醫用冷敷貼",
    "頸椎病腰椎間盤突出",
    "鹽酸二甲雙胍緩釋片",
  ];
  test.each(KURZ)("short and undeclared, traditional: %s", (text) => expect(decode(big5(text)).text).toBe(text));

  test("characters of four bytes", () => {
    const bytes = readFileSync(join(import.meta.dirname, "../fixtures/pages/gb18030-declared-gb2312/page.html"));
    expect(decode(bytes).text).toContain("𫗧㐂堂");
  });

  test("any bytes at all are decoded without throwing, and never lose silently", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.option(fc.string(), { nil: undefined }),
        (bytes, contentType) => {
          const { text, notes } = decode(bytes, { contentType });
          const own = new TextDecoder().decode(bytes).includes("\ufffd");
          if (text.includes("\ufffd")) expect(own || notes.length > 0).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("short UTF-8 that the declared charset cannot read is UTF-8", () => {
    expect(decode(utf8("瀤祡亢，"), { contentType: "text/html; charset=big5" }).text).toBe("瀤祡亢，");
  });

  test("UTF-8 is itself, whatever it is called", () => {
    const chinese = fc.stringMatching(/^[\u4e00-\u9fa5，。]{8,40}$/);
    fc.assert(
      fc.property(chinese, fc.constantFrom("gbk", "big5", "utf-8", "iso-8859-1"), (text, label) => {
        const decoded = decode(utf8(text), { contentType: `text/html; charset=${label}` });
        expect(decoded.text).toBe(text);
      }),
      { numRuns: 300 },
    );
  });
});
