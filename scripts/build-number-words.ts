/**
 * Writes src/claims/number-words.ts from dictionaries/numbers/numbers.yaml: the pure core reads no files.
 * Run it by hand after an edit: `npx tsx scripts/build-number-words.ts && npm run format`. A test compares the two.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { z } from "zod";

const character = z.string().refine((text) => text.length === 1, "one UTF-16 unit");
const characters = z.string().min(1);
const numerals = z.record(character, z.number().int().nonnegative());
const scale = z.union([z.number().positive(), z.string().regex(/^1\/[1-9]\d*$/)]);

const NUMBERS = z.strictObject({
  digits: numerals,
  powers: numerals,
  multipliers: numerals,
  vague: characters,
  firstVague: characters,
  starts: characters,
  ranges: characters,
  percents: z.strictObject({
    signs: characters,
    words: z.record(z.string().min(1), z.number().positive()),
    telling: characters,
  }),
  tenths: z.strictObject({ digits: characters, before: z.array(z.string().min(1)) }),
  halves: characters,
  dates: z.strictObject({ months: characters, notMonths: characters, clocks: characters }),
  units: z.array(
    z.strictObject({
      concept: z.enum(["duration", "dose", "count", "multiple", "amount", "age"]),
      scale,
      words: z.array(z.string().min(1)).min(1),
      date: z.enum(["year", "month", "day", "clock"]).optional(),
      half: z.literal(true).optional(),
      alone: z.literal(true).optional(),
      notBehind: characters.optional(),
      sign: character.optional(),
    }),
  ),
});

/** What the file says. */
export function readNumberWords(): z.infer<typeof NUMBERS> {
  const text = readFileSync(new URL("../dictionaries/numbers/numbers.yaml", import.meta.url), "utf8");
  return NUMBERS.parse(parse(text));
}

/** The text of the module. */
function numberWords(): string {
  const { units, ...words } = readNumberWords();
  const rows = units.flatMap(({ words: all, scale: factor, ...unit }) =>
    all.map((word) => {
      const { concept, ...marks } = unit;
      const more = Object.entries(marks).map(([name, value]) => `, ${name}: ${JSON.stringify(value)}`);
      const written = String(factor).replace("/", " / ").replace("86400", "86_400");
      return `  { word: ${JSON.stringify(word)}, concept: "${concept}", scale: ${written}${more.join("")} },`;
    }),
  );
  return `// Written by scripts/build-number-words.ts from dictionaries/numbers/numbers.yaml. Do not edit.

/** A unit behind a number. */
export interface NumberUnit {
  readonly word: string;
  readonly concept: "duration" | "dose" | "count" | "multiple" | "amount" | "age";
  /** Days of a duration; otherwise 1. */
  readonly scale: number;
  /** How what stands around it tells a date from a duration. */
  readonly date?: "year" | "month" | "day" | "clock";
  /** A half stands in the word. */
  readonly half?: true;
  /** No letter or digit may follow. */
  readonly alone?: true;
  /** Digits that alone before it make another word of it. */
  readonly notBehind?: string;
  /** A character without which it does not stand in a text; its last where none is given. */
  readonly sign?: string;
}

export const NUMBER_WORDS = ${JSON.stringify(words, null, 2)};

export const NUMBER_UNITS: readonly NumberUnit[] = [
${rows.join("\n")}
];
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL("../src/claims/number-words.ts", import.meta.url), numberWords());
}
