import { statSync } from "node:fs";
import { basename } from "node:path";
import type { Certificate, Kind } from "../../contracts/listing.js";
import { neutralise } from "../../report/neutralise.js";
import { CERTIFICATE_FIELDS } from "../../report/wording.js";
import {
  type CertificateVersion,
  type ImportReport,
  importRegistry,
  openRegistry,
  readMapping,
} from "../../store/index.js";
import { UsageError } from "../errors.js";
import { EXIT } from "../exit-code.js";
import type { Io } from "../io.js";
import { Progress } from "../progress.js";
import { registryCliError } from "../registry-error.js";
import { importLists, importRegisters, type ListKind } from "./registry-lists.js";

/** Rejected rows that are printed of one file; all are kept in the registry. */
const MAX_SHOWN_REJECTIONS = 10;

export interface ImportOptions {
  readonly registry: string;
  readonly asOf: string;
  readonly source?: string | undefined;
  readonly complete?: boolean | undefined;
  readonly kinds?: readonly Kind[] | undefined;
  readonly mapping?: string | undefined;
  /** The files are lists of notices, or registers of licences. */
  readonly kind?: ListKind | "licence" | undefined;
  /** Code of the province that a register of licences is of. */
  readonly region?: string | undefined;
}

export interface RegistryOptions {
  readonly registry: string;
  readonly format: "stylish" | "json";
}

/**
 * `medlint registry import`: one file after the other, each all or nothing.
 *
 * @returns 3 where rows were rejected: what could not be read is not in the registry
 */
export async function importFiles(files: readonly string[], options: ImportOptions, io: Io): Promise<number> {
  if (options.kind === "licence") return importRegisters(files, options, io);
  if (options.region !== undefined) throw new UsageError("--region 只用于 --kind licence");
  if (options.complete && !options.kinds) {
    throw new UsageError("--complete 须同时用 --kinds 写明这份数据对哪些类别是完整的，如 --kinds device");
  }
  if (options.kind !== undefined) return importLists(files, options.kind, options, io);
  const { mapping: path } = options;
  const mapping = path === undefined ? undefined : await guard(async () => readMapping(path));
  let rejected = 0;
  for (const file of files) {
    const progress = new Progress(io.stderr, `导入 ${basename(file)}`);
    const total = sizeOf(file);
    const report = await guard(() =>
      importRegistry(
        options.registry,
        { file },
        {
          source: options.source ?? basename(file),
          asOf: options.asOf,
          complete: options.complete,
          kinds: options.kinds,
          mapping,
          onProgress: ({ bytes }) => void progress.update(bytes, total, "字节"),
        },
      ),
    );
    await progress.clear();
    await io.stdout.write(`${describeImport(file, report)}\n`);
    for (const { line, reason } of report.rejections.slice(0, MAX_SHOWN_REJECTIONS)) {
      await io.stderr.write(`${neutralise(`${file}:${line}：${reason}，未导入`)}\n`);
    }
    const more = report.rejected - Math.min(report.rejections.length, MAX_SHOWN_REJECTIONS);
    if (more > 0) await io.stderr.write(`${file}：另有 ${more} 行未导入\n`);
    rejected += report.rejected;
  }
  return rejected > 0 ? EXIT.unread : EXIT.ok;
}

/** `medlint registry stats`: what the registry holds and how far it can be trusted. */
export async function showStats(options: RegistryOptions, io: Io): Promise<number> {
  const stats = await withRegistry(options.registry, (registry) => registry.stats());
  if (options.format === "json") {
    await io.stdout.write(`${JSON.stringify(stats, null, 2)}\n`);
    return EXIT.ok;
  }
  const kinds = Object.entries(stats.byKind).map(([kind, count]) => `${kind} ${count}`);
  const lines = [
    `证号 ${stats.certificates} 个，版本 ${stats.versions} 个${kinds.length > 0 ? `（${kinds.join("，")}）` : ""}`,
  ];
  for (const { source, asOf, complete, kinds: covered, imports, rejected } of stats.sources) {
    const trust = complete ? "完整，查不到可作为未注册的依据" : "不完整，查不到不能说明未注册";
    lines.push(
      `来源 ${source}：截至 ${asOf}，${covered.join("、")}，${trust}；导入 ${imports} 次，未导入 ${rejected} 行`,
    );
  }
  await io.stdout.write(`${neutraliseLines(lines)}\n`);
  return EXIT.ok;
}

/** `medlint registry show NUMBER`: every version of a certificate, oldest first; 3 where the registry has none. */
export async function showCertificate(number: string, options: RegistryOptions, io: Io): Promise<number> {
  const versions = await withRegistry(options.registry, (registry) => registry.show(number));
  if (options.format === "json") {
    await io.stdout.write(`${JSON.stringify(versions, null, 2)}\n`);
  } else if (versions.length === 0) {
    await io.stderr.write(`${neutralise(`注册库中没有 ${number}；库不完整时，这不能说明该证号未注册`)}\n`);
  } else {
    await io.stdout.write(`${versions.map(describeVersion).join("\n\n")}\n`);
  }
  return versions.length > 0 ? EXIT.ok : EXIT.unread;
}

function describeImport(file: string, report: ImportReport): string {
  const { rows, added, changed, unchanged, merged, rejected } = report;
  const joined = merged > 0 ? `，并入同号 ${merged}` : "";
  const resumed = report.resumed > 0 ? `（接续上次中断的 ${report.resumed} 行）` : "";
  const encoding = report.encoding === null || report.encoding === "UTF-8" ? "" : `，编码 ${report.encoding}`;
  const passed = report.passedOver.length > 0 ? `，压缩包中略过 ${report.passedOver.length} 个其他文件` : "";
  return `${file}：${rows} 行，新增 ${added}，变更 ${changed}，未变 ${unchanged}${joined}，未导入 ${rejected}${resumed}${encoding}${passed}`;
}

function describeVersion({ certificate, firstSeen, lastSeen }: CertificateVersion): string {
  const lines = [`${certificate.number ?? "（无证号）"}（${certificate.source ?? ""}，${firstSeen} 至 ${lastSeen}）`];
  for (const [field, value] of Object.entries(certificate) as [keyof Certificate, unknown][]) {
    const name = CERTIFICATE_FIELDS[field];
    if (name === undefined || field === "number" || value === undefined || value === "") continue;
    lines.push(`  ${name}：${Array.isArray(value) ? value.join("、") : String(value)}`);
  }
  return neutraliseLines(lines);
}

function neutraliseLines(lines: readonly string[]): string {
  return lines.map(neutralise).join("\n");
}

async function withRegistry<Result>(
  path: string,
  act: (registry: ReturnType<typeof openRegistry>) => Result,
): Promise<Result> {
  return guard(async () => {
    const registry = openRegistry(path, { readonly: true });
    try {
      return act(registry);
    } finally {
      registry.close();
    }
  });
}

async function guard<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    throw registryCliError(error);
  }
}

function sizeOf(file: string): number | null {
  try {
    return statSync(file).size;
  } catch {
    return null;
  }
}
