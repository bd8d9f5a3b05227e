import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Passage } from "../../src/contracts/passage.js";
import { decode, type Page, readPage } from "../../src/page/index.js";

const FOLDER = join(import.meta.dirname, "../fixtures/pages");

/** A passage on one line: `zone[label] text`, with hidden, buyer and label where they are not the usual. */
function line(passage: Passage): string {
  const hidden = passage.hidden ? " hidden" : "";
  const author = passage.author === "merchant" ? "" : ` by ${passage.author} in ${passage.context}`;
  const label = passage.label === null ? "" : `[${passage.label}]`;
  return `${passage.zone}${label}${hidden}${author}: ${passage.text}`;
}

function summarise(charset: string, notes: readonly string[], page: Page): unknown {
  const { passages, title, attributes, images, links, canonical, structured, truncated } = page;
  return {
    charset,
    notes,
    truncated,
    title,
    canonical,
    passages: passages.map(line),
    attributes,
    structured,
    images,
    links,
  };
}

// Run with UPDATE_PAGES=1 to write what the reader says now; then read the difference.
describe("pages of test/fixtures/pages", () => {
  for (const name of readdirSync(FOLDER).sort()) {
    test(name, () => {
      const decoded = decode(readFileSync(join(FOLDER, name, "page.html")));
      const page = readPage(decoded.text);
      const codes = [...decoded.notes, ...page.notes].map(({ code }) => code);
      const actual = summarise(decoded.charset, codes, page);
      const file = join(FOLDER, name, "expected.json");
      if (process.env.UPDATE_PAGES === "1") writeFileSync(file, `${JSON.stringify(actual, null, 2)}\n`);
      expect(existsSync(file), `${file} is missing`).toBe(true);
      expect(actual).toEqual(JSON.parse(readFileSync(file, "utf8")));
      for (const passage of page.passages) {
        expect(passage).toMatchObject({ field: "text", declared: false, image: null });
      }
    });
  }
});
