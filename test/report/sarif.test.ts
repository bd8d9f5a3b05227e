import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import type { ScanResult } from "../../src/contracts/result.js";
import { loadDictionary } from "../../src/dictionaries/load-dictionary.js";
import type { Origin } from "../../src/report/reporter.js";
import { ruleCatalogue } from "../../src/report/rule-catalogue.js";
import { createSarifReporter, MAX_NOTIFICATIONS } from "../../src/report/sarif.js";
import { plainMessage } from "../../src/report/sarif-rules.js";
import { SummaryCounter } from "../../src/report/summary.js";
import { finding, result } from "./findings.js";
import { HOSTILE_TEXTS, hostileResult } from "./hostile.js";

/** The published schema, and the validator that its package brings along. */
const require = createRequire(import.meta.url);
const schema = require("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json") as object;
const own = createRequire(require.resolve("@microsoft/jest-sarif/package.json"));
interface Validator {
  addMetaSchema(meta: unknown): void;
  validate(schema: object, data: unknown): boolean;
  errorsText(): string;
}
const Ajv = own("ajv") as new (options: object) => Validator;
const ajv = new Ajv({ schemaId: "auto", allErrors: true });
ajv.addMetaSchema(own("ajv/lib/refs/json-schema-draft-04.json"));

const rules = ruleCatalogue(loadDictionary());

interface Log {
  runs: {
    columnKind: string;
    results: {
      ruleId: string;
      ruleIndex: number;
      kind: string;
      level: string;
      message: { text: string };
      baselineState?: string;
      suppressions?: { kind: string; justification: string }[];
      partialFingerprints: Record<string, string>;
      locations: { physicalLocation?: { artifactLocation: { uri: string }; region?: Record<string, unknown> } }[];
    }[];
    tool: { driver: { rules: { id: string; help: { text: string }; defaultConfiguration: { level: string } }[] } };
    invocations: { executionSuccessful: boolean; exitCode: number; toolExecutionNotifications?: unknown[] }[];
  }[];
}

function logOf(results: readonly ScanResult[], origin: Origin | null = null, hasBaseline = false) {
  const reporter = createSarifReporter({ version: "1.2.3", rules, hasBaseline });
  const counter = new SummaryCounter();
  let text = reporter.begin();
  for (const one of results) {
    counter.add(one);
    text += reporter.result(one, null, origin);
  }
  text += reporter.end(counter.finish(), { exitCode: 1, remarks: ["基线 {0} [x](y)"] });
  const log = JSON.parse(text) as Log;
  const isValid = ajv.validate(schema, log);
  expect(isValid, ajv.errorsText()).toBe(true);
  const [run] = log.runs;
  if (run === undefined) throw new Error("no run");
  return run;
}

