import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OcrOptions, ocr } from "../../src/cli/commands/ocr.js";
import type { Io } from "../../src/cli/io.js";
import type { OcrPool, PictureReading } from "../../src/contracts/ocr.js";
import { annotatedSvg } from "../../src/ocr/annotated-svg.js";
import { OcrUnavailableError } from "../../src/ocr/index.js";
import { lineBytes } from "./fixtures.js";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "medlint-ocr-command-"));
  writeFileSync(join(folder, "b.png"), lineBytes(1));
  writeFileSync(join(folder, "a.JPG"), lineBytes(0));
  writeFileSync(join(folder, "notes.txt"), "not a picture");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const reading = (text: string, codes: readonly string[] = []): PictureReading => ({
  status: "read",
  width: 300,
  height: 40,
  lines: [{ text, box: [1, 2, 30, 4], confidence: 0.98 }],
  notes: codes.map((code) => ({ code, where: "" })),
});

/** A pool that reads the length of each picture. */
const fakePool = async (): Promise<OcrPool> => ({
  name: "fake",
  async read(source) {
    const bytes = typeof source === "function" ? await source() : source;
    const text = `${bytes.length}`;
    return bytes.length === 13
      ? { ...reading(text, ["image-not-a-picture"]), status: "failed", lines: [] }
      : reading(text);
  },
  async close() {},
});

async function run(paths: readonly string[], options: Partial<OcrOptions>, open = fakePool) {
  const [out, err]: [string[], string[]] = [[], []];
  const io: Io = {
    stdin: (async function* () {})(),
    stdout: { isTTY: false, write: async (text) => void out.push(text) },
    stderr: { isTTY: false, write: async (text) => void err.push(text) },
    env: {},
    signal: new AbortController().signal,
  };
  const code = await ocr(paths, { format: "text", ocr: "paddle", jobs: 1, ...options }, io, open);
  return { code, out: out.join(""), err: err.join("") };
}

describe("medlint ocr", () => {
  it("prints the lines of a folder's pictures, by name", async () => {
    const [a, b] = [lineBytes(0).length, lineBytes(1).length];
    const out = `── ${join(folder, "a.JPG")}\n${a}\n── ${join(folder, "b.png")}\n${b}\n`;
    expect(await run([folder], {})).toEqual({ code: 0, out, err: "" });
  });

  it("prints one JSON object a picture, in input order", async () => {
    const paths = [join(folder, "b.png"), join(folder, "a.JPG"), join(folder, "b.png")];
    const { out, code } = await run(paths, { format: "jsonl" });
    const rows = out
      .trimEnd()
      .split("\n")
      .map((row) => JSON.parse(row) as Record<string, unknown>);
    expect(code).toBe(0);
    expect(rows.map(({ file }) => file)).toEqual(paths);
    const [line] = reading(`${lineBytes(1).length}`).lines;
    expect(rows[0]).toEqual({ file: paths[0], width: 300, height: 40, lines: [line] });
  });

  it("says what could not be read and ends with 3", async () => {
    const paths = [join(folder, "notes.txt"), join(folder, "missing.png"), join(folder, "a.JPG")];
    const { out, err, code } = await run(paths, { format: "jsonl" });
    expect(code).toBe(3);
    expect(out.trimEnd().split("\n")).toHaveLength(3);
    expect(JSON.parse(out.split("\n")[0] ?? "")).toMatchObject({
      status: "failed",
      notes: ["image-not-a-picture"],
      lines: [],
    });
    expect(err).toContain("不是图片");
    expect(err).toContain("文件不存在");
  });

  it.runIf(process.platform !== "win32")(
    "opens no pipe and no device: they may never end",
    { timeout: 10_000 },
    async () => {
      const pipe = join(folder, "pipe.jpg");
      execFileSync("mkfifo", [pipe]);
      const { err, code, out } = await run([pipe, "/dev/zero"], { format: "jsonl" });
      rmSync(pipe);
      expect(code).toBe(3);
      expect(out.match(/"image-not-a-file"/g)).toHaveLength(2);
      expect(err).toContain("不是普通文件");
    },
  );

  it("writes to a file that appears whole", async () => {
    const path = join(folder, "out.jsonl");
    expect(await run([join(folder, "a.JPG")], { format: "jsonl", output: path })).toMatchObject({ code: 0, out: "" });
    expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ width: 300 });
  });

  it("draws what was read, pictures of one name beside one another", async () => {
    const target = join(folder, "drawn");
    const paths = [join(folder, "a.JPG"), join(folder, "a.JPG")];
    expect(await run(paths, { format: "annotated", output: target })).toMatchObject({ code: 0 });
    expect(readdirSync(target)).toEqual(["a.JPG-2.svg", "a.JPG.svg"]);
  });

  it.each([
    { name: "annotated without a folder", options: { format: "annotated" as const }, code: "MEDLINT_USAGE_ARGUMENT" },
    { name: "an output that cannot be", options: { output: "/nowhere/at/all" }, code: "MEDLINT_OUTPUT" },
  ])("$name is a usage error", async ({ options, code }) => {
    await expect(run([folder], options)).rejects.toMatchObject({ code, exitCode: 2 });
  });

  it("says which packages are missing", async () => {
    const open = () => Promise.reject(new OcrUnavailableError("需要可选软件包"));
    await expect(run([folder], {}, open)).rejects.toMatchObject({
      code: "MEDLINT_OCR_UNAVAILABLE",
      message: "需要可选软件包",
    });
  });

  it("a folder without pictures is a usage error", async () => {
    const empty = mkdtempSync(join(folder, "empty-"));
    await expect(run([empty], {})).rejects.toMatchObject({ exitCode: 2 });
  });
});

describe("annotatedSvg", () => {
  it("holds the picture and each line, and nothing that runs or loads", () => {
    const hostile = reading(`<script>alert("1")</script>&\u202e\u0000`);
    const turned = {
      ...(hostile.lines[0] as NonNullable<(typeof hostile.lines)[0]>),
      corners: [
        [1, 2],
        [3, 4],
        [5, 6],
        [7, 8],
      ] as const,
    };
    const svg = annotatedSvg(lineBytes(0), { ...hostile, lines: [...hostile.lines, turned] });
    expect(svg).toContain('href="data:image/png;base64,');
    expect(svg).toContain('points="1,2 31,2 31,6 1,6"');
    expect(svg).toContain('points="1,2 3,4 5,6 7,8"');
    expect(svg).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;\ufffd\ufffd");
    expect(svg).not.toContain("<script");
  });
});
