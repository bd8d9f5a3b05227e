import { Command } from "commander";
import { CONTEXTS, KINDS, NOTICE_KINDS } from "../contracts/listing.js";
import { FORMATS } from "../prepare/read/input.js";
import { PROFILES } from "../rules/profile.js";
import { speakChinese } from "./chinese-help.js";
import type { CheckOptions } from "./commands/check.js";
import type { ImportOptions } from "./commands/registry.js";
import type { RulesOptions } from "./commands/rules.js";
import type { Io } from "./io.js";
import { listOf, oneOf, parseDay } from "./option-parsers.js";
import { addRegistryReports } from "./registry-program.js";
import type { Services } from "./services.js";

const REPORT_FORMATS = ["stylish", "json", "jsonl"] as const;
const TABLE_FORMATS = ["stylish", "json"] as const;

const EXIT_CODES = `
退出码：
  0  未发现问题（不等于合规）
  1  有疑似违规（加 --strict 时，待人工复核的也算）
  2  命令或配置有误
  3  有要求检查但未能读取的内容`;

/** Builds the command tree; `done` receives the exit code of the command that ran. */
export function createProgram(version: string, io: Io, services: Services, done: (exitCode: number) => void): Command {
  const program = speakChinese(new Command("medlint"))
    .description("药械合规扫描：检查药品、医疗器械商品页的宣传用语，并与注册证核对")
    .version(version, "-V, --version", "显示版本号")
    .usage("<命令> [选项]")
    .addHelpText(
      "after",
      `
示例：
  $ medlint check 商品页.html                    检查一个网页
  $ echo "三天根治高血压" | medlint check -       检查一段文字
  $ medlint check 店铺/ --registry 注册库.sqlite  检查整个文件夹并核对注册证
  $ medlint rules list                           查看全部规则

用 medlint help <命令> 查看每个命令的选项和示例。`,
    );
  addCheck(program, io, services, done);
  addRegistry(program, io, services, done);
  addRules(program, io, services, done);
  addPage(program, io, services, done);
  return program;
}

function addCheck(program: Command, io: Io, services: Services, done: (exitCode: number) => void): void {
  program
    .command("check")
    .description("检查文本、网页或商品数据")
    .argument("[路径...]", "文件或文件夹；- 表示标准输入")
    .usage("<路径…|-> [选项]")
    .option("--from <格式>", `输入格式：${FORMATS.join("、")}`, oneOf("--from", FORMATS), "auto")
    .option("--format <格式>", `输出格式：${REPORT_FORMATS.join("、")}`, oneOf("--format", REPORT_FORMATS), "stylish")
    .option("--kind <类别>", `商品类别：${KINDS.join("、")}；不写则由证号推断`, oneOf("--kind", KINDS))
    .option("--context <语境>", `文字的性质：${CONTEXTS.join("、")}；不写按广告`, oneOf("--context", CONTEXTS))
    .option("--registry <文件>", "注册库（由 medlint registry import 生成），用来核对证号和适用范围")
    .option(
      "--profile <用途>",
      "为谁写结果：platform 平台、merchant 商家（区分法律与平台规则）、regulator 监管（不列平台依据）",
      oneOf("--profile", PROFILES),
      "platform",
    )
    .option("--as-of <日期>", "按哪一天的法律和注册状态判断；不写按今天", parseDay("--as-of"))
    .option("--dictionary <文件夹>", "改用这个文件夹里的 YAML 词库和规则")
    .option("--id <编号>", "给单个输入指定商品编号")
    .option("--explain", "说明读取了什么、每个问题的判断过程")
    .option("--strict", "待人工复核的也按违规计入退出码")
    .option("--output <文件>", "结果写入文件")
    .option("--quiet", "不显示未发现问题的商品和进度")
    .option("--no-color", "不使用颜色（也可设环境变量 NO_COLOR）")
    .addHelpText(
      "after",
      `${EXIT_CODES}

示例：
  $ medlint check 详情页.html --kind device --explain
  $ medlint check 文案.txt --kind drug --as-of 2026-03-01
  $ medlint check 店铺/ --registry 注册库.sqlite --format jsonl --output 结果.jsonl
  $ cat 商品.jsonl | medlint check - --from jsonl --strict`,
    )
    .action(async (paths: string[], options: CheckOptions) => {
      const { check } = await import("./commands/check.js");
      done(await check(paths, options, io, services));
    });
}

