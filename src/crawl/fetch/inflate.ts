import { promisify } from "node:util";
import {
  brotliDecompress,
  brotliDecompressSync,
  gunzip,
  gunzipSync,
  inflate,
  inflateRaw,
  inflateRawSync,
  inflateSync,
} from "node:zlib";
import { FREE_INFLATED_BYTES, MAX_ENCODINGS, MAX_INFLATE_RATIO, MAX_INFLATED_BYTES } from "../limits.js";
import { PermanentFetchError } from "./fetch-errors.js";

/** Below this, a trip to the thread pool costs more than inflating here. */
const INFLATE_HERE_BYTES = 32 * 1024;

interface Codec {
  readonly now: (bytes: Uint8Array, options: { maxOutputLength: number }) => Uint8Array;
  readonly later: (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array>;
}

const GZIP: Codec = { now: gunzipSync, later: promisify(gunzip) };
const ZLIB: Codec = { now: inflateSync, later: promisify(inflate) };
/** Some servers say `deflate` and send it without its frame. */
const RAW: Codec = { now: inflateRawSync, later: promisify(inflateRaw) };
const BROTLI: Codec = { now: brotliDecompressSync, later: promisify(brotliDecompress) };

/** What `Accept-Encoding` offers. */
export const ACCEPTED_ENCODINGS = "gzip, deflate, br";

/**
 * Undoes the `Content-Encoding` of a body. The output is bounded before it is made: a bomb costs no memory.
 *
 * @throws PermanentFetchError `inflates-too-much`, `encoding-unknown`
 * @example
 * await inflateBody(gzipSync("根治"), "gzip"); // → the bytes of 根治
 */
export async function inflateBody(bytes: Uint8Array, encoding: string | undefined): Promise<Uint8Array> {
  const layers = (encoding ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "" && name !== "identity");
  if (layers.length > MAX_ENCODINGS)
    throw new PermanentFetchError("encoding-unknown", `压缩了 ${layers.length} 层，上限 ${MAX_ENCODINGS}`);
  let body = bytes;
  for (const layer of layers.reverse()) body = await inflateLayer(body, layer, bytes.length);
  return body;
}

async function inflateLayer(bytes: Uint8Array, name: string, wireBytes: number): Promise<Uint8Array> {
  if (bytes.length === 0) return bytes;
  const codec = codecOf(name, bytes);
  if (codec === null) throw new PermanentFetchError("encoding-unknown", `不认识的压缩方式 ${name.slice(0, 40)}`);
  const byRatio = Math.max(FREE_INFLATED_BYTES, wireBytes * MAX_INFLATE_RATIO);
  const maxOutputLength = Math.min(MAX_INFLATED_BYTES, byRatio);
  try {
    return bytes.length <= INFLATE_HERE_BYTES
      ? codec.now(bytes, { maxOutputLength })
      : await codec.later(bytes, { maxOutputLength });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE")
      throw new PermanentFetchError("inflates-too-much", `解压后超过 ${maxOutputLength} 字节，未读取`, null, cause);
    throw new PermanentFetchError("encoding-unknown", `无法解压（${name}）`, null, cause);
  }
}

function codecOf(name: string, bytes: Uint8Array): Codec | null {
  if (name === "gzip" || name === "x-gzip") return GZIP;
  if (name === "br") return BROTLI;
  if (name !== "deflate") return null;
  const isFramed = ((bytes[0] ?? 0) & 15) === 8 && (((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)) % 31 === 0;
  return isFramed ? ZLIB : RAW;
}
