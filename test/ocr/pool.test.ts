import { afterEach, describe, expect, it } from "vitest";
import type { PictureReading } from "../../src/contracts/ocr.js";
import { ReadingCache } from "../../src/ocr/cache/reading-cache.js";
import { MAX_PICTURE_BYTES, MAX_WAITING } from "../../src/ocr/limits.js";
import { ChildPool } from "../../src/ocr/pool/create-pool.js";
import { SupervisedChild } from "../../src/ocr/pool/supervised-child.js";

const entry = new URL("./fake-child.mjs", import.meta.url);
const pools: ChildPool[] = [];
afterEach(async () => {
  delete process.env.FAKE_CHILD;
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

function open(jobs = 1, timeLimitMs = 20_000): ChildPool {
  const children = Array.from({ length: jobs }, () => new SupervisedChild("paddle", timeLimitMs, entry));
  const pool = new ChildPool("fake-1", children, new ReadingCache());
  pools.push(pool);
  return pool;
}

const bytes = (word: string) => Buffer.from(word);
const textOf = (reading: PictureReading) => reading.lines.map((line) => line.text).join(" ");
const failed = (code: string) => ({ status: "failed", lines: [], notes: [{ code, where: "" }] });

describe("a pool of children", () => {
  it("answers each picture with its own words", async () => {
    const pool = open(2);
    const words = Array.from({ length: 30 }, (_, index) => `picture ${index}`);
    const readings = await Promise.all(words.map((word) => pool.read(bytes(word))));
    expect(readings.map(textOf)).toEqual(words);
  });

  it.each([
    ["crash", "ocr-crash"],
    ["fail", "ocr-crash"],
  ])("%s costs one picture", async (word, code) => {
    const pool = open();
    const [before, broken, after] = await Promise.all(["before", word, "after"].map((one) => pool.read(bytes(one))));
    expect(broken).toMatchObject(failed(code));
    expect([before, after].map((reading) => textOf(reading as PictureReading))).toEqual(["before", "after"]);
  });

  it("a picture that hangs is killed at the time limit, and the next is read by another process", async () => {
    const pool = open(1, 400);
    const first = textOf(await pool.read(bytes("pid")));
    expect(await pool.read(bytes("hang"))).toMatchObject(failed("ocr-time-limit"));
    const reading = await pool.read(bytes("pixels a"));
    expect(reading.status).toBe("read");
    expect(textOf(reading)).not.toContain(first);
  });

  it("a child that grew too large is replaced, its reading kept", async () => {
    const pool = open();
    const first = await pool.read(bytes("grown"));
    const second = await pool.read(bytes("pid"));
    expect(first.status).toBe("read");
    expect(textOf(second)).not.toBe(textOf(first));
  });

  it.each(["dies", "unavailable"])(
    "a child that %s at its start fails the picture and does not start for ever",
    async (way) => {
      process.env.FAKE_CHILD = way;
      const pool = open();
      expect(await pool.read(bytes("one"))).toMatchObject(failed("ocr-unavailable"));
      expect(await pool.read(bytes("two"))).toMatchObject(failed("ocr-unavailable"));
    },
  );

  it("a reading that failed is tried again, one that succeeded is not", async () => {
    const pool = open();
    process.env.FAKE_CHILD = "dies";
    expect((await pool.read(bytes("pid"))).status).toBe("failed");
    delete process.env.FAKE_CHILD;
    const first = await pool.read(bytes("pid"));
    expect(first.status).toBe("read");
    await pool.read(bytes("crash"));
    expect(await pool.read(bytes("pid"))).toEqual(first);
  });

  it("equal pictures at once are read once", async () => {
    const pool = open(2);
    const [one, two] = await Promise.all([pool.read(bytes("pid")), pool.read(bytes("pid"))]);
    expect(one).toBe(two);
  });

  it("equal pixels in other bytes are read once, others are not", async () => {
    const pool = open();
    const first = await pool.read(bytes("pixels, first file, a"));
    expect(textOf(await pool.read(bytes("pixels, second file, a")))).toBe(textOf(first));
    expect(textOf(await pool.read(bytes("pixels, third file, b")))).not.toBe(textOf(first));
  });

  it("close answers what waits and what is under way", async () => {
    const pool = open();
    const readings = ["hang", "waiting"].map((word) => pool.read(bytes(word)));
    await pool.close();
    expect((await Promise.all(readings)).map((reading) => reading.status)).toEqual(["failed", "failed"]);
    expect(await pool.read(bytes("late"))).toMatchObject(failed("ocr-stopped"));
  });

  it("MAX_WAITING: no more pictures are loaded than may wait", async () => {
    const pool = open();
    let loaded = 0;
    const readings = Array.from({ length: MAX_WAITING + 3 }, (_, index) =>
      pool.read(async () => {
        loaded++;
        return bytes(`lazy ${index}`);
      }),
    );
    await new Promise(setImmediate);
    expect(loaded).toBe(MAX_WAITING);
    expect((await Promise.all(readings)).map(textOf)).toEqual(readings.map((_, index) => `lazy ${index}`));
    expect(loaded).toBe(MAX_WAITING + 3);
  });

  it("a source that cannot be loaded rejects and frees its place", async () => {
    const pool = open();
    for (let count = 0; count <= MAX_WAITING; count++) {
      await expect(pool.read(() => Promise.reject(new Error("gone")))).rejects.toThrow("gone");
    }
    expect(textOf(await pool.read(bytes("still here")))).toBe("still here");
  });

  it("MAX_PICTURE_BYTES: larger ones are not handed to a child", async () => {
    const reading = await open().read(new Uint8Array(MAX_PICTURE_BYTES + 1));
    expect(reading).toMatchObject({ status: "skipped", notes: [{ code: "image-too-many-bytes" }] });
  });
});

describe("a long picture", () => {
  it.each([1, 2])("gives the same with %i children", async (jobs) => {
    const reading = await open(jobs).read(bytes("long"));
    expect(reading.lines.map(({ text }) => text)).toEqual(["0", "1", "2", "3"]);
  });

  it("fails as a whole where one half fails", async () => {
    expect(await open(2).read(bytes("long crash"))).toMatchObject(failed("ocr-crash"));
  });
});
