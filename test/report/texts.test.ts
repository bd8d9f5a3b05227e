import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import type { ScanResult } from "../../src/contracts/result.js";
import { createAnnotationsReporter } from "../../src/report/annotations.js";
import { createJunitReporter } from "../../src/report/junit.js";
import { createMarkdownReporter, escapeMarkdown, MAX_SHOWN_FINDINGS } from "../../src/report/markdown.js";
import type { Reporter } from "../../src/report/reporter.js";
import { createStylishReporter } from "../../src/report/stylish.js";
import { SummaryCounter } from "../../src/report/summary.js";
import { finding, result } from "./findings.js";
import { HOSTILE_TEXTS, hostileResult } from "./hostile.js";

/** A strict XML parser, the one that the package for spreadsheets brings along. */
const require = createRequire(import.meta.url);
interface Saxes {
  on(event: "error", listener: (error: Error) => void): void;
  on(event: "opentag", listener: (tag: { name: string; attributes: Record<string, string> }) => void): void;
  write(text: string): this;
  close(): void;
}
const { SaxesParser } = createRequire(require.resolve("exceljs"))("saxes") as { SaxesParser: new () => Saxes };

function tagsOf(xml: string): { name: string; attributes: Record<string, string> }[] {
  const tags: { name: string; attributes: Record<string, string> }[] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => tags.push({ name, attributes: { ...attributes } }));
  parser.write(xml).close();
  return tags;
}

function written(reporter: Reporter, results: readonly ScanResult[], remarks: readonly string[] = []): string {
  const counter = new SummaryCounter();
  let text = reporter.begin();
  for (const one of results) {
    counter.add(one);
    text += reporter.result(one, null, { path: "店铺/a,b:c.html" });
  }
  return text + reporter.end(counter.finish(), { exitCode: 1, remarks });
}

describe("junit", () => {
  const cases: { name: string; given: ScanResult; strict?: boolean; counts: object; tags: string[] }[] = [
    {
      name: "a violation fails",
      given: result(),
      counts: { tests: "1", failures: "1", errors: "0", skipped: "0" },
      tags: ["testcase", "failure"],
    },
    {
      name: "what is for a human is skipped",
      given: result({ status: "review", findings: [finding({ certainty: "review" })] }),
      counts: { tests: "1", failures: "0", errors: "0", skipped: "1" },
      tags: ["testcase", "skipped"],
    },
    {
      name: "with strict it fails",
      given: result({ status: "review", findings: [finding({ certainty: "review" })] }),
      strict: true,
      counts: { failures: "1" },
      tags: ["testcase", "failure"],
    },
    {
      name: "what is known is skipped",
      given: result({ findings: [finding({ known: { since: "2026-01-01" } })] }),
      strict: true,
      counts: { failures: "0", skipped: "1" },
      tags: ["testcase", "skipped"],
    },
    {
      name: "what was not read in full is an error",
      given: result({ status: "incomplete", findings: [] }),
      counts: { tests: "1", errors: "1" },
      tags: ["testcase", "error"],
    },
    {
      name: "clean passes",
      given: result({ status: "clean", findings: [] }),
      counts: { tests: "1" },
      tags: ["testcase"],
    },
  ];
  it.each(cases)("$name", ({ given, strict, counts, tags }) => {
    const read = tagsOf(written(createJunitReporter({ strict }), [given]));
    expect(read[1]?.attributes).toMatchObject({ name: "demo/a.html", ...counts });
    expect(read.slice(2).map(({ name }) => name)).toEqual(tags);
  });

  it.each(HOSTILE_TEXTS)("stays XML whatever a page says: %j", (text) => {
    const tags = tagsOf(written(createJunitReporter(), [hostileResult(text).result]));
    expect(new Set(tags.map(({ name }) => name))).toEqual(
      new Set(["testsuites", "testsuite", "testcase", "failure", "skipped"]),
    );
  });
});

