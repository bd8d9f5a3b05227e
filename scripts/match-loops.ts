import { copy } from "./match-loops/copy.js";
import { mixed, rewind } from "./match-loops/mixed.js";
import { pair, read, run } from "./match-loops/read.js";
import { firstStep, gather, tails } from "./match-loops/tails.js";
import { sift, wakers } from "./match-loops/wakers.js";
import { assembleModule, type Fn } from "./wasm.js";

const scan: Fn = {
  name: "scan",
  params: ["length"],
  locals: [],
  result: false,
  body: [
    ["call", "read", "length"],
    ["call", "tails"],
    ["call", "wakers"],
    ["call", "mixed", "length"],
  ],
};

/** All loops as one module. */
export function matchLoops(): Uint8Array {
  return assembleModule(
    [
      { name: "surrogate", params: 1 },
      { name: "before", params: 1 },
    ],
    [run, pair, read, firstStep, tails, gather, rewind, wakers, sift, mixed, scan, copy],
  );
}
