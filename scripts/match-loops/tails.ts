import { AT } from "../../src/match/loop-memory.js";
import type { Fn } from "../wasm.js";
import { head, setHead, u16 } from "./memory.js";

/** From each symbol that may end a pattern back, as long as what was read is the end of one. */
export const tails: Fn = {
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
