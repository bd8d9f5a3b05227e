import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const src = fileURLToPath(new URL("../../src", import.meta.url));

/** The pure core, in the order of the pipeline: each folder may import those before it, never those after. */
const PURE = ["contracts", "text", "match", "claims", "certificates", "merchants", "rules", "scan"];
/** What the folders with I/O may import beside themselves; `cli` is the door and may import everything. */
const OUTER: Readonly<Record<string, readonly string[]>> = {
  page: ["contracts", "text", "certificates"],
  store: ["contracts", "text", "certificates"],
  // What the build compiles ahead: patterns and the automaton.
  dictionaries: ["contracts", "text", "match", "claims", "certificates", "rules"],
  // `claims` for the type of the segmenter that is injected into the core.
  // `store` for reading rows of tables and entries of archives within their caps.
  prepare: ["contracts", "text", "claims", "certificates", "page", "store"],
  // The profiles and the file formats of dictionaries are theirs; what is checked is a user's own file.
  configuration: ["contracts", "dictionaries", "rules"],
  ocr: ["contracts"],
  baseline: ["contracts"],
  suppressions: ["contracts"],
  // Everything between a raw input and its answer; formats only as far as counts and sentences.
  // `dictionaries` for sharing one between threads.
  batches: ["contracts", "dictionaries", "page", "prepare", "report", "rules", "scan", "store"],
  // `merchants` for the calendar of working days; `report` for masking.
  violations: ["contracts", "text", "merchants", "report"],
  // `merchants` for working days; `report` for names and safe text.
  forms: ["contracts", "merchants", "report"],
  // `forms` for the words of a case; `report` for masking.
  notices: ["contracts", "forms", "report"],
  // `rules` for what counts as a change, `report` for the cells of tables.
  evidence: ["contracts", "text", "rules", "report"],
  // A page that was fetched is read, prepared and judged as any other.
  crawl: ["contracts", "text", "page", "prepare", "batches", "scan", "store", "rules"],
  // `text` for the places of a passage in its source.
  report: ["contracts", "text", "page", "ocr"],
};

const folders = readdirSync(src, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const files = walk(src).filter((path) => path.endsWith(".ts"));

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });
}

const nameOf = (path: string) => relative(src, path).split(sep).join("/");

/** Imported modules, static and dynamic, type imports included. */
function importsOf(path: string): string[] {
  const text = readFileSync(path, "utf8");
  return [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
}

function foldersImportedBy(path: string): string[] {
  const own = nameOf(path).split("/")[0];
  return importsOf(path)
    .filter((specifier) => specifier.startsWith("."))
    .map((specifier) => nameOf(join(path, "..", specifier)).split("/")[0] ?? "")
    .filter((folder) => folder !== own && !folder.endsWith(".js"));
}

describe("the house", () => {
  it("sees the sources", () => {
    expect(files.length).toBeGreaterThan(30);
    expect(folders.map((entry) => entry.name)).toContain("scan");
  });

  it.each(folders.map((entry) => entry.name))("src/%s opens with a README of at most 15 lines", (folder) => {
    const path = join(src, folder, "README.md");
    expect(statSync(path).isFile()).toBe(true);
    expect(readFileSync(path, "utf8").trimEnd().split("\n").length).toBeLessThanOrEqual(15);
  });

  it("no file but data is longer than 400 lines", () => {
    const isData = (path: string) => path.endsWith("-data.ts");
    const long = files.filter((path) => !isData(path) && readFileSync(path, "utf8").trimEnd().split("\n").length > 400);
    expect(long.map(nameOf)).toEqual([]);
  });

  it("file names are kebab-case and say what they hold", () => {
    const odd = files.map(nameOf).filter((name) => !/^([a-z0-9-]+\/)*[a-z0-9-]+\.ts$/.test(name));
    const vague = files.map(nameOf).filter((name) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.ts$)/.test(name));
    expect([...odd, ...vague]).toEqual([]);
  });

  it("no default exports", () => {
    expect(files.filter((path) => /^export default /m.test(readFileSync(path, "utf8"))).map(nameOf)).toEqual([]);
  });
});

describe("the pure core", () => {
  const pure = files.filter((path) => PURE.includes(nameOf(path).split("/")[0] ?? ""));

  it("imports no file system, network, process or clock", () => {
    // SHA-256 is a pure function; everything else of Node touches the world.
    const impure = pure.flatMap((path) =>
      importsOf(path)
        .filter((specifier) => specifier.startsWith("node:") && specifier !== "node:crypto")
        .map((specifier) => `${nameOf(path)} → ${specifier}`),
    );
    expect(impure).toEqual([]);
  });

  it("reads no clock, no randomness, no environment", () => {
    const impure = pure.filter((path) =>
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.|\bperformance\./.test(readFileSync(path, "utf8")),
    );
    expect(impure.map(nameOf)).toEqual([]);
  });

  it("imports no package", () => {
    const packages = pure.flatMap((path) =>
      importsOf(path)
        .filter((specifier) => !specifier.startsWith(".") && !specifier.startsWith("node:"))
        .map((specifier) => `${nameOf(path)} → ${specifier}`),
    );
    expect(packages).toEqual([]);
  });

  it("imports only folders before its own", () => {
    const backwards = pure.flatMap((path) => {
      const own = PURE.indexOf(nameOf(path).split("/")[0] ?? "");
      return foldersImportedBy(path)
        .filter((folder) => !PURE.slice(0, own).includes(folder))
        .map((folder) => `${nameOf(path)} → ${folder}`);
    });
    expect(backwards).toEqual([]);
  });
});

describe("the folders with I/O", () => {
  it.each(Object.entries(OUTER))("src/%s imports only what it may", (folder, allowed) => {
    const own = files.filter((path) => nameOf(path).startsWith(`${folder}/`));
    const foreign = own.flatMap((path) =>
      foldersImportedBy(path)
        .filter((imported) => !allowed.includes(imported))
        .map((imported) => `${nameOf(path)} → ${imported}`),
    );
    expect(own.length).toBeGreaterThan(0);
    expect(foreign).toEqual([]);
  });

  it("nothing imports the command line", () => {
    const importers = files.filter(
      (path) => !nameOf(path).startsWith("cli/") && foldersImportedBy(path).includes("cli"),
    );
    expect(importers.map(nameOf)).toEqual([]);
  });

  it("every folder is either pure, listed here, or the door", () => {
    const known = [...PURE, ...Object.keys(OUTER), "cli"];
    expect(folders.map((entry) => entry.name).filter((name) => !known.includes(name))).toEqual([]);
  });
});
