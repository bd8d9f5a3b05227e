import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";

/**
 * Writes a file that appears whole or not at all: under a temporary name, brought to the disk, then renamed.
 *
 * @param draft on the same file system
 */
export function writeWhole(path: string, bytes: Uint8Array, draft = `${path}.${process.pid}.part`): void {
  try {
    const file = openSync(draft, "w", 0o600);
    try {
      let written = 0;
      while (written < bytes.length) written += writeSync(file, bytes, written);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
