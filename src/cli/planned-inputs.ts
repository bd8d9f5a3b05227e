import { createHash } from "node:crypto";
import type { RunPlan } from "../contracts/monitoring.js";
import type { ReadOptions } from "../prepare/read/input.js";
import { readRawInputs } from "../prepare/read/read-raw.js";

/** Names that are remembered, so that what was not read can be named. */
const MAX_NAMES = 200_000;
/** Names of what was not read that stand in the record. */
const MAX_NAMED = 50;

/** What a run is to read, and what of it was not read yet. */
export class PlannedInputs {
  #plan: RunPlan | null;
  readonly #left: Set<string> | null;
  #read = 0;

  private constructor(plan: RunPlan | null, left: Set<string> | null) {
    this.#plan = plan;
    this.#left = left;
  }

  /** Nothing is known beforehand: what standard input holds shows only as it is read. */
  static unknown(): PlannedInputs {
    return new PlannedInputs(null, null);
  }

  /** Those that a proof drew, by their ids. */
  static ofSample({ sample, sha256 }: { readonly sample: readonly string[]; readonly sha256: string }): PlannedInputs {
    return new PlannedInputs({ basis: "sample", count: sample.length, sha256 }, new Set(sample));
  }

  /** Every file, line and row that the paths hold, listed before the first is judged. */
  static async list(paths: readonly string[], reading: ReadOptions): Promise<PlannedInputs> {
    if (paths.includes("-")) return PlannedInputs.unknown();
    const hash = createHash("sha256");
    const names = new Set<string>();
    let count = 0;
    for await (const group of readRawInputs(paths, reading, nothing(), { otherFiles: 0 })) {
      for (const raw of group) {
        const name = nameOf(raw.source, "line" in raw ? raw.line : undefined);
        hash.update(`${name}\n`);
        if (names.size < MAX_NAMES) names.add(name);
        count++;
      }
    }
    return new PlannedInputs({ basis: "inputs", count, sha256: hash.digest("hex") }, count > MAX_NAMES ? null : names);
  }

  /** Null as long as nobody knows. */
  get plan(): RunPlan | null {
    return this.#plan;
  }

  get isSample(): boolean {
    return this.#plan?.basis === "sample";
  }

  /** @param id of the listing; of a sample that is what was drawn */
  read(source: string, line: number | undefined, id: string | null): void {
    this.#read++;
    this.#left?.delete(this.isSample ? (id ?? "") : nameOf(source, line));
  }

  /** The plan with what was not read. */
  outcome(): RunPlan {
    const plan = this.#plan ?? { basis: "inputs", count: this.#read, isKnownLate: true };
    const unread = this.#left?.size ?? Math.max(0, plan.count - this.#read);
    return { ...plan, unread, unreadNames: [...(this.#left ?? [])].slice(0, MAX_NAMED) };
  }
}

function nameOf(source: string, line: number | undefined): string {
  return line === undefined ? source : `${source}:${line}`;
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
