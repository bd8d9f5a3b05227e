import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ScanResult } from "../../src/contracts/result.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const cli = join(root, "dist/bin/medlint.js");
const pages = join(root, "demo/pages");

function medlint(args: readonly string[], input?: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: root,
    input,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

/** What the demo shows: lawful pages accuse nobody, unlawful ones break these rules among others. */
const LAWFUL = [
  "01-blood-pressure-monitor.html",
  "04-cold-gel.html",
  "07-cold-granules-otc.html",
  "10-amlodipine-rx.html",
  "16-glucose-meter.html",
  "18-dressing-unknown-number.html",
];
const UNLAWFUL: { page: string; rules: string[] }[] = [
  {
    page: "02-monitor-as-treatment.html",
    rules: ["treatment-claim-by-non-therapeutic-device", "cure-rate", "absolute-term"],
  },
  { page: "03-cold-gel-for-myopia.html", rules: ["off-scope-claim", "efficacy-guarantee", "safety-guarantee"] },
  {
    page: "08-ibuprofen-exaggerated.html",
    rules: ["efficacy-guarantee", "expert-endorsement", "refund-insurance-guarantee"],
  },
  { page: "05-pulse-device-expired.html", rules: ["cert-expired-or-invalid"] },
  { page: "06-glucose-meter-wrong-number.html", rules: ["cert-number-invalid"] },
  { page: "09-amoxicillin-promotion.html", rules: ["rx-drug-ad"] },
  { page: "11-ganoderma-health-food.html", rules: ["severe-disease-claim", "health-food-disease-claim"] },
  { page: "12-plaster-disguised.html", rules: ["efficacy-guarantee", "absolute-term"] },
  { page: "13-oxygen-json-ld.html", rules: ["cure-rate", "off-scope-claim"] },
  { page: "14-oximeter-state.html", rules: ["off-scope-claim"] },
  { page: "15-fever-patch-hidden.html", rules: ["panacea-claim", "off-scope-claim"] },
  { page: "17-infrared-exaggerated.html", rules: ["efficacy-guarantee", "off-scope-claim", "cure-rate"] },
];

describe.skipIf(!existsSync(cli))("the demo shop, with the built program (skipped before `npm run build`)", () => {
  let folder = "";
  const results = new Map<string, ScanResult>();

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "medlint-demo-"));
    const registry = join(folder, "registry.sqlite");
    for (const file of ["demo/registry-devices.jsonl", "demo/registry-drugs.jsonl"]) {
      expect(medlint(["registry", "import", file, "--registry", registry, "--as-of", "2026-10-31"]).status).toBe(0);
    }
    const options = ["--registry", registry, "--as-of", "2026-11-20", "--format", "jsonl"];
    const ran = medlint(["check", "demo/pages", ...options]);
    expect(ran.status, ran.stderr).toBe(1);
    for (const line of ran.stdout.trimEnd().split("\n")) {
      const result = JSON.parse(line) as ScanResult;
      results.set(result.listing?.replace("demo/pages/", "") ?? "", result);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("reads every page whole", () => {
    expect([...results.keys()]).toEqual(readdirSync(pages).sort());
    expect([...results.values()].filter((result) => result.status === "incomplete")).toEqual([]);
  });

  it("has pages in UTF-8 and in GB18030", () => {
    const isUtf8 = (name: string) =>
      Buffer.from(readFileSync(join(pages, name), "utf8")).equals(readFileSync(join(pages, name)));
    expect(readdirSync(pages).filter((name) => !isUtf8(name)).length).toBeGreaterThanOrEqual(4);
  });

  it.each(LAWFUL)("%s accuses nobody", (page) => {
    const result = results.get(page);
    expect(result?.findings.filter((finding) => finding.certainty === "violation")).toEqual([]);
  });

  it.each(UNLAWFUL)("$page breaks $rules", ({ page, rules }) => {
    const result = results.get(page);
    expect(result?.status).toBe("violation");
    expect(result?.findings.map((finding) => finding.rule)).toEqual(expect.arrayContaining(rules));
  });

  it("places every finding in the source of its page", () => {
    let placed = 0;
    for (const [page, result] of results) {
      const bytes = readFileSync(join(pages, page));
      const isGb = /charset=("?)(gb|GB)/.test(bytes.toString("latin1"));
      const source = new TextDecoder(isGb ? "gb18030" : "utf-8").decode(bytes);
      for (const { where, matched } of result.findings) {
        if (!where?.source) continue;
        const { start, end } = where.source;
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(source.length);
        // Text as it stands is found as it stands; attributes and entities map as a whole.
        if (end - start === matched.length) expect(source.slice(start, end)).toBe(matched);
        placed++;
      }
    }
    expect(placed).toBeGreaterThan(50);
  });
});

describe.skipIf(!existsSync(cli))("the built program (skipped before `npm run build`)", () => {
  it("prints its version", () => {
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    expect(medlint(["--version"]).stdout).toBe(`${version}\n`);
  });

  it("answers a text from standard input", () => {
    const ran = medlint(["check", "-", "--kind", "device"], "三天根治高血压，永不复发");
    expect(ran.status).toBe(1);
    expect(ran.stdout).toContain("efficacy-guarantee");
    expect(ran.stdout).toContain("《中华人民共和国广告法》第十六条");
  });

  it("gives the same bytes twice", () => {
    const argv = ["check", "demo/pages/03-cold-gel-for-myopia.html", "--format", "jsonl", "--as-of", "2026-11-20"];
    expect(medlint(argv).stdout).toBe(medlint(argv).stdout);
  });
});
