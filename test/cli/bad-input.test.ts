import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { knownError, withoutSystemEnglish } from "../../src/cli/errors.js";
import { OutputFile } from "../../src/cli/output-file.js";
import { parseConfiguration, readConfiguration } from "../../src/configuration/read-configuration.js";
import { registryError } from "../../src/store/errors.js";
import { medlint } from "./fakes.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "medlint-bad-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

const NESTED = `${"[".repeat(90_000)}${"]".repeat(90_000)}`;

describe("what cannot be read", () => {
  const files: readonly (readonly [
    name: string,
    file: string,
    content: string | Buffer,
    code: number,
    words: string,
  ])[] = [
    ["nothing there", "none.html", "", 3, "文件不存在，请核对路径"],
    ["a link to itself", "loop", "", 3, "符号链接互相指向，无法打开"],
    ["an empty folder", "folder", "", 3, "文件夹里没有可读取的文件"],
    ["an empty file", "empty.html", " ", 3, "内容为空，没有可检查的文字"],
    ["binary junk", "junk.bin", Buffer.from([0, 1, 2, 3, 0, 255, 254]), 3, "是二进制内容"],
    ["text with NUL", "nul.html", "<p>\0根\0治\0</p>", 3, "是二进制内容"],
    ["a line that is no JSON", "bad.jsonl", '{"id":1', 3, "这一行不是合法的 JSON"],
    ["a line that is no listing", "list.jsonl", "[1]", 3, "list.jsonl:1：这一行不是商品对象"],
    ["a field nested very deep", "deep.jsonl", `{"id":"d","text":"冷敷贴","price":${NESTED}}`, 3, "嵌套过深，未采用"],
    [
      "page data nested very deep",
      "state.html",
      `<p>冷敷贴</p><script>window.__INITIAL_STATE__={"a":${"[".repeat(9_000)}"根治"${"]".repeat(9_000)}}</script>`,
      3,
      "未读",
    ],
  ];
  it.each(files)("%s: one sentence, never clean", async (_, file, content, code, words) => {
    const path = at(file);
    if (file === "loop") symlinkSync(path, path);
    else if (file === "folder") mkdirSync(path);
    else if (content.length > 0) writeFileSync(path, content);
    const run = await medlint(["check", path]);
    expect(run.code).toBe(code);
    expect(run.out + run.err).toContain(words);
    expect(run.out + run.err).not.toMatch(/MEDLINT_INTERNAL|\n\s+at /);
  });

  it("a name in another encoding is named as that", async () => {
    const name = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xbc, 0xc6]), Buffer.from(".txt")]);
    try {
      writeFileSync(name, "根治高血压");
    } catch {
      return; // a file system that takes UTF-8 names only has no such files
    }
    const run = await medlint(["check", folder]);
    expect(run.code).toBe(3);
    expect(run.out).toContain("文件名不是 UTF-8 编码");
  });

  it("an option that looks like a file says how to name the file", async () => {
    const run = await medlint(["check", "-x.txt"]);
    expect(run).toMatchObject({ code: 2, err: expect.stringContaining("请写成 ./-x.txt") });
  });
});

describe("output", () => {
  it("never replaces what is no plain file", async () => {
    const pipe = at("pipe");
    execFileSync("mkfifo", [pipe]);
    const reading = readFile(pipe, "utf8");
    const file = await OutputFile.open(pipe);
    await file.write("一行\n");
    await file.commit();
    expect(await reading).toBe("一行\n");
    expect(statSync(pipe).isFIFO()).toBe(true);
  });

  it("goes to a pipe behind a link", async () => {
    const pipe = at("pipe");
    execFileSync("mkfifo", [pipe]);
    symlinkSync(pipe, at("stdout"));
    const reading = readFile(pipe, "utf8");
    const file = await OutputFile.open(at("stdout"));
    await file.write("一行\n");
    await file.commit();
    expect(await reading).toBe("一行\n");
    expect(lstatSync(at("stdout")).isSymbolicLink()).toBe(true);
  });

  it("goes through a link and leaves the link", async () => {
    writeFileSync(at("real.json"), "旧");
    symlinkSync(at("real.json"), at("link.json"));
    const file = await OutputFile.open(at("link.json"));
    await file.write("新");
    await file.commit();
    expect(readFileSync(at("real.json"), "utf8")).toBe("新");
  });

  it.skipIf(!existsSync("/dev/full"))("says that a disk is full", async () => {
    const file = await OutputFile.open("/dev/full");
    await expect(file.write("x").then(() => file.commit())).rejects.toThrow("磁盘已满");
    expect(statSync("/dev/full").isCharacterDevice()).toBe(true);
  });
});

