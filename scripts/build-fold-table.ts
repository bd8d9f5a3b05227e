/**
 * Writes src/text/fold-data.ts: which character folds to which, and which characters are noise.
 *
 * Run it by hand after a change of opencc-js or of the lists below: `npx tsx scripts/build-fold-table.ts`.
 * The result is committed, so that neither users nor the build depend on the Unicode version of the running Node.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { DENIED, GLYPHS, LATIN_LOOKALIKES, NOT_NOISE, RADICALS, SYMBOLS } from "./fold-sources.js";

const opencc = path.join(path.dirname(createRequire(import.meta.url).resolve("opencc-js")), "../../dist/esm-lib/dict");

/** Dictionaries of opencc-js whose rows pair single characters. `|` parts rows, a space the fields. */
function pairsOf(name: string): [string, string][] {
  const source = readFileSync(path.join(opencc, `${name}.js`), "utf8");
  const data = source.slice(source.indexOf('"') + 1, source.lastIndexOf('"'));
  const pairs: [string, string][] = [];
  for (const row of data.split("|")) {
    const [from = "", ...to] = row.split(" ");
    if ([...from].length !== 1) continue;
    // Traditional to simplified: the first target is the usual one; the other tables list true variants.
    for (const target of name === "TSCharacters" ? to.slice(0, 1) : to)
      if ([...target].length === 1) pairs.push([from, target]);
  }
  return pairs;
}

const gb2312 = new Set<string>();
const decoder = new TextDecoder("gb18030");
for (let high = 0xb0; high <= 0xf7; high++)
  for (let low = 0xa1; low <= 0xfe; low++) {
    const character = decoder.decode(new Uint8Array([high, low]));
    if ([...character].length === 1) gb2312.add(character);
  }

