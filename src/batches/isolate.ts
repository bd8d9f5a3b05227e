import type { RawInput } from "../prepare/read/raw-input.js";
import type { Batch } from "./batch.js";
import { type BatchAnswer, joinAnswers } from "./batch-answer.js";
import { type BatchPool, WorkerDiedError } from "./worker-pool.js";

/**
 * Judges a batch whatever it does to workers: once more as it is, then in halves, until the listings that kill their
 * worker stand alone. Those are answered by `answerPoison`, the others as ever.
 *
 * @param answerPoison the answer to a listing that killed its worker twice when it was alone
 */
export async function judgeIsolated(
  pool: BatchPool,
  batch: Batch,
  answerPoison: (item: RawInput) => BatchAnswer,
  isHalf = false,
): Promise<BatchAnswer> {
  const [only, ...others] = batch.items;
  const isAlone = only !== undefined && others.length === 0;
  // A half of a batch that failed twice is more likely to fail again; alone, it gets the benefit of the doubt.
  for (let tries = isHalf && !isAlone ? 1 : 2; tries > 0; tries--) {
    const answer = await attempt(pool, batch);
    if (answer !== null) return answer;
  }
  if (isAlone) return answerPoison(only);
  const middle = batch.items.length >> 1;
  const halves = [batch.items.slice(0, middle), batch.items.slice(middle)] as const;
  const answers: BatchAnswer[] = [];
  for (const items of halves)
    answers.push(await judgeIsolated(pool, { items, bytes: batch.bytes }, answerPoison, true));
  const [left, right] = answers as [BatchAnswer, BatchAnswer];
  return joinAnswers(left, right, middle);
}

/** `judgeIsolated` with its pool. */
export function isolateWith(pool: BatchPool, answerPoison: (item: RawInput) => BatchAnswer) {
  return (batch: Batch): Promise<BatchAnswer> => judgeIsolated(pool, batch, answerPoison);
}

async function attempt(pool: BatchPool, batch: Batch): Promise<BatchAnswer | null> {
  try {
    return await pool.run(batch);
  } catch (error) {
    if (error instanceof WorkerDiedError) return null;
    throw error;
  }
}
