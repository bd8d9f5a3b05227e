import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";
import type { ViolationCase } from "../../contracts/case.js";
import { MAX_OBJECT_BYTES } from "../../evidence/limits.js";
import { makePackage, writePackage } from "../../evidence/package/export-package.js";
import { findChromium, printSheet } from "../../evidence/package/sheet-pdf.js";
import { createKeys, fingerprintOfKey, readPrivateKey, readPublicKey } from "../../evidence/package/signature.js";
import { verifyPackage } from "../../evidence/package/verify-package.js";
import { type CaseTerm, keepWithCases } from "../../evidence/retention/case-terms.js";
import type { ChangeEvent, StoredCapture } from "../../evidence/store/capture.js";
import { type EvidenceStore, openEvidence } from "../../evidence/store/evidence-store.js";
import { readCipher } from "../../evidence/store/field-cipher.js";
import { writeWhole } from "../../evidence/write-whole.js";
import { neutralise } from "../../report/neutralise.js";
import { DISPLAY_FIELDS } from "../../rules/changes/display-fields.js";
import { ENGINE_VERSION } from "../../scan/create-scanner.js";
import { describeSystemError, UnreadableInputError, UsageError } from "../errors.js";
import { withEvidenceErrors } from "../evidence-error.js";
import { EXIT } from "../exit-code.js";
import type { Io } from "../io.js";

const MAX_PACKAGE_FILE_BYTES = 5 * MAX_OBJECT_BYTES;

export interface StoreOptions {
  readonly evidence: string;
  readonly fieldKey?: string | undefined;
}

/** Opens a store that is there, runs what is to be done, closes it. */
export async function withStore<Result>(
  { evidence, fieldKey }: StoreOptions,
  act: (store: EvidenceStore) => Promise<Result> | Result,
): Promise<Result> {
  return withEvidenceErrors(async () => {
    const cipher = fieldKey === undefined ? undefined : readCipher(fieldKey);
    const store = openEvidence(evidence, { create: false, cipher });
    try {
      return await act(store);
    } finally {
      store.close();
    }
  });
}

/** `medlint evidence key`. */
export async function createKey({ output }: { readonly output: string }, io: Io): Promise<number> {
  const publicPath = `${output}.pub`;
  for (const path of [output, publicPath]) {
    if (existsSync(path)) throw new UsageError(`${path} 已存在，没有覆盖：覆盖密钥后，以前的证据包就无法再签`);
  }
  const passphrase = io.env.MEDLINT_KEY_PASSPHRASE || undefined;
  const keys = createKeys(passphrase);
  writeWhole(output, Buffer.from(keys.privateKey));
  writeWhole(publicPath, Buffer.from(keys.publicKey));
  const fingerprint = fingerprintOfKey(readPublicKey(keys.publicKey));
  await io.stdout.write(
    `私钥 ${neutralise(output)}${passphrase === undefined ? "（没有口令保护）" : "（已用口令加密）"}\n公钥 ${neutralise(publicPath)}\n公钥指纹 ${fingerprint}\n`,
  );
  return EXIT.ok;
}

export interface ExportOptions extends StoreOptions {
  readonly key: string;
  readonly output: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly title?: string | undefined;
  readonly database?: string | undefined;
  readonly pdf: boolean;
}

/** `medlint evidence export`; 3 where nothing was captured. */
export async function exportEvidence(subject: string, options: ExportOptions, io: Io): Promise<number> {
  keepApart(options.key, [options.evidence, options.output]);
  return withStore(options, async (store) => {
    const key = readPrivateKey(readText(options.key, "私钥"), io.env.MEDLINT_KEY_PASSPHRASE || undefined);
    if (options.database !== undefined) await linkFromCases(store, subject, options.database, io);
    const listings = listingsOf(store, subject);
    const captures = listings
      .flatMap((listing) => store.captures(listing))
      .filter(({ day }) => day >= (options.from ?? "") && day <= (options.to ?? "9999"));
    if (captures.length === 0) {
      await io.stderr.write(`没有 ${neutralise(subject)} 的采集记录：既不是商品 ID，也没有案件与商品的关系\n`);
      return EXIT.unread;
    }
    const browser = options.pdf ? findChromium(io.env) : null;
    if (options.pdf && browser === null) await io.stderr.write("本机没有 Chromium，没有写 PDF；固定单见 HTML\n");
    const files = await makePackage(store, {
      captures,
      changes: listings.flatMap((listing) => store.changes(listing)),
      title: options.title ?? subject,
      name: fileNameOf(subject),
      software: `medlint ${ENGINE_VERSION}`,
      key,
      signedAt: new Date().toISOString(),
      ...(browser !== null && { print: (html: string) => printSheet(html, browser) }),
    });
    for (const path of writePackage(options.output, files)) await io.stdout.write(`${neutralise(path)}\n`);
    await io.stderr.write(`${captures.length} 次采集，${listings.length} 件商品\n`);
    return EXIT.ok;
  });
}

