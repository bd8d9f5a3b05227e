import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Segmenter } from "../claims/segmenter.js";
import { hasPair } from "../claims/word-pairs.js";

/** Written at build time from the dictionary of the installed jieba. */
const PAIRS = new URL("../word-pairs.bin", import.meta.url);

function readPairs(): Uint8Array | null {
  return existsSync(PAIRS) ? readFileSync(PAIRS) : null;
}

/**
 * The word segmenter of `@node-rs/jieba` with its own dictionary, loaded at its first question (0.1 s, 100 MB); null
 * where the optional package is not installed.
 *
 * @example
 * jiebaSegmenter()?.cut("安全无创"); // → ["安全", "无创"]
 */
export function jiebaSegmenter(): Segmenter | null {
  const pairs = readPairs();
  const require = createRequire(import.meta.url);
  let path: string;
  let version: string;
  try {
    path = require.resolve("@node-rs/jieba");
    version = (require("@node-rs/jieba/package.json") as { version: string }).version;
  } catch {
    return null;
  }
  let cutter: { cut(text: string, hmm: boolean): string[] } | null = null;
  return {
    name: `jieba-${version}`,
    ...(pairs === null ? {} : { mayJoin: (left: string, right: string) => hasPair(pairs, left, right) }),
    cut(text) {
      if (cutter === null) {
        const { Jieba } = require(path) as { Jieba: { withDict(dict: Uint8Array): NonNullable<typeof cutter> } };
        const { dict } = require("@node-rs/jieba/dict.js") as { dict: Uint8Array };
        cutter = Jieba.withDict(dict);
      }
      return cutter.cut(text, false);
    },
  };
}
