import type { Command } from "commander";
import type { FindOptions } from "./commands/find.js";
import type { Io } from "./io.js";
import { countOf, oneOf, TABLE_FORMATS } from "./option-parsers.js";

/** Listings written unless asked otherwise: reading more takes longer than counting them. */
const DEFAULT_LIMIT = 1_000;
const MAX_LIMIT = 999_999_999;

/** `medlint find`. */
export function addFind(program: Command, io: Io, done: (exitCode: number) => void): void {
  program
    .command("find")
    .description("从检查并记录过的商品中找出在售的：按证号、产品名称、批号、商家（召回时用）")
    .usage("--database <文件> [选项]")
    .requiredOption("--database <文件>", "用 medlint check --record --database 记录的文件")
    .option("--certificate <证号>", "注册证编号、备案编号或批准文号")
    .option("--product <名称>", "产品名称或其中几个字")
    .option("--batch <批号>", "页面写明的生产批号")
    .option("--merchant <名称>", "商家名称或其中几个字，或者统一社会信用代码")
    .option("--all", "也列出已下架的")
    .option("--limit <件数>", "最多列出多少件，0 为全部", countOf("--limit", MAX_LIMIT, 0), DEFAULT_LIMIT)
    .option(
      "--format <格式>",
      `输出格式：${TABLE_FORMATS.join("、")}（json 每行一件）`,
      oneOf("--format", TABLE_FORMATS),
      "stylish",
    )
    .addHelpText(
      "after",
      `
几个条件同时写时，须全部符合。没有找到时退出码为 3：没有记录不等于没有销售。

示例：
  $ medlint check 店铺/ --record --database 商品.sqlite
  $ medlint find --database 商品.sqlite --certificate 国械注准20193090001 --batch 20260312
  $ medlint find --database 商品.sqlite --merchant 示例商行 --format json`,
    )
    .action(async (options: FindOptions) => {
      const { find } = await import("./commands/find.js");
      done(await find(options, io));
    });
}
