import { isAscii } from "node:buffer";
import { TextDecoder } from "node:util";
import { RowsError } from "./rows-error.js";

const NAMES: Readonly<Record<string, string>> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16LE",
  "utf-16be": "UTF-16BE",
  gb18030: "GB18030",
};

/**
 * Decodes a text file: by its byte order mark, else UTF-8, else GB18030, as the first bytes that are not ASCII decide.
 *
 * @throws RowsError `MEDLINT_IMPORT_ENCODING` where a byte fits neither, or later bytes are of another encoding
 */
export async function* decodeText(
  chunks: AsyncIterable<Uint8Array>,
  onEncoding: (encoding: string) => void,
): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  let isFirst = true;
  for await (const chunk of chunks) {
    if (chunk.length === 0) continue;
    if (decoder === null) {
      const marked: string | null = isFirst ? byMark(chunk) : null;
      isFirst = false;
      // ASCII is the same in UTF-8 and GB18030: nothing need be decided yet.
      if (marked === null && isAscii(chunk)) {
        yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString("latin1");
        continue;
      }
      const encoding = marked ?? guessed(chunk);
      onEncoding(NAMES[encoding] ?? encoding);
      decoder = new TextDecoder(encoding, { fatal: true });
    }
    yield decode(decoder, chunk);
  }
  if (decoder === null) onEncoding("UTF-8");
  else yield decode(decoder, undefined);
}

function byMark(chunk: Uint8Array): string | null {
  const [one, two, three] = chunk;
  if (one === 0xef && two === 0xbb && three === 0xbf) return "utf-8";
  if (one === 0xff && two === 0xfe) return "utf-16le";
  if (one === 0xfe && two === 0xff) return "utf-16be";
  return null;
}

function guessed(chunk: Uint8Array): string {
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(chunk, { stream: true });
      return encoding;
    } catch {
      // The next one.
    }
  }
  throw new RowsError("MEDLINT_IMPORT_ENCODING", "的文字编码无法识别（既不是 UTF-8 也不是 GB18030），请另存为 UTF-8");
}

function decode(decoder: TextDecoder, chunk: Uint8Array | undefined): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch (cause) {
    const name = NAMES[decoder.encoding] ?? decoder.encoding;
    const message = `开头是 ${name} 编码，其中却有不属于该编码的字节，可能已损坏或由两种编码拼成`;
    throw new RowsError("MEDLINT_IMPORT_ENCODING", message, cause);
  }
}
