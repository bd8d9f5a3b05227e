import { CLASS_ESCAPE, CLASS_NOISE, CLASS_OTHER, CLASS_WORD } from "../src/match/alphabet.js";
import {
  CHAIN_COUNT,
  CHAIN_COUNT_SHIFT,
  CHAIN_HEAD,
  CHAIN_HIT,
  CHAIN_HIT_SHIFT,
  CHAIN_LENGTH,
  CHAIN_PLAIN,
} from "../src/match/chains.js";
import { AT, HEAD, HITS, LEAD, PLACE } from "../src/match/loop-memory.js";
import { WIDEST_GAP } from "../src/match/state-before.js";
import { END_LONG, END_SHIFT } from "../src/match/tails.js";
import { CLASS_SHIFT, ENDING, ESCAPING, KEPT, LEADING, ODD, WAKING, WORD } from "../src/match/traits.js";
import { assembleModule, type Code, type Fn } from "./wasm.js";

const head = (name: keyof typeof HEAD): Code => ["i32", 0, AT.header + HEAD[name] * 4];
const u16 = (index: Code, base: number): Code => ["u16", ["<<", index, 1], base];
const traitsAt = (place: Code): Code => [
  "i32",
  ["+", head("traits"), ["<<", u16(u16(place, AT.units), AT.classes), 2]],
  0,
];
const setHead = (name: keyof typeof HEAD, value: Code): Code => ["i32=", 0, value, AT.header + HEAD[name] * 4];

/** What a unit or pair with traits `t` before place `i` adds to the stream. */
const ADD: readonly Code[] = [
  ["+=", "odd", ["&", "t", ODD]],
  ["u16=", ["<<", "k", 1], [">>>", "t", CLASS_SHIFT], AT.symbols],
  ["i32=", ["<<", "k", 2], ["+", "i", "odd"], AT.places],
  ["u16=", ["<<", "n", 1], "k", AT.candidates],
  ["+=", "n", ["&", [">>>", "t", ENDING], 1]],
  ["+=", "k", ["&", "t", KEPT]],
  ["+=", "odd", ["&", "t", ODD]],
];
const LOAD_STREAM: readonly Code[] = [
  ["=", "k", head("symbols")],
  ["=", "n", head("candidates")],
  ["=", "odd", head("odd")],
];
const STORE_STREAM: readonly Code[] = [setHead("symbols", "k"), setHead("candidates", "n"), setHead("odd", "odd")];

/**
 * Units to symbols, from place `i` to behind a high surrogate or to the end. It calls nothing: whatever lives across a call
 * would be kept on the stack.
 */
const run: Fn = {
  name: "run",
  params: ["i", "length"],
  locals: ["k", "w", "n", "odd", "t", "traits"],
  result: true,
  body: [
    ["=", "traits", head("traits")],
    ["=", "w", head("wakes")],
    ...LOAD_STREAM,
    [
      "block",
      "done",
      [
        "loop",
        "next",
        ["br?", "done", [">=", "i", "length"]],
        ["=", "t", ["i32", ["+", "traits", ["<<", u16(u16("i", AT.units), AT.classes), 2]], 0]],
        ["u16=", ["<<", "w", 1], "i", AT.wakes],
        ["+=", "i", 1],
        ["+=", "w", ["&", [">>>", "t", WAKING], 1]],
        ["br?", "done", ["<", "t", 0]],
        ...ADD,
        ["br", "next"],
      ],
    ],
    ...STORE_STREAM,
    setHead("wakes", "w"),
    ["return", ["|", "i", ["&", "t", ESCAPING]]],
  ],
};

/** A high surrogate that ends at place `i`, with or without its other half. */
const surrogateAt: Fn = {
  name: "surrogateAt",
  params: ["i"],
  locals: ["k", "n", "odd", "t"],
  result: true,
  body: [
    ["=", "t", ["call", "surrogate", "i"]],
    ["+=", "i", ["!=", ["&", "t", ODD], 0]],
    ...LOAD_STREAM,
    ...ADD,
    ...STORE_STREAM,
    ["return", "i"],
  ],
};

