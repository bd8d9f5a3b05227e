import type { Judged } from "../batches/judge.js";
import type { ListingRecord } from "../store/listings/listing-record.js";
import { CaseRecorder, type EvidenceOfCases } from "./case-recorder.js";
import { UsageError } from "./errors.js";
import type { Io } from "./io.js";
import { registryCliError } from "./registry-error.js";
import type { CliScanner } from "./services.js";

/** Remembers the listings of a run, for `medlint find`, and puts their findings into cases. */
export interface ListingRecorder {
  /** The same scanner, which remembers what it judges. */
  watch(scanner: CliScanner): CliScanner;
  /** Takes a judged listing's findings, as baseline and suppressions left them, with what was kept of it. */
  take(judged: Judged, kept?: EvidenceOfCases | null): Promise<void>;
  close(): Promise<void>;
}

const NOTHING: ListingRecorder = {
  watch: (scanner) => scanner,
  take: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

/**
 * The recorder that `--record --database FILE|URL` asks for; one that does nothing where it is not asked for.
 *
 * @throws UsageError `--record` without `--database`
 * @throws CliError the database cannot be used
 */
export async function openRecorder(
  options: {
    readonly record?: boolean | undefined;
    readonly database?: string | undefined;
    readonly key?: string | undefined;
    readonly profile?: string | undefined;
    readonly quiet?: boolean | undefined;
  },
  io: Io,
): Promise<ListingRecorder> {
  if (options.record !== true) return NOTHING;
  if (options.database === undefined) throw new UsageError("--record 须同时用 --database 写明记录到哪个文件");
  const { openListings, recordOf } = await import("../store/index.js");
  const path = options.database;
  const isServer = /^postgres(?:ql)?:\/\//i.test(path);
  // Who sells what is kept in SQLite files only; a server keeps the cases.
  const store = isServer ? null : guard(() => openListings(path));
  const cases = new CaseRecorder({ ...options, database: path }, io);
  if (isServer) await cases.open();
  // Two connections write one file: while cases are written, listings wait.
  const waiting: ListingRecord[] = [];
  let evidence: EvidenceOfCases | null = null;
  const flush = async () => {
    guard(() => store?.commit());
    await cases.flush(evidence);
    for (const record of waiting.splice(0)) guard(() => store?.record(record));
  };
  return {
    watch: (scanner) => ({
      ...(scanner.dictionary !== undefined && { dictionary: scanner.dictionary }),
      engine: scanner.engine,
      scanPrepared(prepared) {
        const result = scanner.scanPrepared(prepared);
        const record = recordOf(prepared, result);
        if (record !== null && cases.isWriting) waiting.push(record);
        else if (record !== null) guard(() => store?.record(record));
        return result;
      },
    }),
    async take({ prepared, result }, kept = null) {
      if (prepared === null) return;
      evidence = kept;
      await cases.add(prepared, result, kept);
      if (cases.isFull) await flush();
    },
    async close() {
      try {
        await flush();
        await cases.close();
      } finally {
        guard(() => store?.close());
      }
    },
  };
}

function guard<Result>(act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    throw registryCliError(error);
  }
}
