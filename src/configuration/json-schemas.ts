import { z } from "zod";
import {
  basisFileSchema,
  displayFileSchema,
  exemptionFileSchema,
  ruleFileSchema,
  statementFileSchema,
  statuteFileSchema,
  termFileSchema,
  voiceFileSchema,
  voiceModelFileSchema,
} from "../dictionaries/schema.js";
import { configurationSchema } from "./schema.js";

const FILES = [
  ["configuration", "medlint 的配置文件", configurationSchema],
  ["rules", "规则文件", ruleFileSchema],
  ["terms", "词条文件", termFileSchema],
  ["exemptions", "豁免文件", exemptionFileSchema],
  ["bases", "法律依据文件", basisFileSchema],
  ["statutes", "法条原文文件", statuteFileSchema],
  ["statements", "法定声明文件", statementFileSchema],
  ["display", "药品展示规则文件", displayFileSchema],
  ["voice", "语气文件", voiceFileSchema],
  ["voice-model", "语气模型文件", voiceModelFileSchema],
] as const;

/**
 * JSON Schemas for editors, made of the very schemas that check the files on load.
 *
 * @returns file name (`rules.schema.json`) and text of each
 */
export function jsonSchemas(): readonly { readonly file: string; readonly text: string }[] {
  return FILES.map(([name, title, schema]) => {
    const { $schema, ...rest } = z.toJSONSchema(schema, { io: "input", reused: "ref" });
    return { file: `${name}.schema.json`, text: `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n` };
  });
}
