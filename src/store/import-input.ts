import { createHash, type Hash } from "node:crypto";
import { open } from "node:fs/promises";
import { basename } from "node:path";
import { ImportError } from "./errors.js";
import type { Mapping } from "./mapping.js";
import { readRows } from "./rows/read-rows.js";
import { RowsError } from "./rows/rows-error.js";
import type { RowStream, UnreadRow } from "./rows/source-row.js";

/** What to import: a file, or its bytes under a name. */
export type ImportInput =
  | { readonly file: string }
  | { readonly name: string; readonly bytes: AsyncIterable<Uint8Array> };

/** Bytes of one read, and of one piece of it: rows of a piece are gone before the garbage collector has moved them. */
const READ_BYTES = 1 << 20;
const PIECE_BYTES = 1 << 17;

export interface RowOptions {
  readonly skip: number;
  readonly maxLineBytes: number;
  readonly mapping: Pick<Mapping, "layout"> | null;
}

/** An input that is being imported: its rows, how far it was read, its digest. */
export class OpenInput {
  readonly #path: string;
  readonly #input: ImportInput;
  readonly #hash: Hash = createHash("sha256");
  #digest: string | null = null;
  #bytes = 0;
  readonly name: string;
  encoding: string | null = null;
  passedOver: readonly string[] = [];

  /** @param path the registry, for errors */
  constructor(path: string, input: ImportInput) {
    this.#path = path;
    this.#input = input;
    this.name = "file" in input ? basename(input.file) : input.name;
  }

  /** Bytes read so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * SHA-256 of the input. A file is read once for it before anything is imported, so that a killed import knows its file
   * again; of bytes it is known at the end, and null before.
   */
  async digest(): Promise<string | null> {
    if (this.#digest !== null) return this.#digest;
    if ("file" in this.#input) {
      for await (const chunk of this.#chunks()) this.#hash.update(chunk);
      this.#digest = this.#hash.digest("hex");
      this.#bytes = 0;
    } else if (this.#bytes > 0) {
      this.#digest = this.#hash.copy().digest("hex");
    }
    return this.#digest;
  }

  /** @throws ImportError the file is damaged, over a cap, or in no format that is known */
  async *rows({ mapping, ...options }: RowOptions): RowStream<UnreadRow> {
    const passedOver: string[] = [];
    this.passedOver = passedOver;
    try {
      yield* readRows(
        {
          name: this.name,
          bytes: this.#hashed(),
          ...("file" in this.#input && { file: this.#input.file }),
        },
        {
          ...options,
          layout: mapping?.layout ?? {},
          onEncoding: (encoding) => {
            this.encoding = encoding;
          },
          onPassedOver: (entry) => passedOver.push(entry),
        },
      );
    } catch (error) {
      if (!(error instanceof RowsError)) throw error;
      throw new ImportError(error.code, this.#path, `导入文件 ${this.name} ${error.message}；注册库未改动`, error);
    }
  }

  async *#hashed(): AsyncGenerator<Uint8Array> {
    const isHashed = this.#digest !== null;
    for await (const chunk of this.#chunks()) {
      if (!isHashed) this.#hash.update(chunk);
      yield chunk;
    }
  }

  async *#chunks(): AsyncGenerator<Uint8Array> {
    const input = this.#input;
    try {
      for await (const chunk of "file" in input ? readPieces(input.file) : input.bytes) {
        this.#bytes += chunk.length;
        yield chunk;
      }
    } catch (cause) {
      const name = "file" in input ? input.file : input.name;
      const reason = cause instanceof Error && "code" in cause ? READ_REASONS[String(cause.code)] : undefined;
      const message = `导入文件 ${name} 无法读取：${reason ?? "读取中断"}；注册库未改动`;
      throw new ImportError("MEDLINT_IMPORT_UNREADABLE", this.#path, message, cause);
    }
  }
}

/** Bytes of a file; each piece holds until the next is asked for. */
async function* readPieces(file: string): AsyncGenerator<Uint8Array> {
  const handle = await open(file);
  try {
    // A device such as /dev/zero has no end.
    const found = await handle.stat();
    if (found.isCharacterDevice() || found.isBlockDevice())
      throw Object.assign(new Error("a device"), { code: "ENODEV" });
    const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, READ_BYTES, null);
      if (bytesRead === 0) return;
      for (let start = 0; start < bytesRead; start += PIECE_BYTES) {
        yield buffer.subarray(start, Math.min(start + PIECE_BYTES, bytesRead));
      }
    }
  } finally {
    await handle.close();
  }
}

const READ_REASONS: Readonly<Record<string, string>> = {
  ENOENT: "文件不存在",
  EACCES: "没有读取权限",
  EISDIR: "是文件夹，不是文件",
  ENODEV: "是设备，不是文件",
  ELOOP: "符号链接互相指向",
  EPERM: "没有读取权限",
};
