import { type Dirent, readdirSync } from "node:fs";
import { join } from "node:path";
import { MAX_FOLDER_DEPTH } from "../limits.js";

/** A file below a folder, or a folder that could not be opened. */
export type Found =
  | { readonly path: string; readonly problem?: undefined }
  | { readonly path: string; readonly problem: "folder-unreadable" | "folder-too-deep" };

/**
 * The files below a folder, in the order of their names' code units, so that the order is the same on every machine.
 * Symbolic links are not followed: they could lead out of the folder or in a circle.
 */
export function* walkFolder(folder: string, depth = 0): Generator<Found> {
  if (depth > MAX_FOLDER_DEPTH) {
    yield { path: folder, problem: "folder-too-deep" };
    return;
  }
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    yield { path: folder, problem: "folder-unreadable" };
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== "node_modules" && !entry.name.startsWith(".")) yield* walkFolder(path, depth + 1);
    } else if (entry.isFile()) {
      yield { path };
    }
  }
}
