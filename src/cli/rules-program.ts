import type { Command } from "commander";
import type { RulesOptions } from "./commands/rules.js";
import { withExamples } from "./help-examples.js";
import type { Io } from "./io.js";
import { oneOf, TABLE_FORMATS } from "./option-parsers.js";
import type { Services } from "./services.js";

/** `medlint rules …`. */
export function addRules(program: Command, io: Io, services: Services, done: (exitCode: number) => void): void {
  const rules = program.command("rules").description("查看和检验规则").usage("<命令> [选项]");
  withExamples(rules, "medlint rules list", "medlint rules show efficacy-guarantee");
  const dictionary = ["--dictionary <文件夹>", "改用这个文件夹里的 YAML 词库和规则"] as const;
  const config = ["--config <文件>", "配置文件；不写则在当前文件夹及其上级找 medlint.config.yaml"] as const;
  const noConfig = ["--no-config", "不采用任何配置文件"] as const;
  rules
    .command("list")
    .description("列出全部规则，和配置停用、修改、增加的")
    .option(...dictionary)
    .option(...config)
    .option(...noConfig)
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
    .option(...config)
    .option(...noConfig)
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
    .option(...config)
    .option(...noConfig)
    .addHelpText(
      "after",
      "\n示例：\n  $ medlint rules check dictionaries/\n  $ medlint rules check --config medlint.config.yaml",
    )
    .action(async (folder: string | undefined, options: RulesOptions) => {
      const { checkRules } = await import("./commands/rules.js");
      done(await checkRules(folder, options, io, services));
    });
}
