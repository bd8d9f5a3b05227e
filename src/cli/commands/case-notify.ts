import { readFile, rename, writeFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import type { CaseSummary } from "../../contracts/case.js";
import { type DeadLetter, deadLetterOf, readDeadLetters, writeDeadLetters } from "../../notices/dead-letters.js";
import { type DeliveryWorld, deliver, type NoticeTarget } from "../../notices/deliver.js";
import { type CaseNotice, type NoticeEvent, noticeOf } from "../../notices/notice.js";
import { readTargets } from "../../notices/read-targets.js";
import { neutralise } from "../../report/neutralise.js";
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
  const outgoing = options.retry === true ? again(kept, targets) : await fresh(options, targets, io);
  const orphans =
    options.retry === true ? kept.filter(({ target }) => !targets.some(({ name }) => name === target)) : kept;
  const failed = await sendAll(outgoing, io);
  await writeKept(options.deadLetters, [...orphans, ...failed]);
  const sent = outgoing.length - failed.length;
  await io.stdout.write(
    `已送达 ${sent} 条，未送达 ${failed.length} 条${failed.length > 0 ? `（见 ${options.deadLetters}）` : ""}\n`,
  );
  return failed.length > 0 ? EXIT.unread : EXIT.ok;
}

async function list(kept: readonly DeadLetter[], io: Io): Promise<number> {
  for (const { target, failedAt, tries, reason, notice } of kept) {
    const line = `${failedAt}  ${target}  ${notice.case.number}  试 ${tries} 次  ${reason}`;
    await io.stdout.write(`${neutralise(line)}\n`);
  }
  await io.stdout.write(`未送达 ${kept.length} 条\n`);
  return kept.length > 0 ? EXIT.unread : EXIT.ok;
}

async function sendAll(outgoing: readonly Outgoing[], io: Io): Promise<readonly DeadLetter[]> {
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
  const failed: DeadLetter[] = [];
  try {
    for (const { target, notice } of outgoing) {
      const delivery = io.signal.aborted
        ? { target: target.name, notice, isDelivered: false, tries: 0, reason: "已中断" }
        : await deliver(notice, target, world);
      const letter = deadLetterOf(delivery, new Date().toISOString());
      if (letter === null) continue;
      failed.push(letter);
      await io.stderr.write(`${neutralise(`${target.name}：${notice.case.number} 未送达，${letter.reason}`)}\n`);
    }
  } finally {
    await client.close();
  }
  return failed;
}

function again(kept: readonly DeadLetter[], targets: readonly NoticeTarget[]): readonly Outgoing[] {
  return kept.flatMap(({ target: name, notice }) => {
    const target = targets.find((one) => one.name === name);
    return target === undefined ? [] : [{ target, notice }];
  });
}

async function fresh(options: NotifyOptions, targets: readonly NoticeTarget[], io: Io): Promise<readonly Outgoing[]> {
  const { database, from, to } = options;
  if (database === undefined) throw new UsageError("须用 --database 写明案件库");
  return withDesk({ ...options, database }, io, async (desk) => {
    const at = new Date().toISOString();
    const notices: CaseNotice[] = [];
    const add = (one: CaseSummary) => notices.push(noticeOf(one, options.event, at));
    if (options.case !== undefined) add(await desk.read.show(options.case));
    else for await (const one of desk.read.each({ from, to })) add(one);
    return notices.flatMap((notice) => targets.map((target) => ({ target, notice })));
  });
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
