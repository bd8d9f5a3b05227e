import type { Command } from "commander";
import { withCaseOptions } from "./case-options.js";
import type { CheckpointOptions, VerifyOptions } from "./commands/audit.js";
import { withExamples } from "./help-examples.js";
import type { Io } from "./io.js";
import { collect } from "./option-parsers.js";

/** `medlint audit`. */
export function addAudit(program: Command, io: Io, done: (exitCode: number) => void): void {
  const audit = program
    .command("audit")
    .description("案件历史：检查是否被改动，导出检查点")
    .usage("<命令> --database <文件或地址> [选项]");
  withExamples(
    audit,
    "medlint audit verify --database 案件.sqlite --checkpoints 检查点.jsonl",
    "medlint audit checkpoint --database 案件.sqlite --output 检查点.jsonl --actor 周衡",
  );
  withCaseOptions(audit.command("verify"))
    .description("逐条核对签名和前后相连，指出被改动、删除、调换的；有问题时退出码为 1")
    .option("--checkpoints <文件>", "导出过的检查点：其以前的日志不能被整段换掉")
    .option("--public-key <文件>", "还信任哪些公钥（PEM）；可以重复", collect)
    .addHelpText("after", "\n示例：\n  $ medlint audit verify --database 案件.sqlite --checkpoints 检查点.jsonl")
    .action(async (options: VerifyOptions) => done(await (await import("./commands/audit.js")).verify(options, io)));
  withCaseOptions(audit.command("checkpoint"))
    .description("把日志现在的末尾签名导出，追加到文件；文件应存放在案件库以外")
    .requiredOption("--output <文件>", "检查点文件，每次追加一行")
    .requiredOption("--actor <姓名>", "导出人")
    .addHelpText(
      "after",
      "\n示例：\n  $ medlint audit checkpoint --database 案件.sqlite --output 检查点.jsonl --actor 周衡",
    )
    .action(async (options: CheckpointOptions) =>
      done(await (await import("./commands/audit.js")).checkpoint(options, io)),
    );
  withExamples(withCaseOptions(audit.command("key")), "medlint audit key --database 案件.sqlite > 公钥.pem")
    .description("显示签名公钥，交给核对的人")
    .action(async (options: VerifyOptions) => done(await (await import("./commands/audit.js")).publicKey(options, io)));
}
