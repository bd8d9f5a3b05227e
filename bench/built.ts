import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const DIST = process.env.MEDLINT_DIST ?? join(import.meta.dirname, "../dist");

/**
 * A module of the built program. Benches measure what is shipped: tsx names every closure anew each time it is made, which
 * costs the source tree a tenth of its time.
 *
 * @param path from `src/`, as in an import
 * @throws where nothing was built; MEDLINT_DIST names another build
 * @example
 * const { tokenize } = await built<typeof import("../src/claims/tokenize.js")>("claims/tokenize.js");
 */
export async function built<Module>(path: string): Promise<Module> {
  const file = join(DIST, path);
  if (!existsSync(file)) throw new Error("先执行 npm run build");
  return (await import(pathToFileURL(file).href)) as Module;
}
