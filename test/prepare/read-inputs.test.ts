import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MAX_FILE_BYTES, MAX_FOLDER_DEPTH } from "../../src/prepare/limits.js";
import { formatByContent, isBinary } from "../../src/prepare/read/detect-format.js";
import type { Input, ReadOptions } from "../../src/prepare/read/input.js";
import { readInputs } from "../../src/prepare/read/read-inputs.js";
import { readJsonl } from "../../src/prepare/read/read-jsonl.js";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "medlint-read-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, content);
  return path;
}

async function* bytes(...chunks: string[]) {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

async function read(paths: string[], options: Partial<ReadOptions> = {}, stdin = bytes(), tally = { otherFiles: 0 }) {
  const inputs: Input[] = [];
  for await (const input of readInputs(paths, { from: "auto", ...options }, stdin, tally)) inputs.push(input);
  return inputs;
}

const codes = (inputs: Input[]) => inputs.map((input) => input.notes.map((note) => note.code).join());

describe("formats", () => {
  const cases = [
    { beginning: "<!DOCTYPE html><p>", format: "html" },
    { beginning: "\ufeff  <html>", format: "html" },
    { beginning: "<div class=a>", format: "html" },
    { beginning: "< 5 元", format: "text" },
    { beginning: '{"id": 1}', format: "jsonl" },
    { beginning: "{大促}", format: "text" },
    { beginning: "血压计", format: "text" },
    { beginning: "", format: "text" },
  ];
  it.each(cases)("$beginning → $format", ({ beginning, format }) => {
    expect(formatByContent(Buffer.from(beginning))).toBe(format);
  });

  it.each([
    { name: "GB18030 text", content: Buffer.from([0xd1, 0xaa, 0xd1, 0xb9, 0xbc, 0xc6]), binary: false },
    { name: "UTF-16 text", content: Buffer.from("\ufeff血压计 a", "utf16le"), binary: false },
    { name: "PNG", content: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0]), binary: true },
    { name: "controls", content: Buffer.from([1, 2, 3, 4, 65, 66]), binary: true },
  ])("$name", ({ content, binary }) => expect(isBinary(content)).toBe(binary));
});

describe("files", () => {
  it("reads a text, a page and lines by their names", async () => {
    const text = file("a.txt", "血压计");
    const page = file("b.html", "<p>血压计</p>");
    const lines = file("c.jsonl", '{"id":"1","title":"x"}\n\n{"id":"2","html":"<p>y</p>"}');
    const inputs = await read([text, page, lines]);
    expect(inputs.map((input) => input.listing)).toEqual([
      { id: text, text: "血压计", complete: false },
      { id: page, html: "<p>血压计</p>", complete: true },
      { id: "1", title: "x" },
      { id: "2", html: "<p>y</p>" },
    ]);
    expect(inputs.map((input) => input.line)).toEqual([undefined, undefined, 1, 3]);
  });

  it("adds what the caller knows of all, under what a listing says itself", async () => {
    const lines = file("kinds.jsonl", '{"id":"1"}\n{"id":"2","kind":"drug"}');
    const inputs = await read([lines], { defaults: { kind: "device", context: "advertisement" } });
    expect(inputs.map((input) => input.listing?.kind)).toEqual(["device", "drug"]);
  });

  it.each([
    { name: "missing.txt", content: null, code: "file-missing" },
    { name: "empty.txt", content: "", code: "empty-file" },
    { name: "blank.html", content: " \n ", code: "empty-file" },
    { name: "junk.html", content: Buffer.from([0x3c, 0, 1, 2, 3, 255, 254, 0]), code: "binary-content" },
    { name: "noext", content: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0]), code: "binary-content" },
    { name: "empty.jsonl", content: "\n\n", code: "empty-file" },
    { name: "big.txt", content: Buffer.alloc(MAX_FILE_BYTES + 1, "a"), code: "file-too-large" },
  ])("$name is unreadable: $code", async ({ name, content, code }) => {
    const path = content === null ? join(folder, name) : file(name, content);
    const inputs = await read([path]);
    expect(codes(inputs)).toEqual([code]);
    expect(inputs[0]?.listing).toBeNull();
  });

  it("reads a file just under the cap", async () => {
    const path = file("under.txt", Buffer.alloc(MAX_FILE_BYTES, "a"));
    expect((await read([path]))[0]?.listing?.text?.length).toBe(MAX_FILE_BYTES);
  });

  it("goes on after what it could not read", async () => {
    const inputs = await read([join(folder, "nowhere"), file("after.txt", "血压计")]);
    expect(inputs.map((input) => input.listing === null)).toEqual([true, false]);
  });

  it.skipIf(process.getuid?.() === 0)("says so where permission is missing (skipped as root)", async () => {
    const path = file("secret.txt", "血压计");
    chmodSync(path, 0o000);
    const closed = join(folder, "closed");
    mkdirSync(closed, { mode: 0o000 });
    expect(codes(await read([path]))).toEqual(["no-permission"]);
    expect(codes(await read([closed]))).toEqual(["folder-unreadable"]);
  });
});