describe("sentences", () => {
  it.each([
    ["无法读取（ENOENT: no such file or directory, stat 'nix.yaml'）", "无法读取（不存在）"],
    ["无法读取（EISDIR: illegal operation on a directory, read）", "无法读取（是文件夹，应为文件）"],
    ["无法使用（connect ECONNREFUSED 127.0.0.1:1）", "无法使用（连接被拒绝 127.0.0.1:1）"],
    ["没有规则 EFFICACY：请核对", "没有规则 EFFICACY：请核对"],
  ])("of the system are said in Chinese: %s", (message, said) => {
    expect(withoutSystemEnglish(message)).toBe(said);
  });

  it.each([
    ["a: [1\n", "不是有效的 YAML（缩进不对，或者括号没有配对）"],
    ["a: 1\na: 2\n", "同一个键写了两次"],
    ["ruls: {}\n", "没有 ruls 这一项"],
    ["", "文件顶层应为键值表"],
  ])("of a broken configuration %j name the fault", (yaml, words) => {
    expect(() => parseConfiguration(yaml, "medlint.config.yaml")).toThrow(words);
  });
  it("of a configuration that is no file", () => {
    expect(() => readConfiguration(folder)).toThrow(/^配置文件 .*：不是文件$/);
  });
});

describe("databases", () => {
  const system = (code: string) => Object.assign(new Error("database or disk is full"), { code });
  it.each([
    ["SQLITE_FULL", "MEDLINT_DISK_FULL"],
    ["ENOSPC", "MEDLINT_DISK_FULL"],
    ["SQLITE_READONLY", "MEDLINT_REGISTRY_ACCESS"],
    ["SQLITE_CANTOPEN", "MEDLINT_REGISTRY_ACCESS"],
    ["EACCES", "MEDLINT_REGISTRY_ACCESS"],
    ["SQLITE_CORRUPT", "MEDLINT_REGISTRY_CORRUPT"],
  ])("%s is %s", (code, ours) => {
    expect(registryError("x.sqlite", system(code))).toMatchObject({ code: ours });
  });

  it.each([
    ["SQLITE_FULL", "MEDLINT_DISK_FULL"],
    ["MEDLINT_REGISTRY_CORRUPT", "MEDLINT_REGISTRY_CORRUPT"],
    ["ERR_ASSERTION", undefined],
  ])("where nobody caught it, %s is no internal error: %s", (code, ours) => {
    expect(knownError(system(code))?.code).toBe(ours);
  });

  it("a registry given as a file of cases is not read as one without cases", async () => {
    const file = new Sqlite(at("registry.sqlite"));
    file.exec("create table certificate (number text)");
    file.close();
    await medlint([
      "cases",
      "create",
      "--source",
      "patrol",
      "--note",
      "x",
      "--actor",
      "周衡",
      "--role",
      "quality-head",
      "--database",
      at("own.sqlite"),
      "--key",
      at("key.pem"),
    ]);
    const run = await medlint(["cases", "list", "--database", at("registry.sqlite"), "--key", at("key.pem")]);
    expect(run).toMatchObject({ code: 2, err: expect.stringContaining("不是案件库") });
    const check = new Sqlite(at("registry.sqlite"), { readonly: true });
    expect(check.prepare("select count(*) from sqlite_schema where type = 'table'").pluck().get()).toBe(1);
    check.close();
    const other = await medlint(["cases", "list", "--database", at("own.sqlite"), "--key", at("none.pem")]);
    expect(other).toMatchObject({ code: 2, err: expect.stringContaining("找不到签名密钥") });
    expect(existsSync(at("none.pem"))).toBe(false);
  });

  it("a file of cases that is none is not read as empty", async () => {
    writeFileSync(
      at("cases.sqlite"),
      "not a database, but long enough to be taken for the first page of one".repeat(20),
    );
    writeFileSync(at("key.pem"), "");
    const run = await medlint(["cases", "list", "--database", at("cases.sqlite"), "--key", at("key.pem")]);
    expect(run.code).toBe(2);
    expect(run.err).toMatch(/^错误 MEDLINT_(?:CASES_DATABASE|SIGNING_KEY)：/);
  });

  it("a registry of a newer program is named", async () => {
    const file = new Sqlite(at("registry.sqlite"));
    file.pragma("user_version = 99");
    file.exec("create table x (y)");
    file.close();
    const run = await medlint(["registry", "stats", "--registry", at("registry.sqlite")]);
    expect(run.code).toBe(2);
    expect(run.err).toMatch(/^错误 MEDLINT_REGISTRY_\w+：/);
  });

  it.skipIf(process.getuid?.() === 0)("one that may not be read says so", async () => {
    writeFileSync(at("registry.sqlite"), "x");
    chmodSync(at("registry.sqlite"), 0);
    const run = await medlint(["registry", "stats", "--registry", at("registry.sqlite")]);
    expect(run).toMatchObject({ code: 2, err: expect.stringContaining("没有权限") });
  });
});
