import type { Passage } from "../../contracts/passage.js";
import type { CompiledStatement } from "../absence/compile-statement.js";
import { findWording } from "../absence/find-wording.js";
import { readLetters } from "../absence/letters.js";
import { toCheckFinding } from "../check-finding.js";
import type { PlacedFinding } from "../finding.js";
import type { DisplayInput } from "./display-input.js";

/**
 * Where nothing is written in the rule's `thresholds`. No law gives a number: these are what a person can still read on a
 * telephone, where a picture is about 375 points wide.
 */
const DEFAULTS: Thresholds = { letterShare: 0.0175, ofLargest: 0.15, contrast: 3 };

/** Below any of these a statement is for a human to look at. */
interface Thresholds {
  /** Height of a letter against the picture's width. */
  readonly letterShare: number;
  /** Height of a letter against the picture's largest line. */
  readonly ofLargest: number;
  /** Contrast to the background, 1 to 21, where it is known (WCAG 2.2, 1.4.3: 3 for large letters). */
  readonly contrast: number;
}

/** Statements that must be shown clearly, and stand in a picture so small or pale that a person must look. */
export function judgeIllegible(input: DisplayInput): PlacedFinding[] {
  const { rules, prepared, context } = input;
  const rule = rules.byCheck.get("illegible-statement");
  if (rule === undefined || !prepared.passages.some(({ image }) => image !== null)) return [];
  const { kind, images = [] } = prepared.listing;
  const limits = { ...DEFAULTS, ...rule.spec.thresholds };
  const largest = largestLetters(prepared.passages);
  return prepared.passages.flatMap((passage, index) => {
    if (passage.image === null || passage.author === "buyer" || passage.context === "insert") return [];
    const picture = images[passage.image.index];
    const bound = rules.statements.filter(
      ({ spec, wordings }) =>
        wordings.length > 0 && (kind === undefined || spec.kinds === undefined || spec.kinds.includes(kind)),
    );
    const told = new Set<number>();
    return bound.flatMap((statement) => {
      const place = placeIn(passage, statement);
      if (place === null || told.has(place.start)) return [];
      const lines = (passage.image?.lines ?? []).filter(({ start, end }) => start < place.end && end > place.start);
      const height = Math.min(...lines.map(({ box }) => letterHeight(box)));
      if (!Number.isFinite(height)) return [];
      const contrast = Math.min(
        ...(picture?.lines ?? [])
          .filter(({ box }) => lines.some((line) => line.box !== null && box?.join() === line.box.join()))
          .map((line) => line.contrast ?? Number.POSITIVE_INFINITY),
      );
      const share = picture?.width === undefined ? null : height / picture.width;
      const ofLargest = height / (largest.get(passage.image?.index ?? -1) ?? height);
      const facts = [
        share !== null && share < limits.letterShare
          ? `字高 ${round(height)} 像素，为图片宽度的 ${percent(share)}`
          : "",
        ofLargest < limits.ofLargest ? `字高为图中最大文字的 ${percent(ofLargest)}` : "",
        contrast < limits.contrast ? `与背景的对比度为 ${round(contrast)}` : "",
      ].filter((fact) => fact !== "");
      if (facts.length === 0) return [];
      told.add(place.start);
      return toCheckFinding(context, {
        rule,
        certainty: "review",
        reason: facts.join("，"),
        key: `${passage.image?.index} ${statement.spec.id}`,
        place: { passage: index, ...place },
      });
    });
  });
}

function placeIn(passage: Passage, statement: CompiledStatement): { start: number; end: number } | null {
  if (!statement.seeds.some((seed) => passage.text.includes(seed))) return null;
  const reading = readLetters(passage.text);
  for (const wording of statement.wordings) {
    const match = findWording(reading.letters, wording);
    if (match === null) continue;
    const start = reading.places[match.start] ?? 0;
    return { start, end: (reading.places[match.end - 1] ?? start) + 1 };
  }
  return null;
}

/** By picture: letters of its largest line of two and more. */
function largestLetters(passages: readonly Passage[]): Map<number, number> {
  const largest = new Map<number, number>();
  for (const { image } of passages) {
    if (image === null) continue;
    for (const { start, end, box } of image.lines) {
      const height = letterHeight(box);
      if (end - start < 2 || !Number.isFinite(height)) continue;
      largest.set(image.index, Math.max(height, largest.get(image.index) ?? 0));
    }
  }
  return largest;
}

/** The short side of a line's box; infinite where there is none. */
function letterHeight(box: readonly [number, number, number, number] | null): number {
  return box === null ? Number.POSITIVE_INFINITY : Math.min(box[2], box[3]);
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function percent(share: number): string {
  return `${round(share * 100)}%`;
}