const parent = new Map<string, string>();
const find = (x: string): string => {
  let root = x;
  while (parent.has(root)) root = parent.get(root) ?? root;
  return root;
};
/** How good a character is as the name of its class: lower is better. */
function rank(c: string): number {
  if (/^[a-z0-9!-/:-@[-`{-~ ]$/.test(c)) return 0;
  if (gb2312.has(c)) return 1;
  if (c.length > 1 || (c >= "\u2e80" && c < "\u2fe0")) return 5;
  if (c.toLowerCase() !== c) return 4;
  if (simplified.has(c)) return 2;
  return c.normalize("NFKC") === c ? 3 : 4;
}
const denied = new Set(DENIED.flatMap((pair) => [pair, [...pair].reverse().join("")]));
const simplified = new Set(pairsOf("TSCharacters").map(([, to]) => to));
function union(a: string, b: string): void {
  if (a === b || denied.has(a + b)) return;
  const x = find(a);
  const y = find(b);
  if (x === y) return;
  const keepX = rank(x) < rank(y) || (rank(x) === rank(y) && (x.codePointAt(0) ?? 0) < (y.codePointAt(0) ?? 0));
  if (keepX) parent.set(y, x);
  else parent.set(x, y);
}

for (const name of ["TSCharacters", "HKVariants", "TWVariants", "CJK_Compatibility_Ideographs"])
  for (const [a, b] of pairsOf(name)) union(a, b);
// Japanese new forms reuse common Chinese characters (予 for 豫, 芸 for 藝): only forms outside GB 2312 are taken.
for (const [a, b] of pairsOf("JPShinjitaiCharacters")) if (!gb2312.has(a)) union(a, b);
for (const group of GLYPHS) {
  const [first = "", ...rest] = group;
  for (const other of rest) union(first, other);
}
for (const [a, b] of RADICALS) union(a, b);

const enclosed = /^[([]?(.)[)\].,]?$/u;
const lookalikes = new Map(LATIN_LOOKALIKES.map((pair) => [pair.slice(0, 1), pair.slice(1)]));
for (let point = 0x80; point < 0x32000; point++) {
  if (point >= 0xd800 && point < 0xe000) continue;
  if (point >= 0xac00 && point < 0xd7b0) continue;
  const c = String.fromCodePoint(point);
  const lookalike = lookalikes.get(c);
  if (lookalike !== undefined) union(c, lookalike);
  if (/^\p{White_Space}|\p{Cf}|\p{Mn}|\p{Me}$/u.test(c)) continue;
  const compatible = c.normalize("NFKC");
  const single = compatible.length === 1 || [...compatible].length === 1 ? compatible : enclosed.exec(compatible)?.[1];
  if (single !== undefined && single !== c) {
    // ｡ is the half-width full stop of Chinese; a spacing accent stays what it is.
    if (!/^\p{Mn}$/u.test(single)) union(c, single);
  }
  const lower = c.toLowerCase();
  if (lower !== c && [...lower].length === 1) union(c, lower);
  // Tone marks of pinyin and other accents: ā à é ü.
  if (/^\p{Script=Latin}$/u.test(c)) {
    const base = c.normalize("NFD").replace(/\p{Mn}/gu, "");
    if (base.length === 1 && base !== c) union(c, base);
  }
}
for (let i = 0; i < 26; i++) union(String.fromCharCode(65 + i), String.fromCharCode(97 + i));
// Dingbat and other ringed digits that Unicode gives no decomposition.
for (let i = 1; i <= 9; i++)
  for (const start of [0x2775, 0x277f, 0x2789, 0x24f4]) union(String.fromCodePoint(start + i), String(i));
union("⓿", "0");
union("🄋", "0");
union("🄌", "0");
// Negative circled and squared capitals: 🅐-🅩, 🅰-🆉.
for (let i = 0; i < 26; i++)
  for (const start of [0x1f150, 0x1f170]) union(String.fromCodePoint(start + i), String.fromCharCode(97 + i));

const bmp: [number, number][] = [];
const astral: [number, number][] = [];
for (const c of parent.keys()) {
  const from = c.codePointAt(0) ?? 0;
  const to = find(c).codePointAt(0) ?? 0;
  if (to > 0xffff) continue;
  (from > 0xffff ? astral : bmp).push([from, to]);
}
/** Runs `from,to,length` (and, with a fourth number, steps of the two), base 36: most folds come in rows. */
function encode(pairs: [number, number][]): string {
  pairs.sort((a, b) => a[0] - b[0]);
  const runs: string[] = [];
  let previous = 0;
  for (let i = 0; i < pairs.length; ) {
    const [from, to] = pairs[i] ?? [0, 0];
    let length = 1;
    while (pairs[i + length]?.[0] === from + length && pairs[i + length]?.[1] === to + length) length++;
    const head = (from - previous).toString(36);
    runs.push(length === 1 ? `${head},${to.toString(36)}` : `${head},${to.toString(36)},${length.toString(36)}`);
    previous = from + length;
    i += length;
  }
  return runs.join(" ");
}

const folds = new Map([...bmp, ...astral]);
const KINDS: [name: string, test: (c: string) => boolean][] = [
  ["sentenceEnd", (c) => "。！？!?；;\n\r\u2028\u2029\u0085\v\f｡".includes(c)],
  ["other", (c) => NOT_NOISE.includes(c)],
  ["comma", (c) => "、，,﹐﹑､".includes(c)],
  ["open", (c) => /^[\p{Ps}\p{Pi}]$/u.test(c) || c === "<"],
  ["close", (c) => /^[\p{Pe}\p{Pf}]$/u.test(c) || c === ">"],
  ["symbol", (c) => SYMBOLS.includes(c)],
  ["zeroWidth", (c) => /^[\p{Cf}\p{Mn}\p{Me}\u115f\u1160\u3164\uffa0\u2800\ufff9-\ufffb]$/u.test(c)],
  ["space", (c) => /^[\p{White_Space}]$/u.test(c) || (c.length === 1 && c < " ") || c === "\x7f"],
  ["punctuation", (c) => /^\p{P}$/u.test(c)],
  ["symbol", (c) => /^[\p{S}\p{Extended_Pictographic}]$/u.test(c) && !/^\p{L}|\p{N}$/u.test(c)],
  ["han", (c) => /^[\p{Script=Han}]$/u.test(c)],
  ["digit", (c) => /^[0-9]$/.test(c)],
  ["latin", (c) => /^[\p{Script=Latin}]$/u.test(c) && /^\p{L}$/u.test(c)],
];
function kindOf(point: number): string {
  const c = String.fromCodePoint(folds.get(point) ?? point);
  // Unassigned planes of emoji: what a newer Unicode puts there is a picture too.
  for (const [name, test] of KINDS) if (test(c)) return name;
  if (point >= 0x1f000 && point < 0x1fb00) return "symbol";
  return "other";
}
const kinds: Record<string, string[]> = {};
let before = "other";
let started = 0;
const close = (end: number): void => {
  if (before !== "other") {
    const list = kinds[before] ?? [];
    list.push(end - started === 1 ? started.toString(36) : `${started.toString(36)}-${(end - 1).toString(36)}`);
    kinds[before] = list;
  }
};
for (let point = 0; point <= 0xe0fff; point++) {
  const kind = point >= 0xd800 && point < 0xe000 ? "other" : kindOf(point);
  if (kind === before) continue;
  close(point);
  before = kind;
  started = point;
}
close(0xe1000);

const quote = (text: string): string => (text.match(/.{1,108}/g) ?? []).map((line) => `  "${line}"`).join(" +\n");
writeFileSync(
  new URL("../src/text/fold-data.ts", import.meta.url),
  `// Written by scripts/build-fold-table.ts from opencc-js (OpenCC, Apache-2.0), Unicode ${process.versions.unicode} and scripts/fold-sources.ts. Do not edit.

/** Runs \`distance from the run before, target[, length]\` in base 36: BMP code units and what they fold to. */
export const BMP_FOLDS =
${quote(encode(bmp))};

/** The same for code points beyond the BMP whose target is a single code unit. */
export const ASTRAL_FOLDS =
${quote(encode(astral))};

/** Ranges of code points in base 36 for each kind of character but \`other\`. */
export const KIND_RANGES: Readonly<Record<string, string>> = {
${Object.entries(kinds)
  .map(([name, ranges]) => `  ${name}:\n${quote(ranges.join(" ")).replace(/^/gm, "  ")},`)
  .join("\n")}
};
`,
);

// What was joined, for a look by eye: classes that hold two characters of GB 2312 join two words of today's Chinese.
const classes = new Map<string, string[]>();
for (const c of parent.keys()) classes.set(find(c), [...(classes.get(find(c)) ?? []), c]);
const joined = [...classes].filter(([root, members]) => [root, ...members].filter((c) => gb2312.has(c)).length > 1);
process.stdout.write(`${bmp.length} BMP and ${astral.length} astral folds\n`);
process.stdout.write(`joined: ${joined.map(([root, members]) => `${root}=${members.join("")}`).join(" ")}\n`);
