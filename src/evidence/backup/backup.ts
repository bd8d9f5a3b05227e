import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import Sqlite from "better-sqlite3";
import { CorruptEvidenceError, EvidenceError } from "../errors.js";
import { sha256 } from "../sha256.js";
import { INDEX_FILE } from "../store/evidence-store.js";
import { ObjectStore } from "../store/object-store.js";
import { writeWhole } from "../write-whole.js";
import type { BackupRepository, Manifest } from "./backup-repository.js";

/** Pieces of a database: what did not change between two backups is kept once. */
const CHUNK_BYTES = 1024 * 1024;
const EVIDENCE = "evidence";

export interface BackupSubject {
  /** SQLite files by the name under which they are restored; other programs may go on writing. */
  readonly databases: ReadonlyMap<string, string>;
  /** Folder of an evidence store. */
  readonly evidence?: string | undefined;
}

export interface BackupReport {
  readonly id: string;
  readonly databases: number;
  readonly objects: number;
  /** Bytes that this backup added to the repository. */
  readonly written: number;
}

/**
 * Backs up databases while they are in use, and the objects of an evidence store. Each backup names all that it needs;
 * an incremental one reuses what the repository has, a full one writes everything anew.
 *
 * @param at ISO 8601
 * @throws EvidenceError MEDLINT_BACKUP; what was written till then is no backup
 */