/** A case number that is tied to listings, else the id of a listing. */
function listingsOf(store: EvidenceStore, subject: string): string[] {
  const linked = store.database
    .prepare(
      "SELECT listing FROM links WHERE case_number = ? UNION SELECT listing FROM case_terms WHERE case_number = ? ORDER BY 1",
    )
    .pluck();
  const found = linked.all(subject, subject) as string[];
  return found.length > 0 ? found : [subject];
}

/** Asks the cases which listing a case is about and how long it is kept, and remembers both. */
async function linkFromCases(store: EvidenceStore, subject: string, database: string, io: Io): Promise<void> {
  const { withDesk } = await import("../open-desk.js");
  const one = await withDesk({ database }, io, (desk) => desk.read.show(subject));
  keepWithCases(store, termsOf(one));
}

/** What the cases say of how long their evidence is kept. */
export async function followCases(store: EvidenceStore, database: string, io: Io): Promise<number> {
  const { withDesk } = await import("../open-desk.js");
  const terms = await withDesk({ database }, io, async (desk) => {
    const all: CaseTerm[] = [];
    for await (const one of desk.read.each({ shadow: true })) all.push(...termsOf(one));
    return all;
  });
  return keepWithCases(store, terms);
}

function termsOf({ number, listing, keepUntil, legalHold }: ViolationCase): CaseTerm[] {
  if (listing.key === null) return [];
  const until = keepUntil.until === "for-ever" ? null : keepUntil.until;
  return [{ caseNumber: number, listing: listing.key, until, reason: keepUntil.reason, isHeld: legalHold }];
}

/** Whoever gets database or package must not get the key with it. */
function keepApart(key: string, folders: readonly string[]): void {
  const real = (path: string) => (existsSync(path) ? realpathSync(path) : resolve(path));
  for (const folder of folders) {
    if (real(key).startsWith(`${real(folder)}${sep}`)) {
      throw new UsageError(`私钥在 ${folder} 里面：拿到证据的人也就拿到了私钥，签名不再证明什么。请把私钥移到别处`);
    }
  }
}

function fileNameOf(subject: string): string {
  const name = subject.replace(/[^\p{L}\p{N}._-]+/gu, "_").slice(0, 80);
  return /^[._]*$/.test(name) ? "evidence" : name;
}

/** `medlint evidence verify`: 0 authentic or consistent, 1 refused, 3 unreadable. */
export async function verifyEvidence(
  path: string,
  { key, format }: { readonly key?: string | undefined; readonly format: "stylish" | "json" },
  io: Io,
): Promise<number> {
  return withEvidenceErrors(async () => {
    const folder = dirname(path);
    const stem = basename(path).replace(/\.wacz$/, "");
    if (!existsSync(path)) throw new UnreadableInputError(`证据包 ${path} 不存在`);
    const beside = readdirSync(folder).filter((name) =>
      ["wacz", "html", "pdf"].some((end) => name === `${stem}.${end}`),
    );
    const files = new Map(beside.map((name) => [name, readFileBounded(join(folder, name))]));
    const signaturePath = join(folder, `${stem}.sig`);
    const signature = existsSync(signaturePath) ? readFileBounded(signaturePath) : null;
    const publicKey = key === undefined ? undefined : readPublicKey(readText(key, "公钥"));
    const answer = await verifyPackage(files, signature, publicKey);
    if (format === "json") {
      const { verdict, faults } = answer;
      const { signedAt = null, files: signed = [] } = answer.signature ?? {};
      await io.stdout.write(`${JSON.stringify({ package: path, verdict, faults, signedAt, files: signed })}\n`);
    } else await io.stdout.write(describe(answer));
    return answer.verdict === "refused" ? EXIT.violation : EXIT.ok;
  });
}

