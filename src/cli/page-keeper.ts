import { hostname, userInfo } from "node:os";
import type { CaseEvidence } from "../contracts/case.js";
import type { RunPlan } from "../contracts/monitoring.js";
import type { CrawlConfig } from "../crawl/crawl-config.js";
import type { AgainPolicy, KeptPage, PageKeeper, StoppedAddress } from "../crawl/keeping/page-keeper.js";
import { MAX_CAPTURE_FILES } from "../evidence/limits.js";
import { RunLog, runRowOf, unreadRow } from "../evidence/monitoring/run-log.js";
import { findChromium } from "../evidence/package/sheet-pdf.js";
import { tieCase } from "../evidence/retention/case-terms.js";
import { markPlaces } from "../evidence/screenshot/mark-places.js";
import { PageShooter } from "../evidence/screenshot/page-shooter.js";
import { outlinesOf, type PageShot } from "../evidence/screenshot/shoot-page.js";
import { sha256 } from "../evidence/sha256.js";
import type { CapturedFile, StoredCapture } from "../evidence/store/capture.js";
import { type EvidenceStore, openEvidence } from "../evidence/store/evidence-store.js";
import { readCipher } from "../evidence/store/field-cipher.js";
import { decode } from "../page/index.js";
import type { CaseDesk } from "../violations/case-desk.js";
import { type Sighting, sightingOf } from "../violations/record/sighting.js";
import { UsageError } from "./errors.js";
import { evidenceCliError } from "./evidence-error.js";
import { evidenceOfCapture } from "./evidence-of-capture.js";
import { EXIT } from "./exit-code.js";
import { factsOfFetch } from "./facts-of-fetch.js";
import type { Io } from "./io.js";
import { guardCases, keyFileOf } from "./open-desk.js";

/** Files of one capture beside the response and what was judged of it. */
const MAX_BESIDE = MAX_CAPTURE_FILES - 10;
const COMMAND = "medlint crawl";
/** What a rendered page is kept as, whatever its server said. */
const UTF8_HTML = "text/html; charset=utf-8";

/** What a crawl is to keep. */
export type KeeperOptions = Pick<CrawlConfig, "evidence" | "cases"> & {
  readonly profile?: string | undefined;
  /** Seeds or file of the configuration, for the record. */
  readonly scope: string;
};

/**
 * Keeps what a crawl sees in the evidence folder, its monitoring record, and the cases. The crawl tells every page at
 * least once; all three know what they were told already.
 */
export class CrawlKeeper implements PageKeeper {
  readonly #evidence: EvidenceStore | null;
  readonly #log: RunLog | null;
  readonly #desk: CaseDesk | null;
  readonly #operator: string;
  readonly #scope: string;
  readonly #versions = new Map<string, string>();
  readonly #shooter: PageShooter | null;
  /** Rows of a record that was taken up again. */
  #logged = new Set<string>();
  #run: number | null = null;

  private constructor(
    evidence: EvidenceStore | null,
    desk: CaseDesk | null,
    operator: string,
    scope: string,
    shooter: PageShooter | null,
  ) {
    this.#shooter = shooter;
    this.#evidence = evidence;
    this.#log = evidence === null ? null : new RunLog(evidence);
    this.#desk = desk;
    this.#operator = operator;
    this.#scope = scope;
  }