export async function createBackup(
  subject: BackupSubject,
  repository: BackupRepository,
  kind: Manifest["kind"],
  at: string,
): Promise<BackupReport> {
  const again = kind === "full";
  const sources = new Map(subject.databases);
  if (sources.has(EVIDENCE)) throw new EvidenceError("MEDLINT_BACKUP", `名称 ${EVIDENCE} 留给证据库，请换一个`);
  if (subject.evidence !== undefined) sources.set(EVIDENCE, join(subject.evidence, INDEX_FILE));
  if (sources.size === 0)
    throw new EvidenceError("MEDLINT_BACKUP", "没有要备份的内容：请给出 --database 或 --evidence");
  const folder = mkdtempSync(join(tmpdir(), "medlint-backup-"));
  let written = 0;
  try {
    const databases: Manifest["databases"] = [];
    let objects: Manifest["objects"] = [];
    for (const [name, path] of sources) {
      const copy = join(folder, `${databases.length}.sqlite`);
      await snapshot(path, copy);
      const chunks: string[] = [];
      const whole = { bytes: 0, parts: [] as Buffer[] };
      for (const chunk of chunksOf(copy)) {
        const put = repository.put(chunk, again);
        chunks.push(put.hash);
        written += put.written;
        whole.bytes += chunk.length;
      }
      databases.push({ name, bytes: whole.bytes, sha256: sha256(chunks.join("\n")), chunks });
      // The index is the older of the two: every object that it names was on the disk before.
      if (name === EVIDENCE) objects = objectsIn(copy);
      rmSync(copy);
    }
    if (subject.evidence !== undefined) {
      const store = new ObjectStore(subject.evidence);
      for (const { hash } of objects) written += putObject(repository, store, hash, again);
    }
    const id = repository.putManifest({ format: 1, kind, at, databases, objects });
    return { id, databases: databases.length, objects: objects.length, written };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function putObject(repository: BackupRepository, store: ObjectStore, hash: string, again: boolean): number {
  try {
    return repository.put(store.read(hash), again).written;
  } catch (error) {
    if (!(error instanceof CorruptEvidenceError)) throw error;
    throw new EvidenceError("MEDLINT_BACKUP", `${error.message}；如果备份时正在清理，请重新备份`, error);
  }
}

/** Reads everything that a backup names, and has SQLite check each database. @throws EvidenceError MEDLINT_BACKUP */
export function verifyBackup(repository: BackupRepository, id: string): Manifest {
  const folder = mkdtempSync(join(tmpdir(), "medlint-backup-"));
  try {
    return writeBackup(repository, id, folder, false);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Restores a backup into a folder that is not there yet; it appears whole or not at all. Databases stand there as
 * `NAME.sqlite`, the evidence store as `evidence/`.
 *
 * @throws EvidenceError MEDLINT_BACKUP
 */
export function restoreBackup(repository: BackupRepository, id: string, target: string): Manifest {
  if (existsSync(target) && readdirSync(target).length > 0) {
    throw new EvidenceError("MEDLINT_BACKUP", `${target} 已有内容，没有改动；请恢复到新的文件夹，核对后再替换`);
  }
  mkdirSync(dirname(target), { recursive: true });
  const draft = `${target}.${process.pid}.part`;
  rmSync(draft, { recursive: true, force: true });
  try {
    const manifest = writeBackup(repository, id, draft, true);
    if (existsSync(target)) rmSync(target, { recursive: true });
    renameSync(draft, target);
    return manifest;
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
}

function writeBackup(repository: BackupRepository, id: string, folder: string, keeps: boolean): Manifest {
  const manifest = repository.manifest(id);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const { name, chunks, bytes, sha256: expected } of manifest.databases) {
    if (sha256(chunks.join("\n")) !== expected) throw new EvidenceError("MEDLINT_BACKUP", `${name} 的清单不完整`);
    const home = name === EVIDENCE ? join(folder, EVIDENCE) : folder;
    mkdirSync(home, { recursive: true, mode: 0o700 });
    const path = join(home, name === EVIDENCE ? INDEX_FILE : `${name}.sqlite`);
    const whole = Buffer.concat(chunks.map((hash) => repository.get(hash)));
    if (whole.length !== bytes) throw new EvidenceError("MEDLINT_BACKUP", `${name} 的长度与清单不符`);
    writeWhole(path, whole);
    checkDatabase(path, name);
  }
  const store = keeps && manifest.objects.length > 0 ? new ObjectStore(join(folder, EVIDENCE)) : null;
  for (const { hash, bytes } of manifest.objects) {
    const object = repository.get(hash);
    if (object.length !== bytes) throw new EvidenceError("MEDLINT_BACKUP", `对象 ${hash} 的长度与清单不符`);
    store?.put(object);
  }
  return manifest;
}

function checkDatabase(path: string, name: string): void {
  const database = new Sqlite(path, { readonly: true });
  try {
    const answer = database.pragma("integrity_check", { simple: true });
    if (answer !== "ok") throw new EvidenceError("MEDLINT_BACKUP", `${name} 恢复后 SQLite 检查不通过：${answer}`);
  } finally {
    database.close();
  }
}

/** A copy as of one moment, by SQLite's online backup; the copy is one file without a write-ahead log. */
async function snapshot(path: string, copy: string): Promise<void> {
  if (!existsSync(path)) throw new EvidenceError("MEDLINT_BACKUP", `数据库 ${path} 不存在`);
  const database = new Sqlite(path, { readonly: true });
  try {
    await database.backup(copy);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new EvidenceError("MEDLINT_BACKUP", `数据库 ${path} 备份失败：${why}`, cause);
  } finally {
    database.close();
  }
}

function* chunksOf(path: string): Generator<Buffer> {
  const file = openSync(path, "r");
  try {
    for (;;) {
      const chunk = Buffer.alloc(CHUNK_BYTES);
      let size = 0;
      for (let read = -1; read !== 0 && size < CHUNK_BYTES; size += read) {
        read = readSync(file, chunk, size, CHUNK_BYTES - size, null);
      }
      if (size > 0) yield chunk.subarray(0, size);
      if (size < CHUNK_BYTES) return;
    }
  } finally {
    closeSync(file);
  }
}

function objectsIn(path: string): Manifest["objects"] {
  const database = new Sqlite(path, { readonly: true });
  try {
    // What is doomed goes with the next prune: no capture names it.
    return database
      .prepare("SELECT hash, bytes FROM objects WHERE hash NOT IN (SELECT hash FROM doomed) ORDER BY hash")
      .all() as Manifest["objects"];
  } finally {
    database.close();
  }
}
