import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import type { WorkerPlan } from "../batches/answer-inputs.js";
import type { JudgeSettings } from "../batches/judge-batch.js";
import { WorkerPool, WorkersUnavailableError } from "../batches/worker-pool.js";
import { measureInputs } from "../prepare/read/measure-inputs.js";
import { ConfigurationError } from "./errors.js";
import type { CliScanner } from "./services.js";

/** Below this, one thread is done before workers have started. */
const WORKERS_FROM_BYTES = 3 * 1024 * 1024;
const WORKERS_FROM_LISTINGS = 2_000;
/** A folder of so many files is large, whatever their size. */
const WORKERS_FROM_FILES = 200;

/**
 * Whether and when a check uses worker threads: as many as `--jobs` says; without it as many as there are cores, where
 * the input is large, at once where that is known and otherwise once it turns out.
 *
 * @returns null: this thread judges everything
 */
export async function planWorkers(
  jobs: number | undefined,
  paths: readonly string[],
  scanner: CliScanner,
  settings: Omit<JudgeSettings, "scanner">,
): Promise<WorkerPlan | null> {
  const count = jobs ?? availableParallelism();
  if (count < 2 || scanner.share === undefined) return null;
  if (jobs === undefined && !isInstalled()) return null;
  const open = async () => {
    try {
      const shared = await scanner.share?.();
      if (shared === undefined) throw new TypeError("the scanner cannot be shared");
      return await WorkerPool.start({ ...settings, scanner: shared }, { jobs: count });
    } catch (cause) {
      if (!(cause instanceof WorkersUnavailableError)) throw cause;
      throw new ConfigurationError("MEDLINT_WORKERS", cause.message, { cause });
    }
  };
  if (jobs !== undefined) return { open, afterBytes: 0, afterListings: 0 };
  const size = measureInputs(paths, { bytes: WORKERS_FROM_BYTES, files: WORKERS_FROM_FILES });
  const isLarge = size.bytes >= WORKERS_FROM_BYTES || size.files >= WORKERS_FROM_FILES;
  return isLarge
    ? { open, afterBytes: 0, afterListings: 0 }
    : { open, afterBytes: WORKERS_FROM_BYTES, afterListings: WORKERS_FROM_LISTINGS };
}

/** Looked for without loading it: most checks need no workers. */
function isInstalled(): boolean {
  try {
    createRequire(import.meta.url).resolve("piscina");
    return true;
  } catch {
    return false;
  }
}
