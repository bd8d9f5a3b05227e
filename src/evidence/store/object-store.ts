import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { CorruptEvidenceError, EvidenceError } from "../errors.js";
import { MAX_OBJECT_BYTES } from "../limits.js";
import { isSha256, sha256 } from "../sha256.js";
import { writeWhole } from "../write-whole.js";

/**
 * Bytes in a folder, named by their SHA-256: `objects/ab/abcd…`. What has its final name is whole: bytes are written
 * under a temporary name, brought to the disk, and then renamed. Equal bytes are kept once.
 */
export class ObjectStore {
  readonly #objects: string;
  readonly #drafts: string;
  readonly #folders = new Set<string>();
  #count = 0;

  constructor(folder: string) {
    this.#objects = join(folder, "objects");
    this.#drafts = join(folder, "tmp");
    mkdirSync(this.#objects, { recursive: true });
    mkdirSync(this.#drafts, { recursive: true });
  }

  /**
   * Keeps bytes.
   *
   * @returns their SHA-256, and whether they are new
   * @throws EvidenceError MEDLINT_EVIDENCE_TOO_LARGE, MEDLINT_EVIDENCE_FULL (no space left)
   */
  put(bytes: Uint8Array): { readonly hash: string; readonly isNew: boolean } {
    if (bytes.length > MAX_OBJECT_BYTES) {
      const most = `${MAX_OBJECT_BYTES / 1024 / 1024} MB`;
      throw new EvidenceError("MEDLINT_EVIDENCE_TOO_LARGE", `一项证据有 ${bytes.length} 字节，超过 ${most}，没有保存`);
    }
    const hash = sha256(bytes);
    const path = this.pathOf(hash);
    // A file of another size was damaged by other hands: it is written anew.
    if (existsSync(path) && statSync(path).size === bytes.length) return { hash, isNew: false };
    this.#prepareFolder(hash);
    const draft = join(this.#drafts, `${process.pid}-${this.#count++}.part`);
    try {
      writeWhole(path, bytes, draft);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === "ENOSPC")
        throw new EvidenceError("MEDLINT_EVIDENCE_FULL", "磁盘已满，证据没有保存；请腾出空间后重试", cause);
      throw cause;
    }
    return { hash, isNew: true };
  }

  /** @throws CorruptEvidenceError where the bytes are missing or not those of the name */
  read(hash: string): Buffer {
    let bytes: Buffer;
    try {
      bytes = readFileSync(this.pathOf(hash));
    } catch (cause) {
      throw new CorruptEvidenceError(`对象 ${hash} 读不到`, cause);
    }
    if (sha256(bytes) !== hash) throw new CorruptEvidenceError(`对象 ${hash} 的内容与其摘要不符`);
    return bytes;
  }

  has(hash: string): boolean {
    return existsSync(this.pathOf(hash));
  }

  remove(hash: string): void {
    rmSync(this.pathOf(hash), { force: true });
  }

  /** Digests of all kept objects, in order. */
  *list(): Generator<string> {
    for (const folder of readdirSync(this.#objects).sort()) {
      for (const name of readdirSync(join(this.#objects, folder)).sort()) if (isSha256(name)) yield name;
    }
  }

  /** Removes drafts that processes left which no longer run. */
  sweepDrafts(): number {
    let removed = 0;
    for (const name of readdirSync(this.#drafts)) {
      const pid = Number(/^(\d+)-/.exec(name)?.[1] ?? 0);
      if (pid === process.pid || isRunning(pid)) continue;
      rmSync(join(this.#drafts, name), { force: true });
      removed++;
    }
    return removed;
  }

  pathOf(hash: string): string {
    if (!isSha256(hash)) throw new CorruptEvidenceError(`“${hash.slice(0, 80)}”不是 SHA-256 摘要`);
    return join(this.#objects, hash.slice(0, 2), hash);
  }

  #prepareFolder(hash: string): void {
    const folder = hash.slice(0, 2);
    if (this.#folders.has(folder)) return;
    mkdirSync(join(this.#objects, folder), { recursive: true });
    this.#folders.add(folder);
  }
}

function isRunning(pid: number): boolean {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
