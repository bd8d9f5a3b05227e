import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
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

  it("starts its worker threads", () => {
    const lines = Array.from({ length: 50 }, (_, id) =>
      JSON.stringify({ id: String(id), kind: "device", text: "三天根治高血压" }),
    );
    const checked = medlint(["check", "-", "--from", "jsonl", "--format", "jsonl", "--jobs", "2"], lines.join("\n"));
    expect(checked.stderr).not.toContain("MEDLINT_");
    expect(checked.stdout.trimEnd().split("\n")).toHaveLength(50);
  });
});
