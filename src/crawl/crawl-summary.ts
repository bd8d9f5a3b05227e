import type { PageStore } from "./frontier/page-store.js";

/** What a round covered: every address known is counted once. */
export interface CrawlSummary {
  /** Whether the round came to its end; else the same command goes on with it. */
  readonly isFinished: boolean;
  readonly day: string;
  /** Goods under a stop: asked for again because they were due, and not within this crawl. */
  readonly again: { readonly asked: number; readonly outside: number };
  /** Addresses that were to be fetched: all but those over a limit. */
  readonly asked: number;
  readonly fetched: number;
  readonly unchanged: number;
  readonly gone: number;
  readonly waiting: number;
  readonly failed: Readonly<Record<string, number>>;
  readonly forbidden: number;
  readonly skipped: Readonly<Record<string, number>>;
  readonly hosts: Readonly<
    Record<string, { readonly asked: number; readonly fetched: number; readonly failed: number }>
  >;
}

/** Counts what the database says of a round. */
export function summarise(
  store: PageStore,
  day: string,
  isFinished: boolean,
  again: CrawlSummary["again"] = { asked: 0, outside: 0 },
): CrawlSummary {
  const failed: Record<string, number> = {};
  const skipped: Record<string, number> = {};
  const hosts: Record<string, { asked: number; fetched: number; failed: number }> = {};
  let [asked, fetched, unchanged, gone, forbidden, waiting] = [0, 0, 0, 0, 0, 0];
  for (const { host, state, reason, count } of store.counts()) {
    hosts[host] ??= { asked: 0, fetched: 0, failed: 0 };
    const own = hosts[host];
    if (state === "skipped") {
      const name = reason ?? "limit";
      skipped[name] = (skipped[name] ?? 0) + count;
      continue;
    }
    asked += count;
    own.asked += count;
    if (state === "done") fetched += count;
    else if (state === "unchanged") unchanged += count;
    else if (state === "gone") gone += count;
    else if (state === "forbidden") forbidden += count;
    else if (state === "failed") {
      failed[reason ?? "unknown"] = (failed[reason ?? "unknown"] ?? 0) + count;
      own.failed += count;
    } else waiting += count;
    if (state === "done" || state === "unchanged") own.fetched += count;
  }
  return { isFinished, day, again, asked, fetched, unchanged, gone, waiting, failed, forbidden, skipped, hosts };
}

/** The summary as Chinese sentences, a line each. */
export function describeSummary(summary: CrawlSummary): string[] {
  const list = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .map(([name, count]) => `${REASONS[name] ?? name} ${count}`)
      .join("、");
  const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((all, one) => all + one, 0);
  const { asked, fetched, unchanged, gone, failed, forbidden, skipped, waiting } = summary;
  const lines = [
    `采集 ${asked} 个网址：取得 ${fetched}，未变 ${unchanged}，已下架 ${gone}，失败 ${sum(failed)}，robots.txt 禁止 ${forbidden}`,
  ];
  if (sum(failed) > 0) lines.push(`失败原因：${list(failed)}`);
  if (sum(skipped) > 0) lines.push(`未采集 ${sum(skipped)}：${list(skipped)}`);
  const { again } = summary;
  if (again.asked > 0) lines.push(`停止销售的商品页到期再取 ${again.asked} 个`);
  if (again.outside > 0) lines.push(`停止销售的商品页有 ${again.outside} 个不在这次采集的主机范围内，没有取`);
  if (!summary.isFinished) lines.push(`尚有 ${waiting} 个网址未采集；用同一条命令继续`);
  return lines;
}

const REASONS: Readonly<Record<string, string>> = {
  "address-forbidden": "指向内部地址",
  "scheme-forbidden": "不是网页地址",
  "redirect-loop": "转向没有尽头",
  "redirect-out-of-scope": "转到范围之外",
  "too-large": "过大",
  "inflates-too-much": "解压后过大",
  "encoding-unknown": "压缩方式无法识别",
  "not-a-page": "不是网页",
  "robots-unreachable": "robots.txt 读不到",
  timeout: "超时",
  dns: "域名无法解析",
  connection: "无法连接",
  tls: "证书有误",
  "cut-off": "中途断开",
  "http-4xx": "服务器拒绝",
  "http-401": "须登录",
  "http-403": "禁止访问",
  "http-429": "请求过多",
  "http-5xx": "服务器出错",
  interrupted: "处理时程序多次中断",
  "browser-failed": "浏览器渲染失败",
  depth: "超过深度",
  budget: "超过页数预算",
  pagination: "翻页过多",
};
