import { readFileSync } from "node:fs";
import { join } from "node:path";

export const IGNORE_FILE = ".medlintignore";

/**
 * Patterns of the `.medlintignore` of a folder; none where there is no such file. One a line, `#` begins a comment. A
 * pattern without a slash holds at every depth; one that ends in a slash is a folder; there is no `!`.
 */
export function readIgnoreFile(folder: string): readonly string[] {
  let text: string;
  try {
    text = readFileSync(join(folder, IGNORE_FILE), "utf8");
  } catch {
    return [];
  }
  return ignorePatterns(text);
}

/**
 * @example
 * ignorePatterns("草稿/\n*.bak.html"); // → ["**\/草稿/**", "**\/*.bak.html", "**\/*.bak.html/**"]
 */
export function ignorePatterns(text: string): readonly string[] {
  return text.split("\n").flatMap((raw) => {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) return [];
    const isFolder = line.endsWith("/");
    const bare = isFolder ? line.slice(0, -1) : line;
    const anchored = bare.includes("/") ? bare.replace(/^\//, "") : `**/${bare}`;
    return isFolder ? [`${anchored}/**`] : [anchored, `${anchored}/**`];
  });
}
