import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PictureReading } from "../../src/contracts/ocr.js";
import { ReadingCache } from "../../src/ocr/cache/reading-cache.js";
import { openReadingStore } from "../../src/ocr/cache/sqlite-store.js";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "medlint-ocr-cache-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const reading = (text: string, status: PictureReading["status"] = "read"): PictureReading => ({
  status,
  width: 5,
  height: 5,
  lines: [{ text, box: [0, 0, 5, 5], confidence: 0.5, angle: 90 }],
  notes: [],
});

describe("ReadingCache", () => {
  it("keeps so many, the least recently used goes first", () => {
    const cache = new ReadingCache(null, 2);
    cache.set("a", reading("甲"));
    cache.set("b", reading("乙"));
    expect(cache.get("a")).toEqual(reading("甲"));
    cache.set("c", reading("丙"));
    expect(cache.get("b")).toBeNull();
    expect(cache.get("a")).toEqual(reading("甲"));
    expect(cache.get("c")).toEqual(reading("丙"));
  });

  it("keeps what was skipped, never what failed", () => {
    const cache = new ReadingCache();
    cache.set("a", reading("", "failed"));
    cache.set("b", reading("", "skipped"));
    expect(cache.get("a")).toBeNull();
    expect(cache.get("b")).toEqual(reading("", "skipped"));
  });
});

describe("a cache folder", () => {
  it("keeps readings between runs and serves two processes at once", () => {
    const path = join(folder, "new", "folder");
    const first = new ReadingCache(openReadingStore(path));
    const second = new ReadingCache(openReadingStore(path));
    first.set("a", reading("甲"));
    expect(second.get("a")).toEqual(reading("甲"));
    first.close();
    second.close();
    const later = new ReadingCache(openReadingStore(path));
    expect(later.get("a")).toEqual(reading("甲"));
    expect(later.get("b")).toBeNull();
    later.close();
    expect(readdirSync(path)).toContain("ocr-readings.sqlite");
  });

  it("keeps no more than its limit, the newest", () => {
    const path = join(folder, "small");
    const store = openReadingStore(path, 3);
    for (const key of ["a", "b", "c", "d"]) store.set(key, reading(key));
    store.close();
    const later = openReadingStore(path, 3);
    expect(["a", "b", "c", "d"].map((key) => later.get(key) !== null)).toEqual([false, true, true, true]);
    later.close();
  });
});
