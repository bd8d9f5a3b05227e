import type { KnownCertificate, Prepared } from "../contracts/prepared.js";
import type { Coverage, Engine, Note, ScanResult } from "../contracts/result.js";
import type { CertificateSearch } from "../prepare/find-candidates.js";
import type { LicenceLookup } from "../prepare/join-licences.js";
import type { PageReader } from "../prepare/passages.js";
import { type PrepareOptions, prepareListing } from "../prepare/prepare-listing.js";
import type { Input } from "../prepare/read/input.js";

/** What judging needs; each thread has its own. */
export interface JudgeParts {
  readonly scanner: {
    readonly engine: Omit<Engine, "day">;
    readonly dictionary?: { readonly changes?: { readonly notes: readonly Note[] } | undefined };
    scanPrepared(prepared: Prepared): ScanResult;
  };
  readonly registry: {
    readonly sources: Coverage["registry"];
    lookup(numbers: readonly string[], day: string): readonly KnownCertificate[];
    readonly search?: CertificateSearch | undefined;
  } | null;
  /** Asks the registers of licences for a merchant. */
  readonly licences?: LicenceLookup | undefined;
  /** Display fields of the capture before this one. */
  readonly previous?: PrepareOptions["previous"];
  /** `YYYY-MM-DD`, for listings that do not say when they were captured. */
  readonly day: string;
  /** Called before the first page. */
  readonly loadPageReader: () => Promise<PageReader>;
}

/** What came of one input. */
export interface Judged {
  readonly result: ScanResult;
  /** Null where nothing could be read or judged. */
  readonly prepared: Prepared | null;
  /** What broke while judging; the listing is answered as incomplete. */
  readonly failure: { readonly where: string; readonly error: unknown } | null;
}

/** Prepares and judges inputs, one after the other. A listing that breaks the scanner does not cost the others theirs. */
export class Judge {
  readonly #parts: JudgeParts;
  readonly #lookup: PrepareOptions["lookup"];
  readonly #search: CertificateSearch | undefined;
  #readPage: PageReader | undefined;

  constructor(parts: JudgeParts) {
    const { registry } = parts;
    this.#parts = parts;
    this.#lookup = registry === null ? undefined : (numbers, on) => registry.lookup(numbers, on);
    this.#search = registry?.search?.bind(registry);
  }

  async judge(input: Input): Promise<Judged> {
    try {
      if (input.listing?.html !== undefined) this.#readPage ??= await this.#parts.loadPageReader();
    } catch (error) {
      return this.#failed(input, error);
    }
    return this.#judge(input);
  }

  /** As `judge`, without a promise; null where the reader of pages must be loaded first. */
  judgeAtOnce(input: Input): Judged | null {
    return input.listing?.html !== undefined && this.#readPage === undefined ? null : this.#judge(input);
  }

  #judge(input: Input): Judged {
    if (input.listing === null) return { result: this.unread(input), prepared: null, failure: null };
    const { scanner, registry, day } = this.#parts;
    try {
      const prepared = prepareListing(input.listing, {
        day,
        lookup: this.#lookup,
        search: this.#search,
        licences: this.#parts.licences,
        previous: this.#parts.previous,
        registry: registry?.sources,
        readPage: this.#readPage,
        document: input.document,
        pictures: input.pictures,
        notes: input.notes,
      });
      return { result: named(scanner.scanPrepared(prepared), input), prepared, failure: null };
    } catch (error) {
      return this.#failed(input, error);
    }
  }

  #failed(input: Input, error: unknown): Judged {
    const where = whereOf(input);
    const result = this.unread({ ...input, notes: [...input.notes, { code: "scan-failed", where }] });
    return { result, prepared: null, failure: { where, error } };
  }

  /** The answer to what could not be read: never clean. */
  unread(input: Pick<Input, "name" | "line" | "notes">): ScanResult {
    const { scanner, registry, day } = this.#parts;
    const result: ScanResult = {
      listing: input.name,
      status: "incomplete",
      findings: [],
      coverage: {
        passages: 0,
        images: { read: 0, failed: 0, skipped: 0 },
        certificates: { found: [], missing: [] },
        registry: registry?.sources ?? [],
        notes: [...input.notes, ...(scanner.dictionary?.changes?.notes ?? [])],
      },
      engine: { ...scanner.engine, day },
    };
    return input.line === undefined ? result : { ...result, line: input.line };
  }
}

/** The engine that read the pictures is part of what a result depends on. */
function named(result: ScanResult, { pictures }: Input): ScanResult {
  const ocr = pictures?.engine;
  return ocr == null ? result : { ...result, engine: { ...result.engine, ocr } };
}

/** File and line, as people look for them. */
export function whereOf({ source, line }: Pick<Input, "source" | "line">): string {
  return line === undefined ? source : `${source}:${line}`;
}
