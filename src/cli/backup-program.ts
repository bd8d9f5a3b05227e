import type { Command } from "commander";
import { withExamples } from "./help-examples.js";
import type { Io } from "./io.js";
import { collect } from "./option-parsers.js";

/** `medlint backup …`. */
export function addBackup(program: Command, io: Io, done: (exitCode: number) => void): void {
  const backup = program.command("backup").description("备份：创建、核验、恢复").usage("<命令> [选项]");
  withExamples(
    backup,
    "medlint backup create --output 备份 --database 案件.sqlite --evidence 证据 --key ~/密钥/备份.key",
    "medlint backup verify --from 备份 --key ~/密钥/备份.key",
  );
  const load = () => import("./commands/backup.js");
  const key = ["--key <文件>", "加密密钥（64 位十六进制，AES-256-GCM）；不要和备份放在一起，丢失则无法恢复"] as const;
  backup
    .command("create")
    .description("备份数据库和证据库，不必停止使用")
    .requiredOption("--output <文件夹>", "备份放在哪里")
    .option("--database <文件>", "SQLite 数据库：案件库、注册库等；可以重复", collect)
    .option("--evidence <文件夹>", "证据库")
    .option("--full", "全部重写；不写则只写新的内容（增量），恢复时同样完整")
    .option(...key)
    .addHelpText(
      "after",
      `
PostgreSQL 请用 pg_dump 备份。

示例：
  $ openssl rand -hex 32 > ~/密钥/备份.key
  $ medlint backup create --output 备份 --database 案件.sqlite --evidence 证据 --key ~/密钥/备份.key`,
    )
    .action(async (options) => done(await (await load()).create(options, io)));
  backup
    .command("verify")
    .description("读出一个备份的全部内容，核对摘要，并由 SQLite 检查")
    .argument("[编号]", "不写则核验最近一个")
    .requiredOption("--from <文件夹>", "备份所在的文件夹")
    .option(...key)
    .addHelpText("after", "\n示例：\n  $ medlint backup verify --from 备份 --key ~/密钥/备份.key")
    .action(async (id: string | undefined, options) => done(await (await load()).verify(id, options, io)));
  backup
    .command("restore")
    .description("恢复到新的文件夹；从不覆盖已有的内容")
    .argument("[编号]", "不写则恢复最近一个")
    .requiredOption("--from <文件夹>", "备份所在的文件夹")
    .requiredOption("--output <文件夹>", "恢复到哪里")
    .option(...key)
    .addHelpText("after", "\n示例：\n  $ medlint backup restore --from 备份 --output 恢复 --key ~/密钥/备份.key")
    .action(async (id: string | undefined, options) => done(await (await load()).restore(id, options, io)));
}
