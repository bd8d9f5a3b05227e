import type { KeyObject } from "node:crypto";
import { sha256 } from "../sha256.js";
import { faultsInWacz } from "./read-wacz.js";
import { isSignedBy, namesKey, parseSignature, type Signature, type SignedFile } from "./signature.js";

/** `authentic`: signed by the key that was given. `consistent`: unchanged since signed by somebody. */
export type Verdict = "authentic" | "consistent" | "refused";

export interface Verification {
  readonly verdict: Verdict;
  /** What fails, each with its name, in Chinese; empty unless refused. */
  readonly faults: readonly string[];
  readonly signature: Signature | null;
}

/**
 * Checks a package: the signature, every byte of every file it names, and every hash inside.
 *
 * @param files what lies beside each other, by name; the package ends in `.wacz`
 * @param key public key that is known from elsewhere; without it the result is at most `consistent`
 */
export async function verifyPackage(
  files: ReadonlyMap<string, Buffer>,
  signatureBytes: Uint8Array | null,
  key?: KeyObject,
): Promise<Verification> {
  const faults: string[] = [];
  const signature = signatureBytes === null ? null : parseSignature(signatureBytes);
  const holds = signature !== null && isSignedBy(signature);
  if (signatureBytes === null) faults.push("签名文件：缺少");
  else if (signature === null) faults.push("签名文件：内容不是本程序写成的样子（被改动、截短或加长）");
  else if (!holds) faults.push("签名：与所签的内容不符（签名文件被改动）");
  else if (key !== undefined && !namesKey(signature, key)) faults.push("签名：不是用所给公钥对应的私钥签的");
  if (signature !== null && holds) {
    for (const file of signature.files) faults.push(...(await faultsOf(file, files.get(file.name))));
    const named = new Set(signature.files.map(({ name }) => name));
    for (const name of files.keys()) if (!named.has(name)) faults.push(`${name}：不在签名之中`);
    if (!signature.files.some(({ name }) => name.endsWith(".wacz"))) faults.push("签名：没有包括证据包");
  } else {
    // A signature that does not hold says nothing of the files: only the package's own hashes can.
    for (const [name, bytes] of files) {
      if (name.endsWith(".wacz")) faults.push(...(await faultsInWacz(bytes)).map((fault) => `${name}：${fault}`));
    }
  }
  if (faults.length > 0) return { verdict: "refused", faults, signature };
  return { verdict: key === undefined ? "consistent" : "authentic", faults, signature };
}

async function faultsOf(signed: SignedFile, bytes: Buffer | undefined): Promise<string[]> {
  const { name } = signed;
  if (bytes === undefined) return [`${name}：缺少`];
  const isSame = bytes.length === signed.bytes && sha256(bytes) === signed.sha256;
  const inner = name.endsWith(".wacz") ? await faultsInWacz(bytes) : [];
  if (inner.length > 0) return inner.map((fault) => `${name}：${fault}`);
  if (isSame) return [];
  if (bytes.length !== signed.bytes) return [`${name}：长度由 ${signed.bytes} 变为 ${bytes.length} 字节`];
  return [`${name}：内容与签名时不符${name.endsWith(".wacz") ? "（zip 的文件头或目录）" : ""}`];
}
