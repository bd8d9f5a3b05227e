import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerInputs } from "../../src/batches/answer-inputs.js";
import { Judge } from "../../src/batches/judge.js";
import { shareScanner } from "../../src/batches/shared-scanner.js";
import { WorkerPool } from "../../src/batches/worker-pool.js";
import { SERVICES, type Services } from "../../src/cli/services.js";
import { loadDictionary } from "../../src/dictionaries/load-dictionary.js";
import { createPageReader } from "../../src/page/adapters/index.js";
import { jiebaSegmenter } from "../../src/prepare/jieba-segmenter.js";
import { readRawInputs } from "../../src/prepare/read/read-raw.js";
import { createScanner } from "../../src/scan/index.js";
import { medlint } from "../cli/fakes.js";

const dictionary = loadDictionary();
const scanner = createScanner(dictionary, { segmenter: jiebaSegmenter() });
const services: Services = {
  ...SERVICES,
  loadDictionary: async () => dictionary,
  loadConfiguration: async () => null,
  createScanner: async () => ({ ...scanner, share: async () => shareScanner(scanner, undefined) }),
};
const settings = {
  scanner: shareScanner(scanner, undefined),
  registry: null,
  day: "2026-11-01",
  defaults: { kind: "device" as const },
  id: undefined,
  adapters: undefined,
  withListings: false,
  pictures: "never" as const,
};

let folder = "";
let pool: WorkerPool;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "medlint-workers-"));
  pool = await WorkerPool.start(settings, { jobs: 2 });
}, 120_000);
afterAll(async () => {
  await pool.close();
  rmSync(folder, { recursive: true, force: true });
});

async function* bytesOf(text: string) {
  // Cut in the middle of characters too.
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += 37) yield bytes.subarray(at, at + 37);
}

const lineOf = fc.oneof(
  fc
    .record({
      id: fc.nat(999).map(String),
      title: fc.constantFrom("三天根治高血压", "上臂式血压计", "全网最低价", "国家级", ""),
      text: fc
        .array(fc.constantFrom("彻底告别颈椎病。", "大屏显示。", "治愈率98%，", "请按说明书使用。\n"), { maxLength: 4 })
        .map((all) => all.join("")),
      html: fc.constantFrom(
        undefined,
        "<p>一个疗程<b>根除</b>糖尿病</p>",
        '<p>血压计<img src="https://e.example/a.jpg">',
      ),
      images: fc.constantFrom(undefined, 5, ["https://e.example/b.jpg"]),
    })
    .map((one) => JSON.stringify(one)),
  fc.constantFrom("", "not json", "[1]", '{"title":"没有编号的根治"}', "{".repeat(300), "\u3000"),
);

describe("workers", () => {
  it("answer byte for byte as one thread does, however the input is cut", async () => {
    const loadPageReader = async () => createPageReader();
    const judge = new Judge({ scanner, registry: null, day: settings.day, loadPageReader });
    const linesFor = async (text: string, size: { listings: number; bytes: number } | null): Promise<string> => {
      const reading = { from: "jsonl" as const, defaults: settings.defaults, maxLineBytes: 200 };
      // The pool outlives the runs.
      const shared = { jobs: 2, run: pool.run.bind(pool), close: async () => {} };
      const workers = size && {
        open: async () => shared,
        afterBytes: size.bytes % 50,
        afterListings: 3,
        batchSize: { ...size, idleMs: 1000 },
      };
      const answers = answerInputs(readRawInputs(["-"], reading, bytesOf(text), { otherFiles: 0 }), {
        judge,
        options: reading,
        workers,
        signal: new AbortController().signal,
      });
      let out = "";
      for await (const answered of answers) {
        if (answered.kind === "one") out += `${JSON.stringify(answered.judged.result)}\n`;
        else if (answered.kind === "several")
          for (const { judged } of answered.answers) out += `${JSON.stringify(judged.result)}\n`;
        else out += new TextDecoder().decode(answered.answer.lines);
      }
      return out;
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(lineOf, { maxLength: 30 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 800 }),
        async (lines, listings, bytes) => {
          const text = lines.join("\n");
          const alone = await linesFor(text, null);
          expect(await linesFor(text, { listings, bytes })).toBe(alone);
        },
      ),
      { numRuns: 25 },
    );
  });

  const formats = ["jsonl", "stylish", "json", "csv", "html"];
  it.each(formats)("write the same %s as one thread, with summary and complaints", async (format) => {
    const path = join(folder, "shop.jsonl");
    const lines = Array.from({ length: 450 }, (_unused, index) =>
      index % 97 === 5
        ? "broken"
        : JSON.stringify({ id: `${index}`, title: index % 3 === 0 ? "三天根治高血压" : "血压计" }),
    );
    writeFileSync(path, lines.join("\n"));
    const argv = ["check", path, "--format", format, "--as-of", "2026-11-01", "--ocr", "none", "--jobs"];
    const alone = await medlint([...argv, "1"], { services });
    const many = await medlint([...argv, "2"], { services });
    expect(many).toEqual(alone);
    expect(alone.code).toBe(1);
    expect(alone.out).toContain("根治");
  });

  it("keep the marks of a baseline", async () => {
    const path = join(folder, "base.jsonl");
    const lines = Array.from({ length: 30 }, (_unused, index) => JSON.stringify({ id: `${index}`, title: "根治" }));
    writeFileSync(path, lines.join("\n"));
    const baseline = join(folder, "baseline.json");
    await medlint(["check", path, "--write-baseline", baseline, "--jobs", "2", "--ocr", "none"], { services });
    const ran = await medlint(["check", path, "--baseline", baseline, "--jobs", "2", "--ocr", "none"], { services });
    expect(ran.code).toBe(0);
  });
});

describe("interruption", () => {
  it("keeps what is done beside the file that was asked for, and says so", async () => {
    const abort = new AbortController();
    const output = join(folder, "out.jsonl");
    let seen = 0;
    const stopping: Services = {
      ...services,
      createScanner: async () => ({
        engine: scanner.engine,
        scanPrepared: (prepared) => {
          if (++seen === 3) abort.abort();
          return scanner.scanPrepared(prepared);
        },
      }),
    };
    const path = join(folder, "many.jsonl");
    writeFileSync(
      path,
      Array.from({ length: 20 }, (_unused, id) => JSON.stringify({ id: `${id}`, title: "根治" })).join("\n"),
    );
    const argv = ["check", path, "--format", "jsonl", "--output", output, "--jobs", "1", "--ocr", "none"];
    const ran = await medlint(argv, { services: stopping, signal: abort.signal });
    expect(ran.err).toContain("已中断：结果只到此为止（2 件）");
    expect(ran.err).toContain(`${output}.partial`);
    expect(existsSync(output)).toBe(false);
    const ids = readFileSync(`${output}.partial`, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).listing);
    expect(ids).toEqual(["0", "1"]);
  });
});