/** Units to symbols. */
const read: Fn = {
  name: "read",
  params: ["length"],
  locals: ["i"],
  result: false,
  body: [
    setHead("symbols", LEAD),
    setHead("candidates", 0),
    setHead("odd", 0),
    setHead("wakes", 0),
    [
      "loop",
      "next",
      ["=", "i", ["call", "run", "i", "length"]],
      [
        "if",
        ["<", "i", 0],
        [
          ["=", "i", ["call", "surrogateAt", ["&", "i", ~ESCAPING]]],
          ["br", "next"],
        ],
      ],
    ],
  ],
};

/** From each symbol that may end a pattern back, as long as what was read is the end of one. */
const tails: Fn = {
  name: "tails",
  params: [],
  locals: ["n", "k", "j", "end", "c", "cell", "link", "check", "links", "to", "ends"],
  result: false,
  body: [
    ["=", "check", head("check")],
    ["=", "links", head("links")],
    ["=", "end", head("candidates")],
    [
      "loop",
      "next",
      [
        "if",
        ["<", "n", "end"],
        [
          ["=", "k", u16("n", AT.candidates)],
          ["=", "link", ["+", "links", ["<<", u16("k", AT.symbols), 3]]],
          ["=", "j", "k"],
          [
            "loop",
            "back",
            ["+=", "j", -1],
            ["=", "c", u16("j", AT.symbols)],
            ["=", "cell", ["+", ["i32", "link", 0], "c"]],
            [
              "if",
              ["==", ["u16", ["+", "check", ["<<", "cell", 1]], 0], "c"],
              [
                ["=", "link", ["+", "links", ["<<", "cell", 3]]],
                ["br", "back"],
              ],
            ],
          ],
          ["=", "ends", ["i32", "link", 4]],
          ["i32=", ["<<", "to", 3], "k", AT.hanEvents],
          ["i32=", ["<<", "to", 3], "ends", AT.hanEvents + 4],
          ["+=", "to", ["!=", "ends", 0]],
          ["+=", "n", 1],
          ["br", "next"],
        ],
      ],
    ],
    setHead("hanEvents", "to"),
  ],
};

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
const rewind: Fn = {
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
        ["=", "t", ["i32", ["+", head("traits"), ["<<", u16("unit", AT.classes), 2]], 0]],
        ["=", "c", [">>>", "t", CLASS_SHIFT]],
        ["br?", "back", ["==", "c", CLASS_NOISE]],
        ["br?", "stopped", ["!", ["&", "t", 1 << LEADING]]],
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
const mixed: Fn = {
  name: "mixed",
  params: ["length"],
  locals: ["i", "w", "to", "q", "awake", "wakes", "number", "t", "c", "sparse", "limit", "link", "cell", "chain"],
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
                ["<", u16("w", AT.wakes), "i"],
                [
                  ["+=", "w", 1],
                  ["br", "skip"],
                ],
              ],
            ],
            ["=", "i", u16("w", AT.wakes)],
            // A word is hit from its first letter on.
            [
              "if",
              "i",
              [
                [
                  "if",
                  ["&", ["&", traitsAt(["-", "i", 1]), traitsAt("i")], 1 << WORD],
                  [
                    ["+=", "w", 1],
                    ["br", "next"],
                  ],
                ],
              ],
            ],
            ["=", "q", ["call", "rewind", "i"]],
            ["=", "awake", 1],
          ],
        ],
        ["=", "number", u16(u16("i", AT.units), AT.classes)],
        ["=", "t", ["i32", ["+", head("traits"), ["<<", "number", 2]], 0]],
        ["+=", "i", 1],
        [
          "if",
          ["==", "number", CLASS_ESCAPE],
          [
            ["=", "t", ["call", "surrogate", "i"]],
            ["+=", "i", ["!=", ["&", "t", ODD], 0]],
          ],
        ],
        ["=", "c", [">>>", "t", CLASS_SHIFT]],
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

