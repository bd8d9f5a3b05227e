import { AT, LEAD } from "../../src/match/loop-memory.js";
import { CLASS_SHIFT, ENDING, ESCAPING, KEPT, ODD, WAKING } from "../../src/match/traits.js";
import type { Code, Fn } from "../wasm.js";
import { head, setHead, u16 } from "./memory.js";

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
export const run: Fn = {
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
export const surrogateAt: Fn = {
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
export const read: Fn = {
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
