import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CorruptEvidenceError } from "../../src/evidence/errors.js";
import { MAX_CAPTURE_FILES, MAX_OBJECT_BYTES } from "../../src/evidence/limits.js";
import { sha256 } from "../../src/evidence/sha256.js";
import { openEvidence } from "../../src/evidence/store/evidence-store.js";
import { Cipher } from "../../src/evidence/store/field-cipher.js";
import { ObjectStore } from "../../src/evidence/store/object-store.js";
import { captureOf, LISTING, temporaryFolder } from "./fixtures.js";

describe("kept bytes", () => {
  test("come back as they were, once for equal bytes, under their SHA-256", () => {
    const store = new ObjectStore(temporaryFolder());
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const { hash } = store.put(bytes);
        expect(hash).toBe(sha256(bytes));
        expect(store.put(bytes).isNew).toBe(false);
        expect(Buffer.compare(store.read(hash), Buffer.from(bytes))).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  test("are refused when changed, cut, missing, or over the cap", () => {
    const store = new ObjectStore(temporaryFolder());
    const { hash } = store.put(Buffer.from("原来的"));
    writeFileSync(store.pathOf(hash), "改过的");
    expect(() => store.read(hash)).toThrow(CorruptEvidenceError);
    rmSync(store.pathOf(hash));
    expect(() => store.read(hash)).toThrow(/读不到/);
    expect(() => store.read("../../etc/passwd")).toThrow(CorruptEvidenceError);
    // Bytes that are none: past the cap they are looked at, over it they are not.
    expect(() => store.put({ length: MAX_OBJECT_BYTES } as Uint8Array)).toThrow(TypeError);
    expect(() => store.put({ length: MAX_OBJECT_BYTES + 1 } as Uint8Array)).toThrow(/超过/);
  });

  test("a draft of a process that is gone is swept, never taken for kept", () => {
    const folder = temporaryFolder();
    const store = new ObjectStore(folder);
    writeFileSync(join(folder, "tmp", "999999999-0.part"), "half");
    expect([...store.list()]).toEqual([]);
    expect(store.sweepDrafts()).toBe(1);
    expect(readdirSync(join(folder, "tmp"))).toEqual([]);
  });
});

describe("captures", () => {
  test("hold response, headers, circumstances, prices, and what was found", () => {
    const store = openEvidence(temporaryFolder());
    const kept = store.keep(
      captureOf(LISTING, undefined, {
        findings: [{}],
        facts: { resolvedIp: "192.0.2.1", madeBy: "张三", officers: ["张三", "李四"] },
        files: [{ role: "screenshot", name: "全页.png", mediaType: "image/png", bytes: Buffer.from("png") }],
      }),
    );
    const read = store.capture(kept.id);
    expect(read).toEqual(kept);
    expect(read.files.map(({ role }) => role)).toEqual(["body", "screenshot", "passages", "result"]);
    expect(read.facts.officers).toEqual(["张三", "李四"]);
    expect(read.price).toEqual({ shown: 19.9, struck: 39.9 });
    expect(store.read(read.files[0] ?? { object: "" }).toString()).toBe("<h1>青禾牌退热贴</h1>");
    store.close();
  });

  test("the same capture twice is one; equal pages of two listings share their bytes", () => {
    const store = openEvidence(temporaryFolder());
    expect(store.keep(captureOf()).id).toBe(store.keep(captureOf()).id);
    store.keep(captureOf({ ...LISTING, id: "sku-2" }));
    expect(store.usage()).toMatchObject({ captures: 2, listings: 2, objects: 1 });
    store.close();
  });

  test("over the bound nothing of a capture is kept; at the bound it is", () => {
    const body = Buffer.alloc(1000, 1);
    const response = { status: 200, headers: [], body };
    const store = openEvidence(temporaryFolder(), { maxBytes: 1000 });
    store.keep(captureOf(LISTING, undefined, { response }));
    const more = captureOf(LISTING, "2026-05-02T08:00:00.000Z", { response: { ...response, body: Buffer.from("x") } });
    expect(() => store.keep(more)).toThrow(/上限/);
    expect(store.usage()).toMatchObject({ captures: 1, objects: 1, bytes: 1000, maxBytes: 1000 });
    store.keep(captureOf(LISTING, "2026-05-03T08:00:00.000Z", { response }));
    expect(store.usage().captures).toBe(2);
    store.close();
  });

  test.each([
    [MAX_CAPTURE_FILES - 1, true],
    [MAX_CAPTURE_FILES, false],
  ])("%i pictures beside the page: kept %s", (count, isKept) => {
    const store = openEvidence(temporaryFolder());
    const files = Array.from({ length: count }, () => ({
      role: "picture" as const,
      name: "p",
      mediaType: "image/png",
      bytes: Buffer.from("p"),
    }));
    const keep = () => store.keep(captureOf(LISTING, undefined, { files }));
    if (isKept) expect(keep().files.length).toBe(MAX_CAPTURE_FILES);
    else expect(keep).toThrow(/文件/);
    store.close();
  });

  test("a changed row is found out", () => {
    const folder = temporaryFolder();
    const store = openEvidence(folder);
    const { id } = store.keep(captureOf());
    store.database.prepare("UPDATE captures SET record = replace(record, '19.9', '18.9')").run();
    expect(() => store.capture(id)).toThrow(CorruptEvidenceError);
    store.close();
  });

  test("sealed records need their key, and stand in the file for nobody else", () => {
    const folder = temporaryFolder();
    const cipher = new Cipher(Buffer.alloc(32, 7));
    const store = openEvidence(folder, { cipher });
    const { id, hash } = store.keep(captureOf(LISTING, undefined, { facts: { outgoingAddress: "198.51.100.7" } }));
    store.close();
    const raw = new Sqlite(join(folder, "index.sqlite"), { readonly: true });
    const record = raw.prepare("SELECT record FROM captures").pluck().get() as string;
    raw.close();
    expect(record).not.toContain("198.51.100.7");
    expect(cipher.open(record, hash)).toContain("198.51.100.7");
    const without = openEvidence(folder);
    expect(() => without.capture(id)).toThrow(/密钥/);
    without.close();
    const wrong = openEvidence(folder, { cipher: new Cipher(Buffer.alloc(32, 8)) });
    expect(() => wrong.capture(id)).toThrow(CorruptEvidenceError);
    wrong.close();
  });

  test("another program's database is left alone", () => {
    const folder = temporaryFolder();
    const other = new Sqlite(join(folder, "index.sqlite"));
    other.exec("CREATE TABLE theirs (a)");
    other.close();
    expect(() => openEvidence(folder)).toThrow(/不是证据库/);
    expect(() => openEvidence(temporaryFolder(), { create: false })).toThrow(/不是证据库/);
  });
});
