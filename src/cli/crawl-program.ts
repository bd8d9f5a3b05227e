import type { Command } from "commander";
import { PROFILES } from "../rules/profile.js";
import type { CrawlCommandOptions, RescanCommandOptions } from "./commands/crawl.js";
import type { Io } from "./io.js";
import { countOf, givenOptions, oneOf, parseDay } from "./option-parsers.js";
import { OCR_CHOICES } from "./picture-reading.js";
import { collectFormat, REPORT_FORMATS } from "./report-formats.js";
import type { Services } from "./services.js";

/** More threads than cores bring nothing but memory. */
const MAX_JOBS = 64;

const EXIT_CODES = `
退出码：
  0  未发现问题（不等于合规）
  1  有疑似违规（加 --strict 时，待人工复核的也算）
  2  命令或配置有误，或者数据库无法写入（已完成的页面都已保存）
  3  有网址没有读到，或者中断了，须再次运行`;

/** `medlint crawl` and `medlint rescan`. */
export function addCrawl(program: Command, io: Io, services: Services, done: (exitCode: number) => void): void {
  const crawl = program
    .command("crawl")
    .description("采集店铺网页并检查；中断后用同一条命令继续，不丢失也不重复")
    .argument("<配置或网址...>", "采集配置（YAML），或者网址")
    .usage("<配置.yaml|网址…> [选项]")
    .option("--max-pages <页数>", "这一轮最多采集多少页", countOf("--max-pages", 100_000_000))
    .option("--depth <层数>", "从种子起最多几层链接", countOf("--depth", 1_000, 0))
    .option("--jobs <数目>", "检查网页的线程；不写为核心数，1 为不另开线程", countOf("--jobs", MAX_JOBS))
    .option("--no-render", "不用浏览器渲染；需要渲染的网页标为未读全")
    .option(
      "--ocr <引擎>",
      "识别图片文字：paddle、tesseract；none 不识别（默认按配置，没有配置则不识别）",
      oneOf("--ocr", OCR_CHOICES),
    )
    .option("--evidence <文件夹>", "把页面的字节、响应头存为证据，有问题的连同图片、店铺首页和资质页")
    .option("--screenshots", "有问题的网页另存全页截图，标出所涉的元素（需要 Chromium；离线显示保存的内容）")
    .option("--operator <姓名>", "监测记录的经办人；不写为系统用户名")
    .option("--cases <案件库>", "把问题记为案件（SQLite 文件或 postgres:// 地址）")
    .option("--events <文件>", "把经过逐行追加为 JSON")
    .option("--log <文件>", "运行日志（pino，逐行 JSON）；- 表示标准错误");
  judging(crawl)
    .addHelpText(
      "after",
      `${EXIT_CODES}

示例：
  $ medlint crawl https://shop.example.com/ --database 店铺.sqlite --format jsonl=结果.jsonl
  $ medlint crawl 采集.yaml --registry 注册库.sqlite --format html=报告.html
  $ medlint crawl 采集.yaml                      中断后用同一条命令继续；采完再运行则只取变化的网页`,
    )
    .action(async (targets: string[], options: CrawlCommandOptions, command: Command) => {
      const { crawlCommand } = await import("./commands/crawl.js");
      done(await crawlCommand(targets, { ...options, given: givenOptions(command) }, io, services));
    });
  const rescan = program
    .command("rescan")
    .description("词库、日期或注册库变化后，重新检查已采集的网页，不再访问店铺")
    .argument("[配置]", "采集配置（YAML）；不写则用 --database")
    .usage("[配置.yaml] [选项]")
    .option("--since <日期>", "只检查这一天及以后采集（或确认未变）的网页", parseDay("--since"))
    .option("--jobs <数目>", "线程；不写为核心数", countOf("--jobs", MAX_JOBS));
  judging(rescan)
    .addHelpText(
      "after",
      `${EXIT_CODES}

示例：
  $ medlint rescan --database 店铺.sqlite --as-of 2026-12-01
  $ medlint rescan 采集.yaml --since 2026-11-01 --registry 新注册库.sqlite --format xlsx=问题.xlsx`,
    )
    .action(async (target: string | undefined, options: RescanCommandOptions, command: Command) => {
      const { rescanCommand } = await import("./commands/crawl.js");
      done(await rescanCommand(target, { ...options, given: givenOptions(command) }, io, services));
    });
}

/** Options by which pages are judged and reported. */
function judging(command: Command): Command {
  return command
    .option("--database <文件>", "采集数据库（SQLite）：网址、页面文字、结果；不写为配置旁的同名文件")
    .option(
      "--format <格式>",
      `输出格式：${REPORT_FORMATS.join("、")}；可以重复，写成 格式=文件 则写入文件（默认 stylish）`,
      collectFormat,
    )
    .option("--output <文件>", "结果写入文件")
    .option("--registry <文件>", "注册库（由 medlint registry import 生成）")
    .option("--profile <用途>", "为谁写结果：platform、merchant、regulator", oneOf("--profile", PROFILES), "platform")
    .option("--as-of <日期>", "按哪一天的法律和注册状态判断；不写按今天", parseDay("--as-of"))
    .option("--dictionary <文件夹>", "改用这个文件夹里的 YAML 词库和规则")
    .option("--config <文件>", "medlint 配置文件；不写则在当前文件夹及其上级找 medlint.config.yaml")
    .option("--no-config", "不采用任何 medlint 配置文件")
    .option("--adapters <文件夹>", "网页适配器（YAML）")
    .option("--strict", "待人工复核的也按违规计入退出码")
    .option("--quiet", "不显示未发现问题的商品和进度")
    .option("--no-color", "不使用颜色（也可设环境变量 NO_COLOR）");
}
