import { readdirSync, readFileSync } from "node:fs";

/** Watches the resident memory of this process's children (Linux only), all together. */
export class ChildMemory {
  #peakBytes = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(everyMs = 250) {
    this.#timer = setInterval(() => {
      this.#peakBytes = Math.max(this.#peakBytes, residentBytes());
    }, everyMs);
    this.#timer.unref();
  }

  stop(): number {
    clearInterval(this.#timer);
    return this.#peakBytes;
  }
}

function residentBytes(): number {
  let bytes = 0;
  try {
    for (const pid of descendants(process.pid)) {
      const pages = Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]);
      if (Number.isFinite(pages)) bytes += pages * 4096;
    }
  } catch {
    // A child ended while it was looked at.
  }
  return bytes;
}

function descendants(parent: number): number[] {
  return readdirSync(`/proc/${parent}/task`).flatMap((task) => {
    const children = readFileSync(`/proc/${parent}/task/${task}/children`, "utf8").trim().split(" ");
    return children.filter((pid) => pid !== "").flatMap((pid) => [Number(pid), ...descendants(Number(pid))]);
  });
}
