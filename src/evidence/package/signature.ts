import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from "node:crypto";
import { EvidenceError } from "../errors.js";
import { MAX_SIGNATURE_BYTES } from "../limits.js";
import { isSha256, sha256 } from "../sha256.js";

/** A file that a signature speaks of. */
export interface SignedFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface Signature {
  /** ISO 8601, by the clock of the machine that signed. */
  readonly signedAt: string;
  readonly files: readonly SignedFile[];
  /** SPKI, base64: says who signed only to those who know this key from elsewhere. */
  readonly publicKey: string;
  readonly signature: string;
}

const HEAD = "medlint-evidence-signature 1";
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** A new Ed25519 key (RFC 8032) as PEM; with a passphrase the private key is encrypted. */
export function createKeys(passphrase?: string): { readonly privateKey: string; readonly publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const pem = privateKey.export(
    passphrase === undefined
      ? { type: "pkcs8", format: "pem" }
      : { type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase },
  );
  return { privateKey: String(pem), publicKey: String(publicKey.export({ type: "spki", format: "pem" })) };
}

/** @throws EvidenceError MEDLINT_EVIDENCE_KEY unless the PEM holds an Ed25519 private key that opens */
export function readPrivateKey(pem: string, passphrase?: string): KeyObject {
  return keyOf(() => createPrivateKey({ key: pem, passphrase }), "私钥");
}

/** @throws EvidenceError MEDLINT_EVIDENCE_KEY unless the PEM holds an Ed25519 public key */
export function readPublicKey(pem: string): KeyObject {
  if (pem.includes("PRIVATE KEY")) {
    throw new EvidenceError("MEDLINT_EVIDENCE_KEY", "这里要的是公钥，给出的文件是私钥；私钥不要交给核验的人");
  }
  return keyOf(() => createPublicKey(pem), "公钥");
}

function keyOf(read: () => KeyObject, what: string): KeyObject {
  let key: KeyObject;
  try {
    key = read();
  } catch (cause) {
    throw new EvidenceError("MEDLINT_EVIDENCE_KEY", `${what}读不出：应为 PEM 格式的 Ed25519 密钥，口令须正确`, cause);
  }
  if (key.asymmetricKeyType !== "ed25519") throw new EvidenceError("MEDLINT_EVIDENCE_KEY", `${what}不是 Ed25519 密钥`);
  return key;
}

/** SHA-256 of the public key: what is written down and compared by telephone. */
export function fingerprintOfKey(publicKey: KeyObject): string {
  return sha256(publicKey.export({ type: "spki", format: "der" }));
}

/**
 * Signs the lengths and SHA-256 of files, and so all their bytes.
 *
 * @param signedAt ISO 8601
 */
export function signFiles(files: readonly SignedFile[], privateKey: KeyObject, signedAt: string): string {
  const publicKey = createPublicKey(privateKey).export({ type: "spki", format: "der" }).toString("base64");
  const statement = statementOf({ signedAt, files, publicKey });
  return `${statement}signature ${signBytes(null, Buffer.from(statement), privateKey).toString("base64")}\n`;
}

/** Whether the signature fits its statement, with the key that it names or the one given. */
export function isSignedBy(signature: Signature, key?: KeyObject): boolean {
  try {
    const named = createPublicKey({ key: Buffer.from(signature.publicKey, "base64"), type: "spki", format: "der" });
    const bytes = Buffer.from(signature.signature, "base64");
    return verifyBytes(null, Buffer.from(statementOf(signature)), key ?? named, bytes);
  } catch {
    return false;
  }
}

/** Whether the signature names this very key. */
export function namesKey(signature: Signature, key: KeyObject): boolean {
  return key.export({ type: "spki", format: "der" }).toString("base64") === signature.publicKey;
}

function statementOf({ signedAt, files, publicKey }: Omit<Signature, "signature">): string {
  const lines = files.map((file) => `file ${file.sha256} ${file.bytes} ${file.name}`);
  return [HEAD, `signed-at ${signedAt}`, `public-key ${publicKey}`, ...lines, ""].join("\n");
}

/** Reads a signature file; null unless every byte of it is what `signFiles` writes. */
export function parseSignature(bytes: Uint8Array): Signature | null {
  if (bytes.length > MAX_SIGNATURE_BYTES) return null;
  const text = Buffer.from(bytes).toString("utf8");
  const lines = text.split("\n");
  const values = (name: string) =>
    lines.flatMap((line) => (line.startsWith(`${name} `) ? [line.slice(name.length + 1)] : []));
  const [signedAt = "", publicKey = "", signature = ""] = ["signed-at", "public-key", "signature"].map(
    (name) => values(name)[0],
  );
  const files = values("file").map((line): SignedFile => {
    const [hash = "", size = "", ...name] = line.split(" ");
    return { sha256: hash, bytes: Number(size), name: name.join(" ") };
  });
  const isSound =
    [publicKey, signature].every((part) => BASE64.test(part) && reencoded(part) === part) &&
    files.length > 0 &&
    files.every((file) => isSha256(file.sha256) && Number.isSafeInteger(file.bytes) && isPlainName(file.name)) &&
    new Set(files.map(({ name }) => name)).size === files.length;
  if (!isSound) return null;
  const parsed = { signedAt, publicKey, files, signature };
  // What reads the same must be written the same: no byte is outside the signature.
  return Buffer.from(`${statementOf(parsed)}signature ${signature}\n`).equals(Buffer.from(bytes)) ? parsed : null;
}

function reencoded(base64: string): string {
  return Buffer.from(base64, "base64").toString("base64");
}

/** A file name that stays in its folder. */
function isPlainName(name: string): boolean {
  return name !== "" && name !== "." && name !== ".." && !/[/\\\u0000-\u001f]/.test(name);
}
