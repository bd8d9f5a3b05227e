import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import {
  CONFIGURATION_TEMPLATE,
  configureDictionary,
  findConfiguration,
  parseConfiguration,
  readConfiguration,
} from "../../src/configuration/index.js";
import { MAX_CONFIGURATION_BYTES, MAX_OWN_FOLDERS, MAX_PARENT_FOLDERS } from "../../src/configuration/limits.js";
import type { Dictionary } from "../../src/contracts/dictionary.js";
import { DictionaryError, loadDictionary, precompiledTerms } from "../../src/dictionaries/index.js";
import { prepareListing } from "../../src/prepare/prepare-listing.js";
import { createScanner } from "../../src/scan/index.js";

const CHANGE = "reason: 试, author: 甲, date: 2026-01-05, until: never";
const dictionary = loadDictionary();
const DAY = "2026-03-01";
const CURE = "三天根治高血压，无效退款";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), "medlint-configuration-"));
  folders.push(folder);
  return folder;
}

const configure = (yaml: string, day = DAY) =>
  configureDictionary(dictionary, parseConfiguration(yaml, "medlint.config.yaml"), day);

function scan(made: Dictionary, text: string) {
  return createScanner(made).scanPrepared(prepareListing({ id: "1", kind: "device", text }, { day: DAY }));
}

function complaintOf(run: () => unknown): DictionaryError {
  try {
    run();
  } catch (error) {
    if (error instanceof DictionaryError) return error;
    throw error;
  }
  throw new Error("no complaint");
}

describe("a switched-off rule", () => {
  const yaml = `off:\n  - {rule: efficacy-guarantee, ${CHANGE}}\n`;

  it("finds nothing, and every result says so", () => {
    expect(scan(dictionary, CURE).findings.map((one) => one.rule)).toContain("efficacy-guarantee");
    const { dictionary: made } = configure(yaml);
    const result = scan(made, CURE);
    expect(result.findings.map((one) => one.rule)).not.toContain("efficacy-guarantee");
    expect(result.findings.map((one) => one.rule)).toContain("refund-insurance-guarantee");
    expect(result.coverage.notes).toContainEqual({ code: "rules-switched-off", where: "efficacy-guarantee（长期）" });
    expect(result.engine.dictionary).toMatch(new RegExp(`^${dictionary.version}\\+[0-9a-f]{8}$`));
    expect(scan(made, "说明").coverage.notes.map((note) => note.code)).toContain("rules-switched-off");
  });

  it("is on again after its last day, and that is said", () => {
    const dated = yaml.replace("never", "2026-03-01");
    expect(configure(dated, "2026-03-01").dictionary.changes?.off).toEqual(["efficacy-guarantee"]);
    const { dictionary: made, expired } = configure(dated, "2026-03-02");
    expect(made).toBe(dictionary);
    expect(expired.join()).toContain("efficacy-guarantee");
    expect(expired.join()).toContain("2026-03-01");
  });

  it("costs no compiling: what was compiled of the shipped dictionary holds", () => {
    const { dictionary: made } = configure(yaml);
    expect(made.concepts).toBe(dictionary.concepts);
    expect(precompiledTerms(made) === undefined).toBe(precompiledTerms(dictionary) === undefined);
  });
});

describe("an overridden rule", () => {
  it("takes level, certainty, message and suggestion from the configuration", () => {
    const { dictionary: made } = configure(
      `override:\n  - {rule: refund-insurance-guarantee, level: 1, certainty: review, message: "说明甲「{matched}」", suggestion: 建议乙, ${CHANGE}}\n`,
    );
    const result = scan(made, CURE);
    const found = result.findings.find((one) => one.rule === "refund-insurance-guarantee");
    expect(found).toMatchObject({ level: 1, certainty: "review", suggestion: "建议乙" });
    expect(found?.message).toMatch(/^说明甲「.*退款/);
    expect(result.coverage.notes.map((note) => note.code)).toContain("rules-overridden");
  });

  it("judges only the contexts it names", () => {
    const { dictionary: made } = configure(
      `override:\n  - {rule: refund-insurance-guarantee, contexts: [news], ${CHANGE}}\n`,
    );
    expect(scan(made, "无效退款").findings.map((one) => one.rule)).not.toContain("refund-insurance-guarantee");
  });

  it("a result is review where only lowered findings are left", () => {
    const { dictionary: made } = configure(
      `override:\n  - {rule: refund-insurance-guarantee, certainty: review, ${CHANGE}}\n`,
    );
    expect(scan(dictionary, "无效退款").status).toBe("violation");
    expect(scan(made, "无效退款").status).toBe("review");
  });
});

