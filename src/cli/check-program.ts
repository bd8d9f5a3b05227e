import type { Command } from "commander";
import { CONTEXTS, KINDS } from "../contracts/listing.js";
import { FORMATS } from "../prepare/read/input.js";
import { PROFILES } from "../rules/profile.js";
import type { CheckOptions } from "./commands/check.js";
import type { Io } from "./io.js";
import { collect, countOf, givenOptions, oneOf, parseDay } from "./option-parsers.js";
import { OCR_CHOICES } from "./picture-reading.js";
import { collectFormat, REPORT_FORMATS } from "./report-formats.js";
import type { Services } from "./services.js";

/** More threads than cores bring nothing but memory. */
const MAX_JOBS = 64;

const EXIT_CODES = `
退出码：
  0  未发现问题（不等于合规）
  1  有疑似违规（加 --strict 时，待人工复核的也算）
  2  命令或配置有误
  3  有要求检查但未能读取的内容`;

/** `medlint check`. */
export function addCheck(program: Command, io: Io, services: Services, done: (exitCode: number) => void): void {
  program
    .command("check")
    .description("检查文本、网页或商品数据")
    .argument("[路径...]", "文件或文件夹；- 表示标准输入")
    .usage("<路径…|-> [选项]")
    .option("--from <格式>", `输入格式：${FORMATS.join("、")}`, oneOf("--from", FORMATS), "auto")
    .option("--glob <模式>", "只读取文件夹中符合模式的文件，如 '**/*.html'；可以重复", collect)
    .option("--ignore <模式>", "不读取符合模式的文件；可以重复，也可写在文件夹的 .medlintignore 中", collect)
    .option("--columns <文件>", "表格（CSV、XLSX）各列的含义（YAML）；不写则按列名识别")
    .option("--adapters <文件夹>", "网页适配器（YAML）：价格、商家、证号在网页的什么地方")
    .option("--watch", "检查后继续等待，文件有变化就重新检查，直到 Ctrl-C")
    .option("--jobs <数目>", "同时工作的线程；不写则输入量大时用全部核心", countOf("--jobs", MAX_JOBS))
    .option(
      "--format <格式>",
      `输出格式：${REPORT_FORMATS.join("、")}；可以重复，写成 格式=文件 则写入文件（默认 stylish）`,
      collectFormat,
    )
    .option(
      "--ocr <引擎>",
      "读取图片中的文字：paddle、tesseract、none（不读，图片计为跳过）；不写则商品有本地图片时用 paddle",
      oneOf("--ocr", OCR_CHOICES),
    )
    .option("--kind <类别>", `商品类别：${KINDS.join("、")}；不写则由证号推断`, oneOf("--kind", KINDS))
    .option("--context <语境>", `文字的性质：${CONTEXTS.join("、")}；不写按广告`, oneOf("--context", CONTEXTS))
    .option("--registry <文件>", "注册库（由 medlint registry import 生成），用来核对证号和适用范围")
    .option(
      "--profile <用途>",
      "为谁写结果：platform 平台、merchant 商家（区分法律与平台规则）、regulator 监管（不列平台依据）",
      oneOf("--profile", PROFILES),
      "platform",
    )
    .option("--as-of <日期>", "按哪一天的法律和注册状态判断；不写按今天", parseDay("--as-of"))
    .option("--dictionary <文件夹>", "改用这个文件夹里的 YAML 词库和规则")
    .option("--config <文件>", "配置文件；不写则在当前文件夹及其上级找 medlint.config.yaml")
    .option("--no-config", "不采用任何配置文件")
    .option("--id <编号>", "给单个输入指定商品编号")
    .option("--record", "记录检查过的商品，供 medlint find 查找；有问题的立案，见 medlint cases")
    .option("--database <文件或地址>", "记录到哪个 SQLite 文件（不存在则新建）或 postgres:// 地址")
    .option("--key <文件>", "给案件历史签名的密钥，不写见 medlint cases list --help")
    .option("--evidence <文件夹>", "把读到的内容存为证据，与上一次采集比较，并写监测记录；见 medlint evidence")
    .option("--screenshots", "有问题的网页另存全页截图，标出所涉的元素（需要 Chromium；离线显示保存的内容）")
    .option(
      "--evidence-file <种类=文件>",
      "与有问题的商品一并存证的文件：shop-home 店铺首页、licence-page 证照公示页、other；可以重复",
      collect,
    )
    .option("--sample <证明>", "这次要读的是这个抽样（medlint sample）：监测记录写明计划的件数和抽样证明")
    .option("--operator <姓名>", "监测记录的经办人；不写用系统用户名")
    .option("--field-key <文件>", "采集记录加密用的密钥")
    .option("--explain", "说明读取了什么、每个问题的判断过程")
    .option("--baseline <文件>", "已知问题的基线：只有新问题计入退出码")
    .option("--strict-baseline", "基线中有问题已消失时也失败，提醒更新基线")
    .option("--write-baseline <文件>", "把本次的问题写成基线")
    .option("--baseline-reason <理由>", "写入基线的新问题附上这个理由")
    .option("--suppressions <文件>", "豁免清单（YAML）：指纹，或商品和规则，加理由、责任人、截止日")
    .option("--inline-suppressions", "承认自有文案中的豁免注释（只能和 --profile merchant 一起用）")
    .option("--strict", "待人工复核的也按违规计入退出码")
    .option("--output <文件>", "结果写入文件")
    .option("--quiet", "不显示未发现问题的商品和进度")
    .option("--no-color", "不使用颜色（也可设环境变量 NO_COLOR）")
    .addHelpText(
      "after",
      `${EXIT_CODES}

示例：
  $ medlint check 详情页.html --kind device --explain
  $ medlint check 文案.txt --kind drug --as-of 2026-03-01
  $ medlint check 店铺/ --registry 注册库.sqlite --format jsonl --output 结果.jsonl
  $ medlint check 店铺/ --format html=报告.html --format xlsx=问题.xlsx --format jsonl=结果.jsonl
  $ medlint check 店铺/ --write-baseline 基线.json && medlint check 店铺/ --baseline 基线.json
  $ medlint check 主图.jpg --kind device
  $ medlint check 文案/ --watch --profile merchant
  $ cat 商品.jsonl | medlint check - --from jsonl --strict`,
    )
    .action(async (paths: string[], options: CheckOptions, command: Command) => {
      const given = { ...options, given: givenOptions(command) };
      if (options.watch === true) {
        const { watchCheck } = await import("./commands/watch.js");
        done(await watchCheck(paths, given, io, services));
        return;
      }
      const { check } = await import("./commands/check.js");
      done(await check(paths, given, io, services));
    });
}