describe("sarif", () => {
  it("the validator refuses what is no log", () => {
    expect(ajv.validate(schema, { version: "2.1.0", runs: [{ tool: {} }] })).toBe(false);
    expect(ajv.validate(schema, { version: "2.1.0", runs: [], extra: 1 })).toBe(false);
  });

  it.each([0, 1, 3])("is valid with %i results", (count) => {
    const run = logOf(Array.from({ length: count }, () => result()));
    expect(run.results).toHaveLength(count);
    expect(run.columnKind).toBe("utf16CodeUnits");
    expect(run.invocations[0]).toMatchObject({ executionSuccessful: true, exitCode: 1 });
  });

  it.each(HOSTILE_TEXTS)("is valid whatever a page says: %j", (text) => {
    const run = logOf([hostileResult(text).result], { path: text, document: text });
    expect(run.results).toHaveLength(4);
    for (const { message } of run.results) expect(message.text).not.toMatch(/(?<!\\)\[[^\]]*\]\(/);
  });

  it("describes each rule once, with its law", () => {
    const run = logOf([result({ findings: [finding(), finding({ rule: "absolute-term" }), finding()] })]);
    const { rules: described } = run.tool.driver;
    expect(described.map(({ id }) => id)).toEqual(["efficacy-guarantee", "absolute-term"]);
    expect(described[0]?.help.text).toContain("依据 《中华人民共和国广告法》第十六条");
    for (const { ruleId, ruleIndex } of run.results) expect(described[ruleIndex]?.id).toBe(ruleId);
  });

  it.each([
    { level: 1, certainty: "violation", kind: "fail", shown: "error" },
    { level: 2, certainty: "violation", kind: "fail", shown: "error" },
    { level: 3, certainty: "violation", kind: "fail", shown: "warning" },
    { level: 4, certainty: "violation", kind: "fail", shown: "note" },
    // SARIF 3.27.10: the level of what is no failure is `none`.
    { level: 1, certainty: "review", kind: "review", shown: "none" },
  ] as const)("level $level, $certainty → $kind, $shown", ({ level, certainty, kind, shown }) => {
    const [one] = logOf([result({ findings: [finding({ level, certainty })] })]).results;
    expect(one).toMatchObject({ kind, level: shown });
  });

  it("places findings of a page in its source, by unit, line and column", () => {
    const document = `<p>一</p>\n<p>😀根治</p>\r\n`;
    const start = document.indexOf("根治");
    const where = {
      zone: "body" as const,
      field: "text",
      start: 2,
      end: 4,
      source: { start, end: start + 2 },
      image: null,
    };
    const run = logOf([result({ findings: [finding({ matched: "根治", where })] })], {
      path: "店 铺/a#1.html",
      document,
      isPage: true,
    });
    const location = run.results[0]?.locations[0]?.physicalLocation;
    expect(location?.artifactLocation.uri).toBe("%E5%BA%97%20%E9%93%BA/a%231.html");
    expect(location?.region).toMatchObject({
      charOffset: start,
      charLength: 2,
      startLine: 2,
      startColumn: 6,
      endLine: 2,
      endColumn: 8,
    });
  });

  it("places findings of a text in the text, of a line at the line, and else nowhere", () => {
    const text = "一\n彻底根治";
    const where = { zone: "text" as const, field: "text", start: 2, end: 6, source: null, image: null };
    const at = (origin: Origin, changes = {}) =>
      logOf([result({ findings: [finding({ where: { ...where, ...changes } })] })], origin).results[0]?.locations[0]
        ?.physicalLocation?.region;
    expect(at({ path: "a.txt", document: text })).toMatchObject({ charOffset: 2, startLine: 2, startColumn: 1 });
    expect(at({ path: "a.jsonl", line: 7 })).toEqual({ startLine: 7 });
    expect(at({ path: "a.txt", document: text }, { field: "attributes.x" })).toBeUndefined();
    expect(at({ path: "a.txt", document: text }, { start: 400, end: 404 })).toBeUndefined();
  });

  it("keeps the fingerprint, says what is known and what is suppressed", () => {
    const suppressed = { by: "inline", reason: "商标", until: "2026-12-31" } as const;
    const run = logOf(
      [result({ findings: [finding({ known: { since: "2026-01-01" } }), finding({ suppressed })] })],
      null,
      true,
    );
    expect(run.results).toMatchObject([
      { baselineState: "unchanged", partialFingerprints: { "medlint/v1": finding().fingerprint } },
      { baselineState: "new", suppressions: [{ kind: "inSource", justification: "商标" }] },
    ]);
  });

  it.each([MAX_NOTIFICATIONS, MAX_NOTIFICATIONS + 1])(
    "keeps %i notes at most a thousand, and counts the rest",
    (count) => {
      const notes = Array.from({ length: count }, (_, index) => ({ code: "line-not-json", where: `a:${index}` }));
      const base = result({ status: "incomplete", findings: [] });
      const [invocation] = logOf([{ ...base, coverage: { ...base.coverage, notes } }]).invocations;
      expect(invocation?.executionSuccessful).toBe(false);
      // The remark, and where there are too many the sentence that says so.
      const beside = count > MAX_NOTIFICATIONS ? 2 : 1;
      expect(invocation?.toolExecutionNotifications).toHaveLength(MAX_NOTIFICATIONS + beside);
      expect(JSON.stringify(invocation).includes("另有 1 条说明未列出")).toBe(count > MAX_NOTIFICATIONS);
    },
  );

  it("escapes what a message reads as mark", () => {
    expect(plainMessage("[x](javascript:1) {0} \\")).toBe("\\[x\\](javascript:1) {{0}} \\\\");
  });
});
