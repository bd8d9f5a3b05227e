import { createHash } from "node:crypto";

/** SHA-256 of bytes (text as UTF-8), 64 lower-case hex digits. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Whether a text is such a digest. */
export function isSha256(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}