const scan: Fn = {
  name: "scan",
  params: ["length"],
  locals: [],
  result: false,
  body: [
    ["call", "read", "length"],
    ["call", "tails"],
    ["call", "mixed", "length"],
  ],
};

/** See `Loops`. */
const copy: Fn = {
  name: "copy",
  params: ["h", "until", "offset"],
  locals: [
    "end",
    "count",
    "known",
    "k",
    "ends",
    "place",
    "piece",
    "chains",
    "first",
    "before",
    "last",
    "at",
    "left",
    "packed",
    "to",
  ],
  result: true,
  body: [
    ["=", "end", head("hanEvents")],
    ["=", "count", head("hits")],
    ["=", "chains", head("chains")],
    [
      "block",
      "done",
      [
        "loop",
        "next",
        ["br?", "done", [">=", "h", "end"]],
        ["=", "k", ["<<", ["i32", ["<<", "h", 3], AT.hanEvents], 2]],
        ["=", "ends", ["i32", ["<<", "h", 3], AT.hanEvents + 4]],
        ["=", "place", ["i32", "k", AT.places]],
        ["br?", "done", [">=", ["&", "place", PLACE], "until"]],
        ["br?", "done", ["&", "ends", END_LONG]],
        ["=", "piece", ["+", "chains", ["<<", ["-", [">>", "ends", END_SHIFT], 1], 2]]],
        ["=", "first", ["i32", "piece", 4]],
        ["=", "before", ["-", ["&", "first", CHAIN_LENGTH], 1]],
        ["br?", "done", ["!", ["&", "first", CHAIN_PLAIN]]],
        ["br?", "done", ["&", "place", ODD]],
        ["br?", "done", ["!=", ["-", "place", ["i32", ["-", "k", ["<<", "before", 2]], AT.places]], "before"]],
        ["=", "last", ["+", ["&", "place", PLACE], "offset"]],
        ["=", "known", "count"],
        [
          "loop",
          "pieces",
          ["=", "left", ["&", [">>", ["i32", "piece", 4], CHAIN_COUNT_SHIFT], CHAIN_COUNT]],
          [
            "if",
            [">", ["+", "count", "left"], HITS],
            [
              ["=", "count", "known"],
              ["br", "done"],
            ],
          ],
          ["=", "to", ["<<", "count", 4]],
          ["+=", "count", "left"],
          ["=", "at", ["+", "piece", CHAIN_HEAD * 4]],
          ["=", "left", ["+", "to", ["<<", "left", 4]]],
          [
            "loop",
            "each",
            [
              "if",
              ["<", "to", "left"],
              [
                ["=", "packed", ["i32", "at", 4]],
                ["i32=", "to", ["i32", "at", 0], AT.hits],
                ["i32=", "to", ["-", "last", ["&", "packed", CHAIN_LENGTH]], AT.hits + 4],
                ["i32=", "to", "last", AT.hits + 8],
                ["i32=", "to", [">>", "packed", CHAIN_HIT_SHIFT], AT.hits + 12],
                ["+=", "at", CHAIN_HIT * 4],
                ["+=", "to", 16],
                ["br", "each"],
              ],
            ],
          ],
          ["=", "piece", ["i32", "piece", 8]],
          [
            "if",
            [">=", "piece", 0],
            [
              ["=", "piece", ["+", "chains", ["<<", "piece", 2]]],
              ["br", "pieces"],
            ],
          ],
        ],
        ["+=", "h", 1],
        ["br", "next"],
      ],
    ],
    setHead("hits", "count"),
    ["return", "h"],
  ],
};

/** All loops as one module. */
export function matchLoops(): Uint8Array {
  return assembleModule(
    [
      { name: "surrogate", params: 1 },
      { name: "before", params: 1 },
    ],
    [run, surrogateAt, read, tails, rewind, mixed, scan, copy],
  );
}
