import type { Command } from "commander";
import type { Io } from "./io.js";
import { oneOf, TABLE_FORMATS } from "./option-parsers.js";
import type { Services } from "./services.js";

/** `medlint page`. */
export function addPage(program: Command, io: Io, services: Services, done: (exitCode: number) => void): void {
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
