import type { Input } from "../prepare/read/input.js";
import { openAtOnce, openInput } from "../prepare/read/open-input.js";
import { type RawInput, sizeOf } from "../prepare/read/raw-input.js";
import { SummaryCounter } from "../report/summary.js";
import type { Batch } from "./batch.js";
import type { AnsweredListing, BatchAnswer, Complaint } from "./batch-answer.js";
import { complaintsOf, shownOf } from "./describe-judged.js";
import { BATCH_SIZE, type BatchSize, fillBatches } from "./fill-batches.js";
import { inOrder } from "./in-order.js";
import { isolateWith } from "./isolate.js";
import { type Judge, type Judged, whereOf } from "./judge.js";
import type { BatchPool } from "./worker-pool.js";

/** Batches under way for each worker: one in work, one waiting, one being written. */
const BATCHES_PER_JOB = 3;
/** Bytes under way, all together: batches of long lines are few at a time. */
export const MAX_IN_FLIGHT_BYTES = 64 * 1024 * 1024;

/** The answer to one input. */
export interface OneAnswered {
  readonly kind: "one";
  readonly raw: RawInput;
  readonly judged: Judged;
  readonly shown: AnsweredListing | null;
  readonly complaints: readonly Complaint[];
}

/** One answer, several, or those of a batch, in the order of the inputs. */
export type Answered =
  | OneAnswered
  | { readonly kind: "several"; readonly answers: readonly OneAnswered[] }
  | { readonly kind: "batch"; readonly batch: Batch; readonly answer: BatchAnswer };

/**
 * Answers that are given together: steps of generators and promises for each of millions would cost as much as judging. No
 * more than are done with before the collector comes by, which copies whatever is still held.
 */
const GIVEN_TOGETHER = { answers: 32, bytes: 256 * 1024 };

/** Listings whose pictures are read while earlier ones are judged. */
const PREPARED_AHEAD = 8;

/** When workers are started. */
export interface WorkerPlan {
  readonly open: () => Promise<BatchPool>;
  /** This thread judges so many bytes and listings itself: below that, starting workers costs more than they bring. */
  readonly afterBytes: number;
  readonly afterListings: number;
  readonly batchSize?: BatchSize | undefined;
}

export interface AnswerOptions {
  readonly judge: Pick<Judge, "judge" | "unread"> & Partial<Pick<Judge, "judgeAtOnce">>;
  readonly options: Parameters<typeof openInput>[1];
  /** Null: this thread judges everything. */
  readonly workers: WorkerPlan | null;
  /** What is done with an opened input before it is judged: its pictures are read. Some are done at once. */
  readonly prepare?: ((input: Input) => Promise<Input>) | undefined;
  /** Aborted: no more is read, what is done is answered. */
  readonly signal: AbortSignal;
}

/**
 * Answers raw inputs in their order: the first ones in this thread, the rest, where there is much, in workers.
 *
 * @throws WorkersUnavailableError
 */
export async function* answerInputs(
  groups: AsyncIterable<readonly RawInput[]>,
  options: AnswerOptions,
): AsyncGenerator<Answered> {
  const { workers, signal } = options;
  const iterator = groups[Symbol.asyncIterator]();
  let bytes = 0;
  let listings = 0;
  let rest: RawInput[] = [];
  const isEnough = () => workers !== null && (bytes >= workers.afterBytes || listings >= workers.afterListings);
  async function* here(): AsyncGenerator<readonly RawInput[]> {
    while (!isEnough()) {
      const step = await iterator.next();
      if (step.done) return;
      const group = step.value;
      let taken = 0;
      for (; taken < group.length && !isEnough(); taken++) {
        bytes += sizeOf(group[taken] as RawInput);
        listings++;
      }
      rest = group.slice(taken);
      yield taken === group.length ? group : group.slice(0, taken);
    }
  }
  async function* remaining(): AsyncGenerator<readonly RawInput[]> {
    if (rest.length > 0) yield rest;
    for (let step = await iterator.next(); !step.done; step = await iterator.next()) yield step.value;
  }
  try {
    if (options.prepare === undefined) yield* answerGroups(here(), options);
    else {
      for await (const answered of answerEach(eachOf(here()), options)) {
        if (signal.aborted) return;
        yield answered;
      }
    }
    if (workers !== null && isEnough() && !signal.aborted) yield* answerInWorkers(remaining(), workers, options);
  } finally {
    // A source that waits for a person can't be asked to stop.
    void iterator.return?.();
  }
}

type HereOptions = Pick<AnswerOptions, "judge" | "options" | "prepare" | "signal">;

