import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { MAX_PARENT_FOLDERS } from "./limits.js";

/** The name that is looked for where no configuration is named. */
export const CONFIGURATION_NAME = "medlint.config.yaml";

/**
 * Looks for a configuration file in a folder and its parents, up to and including the root of the repository (the
 * folder that holds `.git`) or the home folder, and never above it.
 *
 * @returns its path, or null
 * @example
 * findConfiguration(process.cwd(), homedir()); // → "/shop/medlint.config.yaml"
 */
export function findConfiguration(folder: string, home: string): string | null {
  let here = resolve(folder);
  const top = resolve(home);
  for (let i = 0; i < MAX_PARENT_FOLDERS; i++) {
    const path = join(here, CONFIGURATION_NAME);
    if (isFile(path)) return path;
    const parent = dirname(here);
    if (here === top || parent === here || existsSync(join(here, ".git"))) return null;
    here = parent;
  }
  return null;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
