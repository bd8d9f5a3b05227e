import type { Command } from "commander";
import type { Io } from "./io.js";

/** `medlint init`. */
export function addInit(program: Command, io: Io, done: (exitCode: number) => void): void {
  program
    .command("init")
    .description("写一份带说明的配置文件 medlint.config.yaml")
    .argument("[文件夹]", "写到哪里；不写则写到当前文件夹")
    .usage("[文件夹]")
    .addHelpText("after", "\n已有配置文件时不覆盖。\n\n示例：\n  $ medlint init\n  $ medlint init 店铺/")
    .action(async (folder: string | undefined) => {
      const { init } = await import("./commands/init.js");
      done(await init(folder, io));
    });
}
