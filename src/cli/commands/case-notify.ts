import { readFile, rename, writeFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import type { CaseSummary } from "../../contracts/case.js";
import { type DeadLetter, deadLetterOf, readDeadLetters, writeDeadLetters } from "../../notices/dead-letters.js";
import { type Delivery, type DeliveryWorld, deliver, type NoticeTarget } from "../../notices/deliver.js";
import { type CaseNotice, type NoticeEvent, noticeOf } from "../../notices/notice.js";
import { readTargets } from "../../notices/read-targets.js";
import { neutralise } from "../../report/neutralise.js";
import type { CaseDesk } from "../../violations/index.js";
import { ConfigurationError, describeSystemError, UsageError } from "../errors.js";
import { EXIT } from "../exit-code.js";
import type { Io } from "../io.js";
import { withDesk } from "../open-desk.js";

export interface NotifyOptions {
  readonly database?: string;
  readonly key?: string;
  readonly targets?: string;
  readonly event: NoticeEvent;
  readonly from?: string;
  readonly to?: string;
  readonly case?: string;
  readonly deadLetters: string;
  readonly list?: boolean;
  readonly retry?: boolean;
  readonly again?: boolean;
}

interface Outgoing {
  readonly target: NoticeTarget;
  readonly notice: CaseNotice;
}

/** `medlint cases notify`: 3 where anything could not be delivered. */
export async function notify(options: NotifyOptions, io: Io): Promise<number> {
  const kept = await readKept(options.deadLetters);
  if (options.list) return list(kept, io);
  const targets = await targetsOf(options, io);
  const isRetry = options.retry === true;
  const { outgoing, skipped } = isRetry
    ? { outgoing: again(kept, targets), skipped: 0 }
    : await fresh(options, targets, io);
  const orphans = isRetry ? kept.filter(({ target }) => !targets.some(({ name }) => name === target)) : kept;
  const deliveries = await sendAll(outgoing, io);
  const at = new Date().toISOString();
  const failed = deliveries.flatMap((delivery) => deadLetterOf(delivery, at) ?? []);
  // What was tried again stands in the file once, or not at all where it arrived.
  const tried = new Set(deliveries.map(({ target, notice }) => `${target}\n${notice.id}`));
  const untried = orphans.filter(({ target, notice }) => !tried.has(`${target}\n${notice.id}`));
  await writeKept(options.deadLetters, [...untried, ...failed]);
  await remember(options, deliveries, at, io);
  const sent = outgoing.length - failed.length;
  const before = skipped === 0 ? "" : `，以前已送达的 ${skipped} 条不再发送`;
  await io.stdout.write(
    `已送达 ${sent} 条，未送达 ${failed.length} 条${failed.length > 0 ? `（见 ${options.deadLetters}）` : ""}${before}\n`,
  );
  return failed.length > 0 ? EXIT.unread : EXIT.ok;
}

/** Writes into the cases what arrived, so that the next run does not tell it again. */
async function remember(
  { database, ...options }: NotifyOptions,
  deliveries: readonly Delivery[],
  at: string,
  io: Io,
): Promise<void> {
  if (database === undefined || deliveries.length === 0) return;
  const told = deliveries.map(({ target, notice, tries, reason, isDelivered }) => {
    return { notice: notice.id, target, at, tries, failure: isDelivered ? null : (reason ?? "未送达") };
  });
  await withDesk({ ...options, database }, io, (desk) => desk.noteTold(told));
}

async function list(kept: readonly DeadLetter[], io: Io): Promise<number> {
  for (const { target, failedAt, tries, reason, notice } of kept) {
    const line = `${failedAt}  ${target}  ${notice.case.number}  试 ${tries} 次  ${reason}`;
    await io.stdout.write(`${neutralise(line)}\n`);
  }
  await io.stdout.write(`未送达 ${kept.length} 条\n`);
  return kept.length > 0 ? EXIT.unread : EXIT.ok;
}

async function sendAll(outgoing: readonly Outgoing[], io: Io): Promise<readonly Delivery[]> {
  if (outgoing.length === 0) return [];
  const { NoticeClient } = await import("../../notices/http-client.js").catch((cause: unknown) => {
    throw new ConfigurationError("MEDLINT_OPTIONAL", "发送提醒需要 undici，请运行 npm install undici", { cause });
  });
  const client = new NoticeClient();
  const world: DeliveryWorld = {
    post: client.post,
    now: Date.now,
    wait: (ms) => wait(ms, undefined, { signal: io.signal }).catch(() => {}),
  };
  const deliveries: Delivery[] = [];
  try {
    for (const { target, notice } of outgoing) {
      const delivery = io.signal.aborted
        ? { target: target.name, notice, isDelivered: false, tries: 0, reason: "已中断" }
        : await deliver(notice, target, world);
      deliveries.push(delivery);
      if (delivery.isDelivered) continue;
      await io.stderr.write(`${neutralise(`${target.name}：${notice.case.number} 未送达，${delivery.reason}`)}\n`);
    }
  } finally {
    await client.close();
  }
  return deliveries;
}

function again(kept: readonly DeadLetter[], targets: readonly NoticeTarget[]): readonly Outgoing[] {
  return kept.flatMap(({ target: name, notice }) => {
    const target = targets.find((one) => one.name === name);
    return target === undefined ? [] : [{ target, notice }];
  });
}

/** What is new for each receiver; with `--again` also what arrived before. */
async function fresh(
  options: NotifyOptions,
  targets: readonly NoticeTarget[],
  io: Io,
): Promise<{ readonly outgoing: readonly Outgoing[]; readonly skipped: number }> {
  const { database } = options;
  if (database === undefined) throw new UsageError("须用 --database 写明案件库");
  return withDesk({ ...options, database }, io, async (desk) => {
    const at = new Date().toISOString();
    const all: Outgoing[] = [];
    for await (const one of concerned(desk, options, at)) {
      const notice = noticeOf(one, options.event, at);
      all.push(...targets.map((target) => ({ target, notice })));
    }
    if (options.again === true) return { outgoing: all, skipped: 0 };
    const isTold = await desk.toldBefore(all.map(({ target, notice }) => ({ notice: notice.id, target: target.name })));
    const outgoing = all.filter(({ target, notice }) => !isTold(notice.id, target.name));
    return { outgoing, skipped: all.length - outgoing.length };
  });
}

/** The cases that an event is about; of time limits only those that are over. */
async function* concerned(
  desk: CaseDesk,
  { case: number, event, from, to }: NotifyOptions,
  at: string,
): AsyncGenerator<CaseSummary> {
  if (number !== undefined) {
    yield await desk.read.show(number);
    return;
  }
  const overdue = event === "case-overdue" ? new Set((await desk.read.overdue(at)).map((one) => one.number)) : null;
  for await (const one of desk.read.each({ from, to })) {
    if (overdue === null || overdue.has(one.number)) yield one;
  }
}

async function targetsOf({ targets }: NotifyOptions, io: Io): Promise<readonly NoticeTarget[]> {
  if (targets === undefined) throw new UsageError("须用 --targets 写明接收方");
  try {
    return readTargets(await readFile(targets, "utf8"), io.env);
  } catch (cause) {
    throw new ConfigurationError("MEDLINT_TARGETS", `--targets ${targets}：${describeSystemError(cause)}`, { cause });
  }
}

async function readKept(path: string): Promise<readonly DeadLetter[]> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw new ConfigurationError("MEDLINT_DEAD_LETTERS", `--dead-letters ${path}：${describeSystemError(error)}`);
  });
  const { letters, broken } = readDeadLetters(text);
  if (broken > 0)
    throw new ConfigurationError("MEDLINT_DEAD_LETTERS", `--dead-letters ${path}：有 ${broken} 行不是未送达的提醒`);
  return letters;
}

async function writeKept(path: string, letters: readonly DeadLetter[]): Promise<void> {
  try {
    await writeFile(`${path}.part`, writeDeadLetters(letters));
    await rename(`${path}.part`, path);
  } catch (cause) {
    throw new ConfigurationError("MEDLINT_DEAD_LETTERS", `--dead-letters ${path}：${describeSystemError(cause)}`, {
      cause,
    });
  }
}
