import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import { ConfigurationError, describeSystemError } from "./errors.js";

/** A folder that is made anew, so that nothing old is mistaken for part of an export. */
export class NewFolder {
  readonly #root: string;
  readonly #made = new Set<string>();

  private constructor(root: string) {
    this.#root = root;
  }

  /** @throws ConfigurationError where it cannot be made, or holds files already */
  static async open(path: string): Promise<NewFolder> {
    const root = resolve(path);
    try {
      await mkdir(root, { recursive: true });
      if ((await readdir(root)).length > 0) {
        throw new ConfigurationError("MEDLINT_OUTPUT", `--output ${path} 不是空文件夹，请换一个`);
      }
    } catch (error) {
      if (error instanceof ConfigurationError) throw error;
      throw failure(path, error);
    }
    return new NewFolder(root);
  }

  /** Writes a file; `path` with `/` between folders. */
  async write(path: string, bytes: Uint8Array | string): Promise<void> {
    const target = join(this.#root, ...path.split("/"));
    if (!target.startsWith(this.#root + sep)) throw failure(path, new Error("文件名越出文件夹"));
    const folder = dirname(target);
    try {
      if (!this.#made.has(folder)) await mkdir(folder, { recursive: true });
      this.#made.add(folder);
      await writeFile(target, bytes, { flag: "wx" });
    } catch (error) {
      throw failure(path, error);
    }
  }
}

function failure(path: string, cause: unknown): ConfigurationError {
  return new ConfigurationError("MEDLINT_OUTPUT", `无法写入 ${path}：${describeSystemError(cause)}`, { cause });
}
