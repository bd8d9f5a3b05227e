import { CLASS_NOISE, CLASS_OTHER, CLASS_WORD } from "../../src/match/alphabet.js";
import { AT } from "../../src/match/loop-memory.js";
import { ALONE, LEADS, PAIR_FACTOR, PAIRS, WORDS } from "../../src/match/sleep.js";
import { WIDEST_GAP } from "../../src/match/state-before.js";
import { ESCAPING, ODD, WAKING } from "../../src/match/traits.js";
import type { Code, Fn } from "../wasm.js";
import { classOf, head, setHead, traitsAt, traitsAtByte, u16 } from "./memory.js";
import { AT_ONCE } from "./read.js";

/** A step of the automaton of mixed patterns from state `q` by class `c`. */
const STEP: Code = [
  "block",
  "stepped",
  [
    "loop",
    "fall",
    [
      "if",
      ["<", "q", "sparse"],
      [
        ["=", "q", ["i32", ["+", head("mixedNext"), ["<<", ["+", "q", "c"], 2]], 0]],
        ["br", "stepped"],
      ],
    ],
    ["=", "link", ["+", head("mixedLinks"), ["*", ["-", "q", "sparse"], 12]]],
    ["=", "cell", ["+", ["i32", "link", 0], "c"]],
    [
      "if",
      ["==", ["u16", ["+", head("mixedCheck"), ["<<", "cell", 1]], 0], "c"],
      [
        ["=", "q", ["+", "sparse", "cell"]],
        ["br", "stepped"],
      ],
    ],
    ["=", "q", ["i32", "link", 4]],
    ["br", "fall"],
  ],
];

/** The state before place `i`, where the automaton slept; left to the host where text outside the window or a pair decides. */
export const rewind: Fn = {
  name: "rewind",
  params: ["i"],
  locals: ["at", "first", "gap", "unit", "t", "c", "lead", "sparse", "q", "link", "cell"],
  result: true,
  body: [
    ["=", "lead", head("lead")],
    ["=", "sparse", head("mixedSparse")],
    ["=", "first", "lead"],
    ["=", "at", "i"],
    [
      "block",
      "stopped",
      [
        "loop",
        "back",
        ["br?", "stopped", ["!", "first"]],
        ["br?", "stopped", [">", "gap", WIDEST_GAP]],
        [
          "if",
          ["!", "at"],
          [
            ["br?", "stopped", ["!", head("hasBefore")]],
            ["return", ["call", "before", "i"]],
          ],
        ],
        ["+=", "at", -1],
        ["+=", "gap", 1],
        ["=", "unit", u16("at", AT.units)],
        ["if", ["==", ["&", "unit", 0xf800], 0xd800], [["return", ["call", "before", "i"]]]],
        ["=", "t", ["i32", ["<<", "unit", 2], AT.traits]],
        ["=", "c", classOf("t")],
        ["br?", "back", ["==", "c", CLASS_NOISE]],
        ["br?", "stopped", ["!", ["&", ["u8", ["+", head("marks"), "c"], 0], LEADS]]],
        ["=", "gap", 0],
        ["+=", "first", -1],
        ["u16=", ["<<", "first", 1], "c", AT.before],
        ["br", "back"],
      ],
    ],
    [
      "loop",
      "forth",
      ["if", ["<", "first", "lead"], [["=", "c", u16("first", AT.before)], STEP, ["+=", "first", 1], ["br", "forth"]]],
    ],
    ["return", "q"],
  ],
};

const marksOf = (c: Code): Code => ["u8", ["+", head("marks"), c], 0];
/** Whether two classes are known to follow each other; other bits mean nothing. */
const isPair = (first: Code, second: Code): readonly Code[] => [
  ["=", "bit", ["&", ["+", ["*", first, PAIR_FACTOR], second], PAIRS - 1]],
  ["=", "keep", ["|", "keep", [">>", ["u8", ["+", head("pairs"), [">>>", "bit", 3]], 0], ["&", "bit", 7]]]],
];

/** Of the places that were noted, four units each, those that wake it and are not inside a word: it is hit from its first letter on. */
export const wakers: Fn = {
  name: "wakers",
  params: [],
  locals: ["r", "end", "at", "from", "to", "t", "mark", "before"],
  result: false,
  body: [
    ["=", "end", head("wakes")],
    [
      "loop",
      "each",
      [
        "if",
        ["<", "r", "end"],
        [
          ["=", "at", ["i32", "r", AT.wakes]],
          ["=", "before", ["&", marksOf(classOf(traitsAtByte("at", -1))), ["-", 0, ["!=", "at", 0]]]],
          ...Array.from({ length: AT_ONCE }, (_, i): readonly Code[] => [
            ["=", "t", traitsAtByte("at", i)],
            ["=", "mark", marksOf(classOf("t"))],
            ["i32=", "to", ["+", "at", i * 2], AT.wakers],
            [
              "+=",
              "to",
              [
                "<<",
                [
                  "&",
                  ["&", [">>>", "t", Math.log2(WAKING)], ["!", ["&", ["&", "mark", "before"], WORDS]]],
                  [">=", ["+", "at", i * 2], "from"],
                ],
                2,
              ],
            ],
            ["=", "before", "mark"],
          ]).flat(),
          ["=", "from", ["+", "at", AT_ONCE * 2]],
          ["+=", "r", WAKING],
          ["br", "each"],
        ],
      ],
    ],
    ["call", "sift", "to"],
  ],
};

