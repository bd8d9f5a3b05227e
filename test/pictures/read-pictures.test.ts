import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isLoss } from "../../src/contracts/notes.js";
import type { OcrPool, PictureReading } from "../../src/contracts/ocr.js";
import { readPage } from "../../src/page/index.js";
import { MAX_PICTURES_READ } from "../../src/prepare/pictures/limits.js";
import {
  mayNeedPictures,
  type PicturesWhen,
  readInputPictures,
} from "../../src/prepare/pictures/read-input-pictures.js";
import { prepareListing } from "../../src/prepare/prepare-listing.js";
import type { Input } from "../../src/prepare/read/input.js";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "medlint-listing-"));
  for (const name of ["good", "broken", "huge", "partly", "throws"]) writeFileSync(join(folder, `${name}.jpg`), name);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const line = (text: string) => ({ text, box: [1, 2, 30, 10] as const, confidence: 0.9 });
const answer = (status: PictureReading["status"], codes: string[] = [], lines: PictureReading["lines"] = []) => ({
  status,
  width: 100,
  height: 50,
  lines,
  notes: codes.map((code) => ({ code, where: "" })),
});
const ANSWERS: Readonly<Record<string, PictureReading>> = {
  good: answer("read", [], [line("三天根治")]),
  broken: answer("failed", ["image-damaged"]),
  huge: answer("skipped", ["image-too-many-pixels"]),
  partly: answer("read", ["image-damaged-part"], [line("冷敷")]),
};

/** An engine that knows its pictures by their bytes. */
const pool: OcrPool = {
  name: "fake-1",
  async read(source) {
    const bytes = typeof source === "function" ? await source() : source;
    const known = ANSWERS[Buffer.from(bytes).toString()];
    if (known === undefined) throw new Error("broken engine");
    return known;
  },
  close: async () => {},
};

const input = (listing: Input["listing"]): Input => ({ listing, name: "1", source: "a.jsonl", notes: [], folder });
const read = (given: Input, when: PicturesWhen = "auto", engine: OcrPool | null = pool) =>
  readInputPictures(given, { when, openPool: async () => engine, loadPageReader: async () => readPage });
const coverageOf = (done: Input) => {
  const { coverage } = prepareListing(done.listing ?? {}, {
    day: "2026-11-01",
    readPage,
    notes: done.notes,
    pictures: done.pictures,
  });
  const lost = coverage.notes.filter(isLoss).map(({ code, where }) => `${code} ${where}`);
  return { ...coverage.images, lost };
};

describe("pictures of a listing", () => {
  it("are read; what failed or was skipped is counted and makes the listing incomplete", async () => {
    const images = ["good", "broken", "huge", "partly", "throws", "missing"].map((name) => ({ src: `${name}.jpg` }));
    const done = await read(input({ id: "1", images }));
    expect(done.listing?.images?.[0]).toEqual({ src: "good.jpg", lines: [line("三天根治")], width: 100, height: 50 });
    expect(done.pictures?.engine).toBe("fake-1");
    expect(coverageOf(done)).toEqual({
      read: 2,
      failed: 3,
      skipped: 1,
      lost: [
        "image-damaged images.1",
        "image-too-many-pixels images.2",
        "image-damaged-part images.3",
        "image-unreadable images.4",
        "image-missing images.5",
      ],
    });
  });

  it("of a page are read too, in the page's order", async () => {
    const html = "<p>冷敷贴</p><img src='good.jpg'><img src=https://example.com/x.jpg>";
    const done = await read(input({ id: "1", html }));
    expect(done.listing?.images?.map(({ src }) => src)).toEqual(["good.jpg", "https://example.com/x.jpg"]);
    expect(coverageOf(done)).toEqual({ read: 1, failed: 0, skipped: 1, lost: ["image-remote images.1"] });
    const { passages } = prepareListing(done.listing ?? {}, { readPage });
    expect(passages.find(({ zone }) => zone === "picture")).toMatchObject({
      text: "三天根治",
      image: { index: 0, lines: [{ start: 0, end: 4, box: [1, 2, 30, 10] }] },
    });
  });

  it("with lines are input and stay", async () => {
    const given = input({ id: "1", images: [{ src: "good.jpg", lines: [{ text: "甲" }] }] });
    expect(await read(given)).toBe(given);
  });

  it("on the web are skipped without a reproach, unless they were asked for", async () => {
    const given = input({ id: "1", text: "x", images: [{ src: "https://example.com/a.jpg" }] });
    expect(coverageOf(await read(given))).toEqual({ read: 0, failed: 0, skipped: 1, lost: [] });
    expect(coverageOf(await read(given, "always")).lost).toEqual(["image-remote images.0"]);
  });

  it("are skipped with --ocr none", async () => {
    const given = input({ id: "1", text: "x", images: [{ src: "good.jpg" }] });
    expect(mayNeedPictures(given, "never")).toBe(false);
    expect(coverageOf(await read(given, "never"))).toEqual({ read: 0, failed: 0, skipped: 1, lost: [] });
  });

  it("without an engine are unread, and the listing says so", async () => {
    const done = await read(input({ id: "1", text: "x", images: [{ src: "good.jpg" }] }), "auto", null);
    expect(coverageOf(done)).toEqual({ read: 0, failed: 0, skipped: 1, lost: ["ocr-not-installed images.0"] });
  });

  it.each([
    [MAX_PICTURES_READ, 0],
    [MAX_PICTURES_READ + 1, 1],
  ])("%i pictures: %i too many", async (count, over) => {
    const images = Array.from({ length: count }, () => ({ src: "good.jpg" }));
    expect(coverageOf(await read(input({ id: "1", images })))).toMatchObject({ read: count - over, skipped: over });
  });
});
