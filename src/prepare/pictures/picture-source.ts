import { constants, type FileHandle, open, realpath } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { MAX_PICTURE_BYTES } from "./limits.js";

/** Why a picture's bytes were not taken; each is a note that makes the listing incomplete. */
export type SourceProblem =
  | "image-remote"
  | "image-outside-folder"
  | "image-missing"
  | "image-unreadable"
  | "image-too-large"
  | "image-url-invalid";

/** Where a picture's bytes are: read when its turn comes. */
export type PictureSource =
  | { readonly read: () => Promise<Uint8Array>; readonly problem?: undefined }
  | { readonly problem: SourceProblem };

/** A picture whose bytes could not be taken after all. */
export class PictureSourceError extends Error {
  readonly code: SourceProblem;

  constructor(code: SourceProblem) {
    super(code);
    this.code = code;
  }
}

const SCHEME = /^[a-z][a-z0-9+.-]{1,20}:/i;

/**
 * Whether a `src` names something beside the input file: a relative path, or the bytes themselves (`data:`). Addresses on
 * the web, absolute paths and other schemes do not.
 *
 * @example
 * isLocalSource("d/1.jpg"); // → true
 */
export function isLocalSource(src: string): boolean {
  const trimmed = src.trim();
  if (trimmed === "") return false;
  if (/^data:/i.test(trimmed)) return true;
  return !SCHEME.test(trimmed) && !/^[/\\]/.test(trimmed) && !isAbsolute(trimmed);
}

/**
 * Finds the bytes that a `src` names. Paths resolve only inside `folder`: `..`, absolute paths and symbolic links that
 * lead out of it are refused, whatever stands at their end. Nothing is fetched from the web. Never throws.
 *
 * @param folder of the input file; null where there is none (standard input)
 */
export async function resolvePictureSource(src: string, folder: string | null): Promise<PictureSource> {
  const trimmed = src.trim();
  if (/^data:/i.test(trimmed)) return fromDataUrl(trimmed);
  if (/^(?:https?:)?\/\//i.test(trimmed)) return { problem: "image-remote" };
  if (!isLocalSource(trimmed) || trimmed.includes("\0")) return { problem: "image-outside-folder" };
  if (folder === null) return { problem: "image-missing" };
  let problem: SourceProblem = "image-missing";
  for (const name of namesOf(trimmed)) {
    const found = await insideFolder(folder, name);
    if (typeof found !== "string") return { read: found.read };
    if (found !== "image-missing") problem = found;
  }
  return { problem };
}

/** A path as written; then, as a page means it, without query and fragment and with `%20` decoded. */
function namesOf(src: string): string[] {
  const plain = src.replace(/[?#].*$/s, "");
  const names = [src, plain];
  try {
    names.push(decodeURIComponent(plain));
  } catch {
    // Not an encoded address: it stands as written.
  }
  return [...new Set(names)].filter((name) => name !== "" && !name.includes("\0"));
}

async function insideFolder(
  folder: string,
  name: string,
): Promise<{ readonly read: () => Promise<Uint8Array> } | SourceProblem> {
  const written = resolve(folder, name);
  if (!isInside(resolve(folder), written)) return "image-outside-folder";
  try {
    const [root, real] = await Promise.all([realpath(folder), realpath(written)]);
    if (!isInside(root, real)) return "image-outside-folder";
    const handle = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const problem = await problemOf(handle);
      return problem ?? { read: () => readWhole(real) };
    } finally {
      await handle.close();
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "ENOENT" || code === "ENOTDIR" || code === "ENAMETOOLONG" ? "image-missing" : "image-unreadable";
  }
}

/** Opened again when its turn comes, by the same checks: the file may have been exchanged meanwhile. */
async function readWhole(real: string): Promise<Uint8Array> {
  const handle = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(() => {
    throw new PictureSourceError("image-unreadable");
  });
  try {
    const problem = await problemOf(handle);
    if (problem !== null) throw new PictureSourceError(problem);
    const bytes = new Uint8Array(Math.min(MAX_PICTURE_BYTES, (await handle.stat()).size));
    let size = 0;
    while (size < bytes.length) {
      const { bytesRead } = await handle.read(bytes, size, bytes.length - size, size);
      if (bytesRead === 0) break;
      size += bytesRead;
    }
    return bytes.subarray(0, size);
  } finally {
    await handle.close();
  }
}

async function problemOf(handle: FileHandle): Promise<SourceProblem | null> {
  const stats = await handle.stat();
  if (!stats.isFile()) return "image-unreadable";
  return stats.size > MAX_PICTURE_BYTES ? "image-too-large" : null;
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function fromDataUrl(url: string): PictureSource {
  const comma = url.indexOf(",");
  if (comma < 0) return { problem: "image-url-invalid" };
  const isBase64 = /;\s*base64\s*$/i.test(url.slice(0, comma));
  const length = url.length - comma - 1;
  if ((isBase64 ? length * 0.75 : length) > MAX_PICTURE_BYTES) return { problem: "image-too-large" };
  const payload = url.slice(comma + 1);
  return {
    read: async () => {
      const text = payload.includes("%") ? unescapeBytes(payload) : payload;
      return isBase64 ? Buffer.from(text, "base64") : Buffer.from(text, "latin1");
    },
  };
}

/** `%41` as the byte it stands for; anything else as it is. */
function unescapeBytes(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
