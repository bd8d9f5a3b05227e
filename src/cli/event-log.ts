import { closeSync, openSync, writeSync } from "node:fs";
import type { CrawlEvent } from "../crawl/crawl-events.js";
import { ConfigurationError } from "./errors.js";

/** Events that are written together, and the longest that one waits for others. */
const PIECE = 256;
const FLUSH_MS = 500;

/** Appends events to a file, a line of JSON each, many lines at a time. */
export class EventLog {
  readonly #path: string;
  readonly #file: number;
  #lines: string[] = [];
  #timer: NodeJS.Timeout | null = null;

  /** @throws ConfigurationError where the file cannot be opened */
  constructor(path: string) {
    this.#path = path;
    this.#file = this.#guard(() => openSync(path, "a"));
  }

  add(event: CrawlEvent): void {
    this.#lines.push(`${JSON.stringify({ at: new Date().toISOString(), ...event })}\n`);
    if (this.#lines.length >= PIECE || event.type === "round" || event.type === "end") this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), FLUSH_MS).unref();
  }

  /** @throws ConfigurationError where the file cannot be written */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const lines = this.#lines.join("");
    this.#lines = [];
    if (lines !== "") this.#guard(() => writeSync(this.#file, lines));
  }

  close(): void {
    this.flush();
    closeSync(this.#file);
  }

  #guard<Result>(act: () => Result): Result {
    try {
      return act();
    } catch (cause) {
      throw new ConfigurationError("MEDLINT_OUTPUT", `无法写入 --events 指定的文件 ${this.#path}`, { cause });
    }
  }
}
