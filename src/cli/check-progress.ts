import { measureInputs } from "../prepare/read/measure-inputs.js";
import type { Output } from "./io.js";
import { Progress } from "./progress.js";

/** Files looked at to know how much there is; with more, nobody waits for the sum. */
const MAX_MEASURED_FILES = 100_000;

/** How far a check is: listings a second, findings, the time that remains where the size of the input is known. */
export class CheckProgress {
  readonly #line: Progress;
  readonly #totalBytes: number | null;
  readonly #now: () => number;
  readonly #startedAt: number;
  #listings = 0;
  #findings = 0;
  #bytes = 0;

  constructor(output: Output, paths: readonly string[], isWanted = true, now: () => number = () => performance.now()) {
    this.#line = new Progress(output, "正在检查", isWanted);
    const measured = this.#line.isActive
      ? measureInputs(paths, { bytes: Number.POSITIVE_INFINITY, files: MAX_MEASURED_FILES })
      : null;
    this.#totalBytes = measured?.isWhole === true && measured.bytes > 0 ? measured.bytes : null;
    this.#now = now;
    this.#startedAt = now();
  }

  async add(listings: number, findings: number, bytes: number): Promise<void> {
    this.#listings += listings;
    this.#findings += findings;
    this.#bytes += bytes;
    const [done, unit] = this.#totalBytes === null ? [this.#listings, "件"] : [this.#bytes, ""];
    await this.#line.update(done, this.#totalBytes, unit, () => this.#detail());
  }

  clear(): Promise<void> {
    return this.#line.clear();
  }

  #detail(): string {
    const seconds = Math.max(0.001, (this.#now() - this.#startedAt) / 1000);
    const parts = [`${Math.round(this.#listings / seconds)} 件/秒`, `问题 ${this.#findings}`];
    if (this.#totalBytes === null) return parts.join("，");
    const rest = (this.#totalBytes - this.#bytes) * (seconds / Math.max(1, this.#bytes));
    return [`${this.#listings} 件`, ...parts, `剩余约 ${describeSeconds(Math.max(0, rest))}`].join("，");
  }
}

/**
 * @example
 * describeSeconds(4000); // → "1 小时 6 分"
 */
export function describeSeconds(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} 秒`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes} 分 ${whole % 60} 秒` : `${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分`;
}
