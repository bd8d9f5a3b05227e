import { Command } from "commander";
import { addAudit } from "./audit-program.js";
import { addBackup } from "./backup-program.js";
import { addCases } from "./cases-program.js";
import { addCheck } from "./check-program.js";
import { speakChinese } from "./chinese-help.js";
import { addCrawl } from "./crawl-program.js";
import { addEvidence } from "./evidence-program.js";
import { addFind } from "./find-program.js";
import { addInit } from "./init-program.js";
import type { Io } from "./io.js";
import { addOcr } from "./ocr-program.js";
import { addPage } from "./page-program.js";
import { addRegistry } from "./registry-program.js";
import { addRules } from "./rules-program.js";
import { addSample } from "./sample-program.js";
import type { Services } from "./services.js";

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
  addCrawl(program, io, services, done);
  addFind(program, io, done);
  addCases(program, io, services, done);
  addAudit(program, io, done);
  addEvidence(program, io, done);
  addSample(program, io, done);
  addBackup(program, io, done);
  addRules(program, io, services, done);
  addInit(program, io, done);
  addPage(program, io, services, done);
  addOcr(program, io, done);
  return program;
}
