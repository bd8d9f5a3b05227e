import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { userInfo } from "node:os";
import { join, sep } from "node:path";
import type { Judged } from "../batches/judge.js";
import type { CaseEvidence } from "../contracts/case.js";
import type { Listing } from "../contracts/listing.js";
import type { Prepared } from "../contracts/prepared.js";
import type { Coverage } from "../contracts/result.js";
import { canonicalJson } from "../evidence/canonical-json.js";
import { MAX_OBJECT_BYTES } from "../evidence/limits.js";
import { RunLog, runRowOf, unreadRow } from "../evidence/monitoring/run-log.js";
import { ROLE_NAMES } from "../evidence/package/sheet.js";
import { tieCase } from "../evidence/retention/case-terms.js";
import type { CapturedFile, StoredCapture } from "../evidence/store/capture.js";
import { type EvidenceStore, openEvidence } from "../evidence/store/evidence-store.js";
import { readCipher } from "../evidence/store/field-cipher.js";
import type { Input } from "../prepare/read/input.js";
import type { EvidenceOfCases } from "./case-recorder.js";
import { UsageError } from "./errors.js";
import { evidenceCliError } from "./evidence-error.js";

/** Pictures of one listing that are kept with it; a page may name any number. */
const MAX_KEPT_PICTURES = 100;
const OUTCOME_COMMAND = "medlint check";

export interface EvidenceRecorderOptions {
  readonly evidence?: string | undefined;
  readonly operator?: string | undefined;
  readonly fieldKey?: string | undefined;
}

/** Keeps what a check reads as evidence, compares with the capture before, and writes the monitoring record of the run. */
export class EvidenceRecorder implements EvidenceOfCases {
  readonly #store: EvidenceStore;
  readonly #log: RunLog;
  readonly #run: number;
  readonly #operator: string;
  readonly #versions = new Map<string, string>();
  readonly #kept = new WeakMap<Prepared, readonly CaseEvidence[]>();

  constructor(store: EvidenceStore, operator: string, scope: string) {
    this.#store = store;
    this.#log = new RunLog(store);
    this.#operator = operator;
    const startedAt = new Date().toISOString();
    this.#run = this.#log.begin({ startedAt, operator, command: OUTCOME_COMMAND, scope, planned: null });
  }

  previous(listing: Listing): Readonly<Record<string, string>> | null {
    return guard(() => this.#store.previous(listing));
  }

  /** @throws CliError where it cannot be kept: a run whose evidence is missing must not look whole */
  keep(input: Input, { prepared, result }: Judged): void {
    guard(() => {
      const now = new Date().toISOString();
      this.#note("引擎", result.engine.version);
      this.#note("词库", result.engine.dictionary);
      this.#note("分词", result.engine.segmenter);
      this.#note("文字识别", result.engine.ocr);
      this.#note("注册库", describe(result.coverage.registry));
      if (prepared === null) {
        this.#log.add(this.#run, unreadRow(input.name ?? input.source, now));
        return;
      }
      const { capturedAt } = prepared.listing;
      const at = capturedAt !== undefined && !Number.isNaN(Date.parse(capturedAt)) ? capturedAt : now;
      const isNamed = prepared.listing.id !== undefined || prepared.listing.url !== undefined;
      const kept = this.#store.keep({
        prepared,
        result: isNamed ? result : { ...result, listing: input.source },
        capturedAt: at,
        url: prepared.listing.url ?? (isNamed ? undefined : input.source),
        run: this.#run,
        files: [sourceOf(input), ...(result.findings.length > 0 ? picturesOf(input, prepared.listing) : [])],
        facts: { method: `medlint check 读取本地文件 ${input.source}`, madeBy: this.#operator },
      });
      this.#log.add(this.#run, runRowOf(prepared, result, at, kept.hash));
      this.#kept.set(prepared, evidenceOfCapture(kept));
    });
  }

  evidenceOf(prepared: Prepared): readonly CaseEvidence[] {
    return this.#kept.get(prepared) ?? [];
  }

  tie(caseNumber: string, listing: string): void {
    guard(() => tieCase(this.#store, caseNumber, listing));
  }

  finish(exitCode: number): void {
    const versions = Object.fromEntries([...this.#versions].sort(([a], [b]) => (a < b ? -1 : 1)));
    guard(() => this.#log.end(this.#run, new Date().toISOString(), versions, exitCode));
  }

  close(): void {
    this.#store.close();
  }

  #note(name: string, value: string): void {
    if (value !== "" && value !== "none") this.#versions.set(name, value);
  }
}

/** A capture as a case lists it: the record, and each file by its hash. */
function evidenceOfCapture({ hash, capturedAt: at, files }: StoredCapture): CaseEvidence[] {
  const record = { sha256: hash, name: "采集记录", kind: "capture", at };
  return [
    record,
    ...files.map(({ object, name, role }) => ({ sha256: object, name: `${ROLE_NAMES[role]} ${name}`, kind: role, at })),
  ];
}

/** The recorder that `--evidence` asks for; null where it is not asked for. @throws CliError */
export function openEvidenceRecorder(
  { evidence, operator, fieldKey }: EvidenceRecorderOptions,
  paths: readonly string[],
): EvidenceRecorder | null {
  if (evidence === undefined) return null;
  const name = operator ?? userInfo().username;
  if (name.trim() === "") throw new UsageError("监测记录要有经办人：请用 --operator 写明姓名");
  return guard(() => {
    const store = openEvidence(evidence, { cipher: fieldKey === undefined ? undefined : readCipher(fieldKey) });
    return new EvidenceRecorder(store, name, paths.join("、"));
  });
}

/** The file itself where it is one listing, else the listing as the line gave it. */
function sourceOf({ source, line, listing }: Input): CapturedFile {
  const isFile = line === undefined && existsSync(source) && statSync(source).isFile();
  if (isFile && statSync(source).size <= MAX_OBJECT_BYTES) {
    const mediaType = listing?.html !== undefined ? "text/html" : "application/octet-stream";
    return { role: "body", name: source, mediaType, bytes: readFileSync(source) };
  }
  const bytes = Buffer.from(canonicalJson(listing));
  return {
    role: "body",
    name: `${source}${line === undefined ? "" : `:${line}`}`,
    mediaType: "application/json",
    bytes,
  };
}

/** Local pictures beside the file, and nowhere else. */
function picturesOf({ folder }: Input, { images = [] }: Listing): CapturedFile[] {
  if (folder === undefined) return [];
  const home = `${realpathSync(folder)}${sep}`;
  return images.slice(0, MAX_KEPT_PICTURES).flatMap(({ src }): CapturedFile[] => {
    if (/^[a-z][a-z0-9+.-]*:/i.test(src) || src.startsWith("//")) return [];
    const path = join(folder, src);
    if (!existsSync(path)) return [];
    const real = realpathSync(path);
    const { size } = statSync(real);
    if (!real.startsWith(home) || !statSync(real).isFile() || size > MAX_OBJECT_BYTES) return [];
    return [{ role: "picture", name: src, mediaType: "application/octet-stream", bytes: readFileSync(real) }];
  });
}

function describe(registry: Coverage["registry"]): string {
  return registry.map(({ source, asOf }) => `${source}（截至 ${asOf}）`).join("，");
}

function guard<Result>(act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    throw evidenceCliError(error);
  }
}
