/**
 * Writes src/certificates/words-data.ts from dictionaries/registry/words/*.yaml: the pure core reads no files.
 * Run it by hand after an edit: `npx tsx scripts/build-certificate-words.ts && npm run format`. A test compares the two.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { z } from "zod";

const words = z.array(z.string().min(1)).min(1);
const read = <Data>(name: string, schema: z.ZodType<Data>): Data =>
  schema.parse(parse(readFileSync(new URL(`../dictionaries/registry/words/${name}.yaml`, import.meta.url), "utf8")));

/** What the files say. */
export function readCertificateWords() {
  const { functions } = read(
    "functions",
    z.strictObject({ functions: z.array(z.strictObject({ name: z.string(), says: words, covers: words })) }),
  );
  const names = read(
    "names",
    z.strictObject({ heads: z.array(words), modifiers: words, nameLabels: words, numberLabels: words }),
  );
  const origins = read("origins", z.strictObject({ imported: words, domestic: words, countries: words }));
  const { units, counted } = read(
    "units",
    z.strictObject({
      units: z.record(z.string(), z.strictObject({ dimension: z.string(), factor: z.number().positive() })),
      counted: z.string().min(1),
    }),
  );
  const dispensing = read(
    "dispensing",
    z.strictObject({
      words: z.array(
        z.strictObject({ word: z.string(), rx: z.enum(["rx", "otc", "otc-a", "otc-b"]), name: z.string() }),
      ),
    }),
  );
  return { functions, names, origins, units, counted, dispensing: dispensing.words };
}

/** The text of the module. */
function certificateWords(): string {
  const { functions, names, origins, units, counted, dispensing } = readCertificateWords();
  const list = (all: readonly unknown[]): string =>
    `[\n${all
      .map(
        (one) =>
          `  ${JSON.stringify(one)
            .replaceAll(/"(\w+)":/g, " $1: ")
            .replaceAll("}", " }")},`,
      )
      .join("\n")}\n]`;
  return `// Written by scripts/build-certificate-words.ts from dictionaries/registry/words/*.yaml. Do not edit.

/** A function that shops add to devices: how pages say it, and what registered text must say for it to be covered. */
export interface DeviceFunction {
  readonly name: string;
  readonly says: readonly string[];
  readonly covers: readonly string[];
}

export const DEVICE_FUNCTIONS: readonly DeviceFunction[] = ${list(functions)};

/** What a product is, by the last words of its name: one row a sort. */
export const PRODUCT_HEADS: readonly (readonly string[])[] = ${list(names.heads)};

/** Words that make another product of a name they stand before. */
export const NAME_MODIFIERS: readonly string[] = ${list(names.modifiers)};

/** Attributes whose value is the name of the product. */
export const NAME_LABELS: readonly string[] = ${list(names.nameLabels)};

/** Words of attributes whose whole value may be a number without its marker words. */
export const NUMBER_LABELS: readonly string[] = ${list(names.numberLabels)};

export const IMPORTED_WORDS: readonly string[] = ${list(origins.imported)};

export const DOMESTIC_WORDS: readonly string[] = ${list(origins.domestic)};

export const FOREIGN_COUNTRIES: readonly string[] = ${list(origins.countries)};

/** Units of models and sizes; those of one dimension are compared by their factors. */
export const UNITS: readonly { readonly unit: string; readonly dimension: string; readonly factor: number }[] = ${list(
    Object.entries(units).map(([unit, one]) => ({ unit, ...one })),
  )};

/** Characters behind digits that make them a count and no number. */
export const COUNTED = ${JSON.stringify(counted)};

/** Stated classes of dispensing, in the order in which they are looked for. */
export const DISPENSING_WORDS: readonly {
  readonly word: string;
  readonly rx: "rx" | "otc" | "otc-a" | "otc-b";
  readonly name: string;
}[] = ${list(dispensing)};
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL("../src/certificates/words-data.ts", import.meta.url), certificateWords());
}