describe("annotations", () => {
  it("stand at their line, with file and title escaped", () => {
    const document = "<p>一</p>\n<p>彻底根治</p>";
    const start = document.indexOf("彻底");
    const where = {
      zone: "body" as const,
      field: "text",
      start: 0,
      end: 4,
      source: { start, end: start + 4 },
      image: null,
    };
    const text = createAnnotationsReporter().result(result({ findings: [finding({ where })] }), null, {
      path: "店铺/a,b:c.html",
      document,
      isPage: true,
    });
    expect(text).toMatch(
      /^::error file=店铺\/a%2Cb%3Ac\.html,line=2,endLine=2,col=4,endColumn=7,title=2 级 功效断言或保证/,
    );
  });

  it.each([
    { level: 1, certainty: "violation", strict: false, command: "error" },
    { level: 3, certainty: "violation", strict: false, command: "warning" },
    { level: 1, certainty: "review", strict: false, command: "notice" },
    { level: 1, certainty: "review", strict: true, command: "warning" },
  ] as const)("level $level, $certainty, strict $strict → $command", ({ level, certainty, strict, command }) => {
    const text = createAnnotationsReporter({ strict }).result(
      result({ findings: [finding({ level, certainty })] }),
      null,
    );
    expect(text.startsWith(`::${command} `)).toBe(true);
  });

  it("leave out what is known or suppressed", () => {
    const known = finding({ known: { since: "2026-01-01" } });
    const suppressed = finding({ suppressed: { by: "file", reason: "x", until: "2026-12-31" } });
    expect(createAnnotationsReporter().result(result({ findings: [known, suppressed] }), null)).toBe("");
  });

  it.each(HOSTILE_TEXTS)("one line is one command whatever a page says: %j", (text) => {
    const { result: hostile, listing } = hostileResult(text);
    const out = createAnnotationsReporter().result({ ...hostile, status: "incomplete" }, listing, { path: text });
    const lines = out.trimEnd().split("\n");
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      expect(line).toMatch(/^::(error|warning|notice) /);
      expect(line).not.toContain("\r");
      // The properties end where the message begins: no page can add one.
      expect(line.slice(2).split("::")[0]).not.toMatch(/,(?!line=|col=|endLine=|endColumn=|title=)/);
    }
  });
});

describe("stylish in a build log", () => {
  it.each(["::error::owned", "  ::add-mask::x", "##[command]x"])("begins no line with a command: %s", (text) => {
    const out = createStylishReporter({ color: false, hasRegistry: false }).result(
      result({ listing: text, findings: [finding({ matched: text, excerpt: text, message: text, suggestion: text })] }),
      null,
    );
    for (const line of out.split("\n")) expect(line.trimStart()).not.toMatch(/^(::|##\[)/);
  });
});

describe("markdown", () => {
  const reporter = () => createMarkdownReporter({ hasRegistry: false });

  it("counts, orders rules by frequency, shows the gravest first", () => {
    const text = written(
      reporter(),
      [
        result({
          findings: [finding({ level: 4, matched: "轻" }), finding({ rule: "b", name: "乙", level: 1, matched: "重" })],
        }),
        result({ findings: [finding({ level: 4 })] }),
      ],
      ["基线提示"],
    );
    expect(text).toContain("共检查 **2** 件，问题 **3** 项");
    expect(text.indexOf("efficacy&#45;guarantee")).toBeLessThan(text.indexOf("<code>b</code>"));
    expect(text.indexOf("1 级 疑似")).toBeLessThan(text.indexOf("4 级 疑似"));
    expect(text).toContain("- 基线提示");
    expect(text).toContain("不等于合规");
  });

  it.each([MAX_SHOWN_FINDINGS, MAX_SHOWN_FINDINGS + 1])("shows fifty of %i findings and counts the rest", (count) => {
    const text = written(reporter(), [result({ findings: Array.from({ length: count }, () => finding()) })]);
    expect(text.match(/^\| 2 级/gm)).toHaveLength(MAX_SHOWN_FINDINGS);
    expect(text.includes("另有 1 项未列出")).toBe(count > MAX_SHOWN_FINDINGS);
  });

  it.each(HOSTILE_TEXTS)("links, mentions and draws nothing of a page: %j", (text) => {
    const out = written(reporter(), [{ ...hostileResult(text).result, status: "incomplete" }]);
    const known = /<\/?code>|<br>|&#\d+;/g;
    for (const line of out.split("\n").filter((one) => !/^(>|#|共检查|\||$)/.test(one) || one.includes("<code>"))) {
      const cells = line
        .replaceAll(known, "")
        .replaceAll(/ ?\| ?/g, "")
        .replace(/^- /, "");
      expect(cells).not.toMatch(/[<>[\]`*_@#!]/);
    }
  });

  it("escapes every ASCII mark", () => {
    expect(escapeMarkdown("[a](b)|@c")).toBe("&#91;a&#93;&#40;b&#41;&#124;&#64;c");
  });
});
