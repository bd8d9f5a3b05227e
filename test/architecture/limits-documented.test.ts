import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const FOLDERS = [
  "prepare",
  "page",
  "store",
  "certificates",
  "claims",
  "configuration",
  "ocr",
  "report",
  "baseline",
  "suppressions",
  "evidence",
  "violations",
  "forms",
  "notices",
];

/** `MAX_…` constants that a folder exports, with their values as numbers. */
function capsOf(folder: string): Map<string, number> {
  const caps = new Map<string, number>();
  for (const entry of readdirSync(join(root, "src", folder), { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith(".ts")) continue;
    const text = readFileSync(join(entry.parentPath, entry.name), "utf8");
    for (const [, name = "", value = ""] of text.matchAll(/^export const (MAX_[A-Z_]+) = ([\d_ *]+);/gm)) {
      caps.set(
        name,
        value.split("*").reduce((product, factor) => product * Number(factor.replaceAll("_", "")), 1),
      );
    }
  }
  return caps;
}

/** Rows of docs/limits.md by section. */
function documented(): Map<string, Map<string, number>> {
  const sections = readFileSync(join(root, "docs/limits.md"), "utf8").split(/^## /m).slice(1);
  const folders = new Map<string, Map<string, number>>();
  for (const section of sections) {
    const folder = /`src\/([a-z]+)/.exec(section)?.[1];
    if (folder === undefined) continue;
    const rows = [...section.matchAll(/^\| `(MAX_[A-Z_]+)` \| ([\d,]+) \|/gm)];
    folders.set(folder, new Map(rows.map(([, name = "", value = ""]) => [name, Number(value.replaceAll(",", ""))])));
  }
  return folders;
}

describe("docs/limits.md", () => {
  it.each(FOLDERS)("lists every cap of src/%s with its value", (folder) => {
    const caps = capsOf(folder);
    expect(caps.size).toBeGreaterThan(0);
    expect(Object.fromEntries(documented().get(folder) ?? [])).toEqual(Object.fromEntries(caps));
  });
});
