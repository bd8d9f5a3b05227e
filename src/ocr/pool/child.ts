/** Entry of a child process: one engine, one picture at a time. Started by `supervised-child.ts`, never imported. */
import type { PictureReading } from "../../contracts/ocr.js";
import { PictureEngine } from "../picture-engine.js";
import { ENGINE_VARIABLE, type FromChild, isEngineName, type ToChild } from "./protocol.js";

const answers = new Map<number, (reading: PictureReading | null) => void>();

function send(message: FromChild): void {
  // The parent may be gone at any moment; then `disconnect` ends this process.
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
}

async function read(engine: PictureEngine, id: number, bytes: Uint8Array): Promise<void> {
  const reading = await engine.read(bytes, (hash) => {
    send({ type: "pixels", id, hash });
    return new Promise((resolve) => answers.set(id, resolve));
  });
  send({ type: "done", id, reading, memory: process.memoryUsage.rss() });
}

async function start(): Promise<void> {
  const name = process.env[ENGINE_VARIABLE];
  if (!isEngineName(name)) throw new Error(`${ENGINE_VARIABLE} is not set`);
  const engine = await PictureEngine.load(name);
  process.on("message", (message: ToChild) => {
    if (message.type === "known") {
      answers.get(message.id)?.(message.reading);
      answers.delete(message.id);
      return;
    }
    // What is not foreseen ends the process: the parent notes the picture and starts another.
    read(engine, message.id, message.bytes).catch((error: unknown) => {
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
