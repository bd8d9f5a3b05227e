import { CLASS_NOISE } from "../../src/match/alphabet.js";
import { AT } from "../../src/match/loop-memory.js";
import { ALONE, PAIR_FACTOR, PAIRS, WORDS } from "../../src/match/sleep.js";
import { ESCAPING, WAKING } from "../../src/match/traits.js";
import type { Code, Fn } from "../wasm.js";
import { classOf, head, setHead, traitsAtByte } from "./memory.js";
import { AT_ONCE } from "./read.js";

/** Bytes of a place in the list. */
const WAKER = 4;
/** From the bit of a trait to those bytes. */
const TO_BYTES = Math.log2(WAKING / WAKER);
const marksOf = (c: Code): Code => ["u8", ["+", "marks", c], 0];
const NOT_FIRST: Code = ["-", 0, ["!=", "at", 0]];

/**
 * Of the places that were noted, so many units each, those that wake it and are not inside a word: it is hit from its first letter
 * on. Behind a surrogate some come twice, which does no harm.
 */
export const wakers: Fn = {
  name: "wakers",
  params: [],
  locals: ["r", "end", "at", "to", "t", "mark", "before", "marks"],
  result: false,
  body: [
    ["=", "marks", head("marks")],
    ["=", "end", head("wakes")],
    [
      "loop",
      "each",
      [
        "if",
        ["<", "r", "end"],
        [
          ["=", "at", ["i32", "r", AT.wakes]],
          ["=", "before", ["&", marksOf(classOf(traitsAtByte("at", -1))), NOT_FIRST]],
          ...Array.from({ length: AT_ONCE }, (_, i): readonly Code[] => [
            ["=", "t", traitsAtByte("at", i)],
            ["=", "mark", marksOf(classOf("t"))],
            ["i32=", "to", ["+", "at", i * 2], AT.wakers],
            // The bits of words and of waking are one: a word behind a word does not wake.
            ["=", "before", ["^", ["&", "mark", "before"], -1]],
            ["+=", "to", [">>>", ["&", ["&", "t", "before"], WAKING & WORDS], TO_BYTES]],
            ["=", "before", "mark"],
          ]).flat(),
          ["+=", "r", WAKING],
          ["br", "each"],
        ],
      ],
    ],
    ["call", "sift", "to"],
  ],
};

/** Whether two classes are known to follow each other; other bits mean nothing. */
const isPair = (first: Code, second: Code): readonly Code[] => [
  ["=", "bit", ["&", ["+", ["*", first, PAIR_FACTOR], second], PAIRS - 1]],
  ["=", "keep", ["|", "keep", [">>", ["u8", ["+", "pairs", [">>>", "bit", 3]], 0], ["&", "bit", 7]]]],
];

/**
 * Of those the ones from which a pattern goes on, or to which one leads, one noise between. Where more noise or a surrogate hides
 * that, it is left open.
 */
export const sift: Fn = {
  name: "sift",
  params: ["end"],
  locals: ["r", "to", "at", "t", "c", "next", "bit", "keep", "before", "unit", "side", "marks", "pairs"],
  result: false,
  body: [
    ["=", "marks", head("marks")],
    ["=", "pairs", head("pairs")],
    [
      "loop",
      "each",
      [
        "if",
        ["<", "r", "end"],
        [
          ["=", "at", ["i32", "r", AT.wakers]],
          ["=", "t", traitsAtByte("at")],
          ["=", "c", classOf("t")],
          ["=", "side", ["+", "at", ["<<", ["==", classOf(traitsAtByte("at", 1)), CLASS_NOISE], 1]]],
          ["=", "next", traitsAtByte("side", 1)],
          ["=", "keep", ["!=", ["|", ["&", ["|", "t", "next"], ESCAPING], ["&", marksOf("c"), ALONE]], 0]],
          ["=", "next", classOf("next")],
          ["=", "keep", ["|", "keep", ["|", ["<", "at", 4], ["==", "next", CLASS_NOISE]]]],
          ["=", "side", ["+", "at", ["<<", ["!=", classOf(traitsAtByte("at", -1)), CLASS_NOISE], 1]]],
          ["=", "unit", ["u16", "side", AT.units - 4]],
          ["=", "before", classOf(["i32", ["<<", "unit", 2], AT.traits])],
          ["=", "keep", ["|", "keep", ["|", ["==", "before", CLASS_NOISE], ["==", ["&", "unit", 0xfc00], 0xdc00]]]],
          ...isPair("c", "next"),
          ...isPair("before", "c"),
          ["i32=", "to", [">>>", "at", 1], AT.wakers],
          ["+=", "to", ["<<", ["&", "keep", 1], 2]],
          ["+=", "r", WAKER],
          ["br", "each"],
        ],
      ],
    ],
    setHead("wakes", "to"),
  ],
};