describe("folders", () => {
  it("reads pages below it in order of code units, without links and other files", async () => {
    const root = join(folder, "shop");
    const b = file("shop/b.html", "<p>乙</p>");
    const a = file("shop/B/a.txt", "甲");
    file("shop/a.jpg", "x");
    file("shop/.git/c.html", "<p>丙</p>");
    symlinkSync(root, join(root, "circle"));
    symlinkSync(b, join(root, "link.html"));
    const tally = { otherFiles: 0 };
    const inputs = await read([root], {}, bytes(), tally);
    expect(inputs.map((input) => input.name)).toEqual([a, b]);
    expect(tally.otherFiles).toBe(1);
  });

  it.each([
    { depth: MAX_FOLDER_DEPTH, code: "" },
    { depth: MAX_FOLDER_DEPTH + 1, code: "folder-too-deep" },
  ])("is read $depth folders deep", async ({ depth, code }) => {
    const root = `deep-${depth}`;
    file(`${root}/${"d/".repeat(depth)}a.txt`, "血压计");
    expect(codes(await read([join(folder, root)]))).toEqual([code]);
  });

  it.each([
    { files: 3, expected: ["", "", ""] },
    { files: 4, expected: ["", "", "", "too-many-files"] },
  ])("gives as many files as the cap allows: $files of 3", async ({ files, expected }) => {
    const root = `many-${files}`;
    for (let index = 0; index < files; index++) file(`${root}/${index}.txt`, "血压计");
    expect(codes(await read([join(folder, root)], { maxFiles: 3 }))).toEqual(expected);
  });

  it("is not clean when it holds nothing to read", async () => {
    const root = join(folder, "pictures");
    file("pictures/a.jpg", "x");
    expect(codes(await read([root]))).toEqual(["folder-without-pages"]);
  });
});

describe("standard input", () => {
  it.each([
    { chunks: ["血压", "计"], listing: { id: "stdin", text: "血压计", complete: false } },
    { chunks: ["<p>血压", "计</p>"], listing: { id: "stdin", html: "<p>血压计</p>", complete: true } },
    { chunks: ['{"id":"1",', '"title":"x"}\n'], listing: { id: "1", title: "x" } },
  ])("$chunks", async ({ chunks, listing }) => {
    expect((await read(["-"], {}, bytes(...chunks)))[0]?.listing).toEqual(listing);
  });

  it("has the id that is given", async () => {
    expect((await read(["-"], { id: "sku-1" }, bytes("血压计")))[0]?.listing?.id).toBe("sku-1");
  });

  it("is unreadable when empty", async () => {
    expect(codes(await read(["-"]))).toEqual(["empty-file"]);
  });
});

describe("broken lines", () => {
  const lines = [
    "{",
    '{"id":"1"}',
    "3",
    "[]",
    '{"id":"2","images":5}',
    '{"title":"无编号"}',
    `{"id":"${"x".repeat(80)}"}`,
  ];
  it("are answered one by one, and the others are read", async () => {
    const inputs: Input[] = [];
    for await (const input of readJsonl(bytes(lines.join("\n")), "a.jsonl", { from: "jsonl" }, 64)) inputs.push(input);
    expect(inputs.map((input) => [input.line, input.listing !== null, ...input.notes])).toEqual([
      [1, false, { code: "line-not-json", where: "a.jsonl:1" }],
      [2, true],
      [3, false, { code: "line-not-a-listing", where: "a.jsonl:3" }],
      [4, false, { code: "line-not-a-listing", where: "a.jsonl:4" }],
      [5, true, { code: "invalid-field", where: "images" }],
      [6, true, { code: "id-missing", where: "a.jsonl:6" }],
      [7, false, { code: "line-too-long", where: "a.jsonl:7" }],
    ]);
  });

  it("that are no UTF-8 are named", async () => {
    const path = file("gbk.jsonl", Buffer.from([0x7b, 0x22, 0xbc, 0xc6, 0x22, 0x7d, 0x0a]));
    expect(codes(await read([path]))).toEqual(["line-not-utf8"]);
  });
});
