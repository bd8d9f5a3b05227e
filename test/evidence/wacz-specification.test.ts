import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import yauzl from "yauzl";
import { writeWacz } from "../../src/evidence/package/wacz.js";
import { openEvidence } from "../../src/evidence/store/evidence-store.js";
import { captureOf, LISTING, temporaryFolder } from "./fixtures.js";

/**
 * A package against the words of the specifications: WACZ 1.1.1 (specs.webrecorder.net/wacz/1.1.1), Frictionless Data
 * Package, CDXJ, WARC 1.1 (ISO 28500). Read here by a reader of its own, not by what wrote it.
 */
interface Entry {
  readonly bytes: Buffer;
  readonly method: number;
}
interface Line {
  readonly key: string;
  readonly timestamp: string;
  readonly fields: {
    url: string;
    offset: number;
    length: number;
    filename: string;
    status: number;
    mime: string;
    digest: string;
  };
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

function unzip(archive: Buffer): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(archive, { lazyEntries: true }, (failure, zip) => {
      if (failure) return reject(failure);
      const entries = new Map<string, Entry>();
      zip.on("end", () => resolve(entries));
      zip.on("error", reject);
      zip.on("entry", (entry) => {
        zip.openReadStream(entry, (broken, stream) => {
          if (broken) return reject(broken);
          const chunks: Buffer[] = [];
          stream.on("data", (chunk: Buffer) => chunks.push(chunk));
          stream.on("end", () => {
            entries.set(entry.fileName, { bytes: Buffer.concat(chunks), method: entry.compressionMethod });
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
}

/** A WARC record: version line, named fields, block of Content-Length bytes, two line ends. */
function recordOf(bytes: Buffer): { version: string; fields: Map<string, string>; block: Buffer; rest: string } {
  const end = bytes.indexOf("\r\n\r\n");
  const [version = "", ...lines] = bytes.subarray(0, end).toString("utf8").split("\r\n");
  const fields = new Map(
    lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]),
  );
  const length = Number(fields.get("Content-Length"));
  const block = bytes.subarray(end + 4, end + 4 + length);
  return { version, fields, block, rest: bytes.subarray(end + 4 + length).toString("latin1") };
}

describe("a WACZ by its specification", () => {
  let entries: Map<string, Entry>;
  let lines: Line[];
  let pages: Record<string, unknown>[];
  const textOf = (path: string) => entries.get(path)?.bytes.toString("utf8") ?? "";
  const archive = () => entries.get("archive/data.warc.gz")?.bytes ?? Buffer.alloc(0);

  beforeAll(async () => {
    const store = openEvidence(temporaryFolder());
    const picture = {
      role: "picture",
      name: "https://img.example/a.png",
      mediaType: "image/png",
      bytes: Buffer.from("png"),
    } as const;
    store.keep(captureOf(LISTING, "2026-05-01T10:00:00+08:00", { findings: [{}], files: [picture] }));
    store.keep(
      captureOf({ ...LISTING, id: "sku-2", url: "https://shop.example/Item/2?b=2&a=1" }, "2026-05-01T03:00:00Z"),
    );
    const captures = [...store.captures("sku-1"), ...store.captures("sku-2")];
    entries = await unzip(
      await writeWacz(captures, (file) => store.read(file), { title: "题", software: "medlint 0" }),
    );
    store.close();
    lines = textOf("indexes/index.cdx")
      .trimEnd()
      .split("\n")
      .map((line) => {
        const [key = "", timestamp = "", ...json] = line.split(" ");
        return { key, timestamp, fields: JSON.parse(json.join(" ")) as Line["fields"] };
      });
    pages = textOf("pages/pages.jsonl")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  });

  test("directory layout: archive, indexes, pages, manifest and its digest, and nothing foreign in them", () => {
    expect([...entries.keys()].sort()).toEqual([
      "archive/data.warc.gz",
      "datapackage-digest.json",
      "datapackage.json",
      "indexes/index.cdx",
      "pages/pages.jsonl",
    ]);
  });

  test("what is compressed already is stored", () => {
    expect(entries.get("archive/data.warc.gz")?.method).toBe(0);
  });

  test("the manifest: profile, version, every file with name, path, hash and bytes", () => {
    const manifest = JSON.parse(textOf("datapackage.json")) as Record<string, unknown>;
    expect(manifest).toMatchObject({
      profile: "data-package",
      wacz_version: "1.1.1",
      title: "题",
      software: "medlint 0",
    });
    const resources = manifest.resources as { name: string; path: string; hash: string; bytes: number }[];
    expect(resources.map(({ path }) => path).sort()).toEqual(
      [...entries.keys()].filter((path) => !path.startsWith("datapackage")).sort(),
    );
    for (const { name, path, hash, bytes } of resources) {
      // Frictionless: lower case, digits, ".", "_", "-".
      expect(name).toMatch(/^[a-z0-9._-]+$/);
      expect([hash, bytes]).toEqual([
        `sha256:${sha256(entries.get(path)?.bytes ?? Buffer.alloc(0))}`,
        entries.get(path)?.bytes.length,
      ]);
    }
    for (const field of ["created", "modified", "mainPageDate"])
      expect(String(manifest[field])).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
    expect(manifest.mainPageUrl).toBe(LISTING.url);
  });

  test("the digest names the manifest and its hash", () => {
    expect(JSON.parse(textOf("datapackage-digest.json"))).toEqual({
      path: "datapackage.json",
      hash: `sha256:${sha256(entries.get("datapackage.json")?.bytes ?? Buffer.alloc(0))}`,
    });
  });

  test("pages: a heading, then each page with URL and RFC 3339 time", () => {
    expect(pages[0]).toMatchObject({ format: "json-pages-1.0" });
    expect(pages.slice(1).map(({ url, ts }) => [url, ts])).toEqual([
      [LISTING.url, "2026-05-01T02:00:00.000Z"],
      ["https://shop.example/Item/2?b=2&a=1", "2026-05-01T03:00:00.000Z"],
    ]);
  });

  test("CDXJ: sorted, searchable keys, UTC time of fourteen digits, place in the archive", () => {
    const texts = textOf("indexes/index.cdx").trimEnd().split("\n");
    expect(texts).toEqual([...texts].sort());
    const page = lines.find(({ fields }) => fields.url === LISTING.url);
    expect(page).toMatchObject({ key: "example,shop)/item/1", timestamp: "20260501020000" });
    for (const { timestamp, fields } of lines) {
      expect(timestamp).toMatch(/^\d{14}$/);
      expect(fields).toMatchObject({
        filename: "data.warc.gz",
        url: expect.any(String),
        digest: expect.stringMatching(/^sha256:/),
      });
    }
  });

  test("WARC: each record a gzip member of its own, where the index says, with the fields that a record must have", () => {
    const ids = new Set<string>();
    for (const { timestamp, fields } of lines) {
      const record = recordOf(gunzipSync(archive().subarray(fields.offset, fields.offset + fields.length)));
      expect(record.version).toBe("WARC/1.1");
      expect(record.rest).toBe("\r\n\r\n");
      expect(record.fields.get("WARC-Record-ID")).toMatch(/^<urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}>$/);
      ids.add(record.fields.get("WARC-Record-ID") ?? "");
      expect(record.fields.get("WARC-Type")).toMatch(/^(?:response|resource|metadata)$/);
      expect(record.fields.get("WARC-Target-URI")).toBe(fields.url);
      const date = record.fields.get("WARC-Date") ?? "";
      expect(date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/);
      expect(date.replaceAll(/\D/g, "").slice(0, 14)).toBe(timestamp);
      expect(record.fields.get("WARC-Block-Digest")).toBe(`sha256:${sha256(record.block)}`);
      const isResponse = record.fields.get("WARC-Type") === "response";
      const payload = isResponse ? record.block.subarray(record.block.indexOf("\r\n\r\n") + 4) : record.block;
      expect(fields.digest).toBe(`sha256:${sha256(payload)}`);
      if (isResponse) {
        expect(record.fields.get("Content-Type")).toMatch(/^application\/http; ?msgtype=response$/);
        expect(record.block.toString("latin1")).toMatch(/^HTTP\/1\.1 200/);
      }
    }
    expect(ids.size).toBe(lines.length);
  });

  test("WARC: the members are the whole archive, which begins with who wrote it", () => {
    const places = lines.map(({ fields }) => [fields.offset, fields.length] as const).sort(([a], [b]) => a - b);
    const [first] = places;
    const info = recordOf(gunzipSync(archive().subarray(0, first?.[0])));
    expect(info.fields.get("WARC-Type")).toBe("warcinfo");
    expect(info.block.toString()).toContain("software: medlint 0");
    let at = first?.[0] ?? 0;
    for (const [offset, length] of places) {
      expect(offset).toBe(at);
      at += length;
    }
    expect(at).toBe(archive().length);
  });
});
