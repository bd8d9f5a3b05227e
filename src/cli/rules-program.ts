import type { Command } from "commander";
import type { RulesOptions } from "./commands/rules.js";
import type { Io } from "./io.js";
import { oneOf, TABLE_FORMATS } from "./option-parsers.js";
import type { Services } from "./services.js";

/** `medlint rules …`. */
export function addRules(program: Command, io: Io, services: Services, done: (exitCode: number) => void): void {
  const rules = program.command("rules").description("查看和检验规则").usage("<命令> [选项]");
  const dictionary = ["--dictionary <文件夹>", "改用这个文件夹里的 YAML 词库和规则"] as const;
  rules
    .command("list")
    .description("列出全部规则")
    .option(...dictionary)
    .option("--format <格式>", `输出格式：${TABLE_FORMATS.join("、")}`, oneOf("--format", TABLE_FORMATS), "stylish")
    .option("--no-color", "不使用颜色")
    .addHelpText("after", "\n示例：\n  $ medlint rules list\n  $ medlint rules list --format json")
    .action(async (options: RulesOptions) => {
      const { listRules } = await import("./commands/rules.js");
      done(await listRules(options, io, services));
    });
  rules
    .command("show")
    .description("显示一条规则：依据、说明、例句")
    .argument("<规则>", "规则编号，如 efficacy-guarantee")
    .option(...dictionary)
    .option("--format <格式>", `输出格式：${TABLE_FORMATS.join("、")}`, oneOf("--format", TABLE_FORMATS), "stylish")
    .option("--no-color", "不使用颜色")
    .addHelpText("after", "\n示例：\n  $ medlint rules show efficacy-guarantee")
    .action(async (id: string, options: RulesOptions) => {
      const { showRule } = await import("./commands/rules.js");
      done(await showRule(id, options, io, services));
    });
  rules
    .command("check")
    .description("检验词库文件夹，并让每个例句过一遍")
    .argument("[文件夹]", "YAML 词库和规则；不写则检验随程序的词库")
    .addHelpText("after", "\n示例：\n  $ medlint rules check dictionaries/")
    .action(async (folder: string | undefined) => {
      const { checkRules } = await import("./commands/rules.js");
      done(await checkRules(folder, io, services));
    });
}
