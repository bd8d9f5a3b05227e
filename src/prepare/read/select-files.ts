import { join } from "node:path";
import { MAX_FOLDER_DEPTH } from "../limits.js";

/**
 * The files below a folder that patterns name, as paths that begin with the folder. Links are not followed, folders
 * that begin with a point and `node_modules` are left out, as in `walkFolder`.
 *
 * @throws MissingPackageError where the optional package is not installed
 */
export async function selectFiles(
  folder: string,
  globs: readonly string[],
  ignore: readonly string[],
): Promise<ReadonlySet<string>> {
  const { glob } = await import("tinyglobby").catch((cause: unknown) => {
    throw new MissingPackageError("tinyglobby", "--glob、--ignore 和 .medlintignore", cause);
  });
  const paths = await glob([...globs], {
    cwd: folder,
    ignore: ["**/node_modules/**", ...ignore],
    onlyFiles: true,
    followSymbolicLinks: false,
    expandDirectories: false,
    deep: MAX_FOLDER_DEPTH + 1,
  });
  return new Set(paths.map((path) => join(folder, path)));
}

/** An optional package is not installed; the message is a Chinese sentence. */
export class MissingPackageError extends Error {
  constructor(name: string, what: string, cause: unknown) {
    super(`使用${what}需要可选组件 ${name}；请运行 npm install ${name} 后再试`, { cause });
    this.name = new.target.name;
  }
}
