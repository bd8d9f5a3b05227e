import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { hostname, userInfo } from "node:os";
import { join, sep } from "node:path";
import type { Judged } from "../batches/judge.js";
import type { CaseEvidence } from "../contracts/case.js";
import type { Listing } from "../contracts/listing.js";
import type { Prepared } from "../contracts/prepared.js";
import type { Coverage } from "../contracts/result.js";
import { canonicalJson } from "../evidence/canonical-json.js";
import { MAX_KEPT_PICTURES, MAX_OBJECT_BYTES } from "../evidence/limits.js";
import { RunLog, type RunStart, runRowOf, unreadRow } from "../evidence/monitoring/run-log.js";
import { findChromium } from "../evidence/package/sheet-pdf.js";
import { tieCase } from "../evidence/retention/case-terms.js";
import { markPlaces } from "../evidence/screenshot/mark-places.js";
import { NOWHERE, PageShooter } from "../evidence/screenshot/page-shooter.js";
import { outlinesOf, type PageShot } from "../evidence/screenshot/shoot-page.js";
import type { Resource } from "../evidence/screenshot/shown-resources.js";
import type { CapturedFile } from "../evidence/store/capture.js";
import { type EvidenceStore, openEvidence } from "../evidence/store/evidence-store.js";
import { readCipher } from "../evidence/store/field-cipher.js";
import type { Input, ReadOptions } from "../prepare/read/input.js";
import type { EvidenceOfCases } from "./case-recorder.js";
import { describeSystemError, UnreadableInputError, UsageError } from "./errors.js";
import { evidenceCliError } from "./evidence-error.js";
import { evidenceOfCapture } from "./evidence-of-capture.js";
import type { Io } from "./io.js";
import { PlannedInputs } from "./planned-inputs.js";
import { readProof } from "./read-proof.js";

const OUTCOME_COMMAND = "medlint check";

export interface EvidenceRecorderOptions {
  readonly evidence?: string | undefined;
  readonly operator?: string | undefined;
  readonly fieldKey?: string | undefined;
  readonly screenshots?: boolean | undefined;
  /** Proof of the sample that the run is to read. */
  readonly sample?: string | undefined;
  /** `role=path`, kept with every listing that has findings. */
  readonly evidenceFile?: readonly string[] | undefined;
}

/** Keeps what a check reads as evidence, compares with the capture before, and writes the monitoring record of the run. */
export class EvidenceRecorder implements EvidenceOfCases {
  readonly #store: EvidenceStore;
  readonly #log: RunLog;
  readonly #run: number;
  readonly #operator: string;
  readonly #versions = new Map<string, string>();
  readonly #kept = new WeakMap<Prepared, readonly CaseEvidence[]>();

  readonly #shooter: PageShooter | null;
  #planned: PlannedInputs;
  readonly #beside: readonly CapturedFile[];

  constructor(
    store: EvidenceStore,
    operator: string,
    scope: string,
    shooter: PageShooter | null,
    beside: readonly CapturedFile[],
    planned: PlannedInputs,
  ) {
    this.#planned = planned;
    this.#shooter = shooter;
    this.#beside = beside;
    this.#store = store;
    this.#log = new RunLog(store);
    this.#operator = operator;
    const startedAt = new Date().toISOString();
    this.#run = this.#log.begin({ startedAt, operator, command: OUTCOME_COMMAND, scope, ...planOf(planned) });
  }

