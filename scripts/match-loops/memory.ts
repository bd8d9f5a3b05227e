import { AT, HEAD } from "../../src/match/loop-memory.js";
import { CLASS_SHIFT } from "../../src/match/traits.js";
import type { Code } from "../wasm.js";

export const head = (name: keyof typeof HEAD): Code => ["i32", 0, AT.header + HEAD[name] * 4];
export const setHead = (name: keyof typeof HEAD, value: Code): Code => ["i32=", 0, value, AT.header + HEAD[name] * 4];
export const u16 = (index: Code, base: number): Code => ["u16", ["<<", index, 1], base];

/** The traits of the unit at a place given in bytes, so many units behind it. */
export const traitsAtByte = (at: Code, behind = 0): Code => [
  "i32",
  ["<<", ["u16", at, AT.units + behind * 2], 2],
  AT.traits,
];
export const traitsAt = (place: Code): Code => traitsAtByte(["<<", place, 1]);
export const classOf = (traits: Code): Code => [">>>", traits, CLASS_SHIFT];
