import { AT, HEAD } from "../../src/match/loop-memory.js";
import type { Code } from "../wasm.js";

export const head = (name: keyof typeof HEAD): Code => ["i32", 0, AT.header + HEAD[name] * 4];
export const u16 = (index: Code, base: number): Code => ["u16", ["<<", index, 1], base];
export const traitsAt = (place: Code): Code => [
  "i32",
  ["+", head("traits"), ["<<", u16(u16(place, AT.units), AT.classes), 2]],
  0,
];
export const setHead = (name: keyof typeof HEAD, value: Code): Code => ["i32=", 0, value, AT.header + HEAD[name] * 4];
