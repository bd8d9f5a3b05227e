import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { SERVICES } from "../../src/cli/services.js";
import { medlint } from "../cli/fakes.js";

const folder = mkdtempSync(join(tmpdir(), "medlint-configuration-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
// Each run compiles the dictionary from its YAML files in the source tree.
vi.setConfig({ testTimeout: 30_000 });
const real = { services: SERVICES };

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const CHANGE = "reason: 另有系统检查, author: 甲, date: 2026-01-05";
const off = file(
  "off.yaml",
  `defaults: {kind: device, profile: merchant}\noff:\n  - {rule: refund-insurance-guarantee, ${CHANGE}, until: 2026-06-30}\n`,
);

describe("medlint check --config", () => {
  it("leaves the rule out, says so, and takes the defaults", async () => {
    const argv = ["check", "-", "--config", off, "--as-of", "2026-06-30"];
    const stylish = await medlint(argv, { ...real, stdin: "无效退款" });
    expect(stylish.code).toBe(0);
    expect(stylish.out).toContain("未发现问题（有停用的规则）");
    expect(stylish.out).toContain("未检查：配置停用的规则 refund-insurance-guarantee（至 2026-06-30）");
    expect(stylish.err).toContain(off);
    const jsonl = await medlint([...argv, "--format", "jsonl"], { ...real, stdin: "三天根治高血压" });
    expect(JSON.parse(jsonl.out).findings[0].ground).toBe("law");
    expect(JSON.parse(jsonl.out).engine.dictionary).toMatch(/^[0-9a-f]{12}\+[0-9a-f]{8}$/);
  });

  it("the command line goes before the defaults", async () => {
    const argv = ["check", "-", "--config", off, "--profile", "platform", "--as-of", "2026-06-30", "--format", "jsonl"];
    const { out } = await medlint(argv, { ...real, stdin: "三天根治高血压" });
    expect(JSON.parse(out).findings[0].ground).toBeUndefined();
  });

  it("after the end date the rule judges again, and that is said", async () => {
    const ran = await medlint(["check", "-", "--config", off, "--as-of", "2026-07-01"], { ...real, stdin: "无效退款" });
    expect(ran.code).toBe(1);
    expect(ran.err).toContain("refund-insurance-guarantee 的停用 的期限（2026-06-30）已过");
  });

  it("an unreadable or wrong file is a configuration error", async () => {
    const bad = file("bad.yaml", "off:\n  - {rule: x}\n");
    for (const [path, reason] of [
      [bad, "第 2 行"],
      [join(folder, "none.yaml"), "无法读取"],
    ] as const) {
      const ran = await medlint(["check", "-", "--config", path], { stdin: "x" });
      expect(ran.code).toBe(2);
      expect(ran.err).toContain("MEDLINT_CONFIGURATION");
      expect(ran.err).toContain(reason);
    }
  });
});

describe("medlint rules … --config", () => {
  const dated = file("never.yaml", `off:\n  - {rule: refund-insurance-guarantee, ${CHANGE}, until: never}\n`);

  it("lists the state of the rules", async () => {
    const { out } = await medlint(["rules", "list", "--config", dated], real);
    expect(out).toMatch(/refund-insurance-guarantee .*停用（长期）：另有系统检查（甲，2026-01-05）/);
    expect(out).toContain("其中停用 1 条");
    const json = await medlint(["rules", "list", "--config", dated, "--format", "json"], real);
    const states = (JSON.parse(json.out) as { id: string; state: string }[]).filter(({ state }) => state !== "on");
    expect(states).toMatchObject([{ id: "refund-insurance-guarantee", state: "off", until: "never" }]);
    expect((await medlint(["rules", "list", "--no-config"], real)).out).not.toContain("停用");
  });

  it("shows state and regulators' codes of one rule", async () => {
    const { out } = await medlint(["rules", "show", "refund-insurance-guarantee", "--config", dated], real);
    expect(out).toContain("状态 停用（长期）");
    expect(out).toMatch(/监测代码 .*YP31 /);
  });
});

describe("medlint init", () => {
  it("writes a file that holds, once", async () => {
    const ran = await medlint(["init", folder]);
    expect(ran.code).toBe(0);
    const path = join(folder, "medlint.config.yaml");
    const text = readFileSync(path, "utf8");
    expect((await medlint(["rules", "list", "--config", path], real)).code).toBe(0);
    const again = await medlint(["init", folder]);
    expect(again.code).toBe(2);
    expect(again.err).toContain("已存在");
    expect(readFileSync(path, "utf8")).toBe(text);
  });
});
