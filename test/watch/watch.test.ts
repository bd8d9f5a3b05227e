import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenWatcher, watchCheck } from "../../src/cli/commands/watch.js";
import type { Io } from "../../src/cli/io.js";
import { ChangeQueue, type Timer } from "../../src/cli/path-watcher.js";
import { fakeServices } from "../cli/fakes.js";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "medlint-watch-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A clock that a test moves. */
class HandTimer implements Timer {
  #call: (() => void) | null = null;
  start(call: () => void): () => void {
    this.#call = call;
    return () => {
      this.#call = null;
    };
  }
  pass(): void {
    const call = this.#call;
    this.#call = null;
    call?.();
  }
}

describe("ChangeQueue", () => {
  it("gives what changed once it is quiet, each path once, sorted", async () => {
    const timer = new HandTimer();
    const queue = new ChangeQueue(timer);
    const abort = new AbortController();
    const changes = queue.changes(abort.signal);
    const first = changes.next();
    queue.add("b");
    queue.add("a");
    queue.add("b");
    queue.add("gone");
    queue.delete("gone");
    timer.pass();
    expect((await first).value).toEqual(["a", "b"]);
    const second = changes.next();
    queue.add("c");
    timer.pass();
    expect((await second).value).toEqual(["c"]);
    const last = changes.next();
    abort.abort();
    expect((await last).done).toBe(true);
  });
});

describe("medlint check --watch", () => {
  it("checks everything, then what changed, with rules loaded once, until it is interrupted", async () => {
    const a = join(folder, "a.txt");
    const b = join(folder, "b.txt");
    writeFileSync(a, "血压计");
    writeFileSync(b, "根治");
    const abort = new AbortController();
    let out = "";
    let err = "";
    let scanners = 0;
    let isClosed = false;
    let wanted: (path: string) => boolean = () => false;
    const io: Io = {
      stdin: (async function* () {})(),
      stdout: {
        isTTY: false,
        write: async (text) => {
          out += text;
        },
      },
      stderr: {
        isTTY: false,
        write: async (text) => {
          err += text;
        },
      },
      env: {},
      signal: abort.signal,
    };
    const open: OpenWatcher = async (_paths, isWanted) => {
      wanted = isWanted;
      return {
        async *changes() {
          out = "";
          writeFileSync(a, "三天根治");
          yield [a];
          abort.abort();
        },
        close: async () => {
          isClosed = true;
        },
      };
    };
    const services = {
      ...fakeServices,
      createScanner: async (...given: Parameters<typeof fakeServices.createScanner>) => {
        scanners++;
        return fakeServices.createScanner(...given);
      },
      loadConfiguration: async () => null,
    };
    const options = { from: "auto" as const, color: false };
    expect(await watchCheck([folder], options, io, services, open)).toBe(0);
    expect(out).toContain("a.txt  疑似违规");
    expect(out).not.toContain("b.txt");
    expect(err).toContain("正在等待文件变化");
    expect({ scanners, isClosed }).toEqual({ scanners: 1, isClosed: true });
    expect([wanted("x.html"), wanted("x.jpg~")]).toEqual([true, false]);
  });

  it.each([
    { name: "standard input", paths: ["-"], options: {} },
    { name: "a file to write", paths: ["a"], options: { output: "x" } },
  ])("does not take $name", async ({ paths, options }) => {
    const io = {} as Io;
    const run = watchCheck(paths, { from: "auto", color: false, ...options }, io, fakeServices);
    await expect(run).rejects.toThrow("--watch");
  });
});
