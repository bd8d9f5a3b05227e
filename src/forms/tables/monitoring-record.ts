import {
  ANSWERS,
  CHECK_ITEMS,
  type CheckItem,
  type MonitoringRow,
  type MonitoringRun,
} from "../../contracts/monitoring.js";
import { maskPersonal } from "../../report/mask-personal.js";
import type { Field, TableForm } from "../document.js";
import { SOURCE_NAMES } from "../facts/wording.js";
import { beijingTime } from "../moments.js";
import { planWords } from "./plan-words.js";
import { periodFields, type TableDetails } from "./table-details.js";

/** What the form says of a run besides its rows. */
export interface MonitoringPlan {
  /** The share that was to be looked at and the share that was, in words (`10 %`), as drawn. */
  readonly planned: string;
  readonly actual: string;
  readonly operator: string;
  readonly reviewer: string;
  /** Seed and hash of the sample's proof. */
  readonly proof?: string | undefined;
  /** Remarks under the table: what of the sample was not read. */
  readonly notes?: readonly string[] | undefined;
}

/** A run of monitoring to be printed; `run` is null where only results are at hand. */
export interface Monitoring {
  readonly rows: Iterable<MonitoringRow>;
  readonly run: MonitoringRun | null;
  readonly plan: MonitoringPlan;
}

const OUTCOME_WORDS: Readonly<Record<MonitoringRow["outcome"], string>> = {
  violation: "不符：信息虚假（平台判定，疑似）",
  incomplete: "未读全，无法判定",
  review: "待人工判定",
  clean: "未发现不符",
};

/** Facts of the registration that the head of the form names. */
const SHOWN_ITEMS: readonly CheckItem[] = ["models", "holder", "manufacturers", "class"];

/** A fact of the registration, else as the page shows it; nothing where neither says. */
function factOf(items: MonitoringRow["items"], asked: CheckItem): string[] {
  const found = items.find(({ item }) => item === asked);
  const value = found?.registered || found?.shown || "";
  return value === "" ? [] : [`${CHECK_ITEMS[asked]}：${value}`];
}

const DAY_CHARS = "2026-03-01".length;

/** 产品信息监测记录表: every listing that was looked at, clean ones too, item by item against its registration. */
export function monitoringRecord({ rows, run, plan }: Monitoring, details: TableDetails): TableForm<MonitoringRow> {
  return {
    form: "monitoring-record",
    title: "产品信息监测记录表",
    head: [...periodFields(details), ...runFields(run), ...planFields(plan)],
    columns: [
      {
        header: "编号\n来源、发现时间",
        width: 20,
        cell: ({ caseNumber, at }) => [caseNumber ?? "（未立案）", SOURCE_NAMES.scanner, timeOrDay(at)],
      },
      {
        header: "商品\n名称、ID、链接、批次",
        width: 28,
        cell: ({ listing, title, url, batch, capture }) => [
          maskPersonal(title),
          `ID：${listing}`,
          url === "" || url === listing ? "" : `链接：${url}`,
          title === "" && capture === "" ? "" : `批次：${batch ?? "页面未写"}`,
        ],
      },
      {
        header: "经营者、店铺",
        width: 23,
        cell: ({ merchant, uscc, shop }) => [
          merchant || "（未知经营者）",
          uscc === "" ? "" : `代码：${uscc}`,
          shop === undefined || shop === merchant ? "" : `店铺：${shop}`,
        ],
      },
      {
        header: "注册证/批准文号\n规格、注册人、类别",
        width: 24,
        cell: ({ certificates = [], missing = [], items }) => [
          ...certificates.slice(0, 3),
          ...missing.slice(0, 2).map((number) => `${number}（库内未见）`),
          ...SHOWN_ITEMS.flatMap((asked) => factOf(items, asked)),
        ],
      },
      { header: "逐项\n相符/不符/无法判定", width: 26, cell: answersOf },
      { header: "注册内容与页面对照", width: 40, cell: comparedOf },
      { header: "判定（程序提示）", width: 18, cell: (row) => [OUTCOME_WORDS[row.outcome], ...row.findings] },
      {
        header: "证据编号（SHA-256）\n固证时间",
        width: 20,
        cell: ({ capture, at }) => (capture === "" ? ["（未固证）"] : [capture, `固证：${timeOrDay(at)}`]),
      },
      {
        header: "经办人\n审核人、日期",
        width: 16,
        cell: ({ at }) => [plan.operator, plan.reviewer, timeOrDay(at).slice(0, DAY_CHARS)],
      },
    ],
    rows,
    notes: [
      ...(plan.notes ?? []),
      "未发现不符的商品也列入。“相符”须注册证和页面都写明、页面读全、没有相反的问题。“1 项不符即信息虚假”是平台质量管理规定的判定，与违规等级无关；本表为程序提示，未发现不符不等于合规，是否违规由具名人员确认。",
    ],
    signatures: ["监测人", "审核人"],
    exported: details.exported,
  };
}

/** A day that is known without its time prints without one. */
function timeOrDay(at: string): string {
  return at.length > DAY_CHARS ? beijingTime(at) || at : at;
}

function runFields(run: MonitoringRun | null): readonly Field[] {
  if (run === null) return [];
  const { id, scope, planned, read, incomplete, clean, review, violation, versions, startedAt, endedAt } = run;
  return [
    { label: "批次", value: String(id) },
    { label: "监测范围", value: scope },
    {
      label: "监测",
      value: `计划 ${planned ?? "未定"}，已读 ${read}，未读全 ${incomplete}，未发现不符 ${clean}，待人工判定 ${review}，疑似不符 ${violation}`,
    },
    ...(planWords(run) === "" ? [] : [{ label: "计划与完成", value: planWords(run) }]),
    { label: "起止", value: `${beijingTime(startedAt)} 至 ${beijingTime(endedAt) || "未完成"}` },
    {
      label: "词库、注册库、引擎版本",
      value: Object.entries(versions)
        .map(([name, value]) => `${name} ${value}`)
        .join("；"),
    },
  ];
}

function planFields({ planned, actual, proof }: MonitoringPlan): readonly Field[] {
  return [
    { label: "抽样比例（计划）", value: planned || "____" },
    { label: "抽样比例（实际）", value: actual || "____" },
    ...(proof === undefined ? [] : [{ label: "抽样种子、证明", value: proof }]),
  ];
}

/** Items by their answer, one line an answer: what differs first. */
function answersOf({ items }: MonitoringRow): string[] {
  if (items.length === 0) return ["全部无法判定"];
  return (["differs", "agrees", "undecided"] as const).flatMap((answer) => {
    const names = items.filter((one) => one.answer === answer).map(({ item }) => CHECK_ITEMS[item] ?? item);
    return names.length === 0 ? [] : [`${ANSWERS[answer]}：${names.join("、")}`];
  });
}

function comparedOf({ items }: MonitoringRow): string[] {
  return items
    .filter(
      ({ answer, registered, shown }) =>
        answer !== "agrees" && (shown !== "" || answer === "differs") && registered !== shown,
    )
    .slice(0, 5)
    .flatMap(({ item, registered, shown }) => [
      `${CHECK_ITEMS[item] ?? item}　注册：${registered || "（无）"}`,
      `　　页面：${maskPersonal(shown) || "（未见）"}`,
    ]);
}
