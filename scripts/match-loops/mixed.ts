import { CLASS_NOISE, CLASS_OTHER, CLASS_WORD } from "../../src/match/alphabet.js";
import { AT } from "../../src/match/loop-memory.js";
import { LEADS } from "../../src/match/sleep.js";
import { WIDEST_GAP } from "../../src/match/state-before.js";
import { ESCAPING, ODD } from "../../src/match/traits.js";
import type { Code, Fn } from "../wasm.js";
import { classOf, head, setHead, traitsAt, u16 } from "./memory.js";

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
