/**
 * Writes src/match/loops-data.ts: the loops of the matcher as WebAssembly. `npx tsx scripts/build-match-loops.ts`.
 * What each one does stands in src/match/loops.ts, which holds the same in TypeScript; a test compares the two.
 */
import { writeFileSync } from "node:fs";
import { matchLoops } from "./match-loops.js";

const data = Buffer.from(matchLoops()).toString("base64");
const lines = data.match(/.{1,110}/g) ?? [];
writeFileSync(
  new URL("../src/match/loops-data.ts", import.meta.url),
  `// Written by scripts/build-match-loops.ts from scripts/match-loops.ts.\nexport const LOOPS: string =\n${lines.map((line) => `  "${line}"`).join(" +\n")};\n`,
);