function addRegistry(program: Command, io: Io, services: Services, done: (exitCode: number) => void): void {
  const registry = program.command("registry").description("管理本地注册库").usage("<命令> [选项]");
  registry
    .command("import")
    .description("把注册证、批准文号数据或者召回等名单导入注册库")
    .argument("<文件...>", "JSON Lines、CSV、XLSX、XML，或者其 zip")
    .requiredOption("--registry <文件>", "注册库文件，不存在则新建")
    .requiredOption("--as-of <日期>", "数据截至哪一天", parseDay("--as-of"))
    .option("--source <名称>", "数据来源的名称；不写用文件名")
    .option("--complete", "声明这份数据对 --kinds 所列类别是完整的：查不到可作为未注册的依据")
    .option(
      "--kinds <类别>",
      `这份数据包含的类别，用逗号分隔：${KINDS.join("、")}；不写由证号推断`,
      listOf("--kinds", KINDS),
    )
    .option("--mapping <文件>", "写明各列含义的 YAML 或 JSON 文件；不写则按已知格式识别")
    .option(
      "--kind <种类>",
      `导入的是名单而不是注册数据：${NOTICE_KINDS.join("、")}（召回、抽检不合格、暂停销售、注销撤销）`,
      oneOf("--kind", NOTICE_KINDS),
    )
    .addHelpText(
      "after",
      `
示例：
  $ medlint registry import 召回.csv --kind recall --registry 注册库.sqlite --as-of 2026-05-01 --source 召回公告
  $ medlint registry import 器械注册.jsonl --registry 注册库.sqlite --as-of 2026-01-31
  $ medlint registry import 药品.jsonl --registry 注册库.sqlite --as-of 2026-01-31 --source 国家药监局`,
    )
    .action(async (files: string[], options: ImportOptions) => {
      const { importFiles } = await import("./commands/registry.js");
      done(await importFiles(files, options, io));
    });
  registry
    .command("stats")
    .description("注册库里有什么：来源、截至日期、条数")
    .requiredOption("--registry <文件>", "注册库文件")
    .option("--format <格式>", `输出格式：${TABLE_FORMATS.join("、")}`, oneOf("--format", TABLE_FORMATS), "stylish")
    .addHelpText("after", "\n示例：\n  $ medlint registry stats --registry 注册库.sqlite")
    .action(async (options: { registry: string; format: "stylish" | "json" }) => {
      const { showStats } = await import("./commands/registry.js");
      done(await showStats(options, io));
    });
  registry
    .command("show")
    .description("显示一个证号登记的内容")
    .argument("<证号>", "注册证编号、备案编号或批准文号")
    .requiredOption("--registry <文件>", "注册库文件")
    .option("--format <格式>", `输出格式：${TABLE_FORMATS.join("、")}`, oneOf("--format", TABLE_FORMATS), "stylish")
    .addHelpText("after", "\n示例：\n  $ medlint registry show 国械注准20193090001 --registry 注册库.sqlite")
    .action(async (number: string, options: { registry: string; format: "stylish" | "json" }) => {
      const { showCertificate } = await import("./commands/registry.js");
      done(await showCertificate(number, options, io));
    });
  addRegistryReports(registry, io, services, done);
}

function addRules(program: Command, io: Io, services: Services, done: (exitCode: number) => void): void {
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

function addPage(program: Command, io: Io, services: Services, done: (exitCode: number) => void): void {
  program
    .command("page")
    .description("显示网页里读到的文段，不作判断")
    .argument("<文件>", "HTML 文件；- 表示标准输入")
    .option("--format <格式>", `输出格式：${TABLE_FORMATS.join("、")}`, oneOf("--format", TABLE_FORMATS), "stylish")
    .addHelpText("after", "\n示例：\n  $ medlint page 商品页.html\n  $ medlint page 商品页.html --format json")
    .action(async (file: string, options: { format: "stylish" | "json" }) => {
      const { showPage } = await import("./commands/page.js");
      done(await showPage(file, options, io, services));
    });
}
