import { hostname, userInfo } from "node:os";
import type { CaseEvidence } from "../contracts/case.js";
import type { CrawlConfig } from "../crawl/crawl-config.js";
import type { KeptPage, PageKeeper } from "../crawl/keeping/page-keeper.js";
import { RunLog, runRowOf, unreadRow } from "../evidence/monitoring/run-log.js";
import type { CapturedFile } from "../evidence/store/capture.js";
import { type EvidenceStore, openEvidence } from "../evidence/store/evidence-store.js";
import { readCipher } from "../evidence/store/field-cipher.js";
import type { CaseDesk } from "../violations/case-desk.js";
import { type Sighting, sightingOf } from "../violations/record/sighting.js";
import { UsageError } from "./errors.js";
import { evidenceCliError } from "./evidence-error.js";
import type { Io } from "./io.js";
import { guardCases, keyFileOf } from "./open-desk.js";

const COMMAND = "medlint crawl";

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
  /** Rows of a record that was taken up again. */
  #logged = new Set<string>();
  #run: number | null = null;

  private constructor(evidence: EvidenceStore | null, desk: CaseDesk | null, operator: string, scope: string) {
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
      return new CrawlKeeper(store, desk, operator, scope);
    } catch (error) {
      await desk?.close();
      throw error;
    }
  }

  get keepsBytes(): boolean {
    return this.#evidence !== null;
  }

  begin(startedAt: string, run: number | null): number | null {
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
      const evidence = guard(() => this.#keepEvidence(page));
      const { prepared, result, at } = page;
      if (this.#desk === null || prepared === null || result === null || result.findings.length === 0) continue;
      const seen = { ...prepared, listing: { ...prepared.listing, capturedAt: at } };
      const sighting = sightingOf(seen, result, evidence);
      if (sighting !== null) sightings.push(sighting);
    }
    const desk = this.#desk;
    if (desk !== null && sightings.length > 0) await guardCases(() => desk.record(sightings, new Date().toISOString()));
  }

  finish(): void {
    const versions = Object.fromEntries([...this.#versions].sort(([a], [b]) => (a < b ? -1 : 1)));
    const run = this.#run;
    if (run !== null) guard(() => this.#log?.end(run, new Date().toISOString(), versions, 0));
  }

  async close(): Promise<void> {
    this.#evidence?.close();
    await this.#desk?.close();
  }

  #keepEvidence(page: KeptPage): CaseEvidence[] {
    const store = this.#evidence;
    const { kind, url, at, prepared, result, status, headers, body } = page;
    if (store === null || kind === "rescan") return [];
    if (kind === "gone") {
      store.markGone(url, at);
      return [];
    }
    if (kind === "unread" || prepared === null || result === null) {
      this.#addRow(unreadRow(url, at));
      return [];
    }
    this.#note(result.engine);
    const kept = store.keep({
      prepared,
      result,
      capturedAt: at,
      url,
      ...(body !== null && { response: { status: status ?? 0, headers, body } }),
      files: result.findings.length > 0 ? [...this.#pictures(page), ...this.#shopPages(page)] : [],
      facts: { method: COMMAND, madeBy: this.#operator, machine: hostname(), steps: stepsOf(page) },
      ...(this.#run !== null && { run: this.#run }),
    });
    this.#addRow(runRowOf(prepared, result, at, kept.hash));
    return kept.files.map(({ object, name, role }) => ({ sha256: object, name, kind: role, at }));
  }

  #addRow(row: ReturnType<typeof unreadRow>): void {
    const key = `${row.at} ${row.listing}`;
    if (this.#run === null || this.#logged.has(key)) return;
    this.#log?.add(this.#run, row);
    this.#logged.add(key);
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

function stepsOf({ body, status, isRendered }: KeptPage): string[] {
  if (isRendered) return ["浏览器渲染后的文档，不是服务器的响应字节"];
  if (body !== null) return [];
  return [`${status === 304 ? "条件请求，服务器回答 304" : "内容的摘要与上一次采集相同"}，正文同上一次采集，未再保存`];
}

function guard<Result>(act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    throw evidenceCliError(error);
  }
}
