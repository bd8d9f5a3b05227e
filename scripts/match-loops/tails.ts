import { AT, HAN_EVENT } from "../../src/match/loop-memory.js";
import { END_SHIFT } from "../../src/match/tails.js";
import { ODD } from "../../src/match/traits.js";
import type { Code, Fn } from "../wasm.js";
import { classOf, head, setHead } from "./memory.js";

/** An end and a walk are two numbers: above and below bit `UPPER`, bytes of a list or of the stream; a link. */
const ENTRY = 8;
const ENTRY_SHIFT = Math.log2(ENTRY);
const UPPER = 16;
const STREAM = 0xfffc;

/** The node that symbol `t` leads to from `link`: where its class lies in `check`, if there is one, and whether there is. */
const PROBE: readonly Code[] = [
  ["=", "c", classOf("t")],
  ["=", "cell", ["+", ["i32", "link", 0], ["<<", "c", 1]]],
  ["=", "goes", ["==", ["u16", "cell", 0], "c"]],
];
/** Its link: what lies in `check` at two bytes a cell, lies in `links` at eight. */
const CHILD: Code = ["+", ["<<", "cell", 2], "shift"];
const SHIFT: Code = ["=", "shift", ["-", head("links"), ["<<", head("check"), 2]]];

/** Each entry of a list of so many bytes, `r` being where it is. */
const each = (end: Code, body: readonly Code[]): readonly Code[] => [
  ["=", "r", 0],
  ["loop", "each", ["if", ["<", "r", end], [...body, ["+=", "r", ENTRY], ["br", "each"]]]],
];

/** Of all candidates those that end a pattern, or from which one step back leads on. */
export const firstStep: Fn = {
  name: "firstStep",
  params: [],
  locals: ["n", "k", "t", "c", "to", "cell", "goes", "link", "shift", "links", "own", "candidates"],
  result: true,
  body: [
    SHIFT,
    ["=", "links", head("links")],
    ["=", "candidates", head("candidates")],
    [
      "loop",
      "next",
      [
        "if",
        ["<", "n", "candidates"],
        [
          ["=", "k", ["u16", "n", AT.candidates]],
          ["=", "own", ["i32", "k", AT.stream]],
          ["=", "link", ["+", "links", ["<<", classOf("own"), 3]]],
          ["=", "t", ["i32", "k", AT.stream - 4]],
          ...PROBE,
          ["i32=", "to", ["-", ["*", "k", (1 << UPPER) + 1], ["<<", "goes", 2]], AT.ends],
          // Odd too often is no harm: `copy` looks once more.
          ["i32=", "to", ["|", ["&", ["|", "own", "t"], ODD], ["select", CHILD, "link", "goes"]], AT.ends + 4],
          ["+=", "to", ["<<", ["|", "goes", ["!=", ["i32", "link", 4], 0]], ENTRY_SHIFT]],
          ["+=", "n", 2],
          ["br", "next"],
        ],
      ],
    ],
    ["return", "to"],
  ],
};

/**
 * From each symbol that may end a pattern back, as long as what was read is the end of one: not one symbol after another but all
 * of a window at once, step by step. So no step waits for the one before, and none has to be foretold.
 */
export const tails: Fn = {
  name: "tails",
  params: [],
  locals: ["t", "c", "r", "w", "end", "ends", "cell", "goes", "link", "shift", "walk", "odd"],
  result: false,
  body: [
    ["=", "ends", ["call", "firstStep"]],
    SHIFT,
    ...each("ends", [
      ["=", "walk", ["&", ["i32", "r", AT.ends], STREAM]],
      ["=", "link", ["i32", "r", AT.ends + 4]],
      ["=", "odd", ["&", "link", ODD]],
      ["=", "link", ["&", "link", ~ODD]],
      ["=", "t", ["i32", "walk", AT.stream - 4]],
      ...PROBE,
      ["i32=", "w", ["|", ["<<", "r", UPPER], ["+", "walk", -4]], AT.walks],
      ["i32=", "w", ["|", CHILD, ["|", "odd", ["&", "t", ODD]]], AT.walks + 4],
      ["+=", "w", ["<<", "goes", ENTRY_SHIFT]],
    ]),
    [
      "loop",
      "step",
      ["=", "end", "w"],
      ["=", "w", 0],
      ...each("end", [
        ["=", "walk", ["i32", "r", AT.walks]],
        ["=", "link", ["i32", "r", AT.walks + 4]],
        ["i32=", [">>>", "walk", UPPER], "link", AT.ends + 4],
        ["=", "odd", ["&", "link", ODD]],
        ["=", "link", ["&", "link", ~ODD]],
        ["=", "t", ["i32", ["&", "walk", STREAM], AT.stream - 4]],
        ...PROBE,
        ["i32=", "w", ["+", "walk", -4], AT.walks],
        ["i32=", "w", ["|", CHILD, ["|", "odd", ["&", "t", ODD]]], AT.walks + 4],
        ["+=", "w", ["<<", "goes", ENTRY_SHIFT]],
      ]),
      ["br?", "step", "w"],
    ],
    ["call", "gather", "ends"],
  ],
};

/** What ends there, and the head of its chain: so many reads at once hide that they come from far. */
export const gather: Fn = {
  name: "gather",
  params: ["end"],
  locals: ["r", "to", "link", "ends", "chains"],
  result: false,
  body: [
    ["=", "chains", head("chains")],
    ...each("end", [
      ["=", "link", ["i32", "r", AT.ends + 4]],
      ["=", "ends", ["i32", ["&", "link", ~ODD], 4]],
      ["i32=", "to", ["|", [">>>", ["i32", "r", AT.ends], UPPER], ["&", "link", ODD]], AT.hanEvents],
      ["i32=", "to", "ends", AT.hanEvents + 4],
      ["i32=", "to", ["i32", ["+", "chains", ["<<", [">>", "ends", END_SHIFT], 2]], 0], AT.hanEvents + 8],
      ["+=", "to", ["&", ["-", 0, ["!=", "ends", 0]], HAN_EVENT * 4]],
    ]),
    setHead("hanEvents", [">>>", "to", 2]),
  ],
};
