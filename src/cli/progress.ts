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

  /** @param total what will be done in all; null where nobody knows */
  async update(done: number, total: number | null, unit: string): Promise<void> {
    const now = Date.now();
    if (!this.#isActive || now - this.#drawnAt < REDRAW_MS) return;
    this.#drawnAt = now;
    this.#isDrawn = true;
    await this.#output.write(`${CLEAR_LINE}${this.#label} ${describe(done, total, unit)}`);
  }

  /** Takes the line away, before anything else is printed. */
  async clear(): Promise<void> {
    if (!this.#isDrawn) return;
    this.#isDrawn = false;
    await this.#output.write(CLEAR_LINE);
  }
}

function describe(done: number, total: number | null, unit: string): string {
  if (total === null || total <= 0) return `${done} ${unit}`;
  const share = Math.min(1, done / total);
  const full = Math.round(share * BAR_CELLS);
  return `${"█".repeat(full)}${"░".repeat(BAR_CELLS - full)} ${Math.floor(share * 100)}%`;
}
