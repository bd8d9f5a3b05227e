import { type ChildProcess, fork } from "node:child_process";
import { createRequire } from "node:module";
import { extname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { OcrEngineName, PictureReading } from "../../contracts/ocr.js";
import { MAX_CHILD_BYTES } from "../limits.js";
import type { ReadHooks } from "../picture-engine.js";
import { ENGINE_VARIABLE, type FromChild, type SegmentRange, type ToChild } from "./protocol.js";

/** How a picture ended: read, or what became of its child. */
export type ChildAnswer =
  | { readonly type: "done"; readonly reading: PictureReading }
  | { readonly type: "time-limit" }
  | { readonly type: "crash" };

/** The engine cannot start here; `message` says why. */
export class OcrUnavailableError extends Error {
  readonly code = "MEDLINT_OCR_UNAVAILABLE";

  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

interface Task {
  readonly id: number;
  readonly bytes: Uint8Array;
  readonly hooks: ReadHooks;
  readonly range: SegmentRange | null;
  readonly finish: (answer: ChildAnswer) => void;
  readonly refuse: (error: Error) => void;
}

/** Longest start of a child, milliseconds: models are read from disk. */
const START_MS = 60_000;
const FIRST_LETTERS = 2_000;

/**
 * One child process and its replacements. A picture that takes too long or brings the process down costs itself only.
 */
export class SupervisedChild {
  readonly #engine: OcrEngineName;
  readonly #timeLimitMs: number;
  readonly #entry: URL;
  #child: ChildProcess | null = null;
  #isReady = false;
  #task: Task | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isTimedOut = false;
  #complaint = "";
  #nextId = 0;

  /** @param entry module that the child runs */
  constructor(engine: OcrEngineName, timeLimitMs: number, entry: URL) {
    this.#engine = engine;
    this.#timeLimitMs = timeLimitMs;
    this.#entry = entry;
  }

  get isIdle(): boolean {
    return this.#task === null;
  }

  /** Process number of the child that runs now, for tests that kill it. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /**
   * Has one picture read; the child is started where none runs.
   *
   * @param range of a long picture's segments, where only these are wanted
   * @throws OcrUnavailableError where no child comes up
   */
  read(bytes: Uint8Array, hooks: ReadHooks, range: SegmentRange | null = null): Promise<ChildAnswer> {
    if (this.#task !== null) throw new Error("child is busy");
    return new Promise((finish, refuse) => {
      this.#task = { id: this.#nextId++, bytes, hooks, range, finish, refuse };
      if (this.#child === null) this.#start();
      else if (this.#isReady) this.#hand();
    });
  }

  /** Ends the child; a picture under way ends as a crash. */
  async close(): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.ref();
    child.kill("SIGKILL");
    await ended;
  }

  #start(): void {
    const path = fileURLToPath(this.#entry);
    // Run from source, the child needs the same loader as its parent.
    const execArgv = extname(path) === ".ts" ? ["--import", sourceLoader()] : [];
    const child = fork(path, {
      execArgv,
      serialization: "advanced",
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      env: { ...process.env, [ENGINE_VARIABLE]: this.#engine },
    });
    this.#child = child;
    this.#isReady = false;
    this.#complaint = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      if (this.#complaint.length < FIRST_LETTERS) this.#complaint += chunk.toString("utf8").slice(0, FIRST_LETTERS);
    });
    child.on("message", (message: FromChild) => this.#hear(child, message));
    child.on("error", () => child.kill("SIGKILL"));
    child.on("exit", () => this.#ended(child));
    this.#watch(START_MS);
  }

  #hear(child: ChildProcess, message: FromChild): void {
    if (child !== this.#child) return;
    if (message.type === "unavailable") {
      this.#complaint = message.reason;
    } else if (message.type === "ready") {
      this.#isReady = true;
      if (this.#task !== null) this.#hand();
    } else if (message.id !== this.#task?.id) {
      // A late word about a picture that was given up.
    } else if (message.type === "pixels") {
      const { id } = message;
      const { known = async () => null } = this.#task.hooks;
      known(message.hash).then(
        (reading) => this.#send({ type: "known", id, reading }),
        () => this.#send({ type: "known", id, reading: null }),
      );
    } else if (message.type === "share") {
      const { id } = message;
      const all = { from: 0, to: message.segments };
      const { share = async () => all } = this.#task.hooks;
      share(message.segments).then(
        (range) => this.#send({ type: "range", id, range }),
        () => this.#send({ type: "range", id, range: all }),
      );
    } else {
      if (message.memory > MAX_CHILD_BYTES) this.#retire();
      this.#finish({ type: "done", reading: message.reading });
    }
  }

  #hand(): void {
    const task = this.#task;
    if (task === null) return;
    this.#watch(this.#timeLimitMs);
    this.#send({ type: "read", id: task.id, bytes: task.bytes, range: task.range });
  }

  #send(message: ToChild): void {
    // A child that just died is answered by its `exit`.
    if (this.#child?.connected) this.#child.send(message, () => {});
  }

  /** Gives the child so much time; an idle child does not keep the program alive. */
  #watch(timeMs: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#child?.ref();
    this.#child?.channel?.ref();
    const child = this.#child;
    this.#timer = setTimeout(() => {
      this.#isTimedOut = true;
      child?.kill("SIGKILL");
    }, timeMs);
  }

  /** Lets a child that grew too large go; the next picture starts another. */
  #retire(): void {
    const child = this.#child;
    this.#child = null;
    child?.removeAllListeners("exit");
    child?.kill("SIGKILL");
  }

  #ended(child: ChildProcess): void {
    if (child !== this.#child) return;
    this.#child = null;
    const isTimedOut = this.#isTimedOut;
    this.#isTimedOut = false;
    const wasReady = this.#isReady;
    this.#isReady = false;
    if (wasReady) this.#finish({ type: isTimedOut ? "time-limit" : "crash" });
    else this.#refuse(isTimedOut ? `启动超过 ${START_MS / 1000} 秒` : this.#complaint.trim() || "进程在启动时退出");
  }

  #finish(answer: ChildAnswer): void {
    const task = this.#rest();
    task?.finish(answer);
  }

  #refuse(reason: string): void {
    const task = this.#rest();
    task?.refuse(new OcrUnavailableError(reason));
  }

  #rest(): Task | null {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#child?.unref();
    this.#child?.channel?.unref();
    (this.#child?.stderr as { unref?(): void } | null | undefined)?.unref?.();
    const task = this.#task;
    this.#task = null;
    return task;
  }
}

/** tsx, as a URL: the child's working folder need not be this project's. */
function sourceLoader(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
}