  /** @returns null where the configuration has nothing kept @throws CliError */
  static async open({ evidence, cases, profile, scope }: KeeperOptions, env: Io["env"]): Promise<CrawlKeeper | null> {
    if (evidence === undefined && cases === undefined) return null;
    const operator = evidence?.operator ?? userInfo().username;
    if (operator.trim() === "") throw new UsageError("监测记录要有经办人：请在配置的 evidence.operator 写明姓名");
    const browser = evidence?.screenshots === true ? findChromium(env) : null;
    if (evidence?.screenshots === true && browser === null) {
      throw new UsageError("截图需要 Chromium：本机没有找到，请安装，或用环境变量 MEDLINT_CHROMIUM 写明它的路径");
    }
    const desk =
      cases === undefined
        ? null
        : await guardCases(async () =>
            (await import("../violations/index.js")).openCaseDesk({
              database: cases.database,
              keyFile: keyFileOf(cases.key, env),
              profile: profile === "regulator" ? "regulator" : "platform",
            }),
          );
    try {
      const store = guard(() =>
        evidence === undefined
          ? null
          : openEvidence(evidence.folder, {
              cipher: evidence.fieldKey === undefined ? undefined : readCipher(evidence.fieldKey),
            }),
      );
      return new CrawlKeeper(store, desk, operator, scope, browser === null ? null : new PageShooter(browser));
    } catch (error) {
      await desk?.close();
      throw error;
    }
  }

  get keepsBytes(): boolean {
    return this.#evidence !== null;
  }

