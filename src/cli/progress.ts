import type { Output } from "./io.js";

const REDRAW_MS = 120;
const BAR_CELLS = 24;
const CLEAR_LINE = "\r\u001b[2K";

/** A line that tells a waiting person how far the work is; silent where nobody looks. Its clock touches no result. */
export class Progress {
  readonly #output: Output;
  readonly #isActive: boolean;
  readonly #label: string;
  #isDrawn = false;
  #drawnAt = 0;

  constructor(output: Output, label: string, isWanted = true) {
    this.#output = output;
    this.#label = label;
    this.#isActive = isWanted && output.isTTY;
  }

  /** Whether anybody looks. */
  get isActive(): boolean {
    return this.#isActive;
  }

  /**
   * @param total what will be done in all; null where nobody knows
   * @param detail more to say, made only when the line is drawn
   */
  async update(done: number, total: number | null, unit: string, detail?: () => string): Promise<void> {
    const now = Date.now();
    if (!this.#isActive || now - this.#drawnAt < REDRAW_MS) return;
    this.#drawnAt = now;
    this.#isDrawn = true;
    const more = detail === undefined ? "" : ` ${detail()}`;
    await this.#output.write(`${CLEAR_LINE}${this.#label} ${describe(done, total, unit)}${more}`);
  }

  /** Takes the line away, before anything else is printed. */
  async clear(): Promise<void> {
    if (!this.#isDrawn) return;
    this.#isDrawn = false;
    await this.#output.write(CLEAR_LINE);
  }
}

function describe(done: number, total: number | null, unit: string): string {
  if (total === null || total <= 0) return unit === "" ? "" : `${done} ${unit}`;
  const share = Math.min(1, done / total);
  const full = Math.round(share * BAR_CELLS);
  return `${"█".repeat(full)}${"░".repeat(BAR_CELLS - full)} ${Math.floor(share * 100)}%`;
}
