import { EvidenceError } from "../errors.js";
import { sha256 } from "../sha256.js";
import type { KeptFile, StoredCapture } from "../store/capture.js";
import { utcOf } from "../utc.js";

/** A record of the archive, with its place in the file: one gzip member each. */
export interface PackedRecord {
  readonly url: string;
  /** ISO 8601. */
  readonly date: string;
  readonly status: number;
  readonly mediaType: string;
  /** SHA-256 of the payload. */
  readonly payload: string;
  readonly offset: number;
  readonly length: number;
  /** SHA-256 of the bytes in the file. */
  readonly digest: string;
}

export interface Archive {
  readonly bytes: Buffer;
  readonly records: readonly PackedRecord[];
}

export type WarcModule = typeof import("warcio");

/** @throws EvidenceError MEDLINT_MODULE_MISSING */
export async function loadWarc(): Promise<WarcModule> {
  return import("warcio").catch((cause: unknown) => {
    throw new EvidenceError("MEDLINT_MODULE_MISSING", "证据包需要可选组件 warcio；请运行 npm install warcio", cause);
  });
}

/**
 * Writes captures as WARC 1.1 (ISO 28500:2017), compressed record by record: the response of each page, its pictures and
 * screenshots as resources, the circumstances as metadata. Equal captures give equal bytes.
 */
export async function writeWarc(
  captures: readonly StoredCapture[],
  read: (file: KeptFile) => Uint8Array,
  software: string,
): Promise<Archive> {
  const warc = await loadWarc();
  const parts: Buffer[] = [];
  const records: PackedRecord[] = [];
  let offset = 0;
  const append = async (
    type: "warcinfo" | "response" | "resource" | "metadata",
    entry: { url: string; date: string; status: number; mediaType: string; payload: Uint8Array; key: string },
    http?: { statusline: string; httpHeaders: [string, string][] },
  ): Promise<void> => {
    const { url, date, status, mediaType, payload, key } = entry;
    const record = warc.WARCRecord.create(
      {
        url,
        date,
        type,
        warcVersion: "WARC/1.1",
        warcHeaders: {
          "WARC-Record-ID": `<urn:uuid:${uuidOf(key)}>`,
          ...(type !== "response" && { "Content-Type": mediaType }),
        },
        ...http,
      },
      (async function* () {
        yield payload;
      })(),
    );
    const bytes = Buffer.from(
      await warc.WARCSerializer.serialize(record, {
        gzip: true,
        preferPako: true,
        digest: { algo: "sha-256", prefix: "sha256:", base32: false },
      }),
    );
    parts.push(bytes);
    if (type !== "warcinfo") {
      const place = { offset, length: bytes.length, digest: sha256(bytes) };
      records.push({ url, date, status, mediaType, payload: sha256(payload), ...place });
    }
    offset += bytes.length;
  };

  const first = captures[0];
  const info = `software: ${software}\r\nformat: WARC File Format 1.1\r\nisPartOf: medlint evidence\r\n`;
  await append("warcinfo", {
    url: "urn:medlint:info",
    date: first === undefined ? "1970-01-01T00:00:00Z" : utcOf(first.capturedAt),
    status: 0,
    mediaType: "application/warc-fields",
    payload: Buffer.from(info),
    key: `info ${captures.map(({ hash }) => hash).join(" ")}`,
  });
  for (const capture of captures) {
    const { hash } = capture;
    const date = utcOf(capture.capturedAt);
    const page = pageUrlOf(capture);
    for (const [index, file] of capture.files.entries()) {
      const payload = read(file);
      const entry = {
        date: file.at === undefined ? date : utcOf(file.at),
        mediaType: file.mediaType,
        payload,
        key: `${hash} ${index}`,
      };
      if (file.role === "body") {
        const status = capture.status ?? 200;
        await append(
          "response",
          { ...entry, url: page, status },
          {
            statusline: `HTTP/1.1 ${status}`,
            httpHeaders: withoutEncoding(capture.headers, file.mediaType, payload.length),
          },
        );
      } else {
        const isAddress = /^https?:/.test(file.name);
        const url = isAddress
          ? file.name
          : `urn:medlint:${file.role}:${hash}:${index}:${encodeURIComponent(file.name)}`;
        await append("resource", { ...entry, url, status: 200 });
      }
    }
    const { id: _, hash: __, ...record } = capture;
    await append("metadata", {
      url: `urn:medlint:capture:${hash}`,
      date,
      status: 200,
      mediaType: "application/json",
      payload: Buffer.from(`${JSON.stringify({ hash, ...record }, null, 2)}\n`),
      key: `${hash} record`,
    });
  }
  return { bytes: Buffer.concat(parts), records };
}

/** The address of a captured page, or a name in its place. */
export function pageUrlOf({ url, hash }: StoredCapture): string {
  return url ?? `urn:medlint:page:${hash}`;
}

/**
 * The body is kept decoded, and a rendered document as UTF-8, so headers that speak of its transfer no longer hold; they
 * stay in the metadata record.
 */
function withoutEncoding(headers: StoredCapture["headers"], mediaType: string, length: number): [string, string][] {
  const transfer = new Set(["content-encoding", "transfer-encoding", "content-length"]);
  const kept = headers.flatMap(([name, value]): [string, string][] =>
    transfer.has(name.toLowerCase()) || /[\r\n]/.test(`${name}${value}`)
      ? []
      : [[name, name.toLowerCase() === "content-type" ? mediaType : value]],
  );
  return [...kept, ["Content-Length", String(length)]];
}

/** A UUID of version 8 (RFC 9562) from content, so that equal archives have equal ids. */
function uuidOf(key: string): string {
  const hex = sha256(key);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
