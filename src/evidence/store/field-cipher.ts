import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { CorruptEvidenceError, EvidenceError } from "../errors.js";

const PREFIX = "aes256gcm:1:";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
export const KEY_BYTES = 32;

/**
 * Seals text and bytes with AES-256-GCM (NIST SP 800-38D); the key comes from outside and is never kept beside them.
 * What is sealed is bound to its place: moved to another row, it does not open.
 */
export class Cipher {
  readonly #key: Buffer;

  /** @throws EvidenceError MEDLINT_EVIDENCE_KEY unless there are 32 bytes */
  constructor(key: Uint8Array) {
    if (key.length !== KEY_BYTES)
      throw new EvidenceError("MEDLINT_EVIDENCE_KEY", "加密密钥应为 32 字节（64 位十六进制）");
    this.#key = Buffer.from(key);
  }

  sealBytes(plain: Uint8Array, place: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", this.#key, nonce);
    cipher.setAAD(Buffer.from(place));
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]);
  }

  /** @throws CorruptEvidenceError wrong key, wrong place, or changed bytes: they cannot be told apart */
  openBytes(sealed: Uint8Array, place: string): Buffer {
    try {
      const decipher = createDecipheriv("aes-256-gcm", this.#key, sealed.subarray(0, NONCE_BYTES));
      decipher.setAAD(Buffer.from(place));
      decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    } catch (cause) {
      throw new CorruptEvidenceError(`${place} 不能解密（密钥不对，或内容被改动）`, cause);
    }
  }

  seal(plain: string, place: string): string {
    return PREFIX + this.sealBytes(Buffer.from(plain), place).toString("base64");
  }

  open(sealed: string, place: string): string {
    return this.openBytes(Buffer.from(sealed.slice(PREFIX.length), "base64"), place).toString();
  }
}

/** Whether a text was sealed by a `Cipher`. */
export function isSealed(text: string): boolean {
  return text.startsWith(PREFIX);
}

/**
 * Reads a key of 64 hexadecimal digits from a file.
 *
 * @throws EvidenceError MEDLINT_EVIDENCE_KEY
 */
export function readCipher(path: string): Cipher {
  let text: string;
  try {
    text = readFileSync(path, "utf8").trim();
  } catch (cause) {
    throw new EvidenceError("MEDLINT_EVIDENCE_KEY", `读不到加密密钥 ${path}`, cause);
  }
  if (!/^[0-9a-fA-F]{64}$/.test(text)) {
    throw new EvidenceError("MEDLINT_EVIDENCE_KEY", `${path} 不是加密密钥：应为 64 位十六进制（openssl rand -hex 32）`);
  }
  return new Cipher(Buffer.from(text, "hex"));
}