describe("an extended dictionary", () => {
  const RULE = `
rules:
  - id: house-word
    name: {zh: 自家用语, en: House word}
    level: 4
    basis: [ad-law-16-1-1]
    message: "「{matched}」是自家不用的词"
    suggestion: 换一种说法
    patterns: ["{house}"]
    violates: [本店独家秘制膏]
    passes: [本店的膏]
    ${CHANGE.replaceAll(", ", "\n    ")}
concepts:
  - {id: house-secret, name: 秘制, class: house, terms: [秘制], ${CHANGE}}
`.replace("ad-law-16-1-1", Object.keys(dictionary.bases)[0] ?? "");

  it("judges by its own rules and words, and says how many there are", () => {
    const { dictionary: made } = configure(RULE);
    const result = scan(made, "本店独家秘制膏");
    expect(result.findings.map((one) => one.rule)).toContain("house-word");
    expect(result.coverage.notes).toContainEqual({ code: "dictionary-extended", where: "词条 1，规则 1" });
  });

  it("adds words to a concept that stands", () => {
    const { dictionary: made } = configure(`terms:\n  - {concept: refund-word, add: [包赔到底], ${CHANGE}}\n`);
    const refund = made.concepts.find(({ id }) => id === "refund-word");
    expect(refund?.terms.at(-1)).toEqual({ text: "包赔到底" });
  });

  it("names the words that it allows", () => {
    const { dictionary: made } = configure(
      `concepts:\n  - {id: brand, name: 牌子, class: lawful, terms: [根治堂], ${CHANGE}}\n`,
    );
    expect(scan(made, "x").coverage.notes).toContainEqual({ code: "words-allowed", where: "根治堂" });
  });

  it("takes folders beside the file", () => {
    const folder = temporary();
    mkdirSync(join(folder, "词库"));
    writeFileSync(
      join(folder, "词库", "own.yaml"),
      "topic: own\nname: 自有\nconcepts:\n  - {id: own-a, name: 甲, class: own-class, terms: [甲乙丙]}\n",
    );
    const path = join(folder, "medlint.config.yaml");
    writeFileSync(path, `dictionaries:\n  - {folder: ./词库, ${CHANGE}}\n`);
    const { dictionary: made } = configureDictionary(dictionary, readConfiguration(path), DAY);
    expect(made.concepts.at(-1)?.id).toBe("own-a");
    expect(made.version).not.toBe(dictionary.version);
  });

  it("has the same version for the same changes, another for others", () => {
    const one = configure(`off:\n  - {rule: inducement, ${CHANGE}}\n`).dictionary.version;
    expect(configure(`# 注释\noff:\n  - {rule: inducement, ${CHANGE}}\n`).dictionary.version).toBe(one);
    expect(configure(`off:\n  - {rule: fear-inducing, ${CHANGE}}\n`).dictionary.version).not.toBe(one);
  });
});

