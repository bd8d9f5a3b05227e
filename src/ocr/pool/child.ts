/** Entry of a child process: one engine, one picture at a time. Started by `supervised-child.ts`, never imported. */
import { PictureEngine } from "../picture-engine.js";
import { ENGINE_VARIABLE, type FromChild, isEngineName, type ToChild } from "./protocol.js";

type Question = Extract<FromChild, { type: "pixels" | "share" }>;
type Answer = Extract<ToChild, { type: "known" | "range" }>;

let hear: ((answer: Answer) => void) | null = null;

function send(message: FromChild): void {
  // The parent may be gone at any moment; then `disconnect` ends this process.
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
}

function ask(question: Question): Promise<Answer> {
  send(question);
  return new Promise((resolve) => {
    hear = resolve;
  });
}

async function read(engine: PictureEngine, { id, bytes, range }: Extract<ToChild, { type: "read" }>): Promise<void> {
  const reading = await engine.read(bytes, {
    known: async (hash) => {
      if (range !== null) return null;
      const answer = await ask({ type: "pixels", id, hash });
      return answer.type === "known" ? answer.reading : null;
    },
    share: async (segments) => {
      if (range !== null) return range;
      const answer = await ask({ type: "share", id, segments });
      return answer.type === "range" ? answer.range : { from: 0, to: segments };
    },
  });
  send({ type: "done", id, reading, memory: process.memoryUsage.rss() });
}

async function start(): Promise<void> {
  const name = process.env[ENGINE_VARIABLE];
  if (!isEngineName(name)) throw new Error(`${ENGINE_VARIABLE} is not set`);
  const engine = await PictureEngine.load(name);
  process.on("message", (message: ToChild) => {
    if (message.type !== "read") {
      hear?.(message);
      return;
    }
    // What is not foreseen ends the process: the parent notes the picture and starts another.
    read(engine, message).catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      process.exit(1);
    });
  });
  send({ type: "ready" });
}

process.on("disconnect", () => process.exit(0));
// Ctrl-C reaches the whole group; the parent decides when its children end.
process.on("SIGINT", () => {});
start().catch((error: unknown) => {
  send({ type: "unavailable", reason: error instanceof Error ? error.message : String(error) });
  process.disconnect?.();
});
