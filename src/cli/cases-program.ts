import type { Command } from "commander";
import { CASE_SOURCES, CASE_STATES } from "../contracts/case.js";
import { KINDS } from "../contracts/listing.js";
import { addCaseForms } from "./case-forms-program.js";
import { type PaperOptions, withCaseOptions, withPaperOptions, withPersonOptions } from "./case-options.js";
import type {
  AssignOptions,
  ConfirmOptions,
  CreateOptions,
  DismissOptions,
  HoldOptions,
  ShadowOptions,
} from "./commands/cases-acts.js";
import type { DossierOptions, ListOptions, OverdueOptions, PrecisionOptions } from "./commands/cases-lists.js";
import { withExamples } from "./help-examples.js";
import type { Io } from "./io.js";
import { countOf, listOf, oneOf, parseDay } from "./option-parsers.js";
import type { Services } from "./services.js";

const MAX_HOURS = 8_760;
const LEVELS = ["1", "2", "3", "4"] as const;
const MAX_LISTED = 10_000;

/** `medlint cases`. */
export function addCases(program: Command, io: Io, services: Services, done: (exitCode: number) => void): void {
  const cases = program
    .command("cases")
    .description("违规案件：立案、核实、整改、停服、报告到归档，每一步有经办人、时限和签名的历史")
    .usage("<命令> --database <文件或地址> [选项]")
    .addHelpText(
      "after",
      `
示例：
  $ medlint check 店铺/ --record --database 案件.sqlite         检查并立案
  $ medlint cases list --database 案件.sqlite --unconfirmed     还没有人确认的
  $ medlint cases confirm QM-202603040001 --level 2 --note 断言疗效 --actor 周衡 --role quality-head --database 案件.sqlite
  $ medlint cases overdue --soon 24 --database 案件.sqlite      逾期和一天内到期的
  $ medlint audit verify --database 案件.sqlite                 检查历史是否被改动`,
    );
  addLists(cases, io, done);
  addActs(cases, io, services, done);
  addCaseForms(cases, io, done);
}

function addLists(cases: Command, io: Io, done: (exitCode: number) => void): void {
  withExamples(
    withCaseOptions(cases.command("list")),
    "medlint cases list --database 案件.sqlite --unconfirmed --level 1,2",
    "medlint cases list --database 案件.sqlite --merchant 91330106MA27X00009 --format json",
  )
    .description("列出案件")
    .option("--state <状态>", `状态，逗号分隔：${CASE_STATES.join("、")}`, listOf("--state", CASE_STATES))
    .option("--level <等级>", "确认的等级，逗号分隔", listOf("--level", LEVELS))
    .option("--source <来源>", `来源，逗号分隔：${CASE_SOURCES.join("、")}`, listOf("--source", CASE_SOURCES))
    .option("--family <规则族>", "规则族编号")
    .option("--merchant <商家>", "统一社会信用代码（没有时为商家编号或名称）")
    .option("--product <产品>", "注册证号或批准文号（没有时为产品名称）")
    .option("--listing <商品>", "商品编号或网址")
    .option("--assignee <姓名>", "承办人")
    .option("--from <日期>", "从哪一天立案", parseDay("--from"))
    .option("--to <日期>", "到哪一天立案", parseDay("--to"))
    .option("--unconfirmed", "只列还没有人确认的")
    .option("--shadow", "也列影子运行的规则的")
    .option("--after <编号>", "从这个编号之后列起")
    .option("--limit <个数>", `最多列出多少件，1 至 ${MAX_LISTED}`, countOf("--limit", MAX_LISTED))
    .action(async (options: ListOptions) => done(await (await import("./commands/cases-lists.js")).list(options, io)));
  withExamples(withCaseOptions(cases.command("show")), "medlint cases show QM-202603040001 --database 案件.sqlite")
    .description("一个案件的全部：问题、证据、时限、文件、历史")
    .argument("<编号>", "如 QM-202603040001")
    .action(async (number: string, options: ListOptions) =>
      done(await (await import("./commands/cases-lists.js")).show(number, options, io)),
    );
  withExamples(
    withCaseOptions(cases.command("overdue")),
    "medlint cases overdue --database 案件.sqlite --soon 24",
    "medlint cases overdue --database 案件.sqlite --post quality-head",
  )
    .description("逾期和将到期的时限，按责任岗位；有逾期的退出码为 1")
    .option("--soon <小时>", "也列这些小时内到期的", countOf("--soon", MAX_HOURS))
    .option("--post <岗位>", "只列一个岗位的")
    .action(async (options: OverdueOptions) =>
      done(await (await import("./commands/cases-lists.js")).overdue(options, io)),
    );
  withExamples(withCaseOptions(cases.command("clusters")), "medlint cases clusters --database 案件.sqlite --open")
    .description("不同商品上相同的句子、图片或缺失：可以一次决定")
    .option("--open", "只列还没有决定的")
    .option("--least <件数>", "至少涉及多少件（默认 2）", countOf("--least", MAX_LISTED))
    .action(async (options: ListOptions & { open?: boolean; least?: number }) =>
      done(await (await import("./commands/cases-lists.js")).clusters(options, io)),
    );
  withExamples(
    withCaseOptions(cases.command("dossier")),
    "medlint cases dossier --database 案件.sqlite --merchant 91330106MA27X00009",
  )
    .description("一企一档、一品一档：全部案件、重复违规、整改用时")
    .option("--merchant <商家>", "统一社会信用代码（没有时为商家编号或名称）")
    .option("--product <产品>", "注册证号或批准文号（没有时为产品名称）")
    .action(async (options: DossierOptions) =>
      done(await (await import("./commands/cases-lists.js")).dossier(options, io)),
    );
  withExamples(
    withCaseOptions(cases.command("precision")),
    "medlint cases precision --database 案件.sqlite --rule efficacy-guarantee",
  )
    .description("各规则逐月的准确率：确认的与误报的")
    .option("--rule <规则>", "规则编号")
    .option("--merchant <商家>", "统一社会信用代码（没有时为商家编号或名称）")
    .action(async (options: PrecisionOptions) =>
      done(await (await import("./commands/cases-lists.js")).precision(options, io)),
    );
  withExamples(withCaseOptions(cases.command("expiring")), "medlint cases expiring --database 案件.sqlite")
    .description("保管期限将满的案件：期满前三个月起列出；法律保全的、永久保存的不列")
    .action(async (options: ListOptions) =>
      done(await (await import("./commands/cases-lists.js")).expiring(options, io)),
    );
  withExamples(cases.command("actions"), "medlint cases actions")
    .description("全部动作：从哪些状态、谁可以做、要附什么；以及岗位和文件种类")
    .action(async () => done(await (await import("./commands/cases-lists.js")).actions(io)));
}

