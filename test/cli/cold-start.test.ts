import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const src = fileURLToPath(new URL("../../src", import.meta.url));

/** Packages that are loaded with a module, following its static imports; type imports are erased by the compiler. */
function packagesLoadedWith(entries: readonly string[]): Map<string, string> {
  const packages = new Map<string, string>();
  const seen = new Set<string>();
  const queue = entries.map((entry) => join(src, entry));
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    expect(existsSync(path), path).toBe(true);
    for (const match of readFileSync(path, "utf8").matchAll(
      /^(?:import|export)\s+(?!type\b)[^;]*?from\s+"([^"]+)"/gm,
    )) {
      const [specifier = ""] = match.slice(1);
      if (specifier.startsWith(".")) queue.push(join(dirname(path), specifier.replace(/\.js$/, ".ts")));
      else if (!specifier.startsWith("node:")) packages.set(specifier, relative(src, path));
    }
  }
  return packages;
}

describe("checking one text loads little", () => {
  it("the command line and its check load commander only", () => {
    const loaded = packagesLoadedWith(["cli/main.ts", "cli/commands/check.ts"]);
    expect([...loaded.keys()]).toEqual(["commander"]);
  });

  it("the report for people adds the width of characters", () => {
    expect([...packagesLoadedWith(["report/stylish.ts"]).keys()]).toEqual(["get-east-asian-width"]);
  });

  it("the scanner loads no package", () => {
    expect(Object.fromEntries(packagesLoadedWith(["scan/index.ts"]))).toEqual({});
  });

  it("the shipped dictionary is read without YAML and schema", () => {
    expect(Object.fromEntries(packagesLoadedWith(["dictionaries/load-dictionary.ts"]))).toEqual({});
  });
});
