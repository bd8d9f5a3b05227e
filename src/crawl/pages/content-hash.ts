import { createHash } from "node:crypto";

/** How pages are read changes with this: what is stored of them is then read anew. */
const READER_VERSION = "2";

/** SHA-256 of what a page is read from. Told apart by host too: adapters are chosen by it. */
export function contentHash(url: string, bytes: Uint8Array, isRendered: boolean): Uint8Array {
  const { host } = new URL(url);
  return createHash("sha256")
    .update(`${READER_VERSION} ${isRendered ? 1 : 0} ${host}\n`)
    .update(bytes)
    .digest();
}
