import { UsageError } from "./errors.js";
import { registryCliError } from "./registry-error.js";
import type { CliScanner } from "./services.js";

/** Remembers the listings of a run, so that `medlint find` finds them when something is recalled. */
export interface ListingRecorder {
  /** The same scanner, which remembers what it judges. */
  watch(scanner: CliScanner): CliScanner;
  close(): void;
}

/**
 * The recorder that `--record --database FILE` asks for; one that does nothing where it is not asked for.
 *
 * @throws UsageError `--record` without `--database`
 * @throws CliError the file cannot be used
 */
export async function openRecorder(options: {
  readonly record?: boolean | undefined;
  readonly database?: string | undefined;
}): Promise<ListingRecorder> {
  if (options.record !== true) return { watch: (scanner) => scanner, close: () => undefined };
  if (options.database === undefined) throw new UsageError("--record 须同时用 --database 写明记录到哪个文件");
  const { openListings, recordOf } = await import("../store/index.js");
  const guard = <Result>(act: () => Result): Result => {
    try {
      return act();
    } catch (error) {
      throw registryCliError(error);
    }
  };
  const path = options.database;
  const store = guard(() => openListings(path));
  return {
    watch: (scanner) => ({
      ...(scanner.dictionary !== undefined && { dictionary: scanner.dictionary }),
      engine: scanner.engine,
      scanPrepared(prepared) {
        const result = scanner.scanPrepared(prepared);
        const record = recordOf(prepared, result);
        if (record !== null) guard(() => store.record(record));
        return result;
      },
    }),
    close: () => guard(() => store.close()),
  };
}