/** Answers groups of inputs that need no preparing, without a promise for each where nothing must be waited for. */
async function* answerGroups(
  groups: AsyncIterable<readonly RawInput[]>,
  { judge, options, signal }: HereOptions,
): AsyncGenerator<Answered> {
  for await (const group of groups) {
    let answers: OneAnswered[] = [];
    let bytes = 0;
    for (const raw of group) {
      const input = openAtOnce(raw, options) ?? (await openInput(raw, options));
      const judged = judge.judgeAtOnce?.(input) ?? (await judge.judge(input));
      if (signal.aborted) {
        // What was done before is given; what was interrupted is not.
        if (answers.length > 0) yield { kind: "several", answers };
        return;
      }
      answers.push(answerOf(raw, input, judged));
      bytes += sizeOf(raw);
      if (answers.length < GIVEN_TOGETHER.answers && bytes < GIVEN_TOGETHER.bytes) continue;
      yield { kind: "several", answers };
      answers = [];
      bytes = 0;
    }
    if (answers.length > 0) yield { kind: "several", answers };
  }
}

/** Answers inputs one by one; where they are prepared, some are at once. */
async function* answerEach(
  raws: AsyncIterable<RawInput>,
  { judge, options, prepare, signal }: HereOptions,
): AsyncGenerator<OneAnswered> {
  const prepared = async (raw: RawInput) => {
    const input = await openInput(raw, options);
    return { raw, input: prepare === undefined ? input : await prepare(input) };
  };
  const window = { items: PREPARED_AHEAD, weight: MAX_IN_FLIGHT_BYTES };
  for await (const { raw, input } of inOrder(raws, prepared, { window, weightOf: sizeOf, signal }))
    yield answerOf(raw, input, await judge.judge(input));
}

function answerOf(raw: RawInput, input: Input, judged: Judged): OneAnswered {
  return { kind: "one", raw, judged, shown: shownOf(input, judged), complaints: complaintsOf(input, judged) };
}

async function* answerInWorkers(
  groups: AsyncIterable<readonly RawInput[]>,
  { open, batchSize = BATCH_SIZE }: WorkerPlan,
  options: AnswerOptions,
): AsyncGenerator<Answered> {
  const pool = await open();
  const judgeBatch = isolateWith(pool, (item) => poisonAnswer(item, options.judge));
  const run = async (batch: Batch) => ({ batch, answer: await judgeBatch(batch) });
  try {
    const answers = inOrder(fillBatches(groups, batchSize), run, {
      window: { items: pool.jobs * BATCHES_PER_JOB, weight: MAX_IN_FLIGHT_BYTES },
      weightOf: ({ bytes }) => bytes,
      signal: options.signal,
    });
    for await (const { batch, answer } of answers) {
      if (answer.deferred.length === 0) yield { kind: "batch", batch, answer };
      else yield* withDeferred(batch, answer, options);
    }
  } finally {
    await pool.close();
  }
}

/** A batch of which some inputs were left to this thread, which reads their pictures first. */
async function* withDeferred(batch: Batch, answer: BatchAnswer, options: AnswerOptions): AsyncGenerator<Answered> {
  const own = new Set(answer.deferred);
  const mine = batch.items.filter((_item, index) => own.has(index));
  const judged = answerEach(eachOf([mine]), options);
  for (const [index, part] of splitAnswer(batch, answer).entries()) {
    if (!own.has(index)) {
      yield part;
      continue;
    }
    const step = await judged.next();
    if (!step.done) yield step.value;
  }
}

async function* eachOf<T>(groups: AsyncIterable<readonly T[]> | Iterable<readonly T[]>): AsyncGenerator<T> {
  for await (const group of groups) yield* group;
}

/** One answer of one input each. Complaints come with the first. */
function splitAnswer(batch: Batch, { lines, listings, complaints, unjudged }: BatchAnswer): Answered[] {
  const results = linesOf(lines);
  const shown = listings === null ? null : linesOf(listings);
  return batch.items.map((item, index): Answered => {
    const summary = new SummaryCounter();
    const line = results[index] ?? new Uint8Array();
    const result = JSON.parse(new TextDecoder().decode(line)) as Judged["result"] | null;
    if (result !== null) summary.add(result);
    return {
      kind: "batch",
      batch: { items: [item], bytes: sizeOf(item) },
      answer: {
        lines: line,
        listings: shown?.[index] ?? null,
        summary: summary.finish(),
        complaints: index === 0 ? complaints : [],
        unjudged: unjudged.includes(index) ? [0] : [],
        deferred: [],
      },
    };
  });
}

/** Lines with their line feeds. */
function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(10, at) + 1;
    lines.push(bytes.subarray(at, end));
    at = end;
  }
  return lines;
}

/** The answer to a listing that ended its worker each time. */
function poisonAnswer(raw: RawInput, judge: Pick<Judge, "unread">): BatchAnswer {
  const line = "line" in raw ? raw.line : undefined;
  const where = whereOf({ source: raw.source, line });
  const result = judge.unread({
    name: line === undefined ? raw.source : null,
    line,
    notes: [{ code: "worker-died", where }],
  });
  const summary = new SummaryCounter();
  summary.add(result);
  const text = `${where}：检查这一件时工作线程崩溃（已重试），未检查；其余照常`;
  return {
    lines: new TextEncoder().encode(`${JSON.stringify(result)}\n`),
    listings: new TextEncoder().encode("null\n"),
    summary: summary.finish(),
    complaints: [{ text, isFailure: true }],
    unjudged: [0],
    deferred: [],
  };
}
