import type { Note } from "../../contracts/result.js";

/** The decoded document: its text and what is worth noting about its charset. */
export interface DecodedText {
  readonly text: string;
  readonly notes: readonly Note[];
}

/**
 * Decodes a text or page. Valid UTF-8 needs no detection; for anything else the decoder of `page/` is loaded, which
 * weighs byte order mark, meta declaration and character statistics (UTF-8, GB18030, Big5).
 */
export async function decodeBytes(bytes: Uint8Array): Promise<DecodedText> {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), notes: [] };
  } catch {
    const { decode } = await import("../../page/index.js");
    const { text, notes } = decode(bytes, {});
    return { text, notes };
  }
}
