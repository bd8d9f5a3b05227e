import type { Command } from "commander";
import { UsageError } from "./errors.js";
import { withExamples } from "./help-examples.js";
import type { Io } from "./io.js";
import { countOf, oneOf } from "./option-parsers.js";

const RECORD_FORMATS = ["xlsx", "html", "json"] as const;

/** `medlint sample …`. */
export function addSample(program: Command, io: Io, done: (exitCode: number) => void): void {
  const sample = program
    .command("sample")
    .description("抽样监测：抽取、证明、产品信息监测记录表")
    .usage("[命令] [选项]");
  withExamples(
    sample,
    "medlint sample --evidence 证据 --rate 10 --seed 2026-05-01 --output 抽样.json",
    "medlint sample runs --evidence 证据",
  );
  const load = () => import("./commands/sample.js");
  sample
    .command("draw", { isDefault: true })
    .description("按比例、分层、种子抽样，写出可以重抽的证明")
    .requiredOption("--rate <百分比>", "每层至少抽这么多（大于 0，至多 100）", parseRate)
    .requiredOption("--seed <种子>", "同一种子、同一清单抽出同一样本；宜用事先公布的数")
    .option("--strata <字段>", "按这些字段分层，用逗号分隔：merchant、uscc、kind、outcome，或清单中的字段")
    .option("--evidence <文件夹>", "从证据库中仍在的商品里抽")
    .option("--list <文件>", "从清单（JSON Lines，每行有 id）里抽")
    .option("--output <文件>", "证明写到哪里；不写则显示")
    .addHelpText(
      "after",
      `
规定的比例：资质每日 5%、每月 100%；商品每日 10%；高风险店铺每日不少于 10%；监管通报后 100%；
半年复核 A 类 30%、B 类 50%、C 类 100%。

示例：
  $ medlint sample --evidence 证据 --rate 10 --strata kind --seed 2026-05-01 --output 抽样.json
  $ medlint sample --list 商品.jsonl --rate 5 --seed 2026-05-01`,
    )
    .action(async (options) => done(await (await load()).draw(options, io)));
  sample
    .command("prove")
    .description("用同一清单重抽，核对抽样证明；不符时退出码为 1")
    .argument("<证明>", "medlint sample 写出的文件")
    .option("--evidence <文件夹>", "证据库")
    .option("--list <文件>", "清单（JSON Lines）")
    .addHelpText("after", "\n示例：\n  $ medlint sample prove 抽样.json --list 商品.jsonl")
    .action(async (proof: string, options) => done(await (await load()).prove(proof, options, io)));
  sample
    .command("runs")
    .description("列出每一次运行：计划、已读、未读全、未发现问题、待复核、疑似违规、经办人")
    .requiredOption("--evidence <文件夹>", "证据库")
    .addHelpText("after", "\n示例：\n  $ medlint sample runs --evidence 证据")
    .action(async (options) => done(await (await load()).listRuns(options, io)));
  sample
    .command("record")
    .description("写出一次运行的产品信息监测记录表，未发现问题的也在内")
    .requiredOption("--evidence <文件夹>", "证据库")
    .requiredOption("--run <编号>", "运行的编号", countOf("--run", 999_999_999))
    .requiredOption("--output <文件>", "写到哪里")
    .option("--sample <证明>", "这次运行所依据的抽样证明：写明计划与实际的比例，列出没有读到的")
    .option("--by <姓名>", "导出人；不写按这次运行的经办人")
    .option("--format <格式>", `输出格式：${RECORD_FORMATS.join("、")}`, oneOf("--format", RECORD_FORMATS), "xlsx")
    .addHelpText("after", "\n示例：\n  $ medlint sample record --evidence 证据 --run 1 --output 记录表.xlsx")
    .action(async (options) => done(await (await load()).writeRecord(options, io)));
}

function parseRate(value: string): number {
  const rate = /^\d{1,3}(\.\d{1,2})?$/.test(value) ? Number(value) : 0;
  if (rate > 0 && rate <= 100) return rate;
  throw new UsageError(`--rate 的值“${value}”无效，应大于 0、至多 100，至多两位小数`);
}
