import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { compileDictionaryFolder, DictionaryError } from "../../src/dictionaries/index.js";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function compileFile(yaml: string): unknown {
  const folder = mkdtempSync(join(tmpdir(), "medlint-dictionary-"));
  folders.push(folder);
  writeFileSync(join(folder, "bad.yaml"), yaml);
  try {
    return compileDictionaryFolder(folder);
  } catch (error) {
    return error;
  }
}

const RULE = `
topic: t
name: 测试
rules:
  - id: a-rule
    name: {zh: 甲, en: A}
    level: 3
    basis: [a-law]
    message: 信息
    suggestion: 建议
    patterns: ["{effect}"]
    violates: [三天见效]
    passes: [三天]
`;

describe("a bad dictionary file is refused with file, line and reason", () => {
  it.each([
    ["YAML that does not parse", "topic: t\nname: [", 2, "YAML"],
    ["a list at the top", "- a\n", 1, "顶层"],
    ["no known section", "topic: t\nname: n\n", 1, "缺少"],
    ["an id in capitals", "topic: t\nname: n\nconcepts:\n  - {id: BAD, name: n, class: c, terms: [甲乙]}\n", 4, "小写"],
    [
      "an unknown key",
      "topic: t\nname: n\nconcepts:\n  - {id: a, name: n, class: c, words: [甲乙], terms: [甲]}\n",
      4,
      "words",
    ],
    [
      "an empty term list",
      "topic: t\nname: n\nconcepts:\n  - id: a\n    name: n\n    class: c\n    terms: []\n",
      7,
      "至少",
    ],
    [
      "an id twice",
      "topic: t\nname: n\nconcepts:\n  - {id: a, name: n, class: c, terms: [甲]}\n  - {id: a, name: n, class: c, terms: [乙]}\n",
      5,
      "重复",
    ],
    [
      "a parent that does not exist",
      "topic: t\nname: n\nconcepts:\n  - {id: a, name: n, class: c, parents: [b], terms: [甲]}\n",
      4,
      "上位概念",
    ],
    ["a basis that does not exist", RULE, 8, "依据「a-law」不存在"],
    ["a level that does not exist", RULE.replace("level: 3", "level: 9"), 7, "level"],
    [
      "a rule that can never match",
      RULE.replace('patterns: ["{effect}"]', "patterns: []").replace("[a-law]", "[]"),
      8,
      "依据",
    ],
    ["a duplicate key", "topic: t\ntopic: u\nname: n\nconcepts: []\n", 2, "YAML"],
  ])("%s", (_name, yaml, line, reason) => {
    const error = compileFile(yaml);
    expect(error).toBeInstanceOf(DictionaryError);
    const { file, line: at, message } = error as DictionaryError;
    expect(file).toBe("bad.yaml");
    expect(at).toBe(line);
    expect(message).toContain(reason);
  });

  it("an empty or missing folder", () => {
    const folder = mkdtempSync(join(tmpdir(), "medlint-dictionary-"));
    folders.push(folder);
    expect(() => compileDictionaryFolder(folder)).toThrow(DictionaryError);
    expect(() => compileDictionaryFolder(join(folder, "none"))).toThrow("无法读取");
  });
});
