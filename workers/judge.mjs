// The entry of a Piscina worker. Plain JavaScript, so that it runs as it stands on every Node: it loads the built module,
// or, in the source tree, the TypeScript one through the loader that the pool sets.
import { workerData } from "node:worker_threads";

const { startJudge } = await import(workerData.module);
const judge = await startJudge(workerData.settings);

/** Judges one batch, see `src/batches/judge-batch.ts`. */
export function judgeBatch(task) {
  return judge(task);
}
