/** Tells which files changed, some at a time. */
export interface PathWatcher {
  /** Paths that were written or made since the last time, sorted; ends when the signal is aborted. */
  changes(signal: AbortSignal): AsyncIterable<readonly string[]>;
  close(): Promise<void>;
}

/** Calls back after a while, and can be told not to. Tests hand in their own. */
export interface Timer {
  start(call: () => void, ms: number): () => void;
}

/** An editor writes a file in several steps: what comes within this time is one change. */
const QUIET_MS = 200;

export const TIMER: Timer = {
  start(call, ms) {
    const timeout = setTimeout(call, ms);
    return () => clearTimeout(timeout);
  },
};

/** Collects changes until it has been quiet for a while. */
export class ChangeQueue implements PathWatcher {
  readonly #timer: Timer;
  readonly #onClose: () => Promise<void>;
  readonly #paths = new Set<string>();
  #stop: () => void = () => {};
  #isQuiet = false;
  #wake: () => void = () => {};

  constructor(timer: Timer = TIMER, onClose: () => Promise<void> = async () => {}) {
    this.#timer = timer;
    this.#onClose = onClose;
  }

  add(path: string): void {
    this.#paths.add(path);
    this.#isQuiet = false;
    this.#stop();
    this.#stop = this.#timer.start(() => {
      this.#isQuiet = true;
      this.#wake();
    }, QUIET_MS);
  }

  /** A file that went away before it was checked again. */
  delete(path: string): void {
    this.#paths.delete(path);
  }

  async *changes(signal: AbortSignal): AsyncGenerator<readonly string[]> {
    const onAbort = () => this.#wake();
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      while (!signal.aborted) {
        if (this.#isQuiet && this.#paths.size > 0) {
          const paths = [...this.#paths].sort();
          this.#paths.clear();
          yield paths;
        } else {
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
        }
      }
    } finally {
      signal.removeEventListener("abort", onAbort);
    }
  }

  async close(): Promise<void> {
    this.#stop();
    await this.#onClose();
  }
}

/**
 * Watches files and folders; the package that does it is loaded here.
 *
 * @param isWanted which files count
 * @throws Error where the optional package is not installed
 */
export async function watchPaths(paths: readonly string[], isWanted: (path: string) => boolean): Promise<PathWatcher> {
  const { watch } = await import("chokidar");
  const watcher = watch([...paths], {
    ignoreInitial: true,
    followSymlinks: false,
    ignored: /(^|[/\\])(\.[^/\\.]|node_modules([/\\]|$))/,
  });
  const queue = new ChangeQueue(TIMER, () => watcher.close());
  const add = (path: string) => {
    if (isWanted(path)) queue.add(path);
  };
  watcher.on("add", add).on("change", add);
  watcher.on("unlink", (path) => queue.delete(path));
  await new Promise<void>((resolve) => {
    watcher.once("ready", () => resolve());
  });
  return queue;
}
