import { untoldCases } from "../../evidence/retention/case-terms.js";
import type { RetentionPlan } from "../../evidence/retention/plan-retention.js";
import { hold, keepFor, linkCase, planPrune, prune } from "../../evidence/retention/prune.js";
import { readRetention } from "../../evidence/retention/read-retention.js";
import type { RecheckOutcome, RecheckState } from "../../evidence/store/rechecks.js";
import { todayInShanghai } from "../../prepare/day.js";
import { neutralise } from "../../report/neutralise.js";
import { UsageError } from "../errors.js";
import { EXIT } from "../exit-code.js";
import type { Io } from "../io.js";
import { followCases, type StoreOptions, withStore } from "./evidence.js";

export interface StopOptions extends StoreOptions {
  readonly listing?: string | undefined;
  readonly merchant?: string | undefined;
  readonly host?: string | undefined;
  readonly since?: string | undefined;
  readonly by?: string | undefined;
  readonly reason?: string | undefined;
  readonly lift?: boolean | undefined;
  readonly gone?: string | undefined;
  readonly urls?: boolean | undefined;
}

/** `medlint evidence stop`: 1 while listings of a stop are still to be fetched again. */
export async function stopGoods(options: StopOptions, io: Io): Promise<number> {
  const { listing, merchant: uscc, host, since = todayInShanghai(), by = "", reason = "", lift, gone } = options;
  const isNamed = listing !== undefined || uscc !== undefined;
  if (isNamed && lift !== true && (by.trim() === "" || reason.trim() === "")) {
    throw new UsageError("停止销售须由具名人员确认：请给出 --by 姓名和 --reason 依据");
  }
  if (host !== undefined && uscc === undefined) throw new UsageError("--host 须同时用 --merchant 写明经营者");
  return withStore(options, async (store) => {
    if (gone !== undefined) {
      const now = new Date().toISOString();
      const isPlanned = store.tracker.rechecks.states(gone).length > 0;
      if (isPlanned && by.trim() === "") throw new UsageError("确认已不能打开须由具名人员作出：请给出 --by");
      if (isPlanned) store.tracker.rechecks.confirm(gone, now, by);
      if (!store.markGone(gone, now) && !isPlanned)
        await io.stderr.write(`${neutralise(gone)} 没有采集过，或已经记为不能打开\n`);
    }
    if (isNamed && lift === true) store.tracker.lift({ listing, uscc }, since);
    else if (isNamed) store.tracker.stop({ listing, uscc, host: host?.toLowerCase(), since, by, reason });
    const left = store.tracker.toFetchAgain();
    const linesOf = ({ listing: name, url }: (typeof left)[number]): string[] => {
      const states = store.tracker.rechecks.states(name);
      if (states.length === 0) return [`${name}  ${url ?? "（没有地址）"}`];
      return states.map((state) => `${name}  ${describeState(state)}`);
    };
    const addressesOf = ({ listing: name, url }: (typeof left)[number]): string[] => {
      const open = store.tracker.rechecks.states(name).filter(({ nextAt }) => nextAt !== null);
      return open.length > 0 ? open.map((state) => state.url) : url === null ? [] : [url];
    };
    const lines = left.flatMap(options.urls === true ? addressesOf : linesOf);
    for (const line of lines) await io.stdout.write(`${neutralise(line)}\n`);
    await io.stderr.write(left.length === 0 ? "没有还要再取的商品页\n" : `还要再取 ${left.length} 个商品页\n`);
    if (isNamed && lift !== true && left.length === 0)
      await io.stderr.write("没有采集过与之相符的商品页；网页没有写明统一社会信用代码时，请用 --host 写明店铺的主机\n");
    return left.length > 0 ? EXIT.violation : EXIT.ok;
  });
}

const OUTCOMES: Readonly<Record<RecheckOutcome, string>> = {
  gone: "不能打开",
  remains: "仍能打开",
  moved: "转到别处",
  unread: "没有读到",
  confirmed: "由人确认不能打开",
};

function describeState({ url, gone, goneTimes, last, nextAt }: RecheckState): string {
  const seen =
    last === null
      ? "还没有再取"
      : `${last.at} ${OUTCOMES[last.outcome]}${last.note === null ? "" : `（${last.note}）`}`;
  return `${url}  ${seen}；连续不能打开 ${gone}/${goneTimes} 次，${nextAt === null ? "已完成" : `下次 ${nextAt}`}`;
}

