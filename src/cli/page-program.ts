import type { Command } from "commander";
import type { PageOptions } from "./commands/page.js";
import type { Io } from "./io.js";
import { oneOf, TABLE_FORMATS } from "./option-parsers.js";
import type { Services } from "./services.js";

/** `medlint page`. */
export function addPage(program: Command, io: Io, services: Services, done: (exitCode: number) => void): void {
  program
    .command("page")
    .description("显示网页里读到的文段，以及适配器读到的价格、商家、证号，不作判断")
    .argument("<文件>", "HTML 文件；- 表示标准输入")
    .option("--format <格式>", `输出格式：${TABLE_FORMATS.join("、")}`, oneOf("--format", TABLE_FORMATS), "stylish")
    .option("--adapters <文件夹>", "网页适配器（YAML），先于随程序的")
    .option("--url <网址>", "网页的网址，用来选择适配器")
    .addHelpText("after", "\n示例：\n  $ medlint page 商品页.html\n  $ medlint page 商品页.html --format json")
    .action(async (file: string, options: PageOptions) => {
      const { showPage } = await import("./commands/page.js");
      done(await showPage(file, options, io, services));
    });
}
