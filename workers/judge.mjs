// The entry of a Piscina worker. Plain JavaScript, so that it runs as it stands on every Node: it loads the built module,
// or, in the source tree, the TypeScript one, through tsx (`--import tsx` does nothing in the worker threads of
// Node 20).
import { workerData } from "node:worker_threads";

if (workerData.isSource) (await import("tsx/esm/api")).register();
const { startJudge } = await import(workerData.module);
const judge = await startJudge(workerData.settings);

/** Judges one batch, see `src/batches/judge-batch.ts`. */
export function judgeBatch(task) {
  return judge(task);
}
