import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Passage } from "../../src/contracts/passage.js";
import { decode, readPage } from "../../src/page/index.js";
import { sourceSpan } from "../../src/text/index.js";

interface Piece {
  readonly source: string;
  /** What it adds to the visible text: characters, a gap, or nothing. */
  readonly shows: string | "space" | "line" | null;
}

const piece: fc.Arbitrary<Piece> = fc.oneof(
  fc
    .constantFrom("根", "治", "愈", "a", "7", "。", "\u00ad", "\u{20000}")
    .map((text) => ({ source: text, shows: text })),
  fc
    .constantFrom(["&#26681;", "根"], ["&#x6cbb;", "治"], ["&lt;", "<"], ["&nbsp;", "\u00a0"], ["&NotEqualTilde;", "≂̸"])
    .map(([source, shows]) => ({ source: source as string, shows: shows as string })),
  fc
    .constantFrom("<b></b>", "<!-- 花 -->", "<wbr>", "<span class=x><i></i></span>", "<em><!----></em>")
    .map((source) => ({ source, shows: null })),
  fc
    .constantFrom('<i style="display:none">植</i>', "<b hidden>物&amp;</b>", "<span hidden>a <b>b</b></span>")
    .map((source) => ({ source, shows: null })),
  fc.constantFrom(" ", "\n", " \t\n ", "&#32;").map((source) => ({ source, shows: "space" })),
  fc.constantFrom("<br>", "<br/>", "</br>").map((source) => ({ source, shows: "line" })),
);

interface Unit {
  readonly unit: string;
  /** Source spans that made it; several only for white space. */
  readonly from: readonly { readonly start: number; readonly end: number; readonly whole: boolean }[];
}

/** What should be read, written down naively: unit by unit, with the pieces each may come from. */
function model(pieces: readonly Piece[], offset: number): Unit[] {
  const units: Unit[] = [];
  let gap: { text: string; from: Unit["from"] } | null = null;
  let at = offset;
  for (const { source, shows } of pieces) {
    const span = { start: at, end: at + source.length, whole: source.length !== (shows ?? "").length };
    at += source.length;
    if (shows === null) continue;
    if (shows === "space" || shows === "line") {
      const text = shows === "line" ? "\n" : " ";
      if (gap === null) gap = { text, from: [span] };
      else gap = { text: gap.text === "\n" ? "\n" : text, from: [...gap.from, span] };
      continue;
    }
    if (gap !== null && units.length > 0) units.push({ unit: gap.text, from: gap.from });
    gap = null;
    for (let index = 0; index < shows.length; index++) {
      const unit = shows[index] as string;
      units.push({
        unit,
        from: [span.whole ? span : { ...span, start: span.start + index, end: span.start + index + 1 }],
      });
    }
  }
  return units;
}

describe("places in the source", () => {
  test("each unit maps back to what produced it", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const html = `<p>${pieces.map(({ source }) => source).join("")}</p>`;
        const units = model(pieces, 3);
        const text = units.map(({ unit }) => unit).join("");
        const shown = readPage(html).passages.filter(({ hidden }) => !hidden);
        if (text.trim() === "") {
          expect(shown).toEqual([]);
          return;
        }
        expect(shown.map((passage) => passage.text)).toEqual([text]);
        const source = shown[0]?.source ?? [];
        for (const [index, { from }] of units.entries()) {
          const span = sourceSpan(source, text.length, index, index + 1);
          const start = from[0]?.start ?? -1;
          const end = from.at(-1)?.end ?? -1;
          const fits = span !== null && span.start >= start && span.end <= end;
          expect(fits, `${html} unit ${index}: ${JSON.stringify(span)}`).toBe(true);
          if (from.length === 1 && from[0]?.whole && text[index] !== " ")
            expect(span).toMatchObject({ start: from[0].start, end: from[0].end });
        }
      }),
      { numRuns: 2_000 },
    );
  });

  const folder = join(import.meta.dirname, "../fixtures/pages");
  for (const name of readdirSync(folder)) {
    test(`${name}: every passage lies where it says`, () => {
      const { text } = decode(readFileSync(join(folder, name, "page.html")));
      for (const passage of readPage(text).passages) expectPlaced(passage, text);
    });
  }

  test("a span over a tag includes it, one that touches an entity includes it whole", () => {
    const html = "<p>彻<b>底</b>&#26681;治</p>";
    const [passage] = readPage(html).passages;
    const slice = (start: number, end: number): string => {
      const span = sourceSpan(passage?.source ?? [], passage?.text.length ?? 0, start, end);
      return span ? html.slice(span.start, span.end) : "";
    };
    expect(slice(0, 1)).toBe("彻");
    expect(slice(0, 2)).toBe("彻<b>底");
    expect(slice(1, 3)).toBe("底</b>&#26681;");
    expect(slice(3, 4)).toBe("治");
    expect(slice(2, 2)).toBe("");
    expect(slice(3, 5)).toBe("");
  });

  test("an attribute maps unit by unit where it has no entities, else as a whole", () => {
    const html = '<img alt=" 根治 " title="&#26681;治">';
    const [plain, coded] = readPage(html).passages;
    expect(plain?.source).toEqual([0, html.indexOf("根"), 2]);
    expect(coded?.source).toEqual([0, html.indexOf("&"), "&#26681;治".length]);
  });
});

/** Spans are in order, inside the page, and hold the unit or something that stands for it. */
function expectPlaced(passage: Passage, html: string): void {
  let previous = 0;
  for (let index = 0; index < passage.text.length; index++) {
    const span = sourceSpan(passage.source ?? [], passage.text.length, index, index + 1);
    if (!span) throw new Error(`no place for unit ${index} of ${passage.text}`);
    expect(span.start).toBeGreaterThanOrEqual(previous);
    expect(span.end).toBeLessThanOrEqual(html.length);
    previous = span.start;
    const slice = html.slice(span.start, span.end);
    const unit = passage.text[index] as string;
    const stands = slice.length > 1 || unit === slice || (unit === " " && slice.trim() === "");
    expect(stands, `${unit} at ${span.start}: ${slice}`).toBe(true);
    if (slice.length > 1 && passage.zone !== "state" && passage.zone !== "json-ld") {
      expect(/[&<\s\\]/.test(slice), `${unit} at ${span.start}: ${slice}`).toBe(true);
    }
  }
}
