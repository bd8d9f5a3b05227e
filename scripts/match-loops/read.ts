import { AT, LEAD } from "../../src/match/loop-memory.js";
import { ENDING, ESCAPING, KEPT, ODD, PLACE_SHIFT, WAKING } from "../../src/match/traits.js";
import type { Code, Fn } from "../wasm.js";
import { head, setHead, traitsAtByte } from "./memory.js";

/** Units that are read at once. */
export const AT_ONCE = 4;
/** The bytes of a place of the window are so many times less than the place as it stands in the stream. */
const BYTES = PLACE_SHIFT - 1;
const WAKE_SHIFT = Math.log2(WAKING);
/** Behind the window stands noise: two spaces. */
const PADDING = 0x00200020;

/**
 * What a unit with traits `t`, so many places behind `a`, adds to the lists. Everything is written, and what belongs there is
 * kept by moving on: which characters come can't be foretold.
 */
const add = (behind: number): readonly Code[] => [
  ["i32=", "k", ["+", ["+", "t", "a"], behind << PLACE_SHIFT], AT.stream],
  ["u16=", "n", "k", AT.candidates],
  ["+=", "n", ["&", "t", ENDING]],
  ["+=", "k", ["&", "t", KEPT]],
];

/** Reads the unit so many places behind `a`; leaves `behind` further on where it is a surrogate. */
const unit = (behind: number): readonly Code[] => [
  ["=", "t", traitsAtByte("at", behind)],
  ["br?", `stopped${behind}`, ["&", "t", ESCAPING]],
  ["=", "any", behind === 0 ? "t" : ["|", "any", "t"]],
  ...add(behind),
];

/** Wraps code in blocks, so that leaving the one of a unit moves `a` to it. */
function stoppingAt(behind: number, code: Code): Code {
  if (behind === 0) return ["block", "stopped0", code];
  const inner = stoppingAt(behind - 1, code);
  const moved: Code = ["+=", "a", behind << PLACE_SHIFT];
  return ["block", `out${behind}`, ["block", `stopped${behind}`, inner, ["br", `out${behind}`]], moved];
}

/**
 * Units to symbols, from place `a` on, four at once, until a surrogate is met or the end is reached. It calls nothing: whatever
 * lives across a call would be kept on the stack. Where one of four may wake the automaton of mixed patterns, the first is noted.
 */
export const run: Fn = {
  name: "run",
  params: ["a", "end"],
  locals: ["k", "n", "w", "at", "t", "any"],
  result: true,
  body: [
    ["=", "k", head("stream")],
    ["=", "n", head("candidates")],
    ["=", "w", head("wakes")],
    stoppingAt(AT_ONCE - 1, [
      "loop",
      "next",
      ["br?", "stopped0", [">=", "a", "end"]],
      ["=", "at", [">>>", "a", BYTES]],
      ["i32=", "w", "at", AT.wakes],
      ...Array.from({ length: AT_ONCE }, (_, i) => unit(i)).flat(),
      ["+=", "w", ["&", "any", WAKING]],
      ["+=", "a", AT_ONCE << PLACE_SHIFT],
      ["br", "next"],
    ]),
    setHead("stream", "k"),
    setHead("candidates", "n"),
    // The four that a surrogate is among are noted as well: it may wake.
    setHead("wakes", ["+", "w", ["<<", ["<", "a", "end"], WAKE_SHIFT]]),
    ["return", "a"],
  ],
};

/** One high surrogate, or a pair. */
export const pair: Fn = {
  name: "pair",
  params: ["a"],
  locals: ["k", "n", "t"],
  result: true,
  body: [
    ["=", "t", ["call", "surrogate", ["+", [">>>", "a", PLACE_SHIFT], 1]]],
    ["+=", "a", ["<<", ["&", "t", ODD], PLACE_SHIFT]],
    ["=", "k", head("stream")],
    ["=", "n", head("candidates")],
    ["i32=", "k", ["+", "t", "a"], AT.stream],
    ["u16=", "n", "k", AT.candidates],
    setHead("candidates", ["+", "n", ["&", "t", ENDING]]),
    setHead("stream", ["+", "k", ["&", "t", KEPT]]),
    ["return", ["+", "a", 1 << PLACE_SHIFT]],
  ],
};

/** Units to symbols. */
export const read: Fn = {
  name: "read",
  params: ["length"],
  locals: ["a", "end"],
  result: false,
  body: [
    setHead("stream", LEAD * 4),
    setHead("candidates", 0),
    setHead("wakes", 0),
    ["i32=", ["<<", "length", 1], PADDING, AT.units],
    ["i32=", ["<<", "length", 1], PADDING, AT.units + 4],
    ["=", "end", ["<<", "length", PLACE_SHIFT]],
    [
      "loop",
      "next",
      ["=", "a", ["call", "run", "a", "end"]],
      [
        "if",
        ["<", "a", "end"],
        [
          ["=", "a", ["call", "pair", "a"]],
          ["br", "next"],
        ],
      ],
    ],
  ],
};