describe("a bad configuration is refused with file, line and reason", () => {
  it.each([
    ["YAML that does not parse", "off: [", 1, "YAML"],
    ["an unknown section", "offf: []\n", 1, "offf"],
    ["no end date", "off:\n  - {rule: inducement, reason: 试, author: 甲, date: 2026-01-05}\n", 2, "until"],
    ["no reason", "off:\n  - {rule: inducement, author: 甲, date: 2026-01-05, until: never}\n", 2, "reason"],
    ["no author", "off:\n  - {rule: inducement, reason: 试, date: 2026-01-05, until: never}\n", 2, "author"],
    [
      "a day that does not exist",
      "off:\n  - rule: inducement\n    reason: 试\n    author: 甲\n    date: 2026-02-30\n    until: never\n",
      5,
      "没有这一天",
    ],
    [
      "an end before the beginning",
      "off:\n  - rule: inducement\n    reason: 试\n    author: 甲\n    date: 2026-02-03\n    until: 2026-01-01\n",
      6,
      "早于",
    ],
    ["a rule that does not exist", `off:\n  - {rule: inducemen, ${CHANGE}}\n`, 2, "inducement"],
    ["a rule twice", `off:\n  - {rule: inducement, ${CHANGE}}\n  - {rule: inducement, ${CHANGE}}\n`, 3, "两次"],
    ["an override of nothing", `override:\n  - {rule: inducement, ${CHANGE}}\n`, 2, "至少要改"],
    [
      "a decision that only people make",
      `override:\n  - {rule: fabricated-reviews, certainty: violation, ${CHANGE}}\n`,
      2,
      "只能由人判断",
    ],
    ["a concept that does not exist", `terms:\n  - {concept: nothing, add: [甲乙], ${CHANGE}}\n`, 2, "不存在"],
    [
      "an id that is taken",
      `concepts:\n  - {id: refund-word, name: 甲, class: refund, terms: [甲乙], ${CHANGE}}\n`,
      2,
      "重复",
    ],
    ["a folder that does not exist", `dictionaries:\n  - {folder: ./none, ${CHANGE}}\n`, 0, "无法读取"],
    ["a list at the top", "- a\n", 1, "顶层"],
    [
      "aliases that explode",
      `a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n`,
      1,
      "别名",
    ],
  ])("%s", (_name, yaml, line, reason) => {
    const error = complaintOf(() => configure(yaml));
    expect(error.message).toContain(reason);
    expect(error.line).toBe(line);
  });

  it("whatever is written, it is either taken or refused, never broken", () => {
    const value = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.array(fc.string(), { maxLength: 3 }));
    const keys = fc.constantFrom("off", "override", "terms", "rules", "concepts", "dictionaries", "defaults", "x");
    fc.assert(
      fc.property(fc.dictionary(keys, value), (content) => {
        try {
          configure(JSON.stringify(content));
        } catch (error) {
          expect(error).toBeInstanceOf(DictionaryError);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("caps", () => {
  it("MAX_CONFIGURATION_BYTES", () => {
    const path = join(temporary(), "medlint.config.yaml");
    const line = "off: []\n";
    writeFileSync(path, `${line}#${"x".repeat(MAX_CONFIGURATION_BYTES - line.length - 1)}`);
    expect(readConfiguration(path).data.off).toEqual([]);
    writeFileSync(path, `${line}#${"x".repeat(MAX_CONFIGURATION_BYTES - line.length)}`);
    expect(() => readConfiguration(path)).toThrow("上限");
  });

  it("MAX_OWN_FOLDERS", () => {
    const yaml = (count: number) => `dictionaries:\n${`  - {folder: ./none, ${CHANGE}}\n`.repeat(count)}`;
    expect(parseConfiguration(yaml(MAX_OWN_FOLDERS), "c.yaml").data.dictionaries).toHaveLength(MAX_OWN_FOLDERS);
    expect(() => parseConfiguration(yaml(MAX_OWN_FOLDERS + 1), "c.yaml")).toThrow("不能超过");
  });

  it("MAX_PARENT_FOLDERS", () => {
    const root = temporary();
    writeFileSync(join(root, "medlint.config.yaml"), "off: []\n");
    const below = (depth: number) => join(root, ...Array.from({ length: depth }, () => "d"));
    expect(findConfiguration(below(MAX_PARENT_FOLDERS - 1), "/none")).toBe(join(root, "medlint.config.yaml"));
    expect(findConfiguration(below(MAX_PARENT_FOLDERS), "/none")).toBeNull();
  });
});

describe("looking for the file", () => {
  it("goes up to the root of the repository or home, not above", () => {
    const root = temporary();
    const inner = join(root, "repo", "a", "b");
    mkdirSync(inner, { recursive: true });
    mkdirSync(join(root, "repo", ".git"));
    writeFileSync(join(root, "medlint.config.yaml"), "off: []\n");
    expect(findConfiguration(inner, "/none")).toBeNull();
    expect(findConfiguration(root, "/none")).toBe(join(root, "medlint.config.yaml"));
    rmSync(join(root, "repo", ".git"), { recursive: true });
    expect(findConfiguration(inner, "/none")).toBe(join(root, "medlint.config.yaml"));
    expect(findConfiguration(inner, join(root, "repo"))).toBeNull();
    writeFileSync(join(root, "repo", "medlint.config.yaml"), "off: []\n");
    expect(findConfiguration(inner, join(root, "repo"))).toBe(join(root, "repo", "medlint.config.yaml"));
    expect(existsSync(join(inner, "medlint.config.yaml"))).toBe(false);
  });
});

describe("the template", () => {
  it("changes nothing as written", () => {
    expect(configure(CONFIGURATION_TEMPLATE).dictionary).toBe(dictionary);
  });

  it("is right in every example that it comments out", () => {
    const live = CONFIGURATION_TEMPLATE.replaceAll(/^# (\w+:| {2})/gm, "$1").replace(
      /dictionaries:\n(?: {2}.*\n)+/,
      "",
    );
    const { dictionary: made } = configure(live);
    expect(made.changes?.off).toEqual(["gift-info-missing"]);
    expect(made.changes?.levels).toEqual({ inducement: 3 });
    expect(made.changes?.notes.map((note) => note.code)).toEqual([
      "rules-switched-off",
      "rules-overridden",
      "dictionary-extended",
      "words-allowed",
    ]);
  });
});
