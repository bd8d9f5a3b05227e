import { EvidenceError } from "../errors.js";
import { sha256 } from "../sha256.js";
import { PATHS } from "./wacz.js";

const MAX_ENTRIES = 1_000;

/** Reads all entries of a zip that is in memory; null where it is no sound zip. */
async function readEntries(bytes: Buffer): Promise<Map<string, Buffer> | null> {
  const yauzl = await import("yauzl").catch((cause: unknown) => {
    throw new EvidenceError("MEDLINT_MODULE_MISSING", "核验证据包需要可选组件 yauzl；请运行 npm install yauzl", cause);
  });
  return new Promise((resolve) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true, strictFileNames: true }, (failure, zip) => {
      if (failure || zip === undefined) return resolve(null);
      const entries = new Map<string, Buffer>();
      zip.on("error", () => resolve(null));
      zip.on("end", () => resolve(entries));
      zip.on("entry", (entry) => {
        const isOdd = entries.size >= MAX_ENTRIES || entries.has(entry.fileName) || entry.compressionMethod !== 0;
        if (isOdd || entry.uncompressedSize > bytes.length) return resolve(null);
        zip.openReadStream(entry, (broken, stream) => {
          if (broken || stream === undefined) return resolve(null);
          const chunks: Buffer[] = [];
          stream.on("data", (chunk: Buffer) => chunks.push(chunk));
          stream.on("error", () => resolve(null));
          stream.on("end", () => {
            entries.set(entry.fileName, Buffer.concat(chunks));
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
}

interface Resource {
  readonly path: string;
  readonly hash: string;
  readonly bytes: number;
}

/**
 * What is wrong inside a WACZ, part by part, in Chinese; empty where every hash it carries fits.
 *
 * @example
 * await faultsInWacz(bytes); // → ["archive/data.warc.gz：https://shop.example/1 的记录内容与索引中的摘要不符"]
 */
export async function faultsInWacz(bytes: Buffer): Promise<string[]> {
  const entries = await readEntries(bytes);
  if (entries === null) return ["包的结构（zip 的文件头或目录）：不能打开，或有多余、重复的部分"];
  const faults: string[] = [];
  const descriptor = entries.get(PATHS.descriptor);
  if (descriptor === undefined) return [`${PATHS.descriptor}：缺少`];
  const digest = parse(entries.get(PATHS.digest)) as { path?: unknown; hash?: unknown } | null;
  if (digest === null) faults.push(`${PATHS.digest}：缺少或读不出`);
  else if (digest.path !== PATHS.descriptor || digest.hash !== `sha256:${sha256(descriptor)}`) {
    faults.push(`${PATHS.descriptor}：与 ${PATHS.digest} 中的摘要不符（其中之一被改动）`);
  }
  const resources = resourcesOf(parse(descriptor));
  if (resources === null) return [...faults, `${PATHS.descriptor}：读不出文件清单`];
  for (const { path, hash, bytes: size } of resources) {
    const entry = entries.get(path);
    if (entry === undefined) faults.push(`${path}：缺少`);
    else if (`sha256:${sha256(entry)}` !== hash) faults.push(...(await namesIn(path, entry, size, entries)));
    else if (entry.length !== size) faults.push(`${path}：长度与清单不符`);
  }
  const listed = new Set<string>([PATHS.descriptor, PATHS.digest, ...resources.map(({ path }) => path)]);
  for (const path of entries.keys()) if (!listed.has(path)) faults.push(`${path}：不在清单之中，是后来加入的`);
  for (const path of [PATHS.archive, PATHS.index, PATHS.pages]) {
    if (!listed.has(path)) faults.push(`${path}：清单中没有`);
  }
  if (faults.length === 0) faults.push(...recordFaults(entries));
  return faults;
}

/** Names the records of the archive that differ, where the index still says what they were. */
async function namesIn(
  path: string,
  entry: Buffer,
  size: number,
  entries: ReadonlyMap<string, Buffer>,
): Promise<string[]> {
  const how = entry.length === size ? "内容被改动" : `长度由 ${size} 变为 ${entry.length} 字节`;
  const records = path === PATHS.archive && entry.length === size ? recordFaults(entries) : [];
  return records.length > 0 ? records : [`${path}：${how}`];
}

function recordFaults(entries: ReadonlyMap<string, Buffer>): string[] {
  const archive = entries.get(PATHS.archive);
  const index = entries.get(PATHS.index);
  if (archive === undefined || index === undefined) return [];
  const lines = index
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "");
  return lines.flatMap((line) => {
    const at = line.indexOf("{");
    const record = parse(at < 0 ? undefined : Buffer.from(line.slice(at))) as Record<string, unknown> | null;
    const { url, offset, length, recordDigest } = record ?? {};
    if (typeof offset !== "number" || typeof length !== "number") return [`${PATHS.index}：有一行读不出`];
    const slice = archive.subarray(offset, offset + length);
    return `sha256:${sha256(slice)}` === recordDigest ? [] : [`${PATHS.archive}：${url} 的记录与索引中的摘要不符`];
  });
}

function resourcesOf(descriptor: unknown): Resource[] | null {
  const { resources } = (descriptor ?? {}) as { resources?: unknown };
  if (!Array.isArray(resources) || resources.length > MAX_ENTRIES) return null;
  const isResource = (one: unknown): one is Resource => {
    const { path, hash, bytes } = (one ?? {}) as Partial<Record<keyof Resource, unknown>>;
    return typeof path === "string" && typeof hash === "string" && typeof bytes === "number";
  };
  return resources.every(isResource) ? resources : null;
}

function parse(bytes: Buffer | undefined): unknown {
  if (bytes === undefined) return null;
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return null;
  }
}
