import {
  CHAIN_COUNT,
  CHAIN_COUNT_SHIFT,
  CHAIN_HEAD,
  CHAIN_HIT,
  CHAIN_HIT_SHIFT,
  CHAIN_LENGTH,
  CHAIN_PLAIN,
} from "../../src/match/chains.js";
import { AT, HITS, PLACE } from "../../src/match/loop-memory.js";
import { END_LONG, END_SHIFT } from "../../src/match/tails.js";
import { ODD } from "../../src/match/traits.js";
import type { Fn } from "../wasm.js";
import { head, setHead } from "./memory.js";

/** See `Loops`. */
export const copy: Fn = {
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
