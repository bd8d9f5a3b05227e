// The pool of the program with batches of a given size: node one-a-task.mjs DIST INPUT OUTPUT SIZE
import { createWriteStream } from "node:fs";
import { pathToFileURL } from "node:url";

const [dist, input, output, size] = process.argv.slice(2);
const load = (path) => import(pathToFileURL(`${dist}/${path}`).href);
const { answerInputs } = await load("batches/answer-inputs.js");
const { shareScanner } = await load("batches/shared-scanner.js");
const { WorkerPool } = await load("batches/worker-pool.js");
const { readRawInputs } = await load("prepare/read/read-raw.js");
const { SERVICES } = await load("cli/services.js");

const scanner = await SERVICES.createScanner(await SERVICES.loadDictionary(undefined));
const settings = {
  scanner: shareScanner(scanner, undefined),
  registry: null,
  day: "2026-11-01",
  defaults: {},
  id: undefined,
  adapters: undefined,
  withListings: false,
  pictures: "never",
};
const reading = { from: "jsonl", defaults: {} };
const answers = answerInputs(readRawInputs([input], reading, process.stdin, { otherFiles: 0 }), {
  judge: null,
  options: reading,
  signal: new AbortController().signal,
  workers: {
    open: () => WorkerPool.start(settings, { jobs: 2 }),
    afterBytes: 0,
    afterListings: 0,
    batchSize: { listings: Number(size), bytes: 1 << 20, idleMs: 1000 },
  },
});
const out = createWriteStream(output);
for await (const { answer } of answers) {
  if (!out.write(answer.lines)) await new Promise((resolve) => out.once("drain", resolve));
}
out.end();
await new Promise((resolve) => out.once("close", resolve));
