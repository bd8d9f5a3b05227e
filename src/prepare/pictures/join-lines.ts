import type { TextLine } from "./text-line.js";

/** What stands between two lines of one block: nothing, a blank, or a line end (which ends a sentence). */
export type Joint = "" | " " | "\n";

const SENTENCE_END = /[。！？!?；;…]["”’」』）)]?$/;
const OPEN_END = /[，,、：:（(“《【—\-~～和与及或的]$/;
/** How a new point of a list begins (1. 1、 ① · ● 【 and the like), or a price. */
const POINT =
  /^(?:[¥￥·•●○◆■□▲★☆✓✔√※◎➤►▶＊*【〖]|[①-⑳❶-❿]|\d{1,2}[.、)）．]|[(（][一二三四五六七八九十\d]{1,2}[)）]|[一二三四五六七八九十]、)/;
const LABEL = /^.{1,10}[:：]/;
const WORD_END = /[A-Za-z0-9]$/;
const WORD_START = /^[A-Za-z0-9]/;
/** Letters of a block's width from which on a full line is surely a wrapped one. */
const WRAP_LETTERS = 8;
/** Lines that still may be one saying set in short lines. */
const SAYING_LINES = 4;
/** Letters between two pieces of one row that were surely one. */
const PIECE_GAP = 0.5;
/** Leading, in letters, within which lines are set as one saying. */
const TIGHT = 0.65;

/**
 * What stands between two lines of one block that follow each other.
 *
 * A line that fills its block was wrapped: the next one continues it letter by letter. Few short lines set close
 * together may be one saying (三个月 / 根治糖尿病) or two: a blank joins them for the reader of claims, and keeps a term
 * that would arise only from both at lower confidence. Everything else ends where it ends.
 *
 * @param block the lines of the block, in order
 * @param at index of the second of the two lines
 */
export function jointBefore(block: readonly TextLine[], at: number): Joint {
  const [before, after] = [block[at - 1] as TextLine, block[at] as TextLine];
  const [head, tail] = [before.text.trimEnd(), after.text.trimStart()];
  if (SENTENCE_END.test(head) || POINT.test(tail)) return "\n";
  const glue: Joint = WORD_END.test(head) && WORD_START.test(tail) ? " " : "";
  if (isSameRow(before, after)) {
    if (LABEL.test(tail)) return "\n";
    return after.left - before.right < PIECE_GAP * before.size ? glue : " ";
  }
  if (OPEN_END.test(head)) return glue;
  if (LABEL.test(tail)) return "\n";
  const size = Math.min(before.size, after.size);
  const [start, end, far] = before.isVertical
    ? [Math.min(...block.map((line) => line.top)), before.bottom, Math.max(...block.map((line) => line.bottom))]
    : [Math.min(...block.map((line) => line.left)), before.right, Math.max(...block.map((line) => line.right))];
  if (far - start >= WRAP_LETTERS * size && far - end < 1.3 * size) return glue;
  const gap = before.isVertical ? before.left - after.right : after.top - before.bottom;
  const isSaying = block.length <= SAYING_LINES && gap <= TIGHT * size;
  return isSaying ? " " : "\n";
}

/** Pieces of one row that the detector parted. */
export function isSameRow(one: TextLine, other: TextLine): boolean {
  if (one.isVertical || other.isVertical) return false;
  const shared = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return shared > 0.6 * Math.min(one.bottom - one.top, other.bottom - other.top) && other.left >= one.right - one.size;
}
