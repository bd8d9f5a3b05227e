import type { Passage } from "../contracts/passage.js";
import type { Finding } from "../contracts/result.js";
import { sourceSpan } from "../text/index.js";
import type { Origin } from "./reporter.js";

/** A span of a file: offsets are UTF-16 units of the decoded file, lines and columns count from 1, the end is exclusive. */
export interface FileSpan {
  readonly start: number;
  readonly end: number;
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Finds the passage that a finding speaks of; null where it is not among them. */
export function findPassage(finding: Finding, passages: readonly Passage[]): Passage | null {
  const { where, matched } = finding;
  if (where === null) return null;
  for (const passage of passages) {
    if (passage.zone !== where.zone || passage.field !== where.field) continue;
    if ((passage.image?.index ?? -1) !== (where.image?.index ?? -1)) continue;
    if (where.end > passage.text.length || !passage.text.startsWith(matched, where.start)) continue;
    const source = sourceSpan(passage.source, passage.text.length, where.start, where.end);
    if (source?.start === where.source?.start) return passage;
  }
  return null;
}

/** Turns places of findings into lines and columns of the file that the listing was read from. */
export class FileSpans {
  readonly #text: string | null;
  readonly #isPage: boolean;
  #lineStarts: number[] | null = null;

  /** @param origin a file with one listing a line has no lines for its texts */
  constructor(origin: Origin | null) {
    this.#isPage = origin?.isPage ?? false;
    this.#text = origin?.document ?? null;
  }

  /** The span of a finding in its file; null where it stands in no text of a file. */
  of(finding: Finding): FileSpan | null {
    const { where, matched } = finding;
    if (this.#text === null || where === null) return null;
    const span = this.#isPage ? where.source : (where.source ?? (where.field === "text" ? where : null));
    if (span === null || span.end > this.#text.length) return null;
    if (!this.#isPage && where.source === null && !this.#text.startsWith(matched, span.start)) return null;
    const first = this.#positionOf(span.start);
    const last = this.#positionOf(span.end);
    return {
      start: span.start,
      end: span.end,
      startLine: first.line,
      startColumn: first.column,
      endLine: last.line,
      endColumn: last.column,
    };
  }

  #positionOf(offset: number): { line: number; column: number } {
    this.#lineStarts ??= lineStartsOf(this.#text ?? "");
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#lineStarts[low] ?? 0) + 1 };
  }
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
