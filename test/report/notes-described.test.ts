import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { KINDS } from "../../src/contracts/listing.js";
import { describeNote } from "../../src/report/index.js";

const prepare = fileURLToPath(new URL("../../src/prepare", import.meta.url));

function withoutComments(source: string): string {
  return source.replaceAll(/\/\*.*?\*\//gs, "");
}

/** Codes that `prepare/` notes: `code: "…"`, `unreadable(…, "…")`, `problem: "…"`, `return "…"` of a read error. */
const codes = readdirSync(prepare, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .flatMap((name) => [
    ...withoutComments(readFileSync(join(prepare, name), "utf8")).matchAll(
      /(?:code: |problem: |unreadable\([^;]*?|return |\? |: )"([a-z0-9]+(?:-[a-z0-9]+)+)"/g,
    ),
  ])
  .map((match) => match[1] ?? "");

/** Words of other kinds that stand in the same places: kinds of goods. */
const KIND_WORDS = new Set<string>(KINDS);

describe("notes", () => {
  it("are found in the sources", () => {
    expect(codes).toEqual(
      expect.arrayContaining(["line-not-json", "file-missing", "folder-too-deep", "image-not-read"]),
    );
  });

  it.each([...new Set(codes)].filter((code) => !KIND_WORDS.has(code)))("%s has a Chinese sentence", (code) => {
    expect(describeNote({ code, where: "x" })).toMatch(/^x：.*\p{Script=Han}/u);
  });
});
