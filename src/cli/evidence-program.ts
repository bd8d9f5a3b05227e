import type { Command } from "commander";
import { withExamples } from "./help-examples.js";
import type { Io } from "./io.js";
import { oneOf, parseDay, TABLE_FORMATS } from "./option-parsers.js";

const STORE = "--evidence <文件夹>";
const FIELD_KEY = ["--field-key <文件>", "采集记录加密用的密钥（64 位十六进制），不要放在证据库里"] as const;
const NO_CAPTURE = "没有采集记录";

/** `medlint evidence …`. */
export function addEvidence(program: Command, io: Io, done: (exitCode: number) => void): void {
  const evidence = program.command("evidence").description("证据：导出、核验、变化、保管期限").usage("<命令> [选项]");
  withExamples(
    evidence,
    "medlint check 店铺/ --evidence 证据",
    "medlint evidence stats --evidence 证据",
    "medlint evidence export sku-1 --evidence 证据 --key 固证.pem --output 移送",
  );
  const load = () => import("./commands/evidence.js");
  evidence
    .command("key")
    .description("生成签名用的 Ed25519 密钥：私钥一个文件，公钥另一个（.pub）")
    .requiredOption("--output <文件>", "私钥写到哪里；不要放在证据库或证据包的文件夹里")
    .addHelpText(
      "after",
      "\n环境变量 MEDLINT_KEY_PASSPHRASE 有值时，私钥用这个口令加密。\n\n示例：\n  $ medlint evidence key --output ~/密钥/固证.pem",
    )
    .action(async (options) => done(await (await load()).createKey(options, io)));
  evidence
    .command("export")
    .description("把一个案件或一件商品的证据写成一个签名的包（WACZ）和固定单（HTML、PDF）")
    .argument("<案件编号或商品 ID>")
    .requiredOption(STORE, "证据库")
    .requiredOption("--key <文件>", "签名用的私钥")
    .requiredOption("--output <文件夹>", "写到哪个文件夹")
    .option("--from <日期>", "只要这一天起的采集", parseDay("--from"))
    .option("--to <日期>", "只要到这一天的采集", parseDay("--to"))
    .option("--title <事由>", "固定单上的事由")
    .option("--database <文件>", "案件库：按案件编号导出时由它查商品")
    .option("--no-pdf", "不写 PDF")
    .option(...FIELD_KEY)
    .addHelpText(
      "after",
      `
写出 NAME.wacz、NAME.html、NAME.pdf（本机有 Chromium 时）和 NAME.sig；签名对前面每个文件的每一个字节。
${NO_CAPTURE}的退出码为 3。

示例：
  $ medlint evidence export QM-202605010001 --evidence 证据 --key 固证.pem --output 移送
  $ medlint evidence export sku-1 --evidence 证据 --key 固证.pem --output 移送 --from 2026-05-01`,
    )
    .action(async (subject: string, options) => done(await (await load()).exportEvidence(subject, options, io)));
  evidence
    .command("verify")
    .description("核验证据包：每个摘要和签名")
    .argument("<证据包>", ".wacz 文件；签名和固定单在它旁边")
    .option("--key <文件>", "另行取得的公钥；不给只能得出“自签名后一致”")
    .option("--format <格式>", `输出格式：${TABLE_FORMATS.join("、")}`, oneOf("--format", TABLE_FORMATS), "stylish")
    .addHelpText(
      "after",
      "\n退出码：0 真实（有公钥）或一致（没有公钥）；1 不符，并说出是哪一部分；3 读不到。\n\n示例：\n  $ medlint evidence verify 移送/sku-1.wacz --key 固证.pem.pub",
    )
    .action(async (path: string, options) => done(await (await load()).verifyEvidence(path, options, io)));
  evidence
    .command("stats")
    .description("证据库有多少采集、多少字节，并核对全部内容")
    .requiredOption(STORE, "证据库")
    .option("--check", "逐个读出对象和记录，核对摘要")
    .option(...FIELD_KEY)
    .addHelpText("after", "\n示例：\n  $ medlint evidence stats --evidence 证据 --check")
    .action(async (options) => done(await (await load()).showStats(options, io)));
  evidence
    .command("changes")
    .description("商品前后的变化：首次见到、字段变更、消失、重现；问题的出现和整改（只由复扫确认）")
    .argument("[商品 ID]")
    .requiredOption(STORE, "证据库")
    .option("--format <格式>", `输出格式：${TABLE_FORMATS.join("、")}`, oneOf("--format", TABLE_FORMATS), "stylish")
    .option(...FIELD_KEY)
    .addHelpText("after", "\n示例：\n  $ medlint evidence changes sku-1 --evidence 证据")
    .action(async (listing: string | undefined, options) =>
      done(await (await load()).showChanges(listing, options, io)),
    );
  addDuties(evidence, io, done);
}