function addActs(cases: Command, io: Io, services: Services, done: (exitCode: number) => void): void {
  const acts = () => import("./commands/cases-acts.js");
  withExamples(
    withPaperOptions(cases.command("create")),
    "medlint cases create --database 案件.sqlite --source complaint --note 使用后过敏 --url https://shop.example/77 --merchant 甲乙丙医疗器械有限公司 --complainant 王小明 --phone 13812345678 --attach evidence=照片.jpg --actor 林青 --role service-complaints",
    "medlint cases create --database 案件.sqlite --source regulator --reference 京药监械〔2026〕12号 --field authority=北京市药品监督管理局 --note 通报核查 --actor 周衡 --role quality-head",
  )
    .description("登记巡查、投诉、举报、监管通报等线索")
    .requiredOption("--source <来源>", `来源：${CASE_SOURCES.slice(1).join("、")}`, oneOf("--source", CASE_SOURCES))
    .option("--reference <文号>", "来文的文号或标题")
    .option("--level <等级>", "建议等级", oneOf("--level", LEVELS))
    .option("--family <规则族>", "规则族编号")
    .option("--listing <商品>", "商品编号")
    .option("--url <网址>", "商品网址")
    .option("--title <标题>", "商品标题")
    .option("--merchant <名称>", "经营者名称")
    .option("--uscc <代码>", "统一社会信用代码")
    .option("--region <地区>", "经营者所在地")
    .option("--shop <店铺>", "店铺名称")
    .option("--product <名称>", "产品名称")
    .option("--kind <类别>", `商品类别：${KINDS.join("、")}`, oneOf("--kind", KINDS))
    .option("--certificate <证号>", "注册证号或批准文号")
    .option("--complainant <姓名>", "投诉举报人（记录时只留姓）")
    .option("--phone <电话>", "投诉举报人电话（记录时隐去中间四位）")
    .action(async (options: CreateOptions) => done(await (await acts()).create(options, io)));
  withExamples(
    withPersonOptions(cases.command("assign")),
    "medlint cases assign QM-202603040001 --database 案件.sqlite --to 王芳 --to-role quality-monitor --actor 周衡 --role quality-head",
  )
    .description("交给承办人")
    .argument("<编号>", "案件编号")
    .requiredOption("--to <姓名>", "承办人")
    .requiredOption("--to-role <岗位>", "承办人的岗位编号")
    .action(async (number: string, options: AssignOptions) => done(await (await acts()).assign(number, options, io)));
  withExamples(
    withPersonOptions(cases.command("confirm")),
    "medlint cases confirm QM-202603040001 --database 案件.sqlite --level 2 --note 断言疗效 --actor 周衡 --role quality-head",
  )
    .description("确认违规和等级：处置、报告的时限由此起算")
    .argument("[编号]", "案件编号；用 --cluster 时不写")
    .requiredOption("--level <等级>", "1 极严重、2 严重、3 一般、4 轻微", oneOf("--level", LEVELS))
    .option("--cluster <编号>", "对一个聚类一并确认")
    .action(async (number: string | undefined, options: ConfirmOptions) =>
      done(await (await acts()).confirm(number, options, io)),
    );
  withExamples(
    withPersonOptions(cases.command("dismiss")),
    "medlint cases dismiss QM-202603040001 --database 案件.sqlite --note 页面引用法条 --actor 周衡 --role quality-head",
  )
    .description("误报")
    .argument("[编号]", "案件编号；用 --cluster 时不写")
    .option("--cluster <编号>", "对一个聚类一并认定为误报")
    .action(async (number: string | undefined, options: DismissOptions) =>
      done(await (await acts()).dismiss(number, options, io)),
    );
  withExamples(
    withPaperOptions(cases.command("transition")),
    "medlint cases transition QM-202603040001 accept --database 案件.sqlite --actor 周衡 --role quality-head",
    "medlint cases transition QM-202603040001 to-formal --database 案件.sqlite --attach preliminary-form=初步核实表.docx --actor 周衡 --role quality-head",
    "medlint cases transition QM-202603040001 emergency-stop --database 案件.sqlite --note 正在大量销售 --actor 周衡 --role quality-head",
  )
    .description("做一个动作（medlint cases actions 列出全部）")
    .argument("<编号>", "案件编号")
    .argument("<动作>", "动作编号，如 suspend-sale、to-formal、approve-stop")
    .action(async (number: string, action: string, options: PaperOptions) =>
      done(await (await acts()).act(number, action, options, io)),
    );
  withExamples(
    withPaperOptions(cases.command("answer")),
    "medlint cases answer QM-202603040001 --database 案件.sqlite --attach answer=说明.pdf --note 已收到书面说明 --actor 周衡 --role quality-head",
  )
    .description("登记经营者的书面说明及证明材料；核实的时限恢复计算")
    .argument("<编号>", "案件编号")
    .action(async (number: string, options: PaperOptions) =>
      done(await (await acts()).act(number, "answer", options, io)),
    );
  withExamples(
    withPaperOptions(cases.command("appeal")),
    "medlint cases appeal QM-202603040001 --database 案件.sqlite --attach appeal=申诉书.pdf --note 不服认定 --actor 周衡 --role quality-head",
  )
    .description("登记经营者的申诉")
    .argument("<编号>", "案件编号")
    .action(async (number: string, options: PaperOptions) =>
      done(await (await acts()).act(number, "appeal", options, io)),
    );
  withExamples(
    withPersonOptions(cases.command("hold")),
    "medlint cases hold QM-202603040001 --database 案件.sqlite --note 监管调查 --actor 周衡 --role quality-head",
    "medlint cases hold QM-202603040001 --database 案件.sqlite --lift --note 调查结束 --actor 周衡 --role quality-head",
  )
    .description("法律保全：保全期间案件和它的证据一律不删；用 --lift 解除")
    .argument("<编号>", "案件编号")
    .option("--lift", "解除保全")
    .action(async (number: string, options: HoldOptions) => done(await (await acts()).hold(number, options, io)));
  withExamples(
    withPersonOptions(cases.command("shadow")),
    "medlint cases shadow patient-testimonial --database 案件.sqlite --note 误报多，先观察 --actor 周衡 --role quality-head",
    "medlint cases shadow patient-testimonial --database 案件.sqlite --off --note 已修订 --actor 周衡 --role quality-head",
  )
    .description("让一条规则影子运行（记录而不显示、不计时），或用 --off 恢复")
    .argument("<规则>", "规则编号")
    .option("--off", "恢复显示和计时")
    .option("--dictionary <文件夹>", "规则在这个词库里（与 check 的相同）；不写为内置词库")
    .action(async (rule: string, options: ShadowOptions) =>
      done(await (await acts()).shadow(rule, options, io, services)),
    );
}
