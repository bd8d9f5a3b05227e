import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const cli = fileURLToPath(new URL("../../dist/bin/medlint.js", import.meta.url));
const isBuilt = existsSync(cli);

describe.skipIf(!isBuilt)("the bundled command line (skipped before `npm run build`)", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "medlint-bundle-"));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const medlint = (args: readonly string[], input = "") =>
    spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: "utf8", input });

  it("finds the files that it reads beside itself, whichever folder its code came from", () => {
    const listing = JSON.stringify({
      id: "s1",
      kind: "device",
      text: "三天根治高血压",
      merchant: { id: "m1", name: "示例店" },
    });
    const record = ["--database", "cases.db", "--key", "key.pem"];
    expect(medlint(["audit", "key", "--key", "key.pem"]).stderr).not.toContain("ENOENT");
    const checked = medlint(["check", "-", "--from", "jsonl", "--record", ...record], `${listing}\n`);
    expect(checked.stderr).not.toContain("MEDLINT_");
    expect(checked.status).toBe(1);
    expect(medlint(["cases", "list", ...record]).stdout).toContain("QM-");
    expect(medlint(["evidence", "prune", "--help"]).status).toBe(0);
    expect(medlint(["rules", "show", "efficacy-guarantee"]).status).toBe(0);
  });

  it("finds what the library finds", async () => {
    const { createScanner } = (await import(
      new URL("../../dist/index.js", import.meta.url).href
    )) as typeof import("../../src/index.js");
    const text = "三天根治高血压，全国第一品牌，无效退款。本品适用于眼干、弱视、近视，60天完全康复。但安全无创。";
    const listing = { id: "s1", text };
    const { stdout } = medlint(
      ["check", "-", "--from", "jsonl", "--format", "jsonl", "--as-of", "2026-03-01"],
      JSON.stringify(listing),
    );
    const expected = createScanner().scan(listing, { day: "2026-03-01" });
    expect(expected.findings.length).toBeGreaterThan(3);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(expected)));
  });

  it("starts from code compiled ahead, and without it", () => {
    const program = fileURLToPath(new URL("../../dist/bin/program.js", import.meta.url));
    const source = readFileSync(program, "latin1");
    expect(source).not.toMatch(/[\u0080-\uffff]/);
    const cachedData = readFileSync(program.replace(/js$/, "cache"));
    expect(new Script(source, { filename: program, cachedData }).cachedDataRejected).toBe(false);
    const bare = join(folder, "bare/dist");
    cpSync(dirname(dirname(program)), bare, { recursive: true });
    cpSync(fileURLToPath(new URL("../../package.json", import.meta.url)), join(folder, "bare/package.json"));
    symlinkSync(fileURLToPath(new URL("../../node_modules", import.meta.url)), join(folder, "bare/node_modules"));
    for (const damage of [
      () => writeFileSync(join(bare, "bin/program.cache"), "?"),
      () => rmSync(join(bare, "bin/program.cache")),
    ]) {
      damage();
      const checked = spawnSync(process.execPath, [join(bare, "bin/medlint.js"), "check", "-"], {
        cwd: folder,
        encoding: "utf8",
        input: "三天根治高血压",
      });
      expect(checked.stdout).toContain("efficacy-guarantee");
    }
  });

  it("starts its worker threads", () => {
    const lines = Array.from({ length: 50 }, (_, id) =>
      JSON.stringify({ id: String(id), kind: "device", text: "三天根治高血压" }),
    );
    const checked = medlint(["check", "-", "--from", "jsonl", "--format", "jsonl", "--jobs", "2"], lines.join("\n"));
    expect(checked.stderr).not.toContain("MEDLINT_");
    expect(checked.stdout.trimEnd().split("\n")).toHaveLength(50);
  });
});
