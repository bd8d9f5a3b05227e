import { statSync } from "node:fs";
import { formatByName } from "./detect-format.js";
import { walkFolder } from "./walk-folder.js";

/** How much there is to read. */
export interface Measured {
  readonly bytes: number;
  readonly files: number;
  /** False where not everything was looked at, or nobody knows (standard input). */
  readonly isWhole: boolean;
}

/**
 * Adds up the sizes of files, as far as the caps; nothing is opened and nothing is thrown.
 *
 * @param most stop here: what is more is only "large"
 */
export function measureInputs(
  paths: readonly string[],
  most: { readonly bytes: number; readonly files: number },
): Measured {
  let bytes = 0;
  let files = 0;
  let isWhole = true;
  const add = (path: string): void => {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats?.isFile()) {
      bytes += stats.size;
      files++;
    }
  };
  for (const path of paths) {
    if (path === "-") {
      isWhole = false;
      continue;
    }
    try {
      if (statSync(path).isDirectory()) {
        for (const found of walkFolder(path)) {
          if (bytes >= most.bytes || files >= most.files) return { bytes, files, isWhole: false };
          if (found.problem === undefined && formatByName(found.path) !== null) add(found.path);
        }
      } else add(path);
    } catch {
      // What cannot be looked at is said where it is read.
    }
    if (bytes >= most.bytes || files >= most.files) return { bytes, files, isWhole: false };
  }
  return { bytes, files, isWhole };
}
