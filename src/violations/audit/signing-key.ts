import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
  verify,
} from "node:crypto";
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { sha256 } from "../canonical.js";
import { CaseError } from "../errors.js";

const ID_LENGTH = 16;

/** A public key that entries are checked against. */
export interface VerifyingKey {
  /** First 16 hex digits of the SHA-256 of the key (SPKI, DER). */
  readonly id: string;
  verify(text: string, signature: string): boolean;
}

/** A private key (Ed25519, RFC 8032) in a file outside the database. */
export interface SigningKey extends VerifyingKey {
  /** Lower hex, 128 digits. */
  sign(text: string): string;
  /** PEM, for those who verify. */
  readonly publicPem: string;
}

/**
 * Reads the signing key; makes one (readable by its owner only) where the file does not exist.
 *
 * @throws CaseError where the file holds no Ed25519 private key
 */
export function openSigningKey(path: string): SigningKey {
  createKeyFile(path);
  const key = parse(path, readKey(path), createPrivateKey);
  const publicKey = createPublicKey(key);
  return {
    ...verifyingKey(publicKey),
    publicPem: String(publicKey.export({ format: "pem", type: "spki" })),
    sign: (text) => sign(null, Buffer.from(text), key).toString("hex"),
  };
}

/** Reads a public key, or takes the public half of a private one. */
export function readVerifyingKey(path: string): VerifyingKey {
  return verifyingKey(parse(path, readKey(path), createPublicKey));
}

function verifyingKey(key: KeyObject): VerifyingKey {
  const id = sha256(key.export({ format: "der", type: "spki" })).slice(0, ID_LENGTH);
  return {
    id,
    // The check of form leaves one way of writing a signature: no byte of it can change unseen.
    verify: (text, signature) =>
      /^[0-9a-f]{128}$/.test(signature) && verify(null, Buffer.from(text), key, Buffer.from(signature, "hex")),
  };
}

/** Written beside and linked into place: of several programs that start at once, one wins and all read the same key. */
function createKeyFile(path: string): boolean {
  try {
    readFileSync(path);
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") return false;
  }
  const { privateKey } = generateKeyPairSync("ed25519");
  const own = `${path}.${randomUUID()}`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(own, privateKey.export({ format: "pem", type: "pkcs8" }), { mode: 0o600, flag: "wx" });
    linkSync(own, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw new CaseError("MEDLINT_SIGNING_KEY", `签名密钥 ${path} 无法创建（${(error as Error).message}）`, error);
  } finally {
    try {
      unlinkSync(own);
    } catch {
      // It was never written.
    }
  }
}

function readKey(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new CaseError("MEDLINT_SIGNING_KEY", `签名密钥 ${path} 无法读取（${(error as Error).message}）`, error);
  }
}

function parse(path: string, pem: string, read: (pem: string) => KeyObject): KeyObject {
  let key: KeyObject;
  try {
    key = read(pem);
  } catch (error) {
    throw new CaseError("MEDLINT_SIGNING_KEY", `${path} 不是 PEM 格式的 Ed25519 密钥`, error);
  }
  if (key.asymmetricKeyType !== "ed25519") {
    throw new CaseError(
      "MEDLINT_SIGNING_KEY",
      `${path} 不是 Ed25519 密钥，而是 ${key.asymmetricKeyType ?? "别的密钥"}`,
    );
  }
  return key;
}
