import { copy } from "./match-loops/copy.js";
import { mixed, rewind } from "./match-loops/mixed.js";
import { read, run, surrogateAt } from "./match-loops/read.js";
import { tails } from "./match-loops/tails.js";
import { assembleModule, type Fn } from "./wasm.js";

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
