import type { Entry, ZipFile } from "yauzl";
import { loadOptional, RowsError } from "./rows-error.js";

/** Entries of an archive. */
export const MAX_ARCHIVE_ENTRIES = 10_000;
/** All entries together, unpacked. Bytes. */
export const MAX_UNPACKED_BYTES = 64 * 1024 * 1024 * 1024;
/** Unpacked against packed, beyond the first `RATIO_FREE_BYTES` of an entry. Real exports reach 40. */
export const MAX_RATIO = 200;
const RATIO_FREE_BYTES = 16 * 1024 * 1024;

/** An archive, with every entry read through the caps: what its directory says of sizes is not believed. */
export class Archive {
  readonly #zip: ZipFile;
  readonly entries: readonly Entry[];
  #unpacked = 0;

  private constructor(zip: ZipFile, entries: readonly Entry[]) {
    this.#zip = zip;
    this.entries = entries;
  }

  /** @throws RowsError no zip, damaged, too many entries, encrypted */
  static async open(source: string | Buffer): Promise<Archive> {
    const yauzl = await loadOptional("yauzl", "压缩包或表格", () => import("yauzl"));
    const options = { lazyEntries: true, autoClose: false, validateEntrySize: true } as const;
    const zip = await new Promise<ZipFile>((resolve, reject) => {
      const done = (error: Error | null, file?: ZipFile) =>
        file === undefined ? reject(damaged(error)) : resolve(file);
      if (typeof source === "string") yauzl.open(source, options, done);
      else yauzl.fromBuffer(source, options, done);
    });
    try {
      return new Archive(zip, await entriesOf(zip));
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  find(name: string): Entry | undefined {
    return this.entries.find((entry) => entry.fileName === name);
  }

  /** Bytes of an entry. */
  async *read(entry: Entry): AsyncGenerator<Uint8Array> {
    const stream = await new Promise<AsyncIterable<Uint8Array>>((resolve, reject) => {
      this.#zip.openReadStream(entry, (error, opened) => (error ? reject(damaged(error)) : resolve(opened)));
    });
    let bytes = 0;
    try {
      for await (const chunk of stream) {
        bytes += chunk.length;
        this.#unpacked += chunk.length;
        if (bytes > RATIO_FREE_BYTES && bytes > entry.compressedSize * MAX_RATIO) {
          throw new RowsError(
            "MEDLINT_IMPORT_LIMIT",
            `中的 ${nameOf(entry)} 解压后超过压缩前的 ${MAX_RATIO} 倍，疑为压缩炸弹`,
          );
        }
        if (this.#unpacked > MAX_UNPACKED_BYTES) {
          throw new RowsError("MEDLINT_IMPORT_LIMIT", `解压后超过 ${MAX_UNPACKED_BYTES / 1024 ** 3} GiB`);
        }
        yield chunk;
      }
    } catch (error) {
      throw error instanceof RowsError ? error : damaged(error, nameOf(entry));
    }
  }

  close(): void {
    this.#zip.close();
  }
}

export function nameOf(entry: Entry): string {
  return entry.fileName.slice(0, 120);
}

async function entriesOf(zip: ZipFile): Promise<Entry[]> {
  if (zip.entryCount > MAX_ARCHIVE_ENTRIES) throw tooMany(zip.entryCount);
  const entries: Entry[] = [];
  await new Promise<void>((resolve, reject) => {
    zip.on("error", (error) => reject(damaged(error)));
    zip.on("end", resolve);
    zip.on("entry", (entry: Entry) => {
      if (entry.isEncrypted()) {
        reject(new RowsError("MEDLINT_IMPORT_FORMAT", `中的 ${nameOf(entry)} 已加密，请解密后再导入`));
        return;
      }
      entries.push(entry);
      if (entries.length > MAX_ARCHIVE_ENTRIES) reject(tooMany(entries.length));
      else zip.readEntry();
    });
    zip.readEntry();
  });
  return entries;
}

function tooMany(count: number): RowsError {
  return new RowsError("MEDLINT_IMPORT_LIMIT", `中有 ${count} 个文件，上限 ${MAX_ARCHIVE_ENTRIES}`);
}

function damaged(cause: unknown, entry?: string): RowsError {
  const where = entry === undefined ? "" : `中的 ${entry} `;
  return new RowsError("MEDLINT_IMPORT_DAMAGED", `${where}已损坏或不完整，无法解压`, cause);
}
