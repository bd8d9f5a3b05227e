import { createWriteStream, type WriteStream } from "node:fs";
import { realpath, rename, rm, stat } from "node:fs/promises";
import type { Writable } from "node:stream";
import { ConfigurationError, describeSystemError } from "./errors.js";
import type { Output } from "./io.js";

/** Written ahead of the disk: to wait for it at every write costs more than the write. */
const BUFFER_BYTES = 1024 * 1024;

/** Where a file goes, links followed; null where a device or a pipe stands there. */
async function placeOf(path: string): Promise<string | null> {
  const found = await stat(path).catch(() => null);
  // Nothing stands there yet.
  if (found === null) return path;
  // `/dev/stdout` of a pipe has no real path: what it is is asked first.
  return found.isFile() || found.isDirectory() ? realpath(path) : null;
}

/**
 * A file that appears whole or not at all: it is written beside its place and moved there by `commit`. What is no plain
 * file (a device, a pipe: `/dev/stdout`) is written to as it is and never replaced.
 */
export class OutputFile implements Output {
  readonly isTTY = false;
  readonly #path: string;
  /** The option that named the file, for messages. */
  readonly #option: string;
  /** Where the file goes, links followed; null where it is written to as it is. */
  readonly #place: string | null;
  readonly #draft: string;
  readonly #stream: WriteStream;
  #failure: unknown = null;

  private constructor(path: string, option: string, place: string | null, draft: string, stream: WriteStream) {
    this.#path = path;
    this.#place = place;
    this.#option = option;
    this.#draft = draft;
    this.#stream = stream;
    stream.on("error", (error) => {
      this.#failure ??= error;
    });
  }

  /** @throws ConfigurationError MEDLINT_OUTPUT where the file cannot be made */
  static async open(path: string, option = "--output"): Promise<OutputFile> {
    const place = await placeOf(path);
    const draft = place === null ? path : `${place}.${process.pid}.part`;
    const stream = createWriteStream(draft, { highWaterMark: BUFFER_BYTES });
    const file = new OutputFile(path, option, place, draft, stream);
    await file.#eventOf("open");
    file.#check();
    return file;
  }

  /** For writers of bytes that want a stream; whoever ends it still calls `commit`. */
  get bytes(): Writable {
    return this.#stream;
  }

  /** @throws ConfigurationError MEDLINT_OUTPUT where an earlier write failed */
  throwIfFailed(): void {
    this.#check();
  }

  write(text: string): Promise<void> {
    return this.#write(text);
  }

  writeBytes(bytes: Uint8Array): Promise<void> {
    return this.#write(bytes);
  }

  async #write(chunk: string | Uint8Array): Promise<void> {
    this.#check();
    if (this.#stream.write(chunk)) return;
    await this.#eventOf("drain");
    this.#check();
  }

  /** Writes what is left and closes the file, still beside its place. */
  async close(): Promise<void> {
    if (!this.#stream.closed) {
      this.#stream.end();
      await this.#eventOf("close");
    }
    this.#check();
  }

  /** Closes the file and moves it to its place. */
  commit(): Promise<void> {
    return this.#place === null ? this.close() : this.#moveTo(this.#place);
  }

  /** Closes the file, which is not whole, and moves it beside its place. @returns its path */
  async commitPart(): Promise<string> {
    if (this.#place === null) {
      await this.close();
      return this.#path;
    }
    const path = `${this.#place}.partial`;
    await this.#moveTo(path);
    return path;
  }

  async #moveTo(path: string): Promise<void> {
    await this.close();
    try {
      await rename(this.#draft, path);
    } catch (error) {
      await this.discard();
      throw this.#error(error);
    }
  }

  async discard(): Promise<void> {
    this.#stream.destroy();
    if (this.#place !== null) await rm(this.#draft, { force: true });
  }

  /** Waits for an event, or for the failure that keeps it from coming. */
  #eventOf(name: "open" | "drain" | "close"): Promise<void> {
    const stream = this.#stream;
    return new Promise((resolve) => {
      const done = () => {
        stream.off(name, done).off("error", done);
        resolve();
      };
      stream.on(name, done).on("error", done);
    });
  }

  #check(): void {
    if (this.#failure !== null) throw this.#error(this.#failure);
  }

  #error(cause: unknown): ConfigurationError {
    const reason = describeSystemError(cause);
    const message = `无法写入 ${this.#option} 指定的文件 ${this.#path}：${reason}。请换一个可写的路径`;
    return new ConfigurationError("MEDLINT_OUTPUT", message, { cause });
  }
}