function describe({ verdict, faults, signature }: Awaited<ReturnType<typeof verifyPackage>>): string {
  if (verdict === "refused") return `不符：\n${faults.map((fault) => `  ${neutralise(fault)}\n`).join("")}`;
  const signed = `签名时间 ${neutralise(signature?.signedAt ?? "")}（签名机器的时钟）\n`;
  return verdict === "authentic"
    ? `真实：由所给公钥对应的私钥签名，签名后每个字节都没有变\n${signed}`
    : `一致：签名后每个字节都没有变；签名人是谁没有核验（请用 --key 给出另行取得的公钥）\n${signed}`;
}

/** `medlint evidence stats`: 3 where `--check` finds something changed. */
export async function showStats(options: StoreOptions & { readonly check?: boolean }, io: Io): Promise<number> {
  return withStore(options, async (store) => {
    const { captures, listings, objects, bytes, maxBytes } = store.usage();
    const megabytes = (size: number) => `${(size / 1024 / 1024).toFixed(1)} MB`;
    await io.stdout.write(
      `采集 ${captures} 次，商品 ${listings} 件，对象 ${objects} 个，${megabytes(bytes)}（上限 ${megabytes(maxBytes)}）\n`,
    );
    if (options.check !== true) return EXIT.ok;
    const faults = checkStore(store);
    for (const fault of faults) await io.stdout.write(`${neutralise(fault)}\n`);
    if (faults.length === 0) await io.stdout.write("全部对象和记录与其摘要相符\n");
    return faults.length > 0 ? EXIT.unread : EXIT.ok;
  });
}

function checkStore(store: EvidenceStore): string[] {
  const faults: string[] = [];
  const attempt = (act: () => unknown): void => {
    try {
      act();
    } catch (error) {
      faults.push(error instanceof Error ? error.message : String(error));
    }
  };
  const all = (sql: string) => store.database.prepare(sql).pluck().all();
  for (const hash of all("SELECT hash FROM objects") as string[]) attempt(() => store.objects.read(hash));
  for (const id of all("SELECT id FROM captures") as number[]) attempt((): StoredCapture => store.capture(id));
  return faults;
}

const KINDS: Readonly<Record<ChangeEvent["kind"], string>> = {
  first: "首次见到",
  field: "字段变更",
  gone: "不能打开",
  back: "重新出现",
  "finding-new": "出现问题",
  "finding-gone": "复扫未再发现",
  "finding-back": "问题重现",
};

/** `medlint evidence changes`. */
export async function showChanges(
  listing: string | undefined,
  options: StoreOptions & { readonly format: "stylish" | "json" },
  io: Io,
): Promise<number> {
  return withStore(options, async (store) => {
    for (const change of store.changes(listing)) {
      await io.stdout.write(options.format === "json" ? `${JSON.stringify(change)}\n` : describeChange(change));
    }
    return EXIT.ok;
  });
}

function describeChange({ listing, at, kind, subject, before, after }: ChangeEvent): string {
  const head = `${at}  ${listing}  ${KINDS[kind]}`;
  if (kind !== "field") return `${neutralise(`${head}${after === null ? "" : `：${after}`}`)}\n`;
  const name = (DISPLAY_FIELDS as Readonly<Record<string, string>>)[subject] ?? subject;
  const lines = [`${head}：${name}`, `  原为 ${before ?? "（没有）"}`, `  现为 ${after ?? "（没有）"}`];
  return `${lines.map(neutralise).join("\n")}\n`;
}

function readText(path: string, what: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new UsageError(`读不到${what} ${path}：${describeSystemError(cause)}`, "MEDLINT_USAGE_ARGUMENT", cause);
  }
}

function readFileBounded(path: string): Buffer {
  try {
    const bytes = readFileSync(path);
    if (bytes.length <= MAX_PACKAGE_FILE_BYTES) return bytes;
  } catch (cause) {
    throw new UnreadableInputError(`${path} 读不到：${describeSystemError(cause)}`, cause);
  }
  throw new UnreadableInputError(`${path} 太大，没有核验`);
}
