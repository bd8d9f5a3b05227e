import type { Command } from "commander";
import type { CheckNumbersOptions } from "./commands/registry-check.js";
import type { DiffOptions } from "./commands/registry-diff.js";
import type { ExpiringOptions } from "./commands/registry-expiring.js";
import type { SearchOptions } from "./commands/registry-search.js";
import type { Io } from "./io.js";
import { countOf, oneOf, parseDay } from "./option-parsers.js";
import type { Services } from "./services.js";

const TABLE_FORMATS = ["stylish", "json"] as const;
const EXPIRING_FORMATS = ["stylish", "json", "csv", "xlsx"] as const;

const DEFAULT_MATCHES = 20;
const MAX_MATCHES = 400;
const DEFAULT_LISTED = 10;
const MAX_LISTED = 999_999_999;

/** `registry search`, `registry check`, `registry diff` and `registry expiring`. */
export function addRegistryReports(
  registry: Command,
  io: Io,
  services: Services,
  done: (exitCode: number) => void,
): void {
  registry
    .command("search")
    .description("按产品名称、注册人查找注册证")
    .argument("[名称]", "产品名称或其中几个字")
    .requiredOption("--registry <文件>", "注册库文件")
    .option("--holder <名称>", "注册人、备案人或持有人")
    .option("--as-of <日期>", "按哪一天登记的内容；不写为今天", parseDay("--as-of"))
    .option("--limit <个数>", `最多列出多少个，1 至 ${MAX_MATCHES}`, countOf("--limit", MAX_MATCHES), DEFAULT_MATCHES)
    .option("--format <格式>", `输出格式：${TABLE_FORMATS.join("、")}`, oneOf("--format", TABLE_FORMATS), "stylish")
    .addHelpText("after", "\n示例：\n  $ medlint registry search 冷敷贴 --holder 青禾 --registry 注册库.sqlite")
    .action(async (name: string | undefined, options: SearchOptions) => {
      const { searchRegistry } = await import("./commands/registry-search.js");
      done(await searchRegistry(name, options, io));
    });
  registry
    .command("check")
    .description("核对注册库里的证号：不可能的、可疑的、与登记类别矛盾的，逐类计数并列出")
    .requiredOption("--registry <文件>", "注册库文件")
    .option("--limit <个数>", "每类最多列出多少个，0 为全部", countOf("--limit", MAX_LISTED, 0), DEFAULT_LISTED)
    .option(
      "--format <格式>",
      `输出格式：${TABLE_FORMATS.join("、")}（json 每行一个，全部列出）`,
      oneOf("--format", TABLE_FORMATS),
      "stylish",
    )
    .addHelpText("after", "\n示例：\n  $ medlint registry check --registry 注册库.sqlite --limit 0")
    .action(async (options: CheckNumbersOptions) => {
      const { checkNumbers } = await import("./commands/registry-check.js");
      done(await checkNumbers(options, io));
    });
  registry
    .command("diff")
    .description("两个日期之间注册库多了什么、变了什么、少了什么")
    .requiredOption("--registry <文件>", "注册库文件")
    .requiredOption("--from <日期>", "从哪一天之后", parseDay("--from"))
    .requiredOption("--to <日期>", "到哪一天", parseDay("--to"))
    .option(
      "--format <格式>",
      `输出格式：${TABLE_FORMATS.join("、")}（json 每行一条）`,
      oneOf("--format", TABLE_FORMATS),
      "stylish",
    )
    .addHelpText(
      "after",
      "\n示例：\n  $ medlint registry diff --registry 注册库.sqlite --from 2026-01-31 --to 2026-02-28",
    )
    .action(async (options: DiffOptions) => {
      const { showDiff } = await import("./commands/registry-diff.js");
      done(await showDiff(options, io));
    });
  registry
    .command("expiring")
    .description("资质异常清单：过期、将到期、缺少或者不符的许可证和注册证")
    .argument("<路径...>", "商品页（JSON Lines 中写有 merchant.licences），- 为标准输入")
    .option("--registry <文件>", "注册库，用来核对注册证的有效期和状态")
    .option("--as-of <日期>", "以哪一天为准；不写为今天", parseDay("--as-of"))
    .option(
      "--format <格式>",
      `输出格式：${EXPIRING_FORMATS.join("、")}`,
      oneOf("--format", EXPIRING_FORMATS),
      "stylish",
    )
    .option("--output <文件>", "写入文件（xlsx 必须写明）")
    .addHelpText(
      "after",
      "\n示例：\n  $ medlint registry expiring 商品.jsonl --registry 注册库.sqlite --format xlsx --output 资质异常清单.xlsx",
    )
    .action(async (paths: string[], options: ExpiringOptions) => {
      const { listExpiring } = await import("./commands/registry-expiring.js");
      done(await listExpiring(paths, options, io, services));
    });
}
