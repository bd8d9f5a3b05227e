import type { OcrLine } from "../../contracts/listing.js";
import { isSameRow } from "./join-lines.js";
import { MAX_FOLLOWERS } from "./limits.js";
import { orderBlocks } from "./order-blocks.js";
import { measureLine, skewOf, type TextLine } from "./text-line.js";

/** Letters of two lines of one block differ by this factor at most. */
const SIZE_RATIO = 1.4;
/** Letters between the baselines' boxes of two lines of one block. */
const MAX_LEADING = 1.05;
/** Letters between two pieces of one row that still are one line; a wider gap parts cells. */
const MAX_ROW_GAP = 1.2;
/** Letters by which edges or middles of aligned lines may differ; a first line may be indented by two letters. */
const ALIGNED = 0.8;
const INDENT = 2.4;

/** Lines that belong together, in reading order. */
export type Block = readonly TextLine[];

/**
 * Puts the lines of a picture together as blocks: by gap, size and alignment, never by colour or wording. Cells that
 * stand side by side, and lines of clearly different size, are different blocks. Pure; blank lines and lines
 * without a usable box are left out.
 *
 * @example
 * layOut([{ text: "三天", box: [0, 0, 40, 20] }, { text: "见效", box: [0, 24, 40, 20] }]).length; // → 1
 */
export function layOut(lines: readonly OcrLine[]): Block[] {
  const skew = skewOf(lines);
  const placed = lines.flatMap((line) => (line.text.trim() === "" ? [] : (measureLine(line, skew) ?? [])));
  const rows = chains(
    sorted(
      placed.filter((line) => !line.isVertical),
      byMiddle,
    ),
    followsInRow,
    true,
  );
  const stacked = chains(sorted(rows.map(rowOf), byTop), followsBelow).map((block) =>
    block.flatMap((row) => row.parts),
  );
  const columns = chains(
    sorted(
      placed.filter((line) => line.isVertical),
      byRight,
    ),
    followsLeft,
  );
  return orderBlocks([...stacked, ...columns]);
}

/** Pieces that stand side by side as one line. */
interface Row extends TextLine {
  readonly parts: readonly TextLine[];
}

function rowOf(parts: readonly TextLine[]): Row {
  const first = parts[0] as TextLine;
  const left = Math.min(...parts.map((part) => part.left));
  const top = Math.min(...parts.map((part) => part.top));
  const right = Math.max(...parts.map((part) => part.right));
  const bottom = Math.max(...parts.map((part) => part.bottom));
  const size = Math.max(...parts.map((part) => part.size));
  return { ...first, left, top, right, bottom, size, box: [left, top, right - left, bottom - top], parts };
}

/** How well the second line continues the first: the smaller the better; null where it does not. */
type Follows<T> = (one: T, other: T) => number | null | "stop";

/**
 * Chains of lines of which each continues the one before. Every line has one line before and one behind at most: the
 * nearest that has not found a nearer one.
 *
 * @param lines in an order in which what continues a line stands behind it, near ones first
 * @param isEitherWay whether it may also stand a little before it
 */
function chains<T extends TextLine>(lines: readonly T[], follows: Follows<T>, isEitherWay = false): T[][] {
  const links: { readonly from: number; readonly to: number; readonly cost: number }[] = [];
  for (let from = 0; from < lines.length; from++) {
    const last = Math.min(lines.length, from + 1 + MAX_FOLLOWERS);
    for (let to = from + 1; to < last; to++) {
      const [one, other] = [lines[from] as T, lines[to] as T];
      const cost = follows(one, other);
      if (cost === "stop") break;
      if (cost !== null) links.push({ from, to, cost });
      else if (isEitherWay) {
        const back = follows(other, one);
        if (typeof back === "number") links.push({ from: to, to: from, cost: back });
      }
    }
  }
  links.sort((a, b) => a.cost - b.cost || a.from - b.from || a.to - b.to);
  const next = new Map<number, number>();
  const taken = new Set<number>();
  for (const { from, to } of links) {
    if (next.has(from) || taken.has(to)) continue;
    next.set(from, to);
    taken.add(to);
  }
  return lines.flatMap((_, start) => {
    if (taken.has(start)) return [];
    const chain: T[] = [];
    for (let at: number | undefined = start; at !== undefined; at = next.get(at)) chain.push(lines[at] as T);
    return [chain];
  });
}

const followsInRow: Follows<TextLine> = (one, other) => {
  if (other.top + other.bottom > 2 * one.bottom) return other.top > one.top ? "stop" : null;
  // Strictly to the right, so that no chain can bite its tail.
  if (other.left <= one.left || !isSameRow(one, other) || !areAlike(one, other)) return null;
  const gap = other.left - one.right;
  return gap <= MAX_ROW_GAP * Math.min(one.size, other.size) ? gap : null;
};

const followsBelow: Follows<TextLine> = (one, other) => {
  const size = Math.min(one.size, other.size);
  const gap = other.top - one.bottom;
  if (other.top - one.bottom > MAX_LEADING * one.size * SIZE_RATIO) return "stop";
  if (gap > MAX_LEADING * size || gap < -0.5 * size || !areAlike(one, other)) return null;
  if (Math.min(one.right, other.right) - Math.max(one.left, other.left) <= 0) return null;
  const left = other.left - one.left;
  const isLeft = left <= ALIGNED * size && left >= -INDENT * size;
  const isMiddle = Math.abs(one.left + one.right - other.left - other.right) / 2 <= ALIGNED * size;
  const isRight = Math.abs(one.right - other.right) <= ALIGNED * size;
  return isLeft || isMiddle || isRight ? Math.max(0, gap) : null;
};

const followsLeft: Follows<TextLine> = (one, other) => {
  const size = Math.min(one.size, other.size);
  const gap = one.left - other.right;
  if (gap > MAX_LEADING * one.size * SIZE_RATIO) return "stop";
  if (gap > MAX_LEADING * size || gap < -0.5 * size || !areAlike(one, other)) return null;
  const top = other.top - one.top;
  return top <= ALIGNED * size && top >= -INDENT * size ? Math.max(0, gap) : null;
};

function areAlike(one: TextLine, other: TextLine): boolean {
  return Math.max(one.size, other.size) <= SIZE_RATIO * Math.min(one.size, other.size);
}

function sorted<T>(items: readonly T[], order: (a: T, b: T) => number): T[] {
  return [...items].sort(order);
}

function byTop(a: TextLine, b: TextLine): number {
  return a.top - b.top || a.left - b.left;
}

function byMiddle(a: TextLine, b: TextLine): number {
  return a.top + a.bottom - b.top - b.bottom || a.left - b.left;
}

function byRight(a: TextLine, b: TextLine): number {
  return b.right - a.right || a.top - b.top;
}
