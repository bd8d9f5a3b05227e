import type { Command } from "commander";
import { FORM_IDS } from "../forms/catalogue.js";
import type { FormsOptions } from "./commands/case-forms.js";
import type { NotifyOptions } from "./commands/case-notify.js";
import type { Io } from "./io.js";
import { listOf, oneOf, parseDay } from "./option-parsers.js";

const FORMATS = ["html", "xlsx", "docx"] as const;
const EVENTS = ["case-opened", "case-changed", "case-overdue"] as const;

function withExport(command: Command): Command {
  return command
    .requiredOption("--database <文件或地址>", "案件库：SQLite 文件，或 postgres:// 地址")
    .option("--key <文件>", "签名密钥（默认环境变量 MEDLINT_SIGNING_KEY，再其次 ~/.config/medlint/signing-key.pem）")
    .requiredOption("--from <日期>", "从哪一天立案", parseDay("--from"))
    .requiredOption("--to <日期>", "到哪一天立案", parseDay("--to"))
    .option("--merchant <商家>", "统一社会信用代码（没有时为商家编号或名称）；不写则全部")
    .requiredOption("--actor <姓名>", "导出人姓名：印在每份表单上，并记入历史")
    .requiredOption("--role <岗位>", "导出人的岗位编号（medlint cases actions 列出）")
    .option(
      "--letterhead <文件>",
      "本单位信息（YAML）：issuer 单位、contact 联系方式、appeal 申诉、number 文号、values 各栏",
    )
    .option("--evidence <文件夹>", "证据库：这一期间的每次监测各写一份产品信息监测记录表")
    .option("--field-key <文件>", "证据库加密用的密钥")
    .option("--results <文件>", "没有证据库时，check --format jsonl 的结果，也用于产品信息监测记录表")
    .option("--plan <比例>", "计划的抽样比例，如 10%")
    .option("--actual <比例>", "实际的抽样比例")
    .option("--day <日期>", "文书日期；不写按今天", parseDay("--day"))
    .requiredOption("--output <文件夹>", "写到哪里；须不存在或为空");
}

/** `medlint cases forms`, `files`, `package`, `notify`. */
export function addCaseForms(cases: Command, io: Io, done: (exitCode: number) => void): void {
  const commands = () => import("./commands/case-forms.js");
  withExport(cases.command("forms"))
    .description("导出表单：台账和记录为 XLSX，文书为 DOCX，并都有可打印的 HTML")
    .option("--form <表单>", `只导出这些，逗号分隔：${FORM_IDS.join("、")}`, listOf("--form", FORM_IDS))
    .option("--formats <格式>", "逗号分隔：html、xlsx、docx；不写则全部", listOf("--formats", FORMATS))
    .option("--case <编号>", "只导出这一个案件；与 --form 同用时不论案件走到哪一步")
    .addHelpText(
      "after",
      `
未经具名人员确认的案件，文书上写明“草稿”。依据只印已核对原文的，其余写“依据待核”。电话、证件号已脱敏。
风险整改通知书一个商家一天一份，问题商品列为附件。案件线索移送函只在用 --form 写明时导出。

示例：
  $ medlint cases forms --database 案件.sqlite --from 2026-03-01 --to 2026-03-31 --actor 周衡 --role quality-head --output 三月表单
  $ medlint cases forms --database 案件.sqlite --from 2026-03-04 --to 2026-03-04 --case QM-202603040001 --form stop-notice --letterhead 单位.yaml --actor 周衡 --role quality-head --output 停服通知`,
    )
    .action(async (options: FormsOptions) => done(await (await commands()).forms(options, io)));
  withExport(cases.command("files"))
    .description("导出一企一档、一品一档：违规、三个月内重复、整改用时")
    .option("--formats <格式>", "逗号分隔：html、docx；不写则全部", listOf("--formats", FORMATS))
    .addHelpText(
      "after",
      `
示例：
  $ medlint cases files --database 案件.sqlite --from 2026-01-01 --to 2026-03-31 --actor 周衡 --role quality-head --output 档案`,
    )
    .action(async (options: FormsOptions) => done(await (await commands()).files(options, io)));
  withExport(cases.command("package"))
    .description("把一次检查要看的全部放进一个文件夹：表单、档案、案件、文件，附索引和 SHA-256 清单")
    .addHelpText(
      "after",
      `
示例：
  $ medlint cases package --database 案件.sqlite --from 2026-03-01 --to 2026-03-31 --merchant 91330106MA27X00009 --actor 周衡 --role quality-head --output 检查材料
  $ cd 检查材料 && sha256sum -c SHA256SUMS`,
    )
    .action(async (options: FormsOptions) => done(await (await commands()).inspection(options, io)));
  cases
    .command("notify")
    .description("向 webhook 和企业微信、钉钉、飞书机器人发送提醒；未经人确认的写明 confirmed: false")
    .option("--database <文件或地址>", "案件库：SQLite 文件，或 postgres:// 地址")
    .option("--key <文件>", "签名密钥（默认环境变量 MEDLINT_SIGNING_KEY，再其次 ~/.config/medlint/signing-key.pem）")
    .option("--targets <文件>", "接收方（YAML）：targets，每项 name、kind、url、secret 或 secretEnv")
    .option("--event <事件>", `事件：${EVENTS.join("、")}`, oneOf("--event", EVENTS), "case-opened")
    .option("--from <日期>", "从哪一天立案", parseDay("--from"))
    .option("--to <日期>", "到哪一天立案", parseDay("--to"))
    .option("--case <编号>", "只发这一个案件")
    .requiredOption("--dead-letters <文件>", "发送失败的写入这个文件（JSON Lines）")
    .option("--list", "只列出发送失败的")
    .option("--retry", "重发发送失败的")
    .option("--again", "以前已送达的也再发")
    .addHelpText(
      "after",
      `
已送达的不再重复发送（case-changed 在状态或等级变化后、case-overdue 在新的期限逾期后另发）。
case-overdue 只发已逾期的。每次发送最多试 5 次，间隔 1、2、4、8 秒。签名：x-medlint-signature 为 v1= 加 HMAC-SHA256("时间戳.正文")。
有发送失败的退出码为 3。

示例：
  $ medlint cases notify --database 案件.sqlite --targets 接收方.yaml --from 2026-03-04 --to 2026-03-04 --dead-letters 未送达.jsonl
  $ medlint cases notify --dead-letters 未送达.jsonl --list`,
    )
    .action(async (options: NotifyOptions) =>
      done(await (await import("./commands/case-notify.js")).notify(options, io)),
    );
}
