import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { canonicalJson } from "../canonical-json.js";
import { EvidenceError } from "../errors.js";
import { isSha256, sha256 } from "../sha256.js";
import type { Cipher } from "../store/field-cipher.js";
import { writeWhole } from "../write-whole.js";

const digest = z.string().refine(isSha256);
const manifest = z.strictObject({
  format: z.literal(1),
  kind: z.enum(["full", "incremental"]),
  /** ISO 8601. */
  at: z.string(),
  databases: z.array(
    z.strictObject({
      name: z.string().regex(/^[\p{L}\p{N}._-]{1,100}$/u),
      bytes: z.number().int(),
      sha256: digest,
      chunks: z.array(digest),
    }),
  ),
  /** Objects of the evidence store, whose index is the database `evidence`. */
  objects: z.array(z.strictObject({ hash: digest, bytes: z.number().int() })),
});
export type Manifest = z.infer<typeof manifest>;

const SEALED = ".enc";

/**
 * A folder of backups: `blobs/ab/abcd…` by the SHA-256 of what is in them, `backups/ID.json` that name them. With a key
 * everything is sealed by AES-256-GCM before it is written; the key never comes near the folder.
 */
export class BackupRepository {
  readonly #folder: string;
  readonly #cipher: Cipher | undefined;

  constructor(folder: string, cipher?: Cipher) {
    this.#folder = folder;
    this.#cipher = cipher;
  }

  /** @param again writes also what is there already */
  put(plain: Uint8Array, again: boolean): { readonly hash: string; readonly written: number } {
    const hash = sha256(plain);
    const path = this.#pathOf(hash);
    if (!again && existsSync(path)) return { hash, written: 0 };
    mkdirSync(join(path, ".."), { recursive: true, mode: 0o700 });
    const bytes = this.#cipher === undefined ? plain : this.#cipher.sealBytes(plain, `blob ${hash}`);
    writeWhole(path, bytes);
    return { hash, written: bytes.length };
  }

  /** @throws EvidenceError MEDLINT_BACKUP, CorruptEvidenceError */
  get(hash: string): Buffer {
    const bytes = this.#read(this.#pathOf(hash), `数据块 ${hash}`);
    const plain = this.#cipher === undefined ? bytes : this.#cipher.openBytes(bytes, `blob ${hash}`);
    if (sha256(plain) !== hash) throw new EvidenceError("MEDLINT_BACKUP", `备份的数据块 ${hash} 与其摘要不符`);
    return plain;
  }

  /** The manifest comes last: what it names is there. @returns the id of the backup */
  putManifest(subject: Manifest): string {
    const json = Buffer.from(canonicalJson(subject));
    const id = `${subject.at.replace(/[^0-9]/g, "").slice(0, 14)}-${sha256(json).slice(0, 16)}`;
    mkdirSync(join(this.#folder, "backups"), { recursive: true, mode: 0o700 });
    const bytes = this.#cipher === undefined ? json : this.#cipher.sealBytes(json, `backup ${id}`);
    writeWhole(this.#manifestOf(id), bytes);
    return id;
  }

  /** @throws EvidenceError MEDLINT_BACKUP, CorruptEvidenceError */
  manifest(id: string): Manifest {
    const bytes = this.#read(this.#manifestOf(id), `备份 ${id}`);
    const json = this.#cipher === undefined ? bytes : this.#cipher.openBytes(bytes, `backup ${id}`);
    const isNamed = id.endsWith(sha256(json).slice(0, 16));
    const parsed = isNamed ? manifest.safeParse(JSON.parse(json.toString("utf8"))) : null;
    if (!parsed?.success) throw new EvidenceError("MEDLINT_BACKUP", `备份 ${id} 的清单与其编号不符，或者读不出`);
    return parsed.data;
  }

  /** Ids of whole backups, oldest first. */
  list(): string[] {
    const folder = join(this.#folder, "backups");
    if (!existsSync(folder)) return [];
    const end = this.#cipher === undefined ? ".json" : `.json${SEALED}`;
    return readdirSync(folder)
      .filter((name) => name.endsWith(end) && /^\d{14}-[0-9a-f]{16}\./.test(name))
      .map((name) => name.slice(0, -end.length))
      .sort();
  }

  #read(path: string, what: string): Buffer {
    try {
      return readFileSync(path);
    } catch (cause) {
      throw new EvidenceError("MEDLINT_BACKUP", `${what} 读不到（是否加密须与创建时一致）`, cause);
    }
  }

  #pathOf(hash: string): string {
    if (!isSha256(hash)) throw new EvidenceError("MEDLINT_BACKUP", "备份的清单中有不是摘要的名称");
    return join(this.#folder, "blobs", hash.slice(0, 2), `${hash}${this.#cipher === undefined ? "" : SEALED}`);
  }

  #manifestOf(id: string): string {
    if (!/^\d{14}-[0-9a-f]{16}$/.test(id)) throw new EvidenceError("MEDLINT_BACKUP", `“${id}”不是备份的编号`);
    return join(this.#folder, "backups", `${id}.json${this.#cipher === undefined ? "" : SEALED}`);
  }
}