export interface HoldOptions extends StoreOptions {
  readonly listing?: string | undefined;
  readonly case?: string | undefined;
  readonly reason?: string | undefined;
  readonly class?: string | undefined;
  readonly since?: string | undefined;
  readonly by?: string | undefined;
  readonly lift?: boolean | undefined;
}

/** `medlint evidence hold`. */
export async function holdEvidence(options: HoldOptions, io: Io): Promise<number> {
  const { listing, case: caseNumber, reason, since = todayInShanghai(), by, lift } = options;
  if (listing === undefined && caseNumber === undefined) throw new UsageError("请给出 --listing 或 --case");
  return withStore(options, async (store) => {
    if (options.class !== undefined) {
      if (listing === undefined) throw new UsageError("--class 须同时给出 --listing");
      const known = readRetention().classes.filter(({ applies }) => applies === "reason");
      const ids = [...known.map(({ id }) => id), "drug-expiry"];
      if (!ids.includes(options.class)) throw new UsageError(`没有类别 ${options.class}，可用：${ids.join("、")}`);
      keepFor(store, listing, options.class, since);
    } else if (lift === true) {
      if (by === undefined) throw new UsageError("解除保全须由具名人员决定：请给出 --by");
      store.database
        .prepare("UPDATE holds SET lifted = ? WHERE lifted IS NULL AND (listing = ? OR case_number = ?)")
        .run(`${since} ${by}`, listing ?? null, caseNumber ?? null);
    } else if (reason !== undefined) {
      if (by === undefined) throw new UsageError("保全须由具名人员决定：请给出 --by");
      hold(
        store,
        { ...(listing !== undefined && { listing }), ...(caseNumber !== undefined && { caseNumber }) },
        { reason, by, since },
      );
    } else if (listing !== undefined && caseNumber !== undefined) linkCase(store, caseNumber, listing);
    else throw new UsageError("请给出 --reason（保全）、--class（延长），或同时给出 --listing 和 --case（登记关系）");
    await io.stderr.write("已登记\n");
    return EXIT.ok;
  });
}

export interface PruneOptions extends StoreOptions {
  readonly dryRun?: boolean | undefined;
  readonly approve?: string | undefined;
  readonly by?: string | undefined;
  readonly asOf?: string | undefined;
  readonly retention?: string | undefined;
  readonly database?: string | undefined;
}

/** `medlint evidence prune`. */
export async function pruneEvidence(options: PruneOptions, io: Io): Promise<number> {
  const { dryRun, approve, by = "", asOf: day = todayInShanghai() } = options;
  if (dryRun !== true && approve === undefined) {
    throw new UsageError("请先用 --dry-run 看清单，再用 --approve 摘要 --by 姓名 批准");
  }
  return withStore(options, async (store) => {
    const retention = readRetention(options.retention);
    if (options.database !== undefined) {
      const changed = await followCases(store, options.database, io);
      await io.stderr.write(`已按案件库更新保管期限和法律保全 ${changed} 项\n`);
    }
    const untold = untoldCases(store);
    if (untold > 0)
      await io.stderr.write(`有 ${untold} 个案件的保管期限没有更新，其证据不清理；请用 --database 给出案件库\n`);
    if (dryRun === true || approve === undefined) {
      await io.stdout.write(describePlan(planPrune(store, retention, day)));
      return EXIT.ok;
    }
    const done = prune(store, retention, day, { plan: approve, by, at: new Date().toISOString() });
    const { captures, runs, objects, bytes } = done;
    await io.stdout.write(
      `已删除采集 ${captures} 次、监测记录 ${runs} 份、对象 ${objects} 个（${bytes} 字节），已写入清理日志\n`,
    );
    return EXIT.ok;
  });
}

function describePlan({ day, due, soon, held, hash }: RetentionPlan): string {
  const line = ({ what, hash: name, listing, day: from, until, decides }: RetentionPlan["due"][number]) =>
    `  ${what === "run" ? "监测记录" : "采集"} ${name.slice(0, 16)}  ${neutralise(listing ?? "")}  ${from}  期满 ${until}（${decides}）\n`;
  return [
    `按 ${day} 计算\n可以清理 ${due.length} 项\n`,
    ...due.map(line),
    `即将期满（预告）${soon.length} 项\n`,
    ...soon.map(line),
    `法律保全 ${held} 项\n清单摘要 ${hash}\n`,
  ].join("");
}
