import { Archive, nameOf } from "./archive.js";
import { decodeText } from "./decode-text.js";
import { readCsv } from "./read-csv.js";
import { readJsonLines } from "./read-json-lines.js";
import { readXlsx } from "./read-xlsx.js";
import { readXml } from "./read-xml.js";
import { RowsError } from "./rows-error.js";
import type { ReadOptions, RowStream, UnreadRow } from "./source-row.js";

/** Archives and sheets that come as a stream, or stand in an archive, are held in memory. Bytes. */
export const MAX_BUFFERED_BYTES = 256 * 1024 * 1024;

export interface RowSource {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Where the bytes are a file, its path: archives are read from it in place. */
  readonly file?: string | undefined;
}

export interface RowLayout {
  /** Row of a table that names its columns, from 1. */
  readonly headerRow?: number | undefined;
  readonly sheet?: string | undefined;
  /** Name of the XML element that is a row. */
  readonly element?: string | undefined;
}

export interface RowsOptions extends ReadOptions {
  readonly layout: RowLayout;
  readonly onPassedOver?: ((entry: string) => void) | undefined;
}

type Format = "jsonl" | "csv" | "xml" | "zip";

/**
 * Reads the rows of a file in any format that is known: by its first bytes, then by its name.
 *
 * @throws RowsError damaged, over a cap, in a format that is not read, or of an encoding that is not known
 */
export async function* readRows(source: RowSource, options: RowsOptions): RowStream<UnreadRow> {
  const { head, bytes, close } = await peek(source.bytes);
  try {
    const format = formatOf(source.name, head);
    if (format === "zip") {
      const archive = await Archive.open(source.file ?? (await collect(bytes)));
      try {
        yield* readArchive(archive, options, true);
      } finally {
        archive.close();
      }
    } else {
      yield* readText(format, bytes, options);
    }
  } finally {
    await close();
  }
}

function readText(
  format: Exclude<Format, "zip">,
  bytes: AsyncIterable<Uint8Array>,
  options: RowsOptions,
): RowStream<UnreadRow> {
  const { layout, onEncoding = () => undefined } = options;
  if (format === "csv") return readCsv(decodeText(bytes, onEncoding), options, layout.headerRow);
  if (format === "xml") return readXml(decodeText(bytes, onEncoding), options, layout.element);
  return readJsonLines(bytes, options);
}

async function* readArchive(archive: Archive, options: RowsOptions, isOutermost: boolean): RowStream<UnreadRow> {
  if (archive.find("xl/workbook.xml") !== undefined) {
    yield* readXlsx(archive, options, options.layout.headerRow, options.layout.sheet);
    return;
  }
  let { skip } = options;
  let read = 0;
  for (const entry of [...archive.entries].sort((a, b) => (a.fileName < b.fileName ? -1 : 1))) {
    const name = nameOf(entry);
    if (name.endsWith("/")) continue;
    const { head, bytes, close } = await peek(archive.read(entry));
    try {
      const format = /^__MACOSX\/|(^|\/)\./.test(name) ? null : knownFormatOf(name, head);
      if (format === null || (format === "zip" && !isOutermost)) {
        options.onPassedOver?.(name);
        continue;
      }
      read++;
      // Rows passed over are counted across entries, so each is read from its beginning.
      const inner = { ...options, skip: 0 };
      const rows = format === "zip" ? readInner(await collect(bytes), inner) : readText(format, bytes, inner);
      for await (const some of rows) {
        const kept = skip === 0 ? some : some.slice(Math.min(skip, some.length));
        skip -= some.length - kept.length;
        if (kept.length > 0) yield kept.map((row): UnreadRow => ({ ...row, part: row.part ?? name }));
      }
    } finally {
      await close();
    }
  }
  if (read === 0) throw new RowsError("MEDLINT_IMPORT_FORMAT", "中没有 JSON Lines、CSV、XLSX 或 XML 文件");
}

async function* readInner(buffer: Buffer, options: RowsOptions): RowStream<UnreadRow> {
  const archive = await Archive.open(buffer);
  try {
    yield* readArchive(archive, options, false);
  } finally {
    archive.close();
  }
}

function formatOf(name: string, head: Uint8Array): Format {
  const known = knownFormatOf(name, head);
  if (known !== null) return known;
  // Read as JSON Lines, every row of anything else is rejected with its reason.
  return "jsonl";
}

function knownFormatOf(name: string, head: Uint8Array): Format | null {
  const hex = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 4)).toString("hex");
  if (hex.startsWith("504b0304") || hex.startsWith("504b0506")) return "zip";
  if (hex === "d0cf11e0") throw new RowsError("MEDLINT_IMPORT_FORMAT", "是旧版 .xls 表格，请另存为 .xlsx 或 CSV");
  if (hex.startsWith("1f8b")) throw new RowsError("MEDLINT_IMPORT_FORMAT", "是 gzip 压缩文件，请先解压");
  const extension = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase();
  if (extension === "zip" || extension === "xlsx")
    throw new RowsError("MEDLINT_IMPORT_DAMAGED", `不是有效的 .${extension} 文件`);
  if (extension === "csv" || extension === "tsv") return "csv";
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 512)).toString("latin1");
  const start = text.replaceAll("\u0000", "").replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*/, "");
  if (extension === "xml" || start.startsWith("<?xml")) return "xml";
  if (extension === "jsonl" || extension === "ndjson" || extension === "json" || start.startsWith("{")) return "jsonl";
  return null;
}

interface Peeked {
  readonly head: Uint8Array;
  /** All bytes, the first again. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Must be called: bytes that nobody asked for hold their file open. */
  close(): Promise<void>;
}

async function peek(source: AsyncIterable<Uint8Array>): Promise<Peeked> {
  const iterator = source[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let length = 0;
  let isDone = false;
  while (!isDone && length < 512) {
    const next = await iterator.next();
    isDone = next.done === true;
    if (next.done !== true) {
      // Short as it is: a chunk holds only until the next is asked for.
      first.push(next.value.length < 512 ? Buffer.from(next.value) : next.value);
      length += next.value.length;
    }
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    yield* first;
    if (!isDone)
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  }
  const close = async (): Promise<void> => {
    await iterator.return?.();
  };
  return { head: Buffer.concat(first), bytes: all(), close };
}

async function collect(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.length;
    if (length > MAX_BUFFERED_BYTES) {
      throw new RowsError(
        "MEDLINT_IMPORT_LIMIT",
        `超过 ${MAX_BUFFERED_BYTES / 1024 ** 2} MiB，不能从流或压缩包中读取，请先存为文件`,
      );
    }
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}