  begin(startedAt: string, run: number | null, plan?: RunPlan): number | null {
    const log = this.#log;
    if (log === null) return null;
    return guard(() => {
      if (run !== null) {
        this.#logged = new Set();
        for (const { listing, at } of log.show(run).rows) this.#logged.add(`${at} ${listing}`);
        this.#run = run;
        return run;
      }
      this.#run = log.begin({
        startedAt,
        operator: this.#operator,
        command: COMMAND,
        scope: this.#scope,
        planned: null,
        plan,
      });
      return this.#run;
    });
  }

  previous(url: string): Readonly<Record<string, string>> | null {
    return guard(() => this.#evidence?.previous({ id: url, url }) ?? null);
  }

  hasPicture(hash: Uint8Array): boolean {
    return this.#evidence?.objects.has(Buffer.from(hash).toString("hex")) ?? true;
  }

  async keep(pages: readonly KeptPage[]): Promise<void> {
    const sightings: Sighting[] = [];
    for (const page of pages) {
      const shot = await this.#shoot(page);
      const evidence = guard(() => this.#keepEvidence(page, shot));
      const { prepared, result, at } = page;
      if (this.#desk === null || prepared === null || result === null || result.findings.length === 0) continue;
      const seen = { ...prepared, listing: { ...prepared.listing, capturedAt: at } };
      const sighting = sightingOf(seen, result, evidence);
      if (sighting !== null) sightings.push(sighting);
    }
    const desk = this.#desk;
    if (desk === null || sightings.length === 0) return;
    const recorded = await guardCases(() => desk.record(sightings, new Date().toISOString()));
    // From now on the evidence is kept as long as the case.
    for (const { number, listing } of recorded) {
      if (this.#evidence !== null) guard(() => this.#evidence && tieCase(this.#evidence, number, listing));
    }
  }

  /** Pictures of a page with findings; null where none are taken, or the page was told before. */
  async #shoot(page: KeptPage): Promise<PageShot | null> {
    const { url, at, prepared, result, pictures, resource, kind } = page;
    const findings = result?.findings ?? [];
    if (this.#shooter === null || kind !== "page" || prepared === null || findings.length === 0) return null;
    if (this.#known(url, at) !== undefined) return null;
    const captures = this.#evidence?.captures(url) ?? [];
    const shown = this.#bytesOf(page, captures);
    if (shown === null) return null;
    const before = captures.findLast(({ files }) => files.some(({ role }) => role === "screenshot"));
    if (before !== undefined && bodyOf(before)?.object === sha256(shown.bytes) && hasAll(before, findings))
      return { files: [], browser: "", steps: [`内容和问题与 ${before.capturedAt} 的采集相同，截图见那一次`] };
    const own = pictures.flatMap((one) => {
      const bytes = one.bytes ?? this.#object(Buffer.from(one.hash).toString("hex"));
      return bytes === null ? [] : [[one.url, { bytes }] as const];
    });
    const addresses = (prepared.listing.images ?? []).map(({ src }) => src);
    const { text } = decode(shown.bytes, { contentType: shown.contentType });
    const html = markPlaces(text, findings);
    const outlines = outlinesOf(findings, addresses);
    return this.#shooter.shoot({ html, url, pictures: new Map(own), source: resource }, outlines);
  }

  /** The document that is shown: what was captured, or, of a page that did not change, what a capture before kept. */
  #bytesOf({ body, headers, isRendered }: KeptPage, captures: readonly StoredCapture[]) {
    const typeOf = (given: KeptPage["headers"]) =>
      isRendered ? UTF8_HTML : given.find(([name]) => name.toLowerCase() === "content-type")?.[1];
    if (body !== null) return { bytes: body, contentType: typeOf(headers) };
    const file = captures.map(bodyOf).findLast((one) => one !== undefined);
    const bytes = file === undefined ? null : this.#object(file.object);
    return bytes === null || file === undefined ? null : { bytes, contentType: file.mediaType };
  }

  /** A capture that was kept when the page was told for the first time. */
  #known(url: string, at: string): StoredCapture | undefined {
    return this.#evidence?.captures(url).find(({ capturedAt }) => Date.parse(capturedAt) === Date.parse(at));
  }

  stopped(): readonly StoppedAddress[] {
    return guard(() => this.#evidence?.tracker.rechecks.open() ?? []);
  }

  planAgain(addresses: readonly StoppedAddress[], now: number, policy: AgainPolicy): readonly string[] {
    return guard(() => this.#evidence?.tracker.rechecks.plan(addresses, new Date(now).toISOString(), policy) ?? []);
  }

  interrupted(plan: RunPlan): void {
    const run = this.#run;
    if (run !== null) guard(() => this.#log?.setPlan(run, plan));
  }

  finish(plan?: RunPlan): void {
    const versions = Object.fromEntries([...this.#versions].sort(([a], [b]) => (a < b ? -1 : 1)));
    const log = this.#log;
    if (log === null || this.#run === null) return;
    const { violation = 0, incomplete = 0 } = log.list().find(({ id }) => id === this.#run) ?? {};
    const exitCode = violation > 0 ? EXIT.violation : incomplete > 0 ? EXIT.unread : EXIT.ok;
    const run = this.#run;
    if (plan !== undefined) guard(() => log.setPlan(run, plan));
    guard(() => log.end(run, new Date().toISOString(), versions, exitCode));
  }

  async close(): Promise<void> {
    await this.#shooter?.close();
    this.#evidence?.close();
    await this.#desk?.close();
  }

  #keepEvidence(page: KeptPage, shot: PageShot | null): CaseEvidence[] {
    const store = this.#evidence;
    const { kind, url, at, prepared, result, status, headers, body } = page;
    if (store === null || kind === "rescan") return [];
    const { rechecks } = store.tracker;
    const note = page.facts.steps?.join("；") || null;
    if (kind === "gone") {
      store.markGone(url, at);
      rechecks.record(url, at, "gone", status);
      return [];
    }
    if (kind === "moved") {
      rechecks.record(url, at, "moved", status, note);
      return [];
    }
    if (kind === "unread" || prepared === null || result === null) {
      this.#addRow(unreadRow(url, at));
      rechecks.record(url, at, "unread", status, note);
      return [];
    }
    this.#note(result.engine);
    // Pictures of a screen may differ from one time to the next: what was kept at the first telling stands.
    const before = this.#shooter === null ? undefined : this.#known(url, at);
    const files = result.findings.length > 0 && before === undefined ? this.#filesOf(page, shot) : [];
    const kept =
      before ??
      store.keep({
        prepared,
        result,
        capturedAt: at,
        url,
        ...(body !== null && {
          response: { status: status ?? 0, headers, body, ...(page.isRendered && { mediaType: UTF8_HTML }) },
        }),
        files: files.slice(0, MAX_BESIDE),
        facts: {
          ...factsOfFetch(page),
          method: COMMAND,
          madeBy: this.#operator,
          machine: hostname(),
          steps: [
            ...stepsOf(page),
            ...(shot?.steps ?? []),
            ...(files.length > MAX_BESIDE ? [`文件过多，有 ${files.length - MAX_BESIDE} 个图片或资源没有保存`] : []),
          ],
          ...(shot !== null && shot.browser !== "" && { browser: shot.browser }),
        },
        ...(this.#run !== null && { run: this.#run }),
      });
    rechecks.record(url, at, "remains", status);
    this.#addRow(runRowOf(prepared, result, at, kept.hash));
    return evidenceOfCapture(kept);
  }

  #addRow(row: ReturnType<typeof unreadRow>): void {
    const key = `${row.at} ${row.listing}`;
    if (this.#run === null || this.#logged.has(key)) return;
    this.#log?.add(this.#run, row);
    this.#logged.add(key);
  }

  /** What matters most first: of too many the last are left out. */
  #filesOf(page: KeptPage, shot: PageShot | null): CapturedFile[] {
    const shown = shot?.files ?? [];
    const isPicture = ({ role }: CapturedFile) => role === "screenshot";
    return [
      ...shown.filter(isPicture),
      ...this.#shopPages(page),
      ...this.#pictures(page),
      ...shown.filter((file) => !isPicture(file)),
    ];
  }

  #pictures({ pictures }: KeptPage): CapturedFile[] {
    return pictures.flatMap(({ url, hash, bytes }): CapturedFile[] => {
      const had = bytes ?? this.#object(Buffer.from(hash).toString("hex"));
      return had === null ? [] : [{ role: "picture", name: url, mediaType: "application/octet-stream", bytes: had }];
    });
  }

  #object(hash: string): Uint8Array | null {
    return this.#evidence?.objects.has(hash) === true ? this.#evidence.read({ object: hash }) : null;
  }

  /** Home and licence page of the shop, as they were when they were captured last. */
  #shopPages({ shopPages }: KeptPage): CapturedFile[] {
    return shopPages.flatMap(({ role, url }): CapturedFile[] => {
      const captures = this.#evidence?.captures(url) ?? [];
      const body = captures.flatMap(({ files }) => files.filter((file) => file.role === "body")).at(-1);
      const bytes = body === undefined ? null : this.#object(body.object);
      return body === undefined || bytes === null ? [] : [{ role, name: url, mediaType: body.mediaType, bytes }];
    });
  }

  #note({ version, dictionary, segmenter, ocr }: NonNullable<KeptPage["result"]>["engine"]): void {
    for (const [name, value] of Object.entries({ 引擎: version, 词库: dictionary, 分词: segmenter, 文字识别: ocr }))
      if (value !== "" && value !== "none") this.#versions.set(name, value);
  }
}

function bodyOf({ files }: StoredCapture): StoredCapture["files"][number] | undefined {
  return files.find(({ role }) => role === "body");
}

/** Whether a capture shows every one of these findings. */
function hasAll({ findings: had }: StoredCapture, findings: NonNullable<KeptPage["result"]>["findings"]): boolean {
  const known = new Set(had.map(({ fingerprint }) => fingerprint));
  return findings.every(({ fingerprint }) => known.has(fingerprint));
}

function stepsOf({ body, status, isRendered, facts }: KeptPage): string[] {
  const same = status === 304 ? "条件请求，服务器回答 304" : "内容的摘要与上一次采集相同";
  return [
    ...(isRendered ? ["浏览器渲染后的文档，不是服务器的响应字节"] : []),
    ...(body === null && !isRendered ? [`${same}，正文同上一次采集，未再保存`] : []),
    ...(facts.hasCookies === true ? ["带配置中写明的 Cookie 访问"] : []),
    ...(facts.steps ?? []),
  ];
}

function guard<Result>(act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    throw evidenceCliError(error);
  }
}
