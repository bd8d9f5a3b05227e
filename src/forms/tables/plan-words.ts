import type { MonitoringRun, RunPlan } from "../../contracts/monitoring.js";

const OUTCOMES: Readonly<Record<string, string>> = {
  done: "取得",
  unchanged: "未变",
  redirect: "转向",
  sitemap: "网站地图",
  "links-only": "只取链接",
  gone: "已不能打开",
  failed: "失败",
  forbidden: "robots.txt 禁止",
  waiting: "未采集",
};

/** Where the plan of a run came from and what became of it, in words; empty for runs that did not say. */
export function planWords({ plan }: Pick<MonitoringRun, "plan">): string {
  if (plan === undefined) return "";
  const { unread = 0, unreadNames = [] } = plan;
  const names = unreadNames.length === 0 ? "" : `（${unreadNames.slice(0, 5).join("、")}${unread > 5 ? " 等" : ""}）`;
  return `${basisOf(plan)}${unread > 0 ? `；没有读到 ${unread}${names}` : ""}`;
}

function basisOf({
  basis,
  count,
  sha256 = "",
  again = 0,
  discovered = 0,
  outcomes = {},
  isKnownLate,
}: RunPlan): string {
  if (basis === "sample") return `计划为抽样证明（${sha256.slice(0, 16)}）抽出的 ${count} 件`;
  if (isKnownLate === true) return `标准输入，读完才知道共 ${count} 件`;
  if (basis === "inputs") return `计划为开始前列出的 ${count} 个文件或行（清单 SHA-256 ${sha256.slice(0, 16)}）`;
  const came = Object.entries(outcomes).map(([name, number]) => `${wordOf(name)} ${number}`);
  const stopped = again > 0 ? `，其中停止销售到期再取 ${again}` : "";
  return `计划为开始时已知的 ${count} 个网址${stopped}；途中另发现 ${discovered}；结果：${came.join("、") || "—"}`;
}

function wordOf(outcome: string): string {
  return (
    OUTCOMES[outcome] ?? (outcome.startsWith("skipped-") ? `未采集（${outcome.slice("skipped-".length)}）` : outcome)
  );
}
