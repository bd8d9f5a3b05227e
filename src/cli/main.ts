#!/usr/bin/env node
import { readFileSync, writeSync } from "node:fs";
import { describeSystemError } from "./errors.js";
import { type Io, toOutput } from "./io.js";
import { run } from "./run.js";

/** What a shell reports of a program ended by SIGINT and by SIGPIPE. */
const EXIT_INTERRUPTED = 130;
const EXIT_BROKEN_PIPE = 141;
/** How long an interrupted command may take to say what it has. */
const GRACE_MS = 2000;

const interruption = new AbortController();
process.on("SIGINT", () => {
  if (interruption.signal.aborted) process.exit(EXIT_INTERRUPTED);
  interruption.abort();
  setTimeout(() => process.exit(EXIT_INTERRUPTED), GRACE_MS).unref();
});

function complain(sentence: string): void {
  try {
    writeSync(process.stderr.fd, sentence);
  } catch {
    // Nobody reads errors either.
  }
}

// A reader that went away (`| head`) is no failure of ours, but the work was not finished either.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(EXIT_BROKEN_PIPE);
    // Written at once: the process ends here, and a report that is not whole must not look like one.
    if (stream === process.stdout) complain(`错误 MEDLINT_OUTPUT：标准输出无法写入：${describeSystemError(error)}\n`);
    process.exit(2);
  });
}

const io: Io = {
  stdin: process.stdin,
  stdout: toOutput(process.stdout),
  stderr: toOutput(process.stderr),
  env: process.env,
  signal: interruption.signal,
};
const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  version: string;
};
// No `await` of the module: the bundle is one script, which starts from V8's code cache (scripts/bundle.mjs).
void run(process.argv.slice(2), io, { version }).then((exitCode) => {
  // Setting it instead of exiting lets a slow pipe take everything.
  process.exitCode = interruption.signal.aborted ? EXIT_INTERRUPTED : exitCode;
});
