import { readFile } from "node:fs/promises";
import type { CaseActor, ViolationCase } from "../../contracts/case.js";
import { FORM_IDS, type FormFormat, type FormId } from "../../forms/catalogue.js";
import { exportForms, type FormExport } from "../../forms/export-forms.js";
import { beijingDay, beijingTime } from "../../forms/moments.js";
import { INDEX_NAME, type PackedFile, packageIndex, packedFile, SUMS_NAME, sumsOf } from "../../forms/package-index.js";
import { type Letterhead, readLetterhead } from "../../forms/read-letterhead.js";
import { fileName } from "../../forms/render/file-name.js";
import { letterHtml } from "../../forms/render/letter-html.js";
import type { CaseDesk } from "../../violations/index.js";
import { ConfigurationError, describeSystemError, UsageError } from "../errors.js";
import { EXIT } from "../exit-code.js";
import type { Io } from "../io.js";
import { NewFolder } from "../new-folder.js";
import { withDesk } from "../open-desk.js";
import { openMonitoring } from "../open-monitoring.js";

export interface FormsOptions {
  readonly database: string;
  readonly key?: string;
  readonly from: string;
  readonly to: string;
  readonly merchant?: string;
  readonly case?: string;
  readonly actor: string;
  readonly role: string;
  readonly letterhead?: string;
  readonly results?: string;
  readonly evidence?: string;
  readonly fieldKey?: string;
  readonly plan?: string;
  readonly actual?: string;
  readonly day?: string;
  readonly form?: readonly FormId[];
  readonly formats?: readonly FormFormat[];
  readonly output: string;
}

const FILES: readonly FormId[] = ["merchant-file", "product-file"];

/** `medlint cases forms`. */
export function forms(options: FormsOptions, io: Io): Promise<number> {
  const asked = options.form ?? FORM_IDS.filter((id) => !FILES.includes(id));
  return run(options, io, "forms", asked);
}

/** `medlint cases files`. */
export function files(options: FormsOptions, io: Io): Promise<number> {
  return run(options, io, "files", FILES);
}

/** `medlint cases package`: everything for an inspection, with index and SHA-256 list. */
export function inspection(options: FormsOptions, io: Io): Promise<number> {
  return run(options, io, "package", FORM_IDS);
}

async function run(
  options: FormsOptions,
  io: Io,
  what: "forms" | "files" | "package",
  asked: readonly FormId[],
): Promise<number> {
  if (options.from > options.to) throw new UsageError(`--from ${options.from} 在 --to ${options.to} 之后`);
  const letterhead = await readLetterheadFile(options.letterhead);
  return withDesk(options, io, async (desk) => {
    const at = new Date().toISOString();
    const cases = await casesOf(desk, options);
    const settings = exportOf(options, asked, letterhead, at);
    const { monitoring, close: closeMonitoring } = await openMonitoring(options, cases);
    const folder = await NewFolder.open(options.output);
    const packed: PackedFile[] = [];
    const keep = async (path: string, title: string, bytes: Uint8Array): Promise<void> => {
      await folder.write(path, bytes);
      packed.push(packedFile(path, title, bytes));
    };
    try {
      for await (const { path, title, bytes } of exportForms({ cases, monitoring }, settings)) {
        await keep(path, title, bytes);
      }
    } finally {
      closeMonitoring();
    }
    if (what === "package") await addCases(desk, cases, keep);
    const sums = await close(folder, packed, cases.length, options, settings);
    const actor: CaseActor = { kind: "person", name: options.actor.trim(), role: options.role };
    const { from, to, merchant = null, case: number = null } = options;
    await desk.noteExport(
      { what, from, to, merchant, number, cases: cases.length, files: packed.length, sums },
      actor,
      at,
    );
    await io.stdout.write(
      `${cases.length} 个案件，${packed.length} 个文件，写入 ${options.output}\nSHA256SUMS 的 SHA-256：${sums}\n`,
    );
    return EXIT.ok;
  });
}

async function casesOf(desk: CaseDesk, options: FormsOptions): Promise<ViolationCase[]> {
  if (options.case !== undefined) return [await desk.read.show(options.case)];
  const { from, to, merchant } = options;
  const cases: ViolationCase[] = [];
  for await (const one of desk.read.each({ from, to, merchant }, { history: true })) cases.push(one);
  return cases;
}

function exportOf(options: FormsOptions, asked: readonly FormId[], letterhead: Letterhead, at: string): FormExport {
  const formats = new Set<FormFormat>(options.formats ?? ["html", "xlsx", "docx"]);
  return {
    forms: new Set(asked),
    formats,
    isNamed: options.form !== undefined && options.case !== undefined,
    from: options.from,
    to: options.to,
    details: {
      ...letterhead,
      day: options.day ?? beijingDay(at),
      exported: { by: options.actor.trim(), at: beijingTime(at) },
    },
  };
}

/** The cases themselves, and the papers that were put to them. */
async function addCases(
  desk: CaseDesk,
  cases: readonly ViolationCase[],
  keep: (path: string, title: string, bytes: Uint8Array) => Promise<void>,
): Promise<void> {
  for (const one of cases) {
    const folder = `案件/${fileName(one.number)}`;
    await keep(`${folder}/案件.json`, `案件 ${one.number}`, Buffer.from(`${JSON.stringify(one, null, 1)}\n`, "utf8"));
    const seen = new Set<string>();
    for (const { sha256, kind, name } of one.documents) {
      const bytes = seen.has(sha256) ? null : await desk.read.document(sha256);
      seen.add(sha256);
      if (bytes === null) continue;
      const title = desk.operations.documents.get(kind) ?? kind;
      await keep(`${folder}/${sha256.slice(0, 12)} ${fileName(name)}`, title, bytes);
    }
  }
}

/** Writes index and list; the hash of the list stands for the whole. */
async function close(
  folder: NewFolder,
  packed: PackedFile[],
  cases: number,
  options: FormsOptions,
  { details }: FormExport,
): Promise<string> {
  const { from, to, merchant = null } = options;
  const index = packageIndex(packed, { issuer: details.issuer, from, to, merchant, cases }, details.exported);
  const page = Buffer.from(letterHtml(index), "utf8");
  await folder.write(INDEX_NAME, page);
  const list = Buffer.from(sumsOf([...packed, packedFile(INDEX_NAME, "索引", page)]), "utf8");
  await folder.write(SUMS_NAME, list);
  return packedFile(SUMS_NAME, "清单", list).sha256;
}

async function readLetterheadFile(path: string | undefined): Promise<Letterhead> {
  if (path === undefined) return { issuer: "" };
  try {
    return readLetterhead(await readFile(path, "utf8"));
  } catch (cause) {
    throw new ConfigurationError("MEDLINT_LETTERHEAD", `--letterhead ${path}：${describeSystemError(cause)}`, {
      cause,
    });
  }
}
