import type { Command } from "commander";
import { collect, oneOf, TABLE_FORMATS } from "./option-parsers.js";

/** Options that every command about cases takes. */
export interface CaseOptions {
  readonly database: string;
  readonly key?: string | undefined;
  readonly profile?: "platform" | "regulator" | undefined;
  readonly format: (typeof TABLE_FORMATS)[number];
}

/** Options of what a person does. */
export interface PersonOptions extends CaseOptions {
  readonly actor: string;
  readonly role: string;
  readonly note?: string | undefined;
}

/** Options of papers and further facts. */
export interface PaperOptions extends PersonOptions {
  readonly attach?: readonly string[] | undefined;
  readonly field?: readonly string[] | undefined;
}

export function withCaseOptions(command: Command): Command {
  return command
    .requiredOption("--database <文件或地址>", "案件库：SQLite 文件，或 postgres:// 地址")
    .option("--key <文件>", "签名密钥（默认环境变量 MEDLINT_SIGNING_KEY，再其次 ~/.config/medlint/signing-key.pem）")
    .option(
      "--format <格式>",
      `输出格式：${TABLE_FORMATS.join("、")}（json 每行一件）`,
      oneOf("--format", TABLE_FORMATS),
      "stylish",
    );
}

export function withPersonOptions(command: Command): Command {
  return withCaseOptions(command)
    .requiredOption("--actor <姓名>", "经办人姓名")
    .requiredOption("--role <岗位>", "经办人的岗位编号（medlint cases actions 列出）")
    .option(
      "--profile <用途>",
      "按谁的时限计时：platform、regulator",
      oneOf("--profile", ["platform", "regulator"] as const),
    )
    .option("--note <文字>", "理由、说明");
}

export function withPaperOptions(command: Command): Command {
  return withPersonOptions(command)
    .option("--attach <种类=文件>", "附上文件，如 answer=说明.pdf；可以重复", collect)
    .option("--field <名称=值>", "其他事项，如 addressee=杭州市市场监督管理局；可以重复", collect);
}
