import { existsSync } from "node:fs";

/** The shipped dictionary, compiled: there is none in the source tree. */
export const PRECOMPILED = new URL("../dictionary.json", import.meta.url);

/**
 * The compiler of YAML files in the source tree, where nothing is precompiled; else null: the YAML reader costs more than
 * the rest of a start. `scripts/bundle.mjs` puts null in the place of this module's waiting.
 */
export const compiler = existsSync(PRECOMPILED) ? null : await import("./compile-folder.js");
