import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import type { Io, Output } from "../../src/cli/io.js";
import { createProgram } from "../../src/cli/program.js";
import { SERVICES } from "../../src/cli/services.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SILENT: Output = { isTTY: false, write: () => Promise.resolve() };
const IO: Io = {
  stdin: (async function* () {})(),
  stdout: SILENT,
  stderr: SILENT,
  env: {},
  signal: new AbortController().signal,
};
const program = createProgram("0", IO, SERVICES, () => {});
const commandsOf = (command: Command): Command[] => [command, ...command.commands.flatMap(commandsOf)];

function helpOf(command: Command): string {
  let text = "";
  command.configureOutput({ writeOut: (piece) => (text += piece) });
  command.outputHelp();
  return text;
}

const nameOf = (command: Command): string =>
  [...(command.parent === null ? [] : [nameOf(command.parent)]), command.name()].join(" ");
const HELP = commandsOf(program).map((command) => [nameOf(command), helpOf(command)] as const);

/** Commands in a help text or in the code of a document: what follows `medlint`, remarks aside. */
function examplesIn(text: string): string[] {
  const code = text
    .split(/^```.*$/m)
    .flatMap((part, at) => (at % 2 === 1 ? [part] : (part.match(/^(?: {2}\$ | {4}).*(?:\\\n.*)*/gm) ?? [])))
    .join("\n")
    .replaceAll(/\\\n\s*/g, "");
  return [...code.matchAll(/^(?: {2}\$ | {4})?(?:[^#\n]*(?:\||&&) )?(?:npx )?medlint (.+)$/gm)].map(
    ([, line]) => (line ?? "").split(/ {2,}|　| [|>#] | && /)[0]?.trim() ?? "",
  );
}

/** The options of an example that its command does not have. */
function strangeIn(example: string): string[] {
  const words = example.split(/\s+/);
  let command: Command = program;
  for (const word of words) {
    const next = command.commands.find((one) => one.name() === word);
    if (next === undefined) break;
    command = next;
  }
  if (command === program) return [`命令 ${words[0]}`];
  // A group may have a command that needs no name.
  const own = [command, ...command.commands].flatMap(({ options }) => options.map(({ long }) => long));
  const asked = words.filter((word) => /^--[a-z]/.test(word)).map((word) => word.split("=")[0] ?? "");
  return asked.filter((word) => word !== "--help" && !own.includes(word));
}

describe("help", () => {
  it.each(HELP)("%s: Chinese, with examples", (_, text) => {
    expect(text).toMatch(/^用法：/);
    expect(text).toMatch(/^示例：$/m);
    expect(text).not.toMatch(/Usage|Options|Commands|default|display help/);
  });

  it.each(HELP)("%s: examples have options that exist", (_, text) => {
    const examples = examplesIn(text);
    expect(examples.map((example) => [example, strangeIn(example)])).toEqual(examples.map((one) => [one, []]));
  });
});

describe("documents", () => {
  const files = [
    "README.md",
    ...readdirSync(join(ROOT, "docs")).flatMap((name) => (name.endsWith(".md") ? [`docs/${name}`] : [])),
  ];
  it("hold commands at all", () => {
    expect(files.flatMap((file) => examplesIn(readFileSync(join(ROOT, file), "utf8"))).length).toBeGreaterThan(40);
  });

  it.each(files)("%s: commands and options exist", (file) => {
    const examples = examplesIn(readFileSync(join(ROOT, file), "utf8"));
    expect(examples.filter((example) => strangeIn(example).length > 0).map((one) => [one, strangeIn(one)])).toEqual([]);
  });
});