  /** Lists what is to be read, before it is. */
  async plan(paths: readonly string[], reading: ReadOptions): Promise<void> {
    if (this.#planned.plan !== null) return;
    this.#planned = await PlannedInputs.list(paths, reading);
    const { plan } = this.#planned;
    if (plan !== null) guard(() => this.#log.setPlan(this.#run, plan));
  }

  previous(listing: Listing): Readonly<Record<string, string>> | null {
    return guard(() => this.#store.previous(listing));
  }

  /** @throws CliError where it cannot be kept: a run whose evidence is missing must not look whole */
  async keep(input: Input, judged: Judged): Promise<void> {
    const { prepared, result } = judged;
    const pictures = prepared !== null && result.findings.length > 0 ? picturesOf(input, prepared.listing) : [];
    const shot = await this.#shoot(input, judged, pictures);
    guard(() => {
      const now = new Date().toISOString();
      this.#note("引擎", result.engine.version);
      this.#note("词库", result.engine.dictionary);
      this.#note("分词", result.engine.segmenter);
      this.#note("文字识别", result.engine.ocr);
      this.#note("注册库", describe(result.coverage.registry));
      this.#planned.read(input.source, input.line, prepared?.listing.id ?? prepared?.listing.url ?? null);
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
        files: [
          sourceOf(input),
          ...pictures,
          ...(shot?.files ?? []),
          ...(result.findings.length > 0 ? this.#beside : []),
        ],
        facts: {
          method: `medlint check 读取本地文件 ${input.source}`,
          madeBy: this.#operator,
          machine: hostname(),
          ...(shot !== null && { steps: shot.steps, browser: shot.browser }),
        },
      });
      this.#log.add(this.#run, runRowOf(prepared, result, at, kept.hash));
      this.#kept.set(prepared, evidenceOfCapture(kept));
    });
  }

  /** Pictures of a page with its findings outlined; null where none were asked for or there is no page. */
  async #shoot(
    { listing, folder }: Input,
    { prepared, result }: Judged,
    pictures: readonly CapturedFile[],
  ): Promise<PageShot | null> {
    const html = listing?.html;
    if (this.#shooter === null || prepared === null || html === undefined || result.findings.length === 0) return null;
    const addresses = (prepared.listing.images ?? []).map(({ src }) => src);
    const own = new Map(pictures.map((picture) => [picture.name, picture]));
    try {
      const marked = markPlaces(html, result.findings);
      const source = folder === undefined ? undefined : async (address: string) => besidePage(address, folder);
      const page = { html: marked, url: listing?.url, pictures: own, source };
      return await this.#shooter.shoot(page, outlinesOf(result.findings, addresses));
    } catch (error) {
      throw evidenceCliError(error);
    }
  }

  evidenceOf(prepared: Prepared): readonly CaseEvidence[] {
    return this.#kept.get(prepared) ?? [];
  }

  tie(caseNumber: string, listing: string): void {
    guard(() => tieCase(this.#store, caseNumber, listing));
  }

  /** The run was interrupted: what was not read is said, and it has no end. */
  interrupted(): void {
    guard(() => this.#log.setPlan(this.#run, { ...this.#planned.outcome() }));
  }

  finish(exitCode: number): void {
    guard(() => this.#log.setPlan(this.#run, this.#planned.outcome()));
    const versions = Object.fromEntries([...this.#versions].sort(([a], [b]) => (a < b ? -1 : 1)));
    guard(() => this.#log.end(this.#run, new Date().toISOString(), versions, exitCode));
  }

  async close(): Promise<void> {
    this.#store.close();
    await this.#shooter?.close();
  }

  #note(name: string, value: string): void {
    if (value !== "" && value !== "none") this.#versions.set(name, value);
  }
}

/** The recorder that `--evidence` asks for; null where it is not asked for. @throws CliError */
export function openEvidenceRecorder(
  { evidence, operator, fieldKey, screenshots, evidenceFile, sample }: EvidenceRecorderOptions,
  paths: readonly string[],
  env: Io["env"],
): EvidenceRecorder | null {
  if (evidence === undefined) {
    if (screenshots === true || evidenceFile !== undefined || sample !== undefined)
      throw new UsageError("--screenshots、--evidence-file、--sample 须同时用 --evidence 写明证据存到哪里");
    return null;
  }
  const beside = (evidenceFile ?? []).map(fileBeside);
  const proof = sample === undefined ? null : readProof(sample);
  const scope = [...paths, ...(proof === null ? [] : [`抽样 ${proof.seed} ${proof.sha256}`])].join("、");
  const browser = screenshots === true ? findChromium(env) : null;
  if (screenshots === true && browser === null) {
    throw new UsageError("截图需要 Chromium：本机没有找到，请安装，或用环境变量 MEDLINT_CHROMIUM 写明它的路径");
  }
  const name = operator ?? userInfo().username;
  if (name.trim() === "") throw new UsageError("监测记录要有经办人：请用 --operator 写明姓名");
  return guard(() => {
    const store = openEvidence(evidence, { cipher: fieldKey === undefined ? undefined : readCipher(fieldKey) });
    const planned = proof === null ? PlannedInputs.unknown() : PlannedInputs.ofSample(proof);
    const shooter = browser === null ? null : new PageShooter(browser);
    return new EvidenceRecorder(store, name, scope, shooter, beside, planned);
  });
}

function planOf({ plan }: PlannedInputs): Pick<RunStart, "planned" | "plan"> {
  return plan === null ? { planned: null } : { planned: plan.count, plan };
}

const BESIDE = ["shop-home", "licence-page", "other"] as const;

function fileBeside(given: string): CapturedFile {
  const at = given.indexOf("=");
  const role = BESIDE.find((one) => one === given.slice(0, at));
  const path = given.slice(at + 1);
  if (role === undefined) throw new UsageError(`--evidence-file 应为 种类=文件，种类：${BESIDE.join("、")}`);
  try {
    if (statSync(path).size > MAX_OBJECT_BYTES) throw new UsageError(`${path} 超过 ${MAX_OBJECT_BYTES} 字节的上限`);
    return { role, name: path, mediaType: mediaTypeOf(path), bytes: readFileSync(path) };
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UnreadableInputError(`--evidence-file ${path}：${describeSystemError(cause)}`, cause);
  }
}

function mediaTypeOf(path: string): string {
  if (/\.html?$/i.test(path)) return "text/html";
  if (/\.png$/i.test(path)) return "image/png";
  return /\.jpe?g$/i.test(path) ? "image/jpeg" : "application/octet-stream";
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

/** A style sheet or picture of a local page, where it lies beside it; what lies elsewhere is not fetched. */
function besidePage(address: string, folder: string): Resource {
  const { href, pathname } = new URL(address);
  if (!href.startsWith(NOWHERE)) return { refused: "不在网页文件旁边的资源没有取" };
  const home = `${realpathSync(folder)}${sep}`;
  try {
    const real = realpathSync(join(folder, decodeURIComponent(pathname)));
    const stats = statSync(real);
    if (!real.startsWith(home) || !stats.isFile() || stats.size > MAX_OBJECT_BYTES)
      return { refused: "不在网页文件旁边的资源没有取" };
    const mediaType = /\.css$/i.test(real) ? "text/css" : "application/octet-stream";
    return { bytes: readFileSync(real), mediaType };
  } catch {
    return { refused: "网页文件旁边没有的资源" };
  }
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
