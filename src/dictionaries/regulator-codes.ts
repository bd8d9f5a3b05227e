import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { DictionaryError } from "./dictionary-error.js";
import { type Locate, readYaml, schemaError } from "./read-yaml.js";
import { id, text } from "./schema.js";

/** A code of the regulators' advertisement monitoring, mapped to the rules that find such wording today. */
export interface RegulatorCode {
  readonly code: string;
  /** Name of its group: 药品广告. */
  readonly group: string;
  readonly name: string;
  /** Empty where nothing is judged; `note` then says why. */
  readonly rules: readonly string[];
  readonly note: string | null;
}

export interface RegulatorCodes {
  readonly source: string;
  readonly codes: readonly RegulatorCode[];
}

const code = z.string().regex(/^[A-Z]+[1-9]\d*$/, "代码须为大写字母加数字");
const entry = z
  .strictObject({ code, to: code.optional(), name: text, rules: z.array(id).min(1).optional(), note: text.optional() })
  .refine((one) => one.rules !== undefined || one.note !== undefined, "没有对应规则的代码须用 note 说明原因");
const group = z.union([
  z.strictObject({ id: z.string(), name: text, codes: z.array(entry).min(1) }),
  z.strictObject({ id: z.string(), name: text, count: z.number().int().min(1).max(999), note: text }),
]);
const fileSchema = z.strictObject({ source: text, groups: z.array(group).min(1) });

const FILE = new URL("../../dictionaries/taxonomy/regulator-codes.yaml", import.meta.url);

/** The shipped mapping. */
export function loadRegulatorCodes(): RegulatorCodes {
  return readRegulatorCodes("taxonomy/regulator-codes.yaml", readFileSync(fileURLToPath(FILE), "utf8"));
}

/**
 * Reads a mapping of regulators' codes; runs of codes are written out.
 *
 * @throws DictionaryError with file, line and reason
 * @example
 * loadRegulatorCodes().codes.find(({ code }) => code === "YP7")?.rules; // → ["cure-rate"]
 */
export function readRegulatorCodes(file: string, yaml: string): RegulatorCodes {
  const { data, at } = readYaml(file, yaml);
  const parsed = fileSchema.safeParse(data);
  if (!parsed.success) throw schemaError(file, parsed.error, at);
  const codes = parsed.data.groups.flatMap((one, index): RegulatorCode[] => {
    if ("count" in one) {
      return Array.from({ length: one.count }, (_, n) => ({
        code: `${one.id}${n + 1}`,
        group: one.name,
        name: one.name,
        rules: [],
        note: one.note,
      }));
    }
    return one.codes.flatMap((row, n) =>
      numbersOf(row, one.id, () => complaint(file, at, ["groups", index, "codes", n])).map((number) => ({
        code: `${one.id}${number}`,
        group: one.name,
        name: row.name,
        rules: row.rules ?? [],
        note: row.note ?? null,
      })),
    );
  });
  return { source: parsed.data.source, codes };
}

function numbersOf(row: z.infer<typeof entry>, prefix: string, fail: () => DictionaryError): number[] {
  const number = (written: string): number => {
    if (!written.startsWith(prefix) || !/^\d+$/.test(written.slice(prefix.length))) throw fail();
    return Number(written.slice(prefix.length));
  };
  const first = number(row.code);
  const last = row.to === undefined ? first : number(row.to);
  if (last < first || last - first > 999) throw fail();
  return Array.from({ length: last - first + 1 }, (_, n) => first + n);
}

function complaint(file: string, at: Locate, path: readonly PropertyKey[]): DictionaryError {
  const { line, column } = at(path);
  return new DictionaryError(file, line, column, "代码不属于这一组，或者 to 小于 code");
}
