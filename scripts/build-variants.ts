/**
 * Writes src/match/variant-data.ts from dictionaries/variants/*.yaml and the readings of pinyin-pro (MIT).
 * Run it by hand after an edit: `npx tsx scripts/build-variants.ts`. A test compares the two.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { pinyin } from "pinyin-pro";
import { parse } from "yaml";
import { foldCodePoint } from "../src/text/index.js";

type Table = Record<string, string>;
const read = (name: string): unknown =>
  parse(readFileSync(new URL(`../dictionaries/variants/${name}.yaml`, import.meta.url), "utf8"));

/** Characters of one level of GB 2312: level 1 is what people write, level 2 what they look up. */
function gb2312(firstRow: number, lastRow: number): Set<string> {
  const characters = new Set<string>();
  const decoder = new TextDecoder("gb18030");
  for (let high = firstRow; high <= lastRow; high++)
    for (let low = 0xa1; low <= 0xfe; low++) {
      const character = decoder.decode(new Uint8Array([high, low]));
      if (character.length === 1 && character >= "一" && character <= "龥") characters.add(character);
    }
  return characters;
}
const common = gb2312(0xb0, 0xd7);
const known = gb2312(0xb0, 0xf7);

const fold = (c: string): string => String.fromCodePoint(foldCodePoint(c.codePointAt(0) ?? 0));
const { homophones, lookalikes, latin } = read("confusions") as { homophones: Table; lookalikes: Table; latin: Table };
const groups = new Map<string, string>();
const seen = new Set<string>();
function add(table: Table, disguise: string, sure: number, unsure: number): void {
  for (const [from, all] of Object.entries(table))
    for (const to of String(all)) {
      const pair = fold(from) + fold(to);
      if (seen.has(pair) || fold(from) === fold(to)) continue;
      seen.add(pair);
      const key = `${disguise} ${common.has(to) ? unsure : sure}`;
      groups.set(key, (groups.get(key) ?? "") + pair);
    }
}
add(lookalikes, "look-alike", 930, 700);
add(homophones, "homophone", 920, 650);
add(latin, "look-alike", 750, 750);

const splits = Object.entries(read("splits") as Table)
  .map(([whole, parts]) => whole + parts)
  .join("");

const bigrams = new Set<string>();
for (const words of Object.values(read("neighbours") as Table))
  for (const word of words.split(" ")) for (let i = 0; i + 1 < word.length; i++) bigrams.add(word.slice(i, i + 2));

const readings = new Map<string, string>();
for (const character of known) {
  const syllable = pinyin(character, { toneType: "none", v: true }).replace("ü", "v");
  if (/^[a-z]{1,6}$/.test(syllable)) readings.set(syllable, (readings.get(syllable) ?? "") + character);
}

const quote = (text: string): string => (text.match(/.{1,100}/gu) ?? []).map((line) => `"${line}"`).join(" +\n    ");
writeFileSync(
  new URL("../src/match/variant-data.ts", import.meta.url),
  `// Written by scripts/build-variants.ts from dictionaries/variants/*.yaml and pinyin-pro (MIT). Do not edit.
import type { Disguise } from "../contracts/match.js";

/** Pairs "character of the term, character that stands for it", by disguise and confidence in thousandths. */
export const CONFUSION_PAIRS: readonly { readonly disguise: Disguise; readonly confidence: number; readonly pairs: string }[] = [
${[...groups]
  .map(([key, pairs]) => {
    const [disguise, confidence] = key.split(" ");
    return `  { disguise: "${disguise}", confidence: ${confidence}, pairs: ${quote(pairs)} },`;
  })
  .join("\n")}
];

/** Triples "character, its two parts". */
export const SPLITS = ${quote(splits)};

/** Two-character words and neighbours of the characters that stand for others: where they occur, it is no disguise. */
export const NEIGHBOURS = ${quote([...bigrams].sort().join(""))};

/** "syllable:characters", parted by spaces. */
export const READINGS = ${quote(
    [...readings]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([syllable, characters]) => `${syllable}:${characters}`)
      .join(" "),
  )};
`,
);

const ocr = read("ocr-confusions") as { rare: Table; common: Table };
const pairsOf = (table: Table): string =>
  Object.entries(table)
    .flatMap(([meant, all]) => [...String(all)].map((seen) => meant + seen))
    .join("");
writeFileSync(
  new URL("../src/claims/picture-confusion-data.ts", import.meta.url),
  `// Written by scripts/build-variants.ts from dictionaries/variants/ocr-confusions.yaml. Do not edit.

/** Pairs "character on the picture, character it was read as", where the second is rare in shop copy. */
export const RARE_PAIRS = ${quote(pairsOf(ocr.rare))};

/** The same, where the second is common itself. */
export const COMMON_PAIRS = ${quote(pairsOf(ocr.common))};
`,
);