/** What a named person decides: stops, holds, links, deletion. */
function addDuties(evidence: Command, io: Io, done: (exitCode: number) => void): void {
  const load = () => import("./commands/evidence-duties.js");
  evidence
    .command("stop")
    .description("登记已确认的下架或停服；列出还要再取的商品页，直到全部不能打开")
    .requiredOption(STORE, "证据库")
    .option("--listing <商品 ID>", "一件商品")
    .option("--merchant <统一社会信用代码>", "一个经营者的全部商品")
    .option("--host <主机>", "连同 --merchant：这个主机上只有这个经营者的商品，全部在内")
    .option("--since <日期>", "从哪一天起应当看不到", parseDay("--since"))
    .option("--by <姓名>", "确认的人")
    .option("--reason <理由>", "依据或文号")
    .option("--lift", "解除")
    .option("--gone <商品 ID>", "由人看过、确已不能打开的商品（同时给出 --by）：不再取")
    .option("--urls", "只列出地址，每行一个")
    .addHelpText(
      "after",
      `
不给 --listing、--merchant、--gone 时，只列出还要再取的商品页，以及每个地址取过几次、结果如何、下次何时。
同一证据库的 medlint crawl 到期自行再取（配置 stopped：每 24 小时一次，连续 3 次不能打开为止），还能打开的报 goods-remain-after-stop。

示例：
  $ medlint evidence stop --evidence 证据 --merchant 91330000MA0000000X --since 2026-05-01 --by 王五 --reason 停服12号
  $ medlint evidence stop --evidence 证据
  $ medlint evidence stop --evidence 证据 --gone https://shop.example.com/item/1 --by 王五`,
    )
    .action(async (options) => done(await (await load()).stopGoods(options, io)));
  evidence
    .command("hold")
    .description("法律保全：解除前不删除；或登记延长保管的事由、与案件的关系")
    .requiredOption(STORE, "证据库")
    .option("--listing <商品 ID>", "商品")
    .option("--case <案件编号>", "案件；与 --listing 同时给出且没有 --reason 时，登记两者的关系")
    .option("--reason <理由>", "保全的理由")
    .option("--class <类别>", "不是保全，而是按保管期限的这一类延长，如 case、level-1")
    .option("--since <日期>", "从哪一天起", parseDay("--since"))
    .option("--by <姓名>", "决定的人")
    .option("--lift", "解除保全")
    .addHelpText(
      "after",
      "\n示例：\n  $ medlint evidence hold --evidence 证据 --listing sku-1 --reason 诉讼 --by 赵六 --since 2026-05-01\n  $ medlint evidence hold --evidence 证据 --listing sku-1 --case QM-202605010001",
    )
    .action(async (options) => done(await (await load()).holdEvidence(options, io)));
  evidence
    .command("prune")
    .description("按保管期限清理：先 --dry-run 看清单，再由具名人员批准")
    .requiredOption(STORE, "证据库")
    .option("--dry-run", "只列出，不删除")
    .option("--approve <摘要>", "批准的清单的摘要（由 --dry-run 显示）")
    .option("--by <姓名>", "批准的人")
    .option("--as-of <日期>", "按哪一天计算；不写按今天", parseDay("--as-of"))
    .option("--retention <文件>", "改用这个保管期限文件（YAML）")
    .option("--database <文件或地址>", "案件库：先按案件更新保管期限和法律保全")
    .addHelpText(
      "after",
      `
符合几类的取最长；法律保全的不删；期满前三个月列入预告。删除与日志是同一次提交。
立案的商品，其证据随案件保管：给出 --database 时按案件库更新，没有更新过的不删。

示例：
  $ medlint evidence prune --evidence 证据 --database 案件.sqlite --dry-run
  $ medlint evidence prune --evidence 证据 --approve 3f2a… --by 赵六`,
    )
    .action(async (options) => done(await (await load()).pruneEvidence(options, io)));
}
