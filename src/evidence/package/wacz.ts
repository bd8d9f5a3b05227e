import { canonicalJson } from "../canonical-json.js";
import { EvidenceError } from "../errors.js";
import { MAX_PACKAGE_BYTES, MAX_PACKAGE_CAPTURES } from "../limits.js";
import { sha256 } from "../sha256.js";
import type { KeptFile, StoredCapture } from "../store/capture.js";
import { loadWarc, type PackedRecord, pageUrlOf, writeWarc } from "./warc.js";

export const WACZ_VERSION = "1.1.1";
export const PATHS = {
  archive: "archive/data.warc.gz",
  index: "indexes/index.cdx",
  pages: "pages/pages.jsonl",
  descriptor: "datapackage.json",
  digest: "datapackage-digest.json",
} as const;
/** Earliest time that zip can say: packages carry their times inside. */
const ZIP_TIME = new Date(Date.UTC(1980, 0, 1));

/**
 * Packs captures into one WACZ 1.1.1 (specs.webrecorder.net/wacz/1.1.1): a zip of stored entries with the WARC, its
 * index, the pages, and a descriptor with the SHA-256 of each. Equal captures give equal bytes.
 *
 * @param captures at least one, in the order in which they stand in the package
 * @throws EvidenceError MEDLINT_EVIDENCE_TOO_LARGE, MEDLINT_EVIDENCE_MISSING (no capture), MEDLINT_MODULE_MISSING
 */
export async function writeWacz(
  captures: readonly StoredCapture[],
  read: (file: KeptFile) => Uint8Array,
  about: { readonly title: string; readonly software: string },
): Promise<Buffer> {
  const [first] = captures;
  const last = captures.at(-1);
  if (first === undefined || last === undefined)
    throw new EvidenceError("MEDLINT_EVIDENCE_MISSING", "没有可以导出的采集记录");
  const size = captures.flatMap(({ files }) => files).reduce((sum, { bytes }) => sum + bytes, 0);
  if (captures.length > MAX_PACKAGE_CAPTURES || size > MAX_PACKAGE_BYTES) {
    const most = `${MAX_PACKAGE_CAPTURES} 次采集、${MAX_PACKAGE_BYTES / 1024 / 1024} MB`;
    throw new EvidenceError("MEDLINT_EVIDENCE_TOO_LARGE", `一个证据包最多 ${most}；请分批导出（--from、--to）`);
  }
  const { bytes: archive, records } = await writeWarc(captures, read, about.software);
  const entries = new Map<string, Buffer>([
    [PATHS.archive, archive],
    [PATHS.index, Buffer.from(await indexOf(records))],
    [PATHS.pages, Buffer.from(pagesOf(captures))],
  ]);
  const descriptor = `${canonicalJson({
    profile: "data-package",
    wacz_version: WACZ_VERSION,
    title: about.title,
    created: last.capturedAt,
    modified: last.capturedAt,
    software: about.software,
    mainPageUrl: pageUrlOf(first),
    mainPageDate: first.capturedAt,
    resources: [...entries].map(([path, bytes]) => ({
      name: path.slice(path.lastIndexOf("/") + 1),
      path,
      hash: `sha256:${sha256(bytes)}`,
      bytes: bytes.length,
    })),
  })}\n`;
  entries.set(PATHS.descriptor, Buffer.from(descriptor));
  const digest = canonicalJson({ path: PATHS.descriptor, hash: `sha256:${sha256(descriptor)}` });
  entries.set(PATHS.digest, Buffer.from(`${digest}\n`));
  return zip(entries);
}

async function zip(entries: ReadonlyMap<string, Buffer>): Promise<Buffer> {
  const { default: JsZip } = await import("jszip").catch((cause: unknown) => {
    throw new EvidenceError("MEDLINT_MODULE_MISSING", "证据包需要可选组件 jszip；请运行 npm install jszip", cause);
  });
  const archive = new JsZip();
  for (const [path, bytes] of entries) {
    archive.file(path, bytes, { date: ZIP_TIME, createFolders: false, compression: "STORE" });
  }
  return archive.generateAsync({ type: "nodebuffer", compression: "STORE", platform: "DOS", streamFiles: false });
}

/** CDXJ: `key timestamp {json}`, sorted by code unit. */
async function indexOf(records: readonly PackedRecord[]): Promise<string> {
  const { getSurt } = await loadWarc();
  const lines = records.map((record) => {
    const timestamp = record.date.replace(/[^0-9]/g, "").slice(0, 14);
    const fields = {
      url: record.url,
      mime: record.mediaType.split(";")[0]?.trim() ?? "",
      status: record.status,
      digest: `sha256:${record.payload}`,
      length: record.length,
      offset: record.offset,
      filename: PATHS.archive.slice("archive/".length),
      recordDigest: `sha256:${record.digest}`,
    };
    const key = record.url.startsWith("urn:") ? record.url : getSurt(record.url);
    return `${key} ${timestamp} ${JSON.stringify(fields)}\n`;
  });
  return lines.sort().join("");
}

function pagesOf(captures: readonly StoredCapture[]): string {
  const head = { format: "json-pages-1.0", id: "pages", title: "Pages" };
  const pages = captures
    .filter(({ files }) => files.some(({ role }) => role === "body"))
    .map((capture) => ({
      id: capture.hash.slice(0, 32),
      url: pageUrlOf(capture),
      ts: capture.capturedAt,
      title: capture.title ?? capture.listing,
    }));
  return [head, ...pages].map((line) => `${JSON.stringify(line)}\n`).join("");
}