/**
 * Of those the ones from which a pattern goes on, or to which one leads. Where noise hides what is next, or a surrogate, that is
 * left open.
 */
export const sift: Fn = {
  name: "sift",
  params: ["end"],
  locals: ["r", "to", "at", "t", "c", "next", "bit", "keep", "before", "unit"],
  result: false,
  body: [
    [
      "loop",
      "each",
      [
        "if",
        ["<", "r", "end"],
        [
          ["=", "at", ["i32", "r", AT.wakers]],
          ["=", "t", traitsAtByte("at")],
          ["=", "next", traitsAtByte("at", 1)],
          ["=", "c", classOf("t")],
          ["=", "keep", ["!=", ["|", ["&", ["|", "t", "next"], ESCAPING], ["&", marksOf("c"), ALONE]], 0]],
          ["=", "next", classOf("next")],
          ["=", "keep", ["|", "keep", ["|", ["<", "at", 4], ["==", "next", CLASS_NOISE]]]],
          ["=", "before", classOf(traitsAtByte("at", -1))],
          ["+=", "at", ["<<", ["!=", "before", CLASS_NOISE], 1]],
          ["=", "unit", ["u16", "at", AT.units - 4]],
          ["=", "before", classOf(["i32", ["<<", "unit", 2], AT.traits])],
          ["=", "keep", ["|", "keep", ["|", ["==", "before", CLASS_NOISE], ["==", ["&", "unit", 0xfc00], 0xdc00]]]],
          ...isPair("c", "next"),
          ...isPair("before", "c"),
          ["i32=", "to", [">>>", ["i32", "r", AT.wakers], 1], AT.wakers],
          ["+=", "to", ["<<", ["&", "keep", 1], 2]],
          ["+=", "r", 4],
          ["br", "each"],
        ],
      ],
    ],
    setHead("wakes", "to"),
  ],
};

/** The automaton of mixed patterns, from each place that wakes it until it may sleep again. */
export const mixed: Fn = {
  name: "mixed",
  params: ["length"],
  locals: ["i", "w", "to", "q", "awake", "wakes", "t", "c", "sparse", "limit", "link", "cell", "chain"],
  result: false,
  body: [
    ["=", "wakes", head("wakes")],
    ["=", "limit", head("mixedLimit")],
    ["=", "sparse", head("mixedSparse")],
    ["=", "q", head("mixedState")],
    ["=", "awake", head("isAwake")],
    [
      "block",
      "done",
      [
        "loop",
        "next",
        ["br?", "done", [">=", "i", "length"]],
        [
          "if",
          ["!", "awake"],
          [
            [
              "loop",
              "skip",
              ["br?", "done", ["==", "w", "wakes"]],
              [
                "if",
                ["<", ["i32", "w", AT.wakers], "i"],
                [
                  ["+=", "w", 4],
                  ["br", "skip"],
                ],
              ],
            ],
            ["=", "i", ["i32", "w", AT.wakers]],
            ["=", "q", ["call", "rewind", "i"]],
            ["=", "awake", 1],
          ],
        ],
        ["=", "t", traitsAt("i")],
        ["+=", "i", 1],
        [
          "if",
          ["&", "t", ESCAPING],
          [
            ["=", "t", ["call", "surrogate", "i"]],
            ["+=", "i", ["&", "t", ODD]],
          ],
        ],
        ["=", "c", classOf("t")],
        ["br?", "next", ["==", "c", CLASS_NOISE]],
        ["=", "awake", ["&", ["!=", "c", CLASS_OTHER], ["!=", "c", CLASS_WORD]]],
        ["br?", "next", ["!", "awake"]],
        STEP,
        [
          "if",
          ["<", "q", "sparse"],
          [
            ["=", "awake", ["!=", "q", 0]],
            ["br?", "next", ["<", "q", "limit"]],
            [
              "=",
              "chain",
              ["i32", ["+", head("mixedOutput"), ["<<", ["/", ["-", "q", "limit"], head("mixedClasses")], 2]], 0],
            ],
          ],
          [
            ["=", "awake", ["u8", ["+", head("mixedAwake"), ["-", "q", "sparse"]], 0]],
            ["br?", "next", ["!", "awake"]],
            ["=", "chain", ["i32", ["+", head("mixedLinks"), ["*", ["-", "q", "sparse"], 12]], 8]],
          ],
        ],
        ["br?", "next", ["!", "awake"]],
        ["i32=", ["<<", "to", 3], "i", AT.mixedEvents],
        ["i32=", ["<<", "to", 3], "chain", AT.mixedEvents + 4],
        ["+=", "to", [">=", "chain", 0]],
        ["br", "next"],
      ],
    ],
    setHead("mixedState", "q"),
    setHead("isAwake", "awake"),
    setHead("mixedEvents", "to"),
  ],
};
