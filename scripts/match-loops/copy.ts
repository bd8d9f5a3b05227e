import {
  CHAIN_COUNT,
  CHAIN_COUNT_SHIFT,
  CHAIN_HEAD,
  CHAIN_HIT,
  CHAIN_HIT_SHIFT,
  CHAIN_LENGTH,
  CHAIN_PLAIN,
} from "../../src/match/chains.js";
import { AT, HAN_EVENT, HITS } from "../../src/match/loop-memory.js";
import { END_LONG, END_SHIFT } from "../../src/match/tails.js";
import { ODD, PLACE, PLACE_SHIFT } from "../../src/match/traits.js";
import type { Code, Fn } from "../wasm.js";
import { head, setHead } from "./memory.js";

/** Hits of a piece that are written at once, whether there are so many or not. */
const AT_ONCE = 2;
const placeOf = (symbol: Code): Code => ["&", [">>>", symbol, PLACE_SHIFT], PLACE];

/** Writes a hit of a piece, both as addresses. */
const put = (from: Code, to: Code, index: number): readonly Code[] => [
  ["=", "packed", ["i32", from, (CHAIN_HEAD + index * CHAIN_HIT + 1) * 4]],
  ["i32=", to, ["i32", from, (CHAIN_HEAD + index * CHAIN_HIT) * 4], AT.hits + index * 16],
  ["i32=", to, ["-", "last", ["&", "packed", CHAIN_LENGTH]], AT.hits + index * 16 + 4],
  ["i32=", to, "last", AT.hits + index * 16 + 8],
  ["i32=", to, [">>", "packed", CHAIN_HIT_SHIFT], AT.hits + index * 16 + 12],
];

/** See `Loops`. */
export const copy: Fn = {
  name: "copy",
  params: ["from", "until", "offset"],
  locals: ["event", "end", "count", "known", "k", "t", "ends", "place", "piece", "chains", "head", "first"].concat([
    "last",
    "at",
    "left",
    "packed",
    "to",
  ]),
  result: true,
  body: [
    ["=", "event", ["<<", "from", 2]],
    ["=", "end", ["<<", head("hanEvents"), 2]],
    ["=", "count", head("hits")],
    ["=", "chains", head("chains")],
    [
      "block",
      "done",
      [
        "loop",
        "next",
        ["br?", "done", [">=", "event", "end"]],
        ["=", "k", ["i32", "event", AT.hanEvents]],
        ["=", "ends", ["i32", "event", AT.hanEvents + 4]],
        ["=", "head", ["i32", "event", AT.hanEvents + 8]],
        ["=", "t", ["&", "k", ~ODD]],
        ["=", "place", placeOf(["i32", "t", AT.stream])],
        ["br?", "done", [">=", ["+", "place", 1], "until"]],
        ["br?", "done", ["|", ["&", "ends", END_LONG], ["!", ["&", "head", CHAIN_PLAIN]]]],
        ["=", "left", ["-", ["&", "head", CHAIN_LENGTH], 1]],
        ["=", "first", ["-", "t", ["<<", "left", 2]]],
        ["br?", "done", ["!=", ["&", ["-", "place", placeOf(["i32", "first", AT.stream])], PLACE], "left"]],
        [
          "if",
          ["&", "k", ODD],
          [
            [
              "loop",
              "odd",
              ["br?", "done", ["&", ["i32", "first", AT.stream], ODD]],
              ["+=", "first", 4],
              ["br?", "odd", ["<=", "first", "t"]],
            ],
          ],
        ],
        ["=", "last", ["+", ["+", "place", 1], "offset"]],
        ["=", "piece", ["+", "chains", ["-", ["<<", [">>", "ends", END_SHIFT], 2], 4]]],
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
          ...Array.from({ length: AT_ONCE }, (_, i) => put("piece", "to", i)).flat(),
          [
            "if",
            [">", "left", AT_ONCE],
            [
              ["=", "at", ["+", "piece", AT_ONCE * CHAIN_HIT * 4]],
              ["=", "left", ["<<", "count", 4]],
              ["+=", "to", AT_ONCE * 16],
              [
                "loop",
                "each",
                ...put("at", "to", 0),
                ["+=", "at", CHAIN_HIT * 4],
                ["+=", "to", 16],
                ["br?", "each", ["<", "to", "left"]],
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
        ["+=", "event", HAN_EVENT * 4],
        ["br", "next"],
      ],
    ],
    setHead("hits", "count"),
    ["return", [">>>", "event", 2]],
  ],
};
