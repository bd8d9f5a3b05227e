import { createPublicKey, type KeyObject } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../sha256.js";
import type { ChangeEvent, StoredCapture } from "../store/capture.js";
import type { EvidenceStore } from "../store/evidence-store.js";
import { writeWhole } from "../write-whole.js";
import { evidenceSheet } from "./sheet.js";
import { fingerprintOfKey, type SignedFile, signFiles } from "./signature.js";
import { writeWacz } from "./wacz.js";

/** What is to be packed, and by whom it is signed. */
export interface PackageRequest {
  readonly captures: readonly StoredCapture[];
  readonly changes: readonly ChangeEvent[];
  readonly title: string;
  /** File name without ending. */
  readonly name: string;
  readonly software: string;
  readonly key: KeyObject;
  /** ISO 8601. */
  readonly signedAt: string;
  /** Prints the sheet; absent: no PDF. */
  readonly print?: ((html: string) => Promise<Uint8Array>) | undefined;
}

/** Names and bytes of a package: `.wacz`, `.html`, perhaps `.pdf`, and last `.sig`, which speaks of the others. */
export type PackageFiles = ReadonlyMap<string, Buffer>;

/** Makes a package in memory. @throws CorruptEvidenceError where kept bytes are not what they were */
export async function makePackage(store: EvidenceStore, request: PackageRequest): Promise<PackageFiles> {
  const { captures, title, name, software, key, signedAt, changes } = request;
  const wacz = await writeWacz(captures, (file) => store.read(file), { title, software });
  const files = new Map<string, Buffer>([[`${name}.wacz`, wacz]]);
  const html = evidenceSheet(captures, {
    title,
    packageName: `${name}.wacz`,
    packageBytes: wacz.length,
    packageSha256: sha256(wacz),
    keyFingerprint: fingerprintOfKey(createPublicKey(key)),
    signedAt,
    software,
    changes,
    read: (file) => store.read(file),
  });
  files.set(`${name}.html`, Buffer.from(html));
  if (request.print !== undefined) files.set(`${name}.pdf`, Buffer.from(await request.print(html)));
  const signed = [...files].map(([file, bytes]): SignedFile => {
    return { name: file, bytes: bytes.length, sha256: sha256(bytes) };
  });
  files.set(`${name}.sig`, Buffer.from(signFiles(signed, key, signedAt)));
  return files;
}

/** Writes a package into a folder, each file whole or not at all; the signature comes last, so that it never lies. */
export function writePackage(folder: string, files: PackageFiles): string[] {
  mkdirSync(folder, { recursive: true });
  // A signature of an earlier package of this name would speak of files that are just being replaced.
  for (const name of files.keys()) if (name.endsWith(".sig")) rmSync(join(folder, name), { force: true });
  return [...files].map(([name, bytes]) => {
    const path = join(folder, name);
    writeWhole(path, bytes);
    return path;
  });
}
