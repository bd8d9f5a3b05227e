import type { Command } from "commander";
import { KINDS, NOTICE_KINDS } from "../contracts/listing.js";
import type { ImportOptions } from "./commands/registry.js";
import { withExamples } from "./help-examples.js";
import type { Io } from "./io.js";
import { listOf, oneOf, parseDay, parseProvince, TABLE_FORMATS } from "./option-parsers.js";
import { addRegistryReports } from "./registry-reports-program.js";
import type { Services } from "./services.js";

const LIST_KINDS = [...NOTICE_KINDS, "licence"] as const;

/** `medlint registry …`. */
export function addRegistry(program: Command, io: Io, services: Services, done: (exitCode: number) => void): void {
  const registry = program.command("registry").description("管理本地注册库").usage("<命令> [选项]");
  withExamples(
    registry,
    "medlint registry import 器械注册.jsonl --registry 注册库.sqlite --as-of 2026-01-31",
    "medlint registry show 国械注准20193090001 --registry 注册库.sqlite",
  );
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
      `导入的是名单而不是注册数据：${LIST_KINDS.join("、")}（召回、抽检不合格、暂停销售、注销撤销、许可和备案）`,
      oneOf("--kind", LIST_KINDS),
    )
    .option("--region <代码>", "许可（备案）名单属于哪个省，国标两位代码如 33；不写为全国", parseProvince("--region"))
    .addHelpText(
      "after",
      `
示例：
  $ medlint registry import 召回.csv --kind recall --registry 注册库.sqlite --as-of 2026-05-01 --source 召回公告
  $ medlint registry import 许可.csv --kind licence --region 33 --complete --registry 注册库.sqlite --as-of 2026-05-01
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
