import type { OcrPool, PictureReading } from "../../src/contracts/ocr.js";
import { PIXEL } from "../sites/site-server.js";

/** A reader that takes the words behind a picture's pixels, as `pictureOf` puts them; 崩 breaks it. */
export class WordPool implements OcrPool {
  readonly name: string;
  /** Words that were read, in order. */
  readonly read_: string[] = [];

  constructor(name = "words-1") {
    this.name = name;
  }

  async read(source: Parameters<OcrPool["read"]>[0]): Promise<PictureReading> {
    const bytes = typeof source === "function" ? await source() : source;
    const words = Buffer.from(bytes)
      .subarray(PIXEL.length + 1)
      .toString("utf8");
    this.read_.push(words);
    const nothing = { width: 0, height: 0, lines: [] };
    if (words === "崩") return { status: "failed", ...nothing, notes: [{ code: "ocr-crash", where: "" }] };
    const line = { text: words, box: [0, 0, words.length * 20, 20] as const, confidence: 0.9 };
    return { status: "read", width: 200, height: 20, lines: [line], notes: [] };
  }

  async close(): Promise<void> {}
}
