import type { z } from "zod";
import { DictionaryError } from "./dictionary-error.js";
import { type Locate, readYaml, schemaError } from "./read-yaml.js";
import {
  type BasisFile,
  basisFileSchema,
  type DisplayFile,
  displayFileSchema,
  type ExemptionFile,
  exemptionFileSchema,
  type RuleFile,
  ruleFileSchema,
  type StatementFile,
  type StatuteFile,
  statementFileSchema,
  statuteFileSchema,
  type TermFile,
  termFileSchema,
  type VoiceFile,
  type VoiceModelFile,
  voiceFileSchema,
  voiceModelFileSchema,
} from "./schema.js";

export type DictionaryFile =
  | { readonly type: "terms"; readonly file: string; readonly data: TermFile; readonly at: Locate }
  | { readonly type: "rules"; readonly file: string; readonly data: RuleFile; readonly at: Locate }
  | { readonly type: "exemptions"; readonly file: string; readonly data: ExemptionFile; readonly at: Locate }
  | { readonly type: "bases"; readonly file: string; readonly data: BasisFile; readonly at: Locate }
  | { readonly type: "display"; readonly file: string; readonly data: DisplayFile; readonly at: Locate }
  | { readonly type: "statements"; readonly file: string; readonly data: StatementFile; readonly at: Locate }
  | { readonly type: "voice"; readonly file: string; readonly data: VoiceFile; readonly at: Locate }
  | { readonly type: "model"; readonly file: string; readonly data: VoiceModelFile; readonly at: Locate }
  | { readonly type: "statutes"; readonly file: string; readonly data: StatuteFile; readonly at: Locate };

const SCHEMAS = [
  ["terms", "concepts", termFileSchema],
  ["rules", "rules", ruleFileSchema],
  ["exemptions", "exemptions", exemptionFileSchema],
  ["bases", "bases", basisFileSchema],
  ["statutes", "statutes", statuteFileSchema],
  ["statements", "statements", statementFileSchema],
  ["display", "display", displayFileSchema],
  ["voice", "voice", voiceFileSchema],
  ["model", "model", voiceModelFileSchema],
] as const;

/**
 * Parses and checks one dictionary file.
 *
 * @param file name used in errors
 * @throws DictionaryError with file, line and reason
 */
export function readDictionaryFile(file: string, yaml: string): DictionaryFile {
  const { data, at } = readYaml(file, yaml);
  for (const [type, key, schema] of SCHEMAS) {
    if (!(key in data)) continue;
    const parsed = (schema as z.ZodType).safeParse(data);
    if (!parsed.success) {
      throw schemaError(file, parsed.error, at);
    }
    return { type, file, data: parsed.data, at } as DictionaryFile;
  }
  throw new DictionaryError(
    file,
    1,
    1,
    "缺少 concepts、rules、exemptions、bases、statutes、statements、display、voice 或 model 之一",
  );
}
