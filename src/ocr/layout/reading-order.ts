import type { ReadLine } from "../../contracts/ocr.js";

/** Share of the smaller height that two lines must have in common to stand in one row. */
const SAME_ROW = 0.5;

/** Degrees from the vertical within which a line counts as standing. */
const STANDING = 45;
/** Degrees from which a line hangs upside down. */
const HANGING = 90 + STANDING;

/**
 * Lines in the order of reading: rows from the top, within a row from the left; columns, and lines turned to the
 * right, from the right; lines turned to the left from the left; where most of what lies hangs upside down, all of it
 * as with the picture turned over.
 */
export function inReadingOrder(lines: readonly ReadLine[]): ReadLine[] {
  const runs = (line: ReadLine) => {
    if (line.vertical) return "down";
    const angle = line.angle ?? 0;
    return Math.abs(Math.abs(angle) - 90) > STANDING ? "across" : angle > 0 ? "down" : "up";
  };
  const lying = lines.filter((line) => runs(line) === "across");
  const isHanging = 2 * lying.filter(({ angle = 0 }) => Math.abs(angle) > HANGING).length > lying.length;
  const [across, down, up] = (["across", "down", "up"] as const).map((way) =>
    lines.filter((line) => runs(line) === way),
  );
  const rows = isHanging ? hangingRowsOf(across ?? []) : rowsOf(across ?? []);
  return [...rows, ...columnsOf(down ?? [], -1), ...columnsOf(up ?? [], 1)]
    .sort((a, b) => a.top - b.top || a.left - b.left)
    .flatMap((block) => block.lines);
}

interface Block {
  readonly top: number;
  readonly left: number;
  readonly lines: ReadLine[];
}

function rowsOf(lines: readonly ReadLine[]): Block[] {
  const rows: { lines: ReadLine[]; top: number; bottom: number }[] = [];
  const middle = ({ box: [, y, , height] }: ReadLine) => y + height / 2;
  for (const line of [...lines].sort((a, b) => middle(a) - middle(b) || a.box[0] - b.box[0])) {
    const [, y, , height] = line.box;
    const row = rows.at(-1);
    const shared = row === undefined ? 0 : Math.min(row.bottom, y + height) - Math.max(row.top, y);
    if (row !== undefined && shared > SAME_ROW * Math.min(height, row.bottom - row.top)) {
      row.lines.push(line);
      // The row keeps to its first line: a slope would otherwise swallow the rows below.
    } else rows.push({ lines: [line], top: y, bottom: y + height });
  }
  return rows.map(({ lines: row, top }) => {
    const sorted = row.sort((a, b) => a.box[0] - b.box[0] || a.box[1] - b.box[1]);
    return { top, left: sorted[0]?.box[0] ?? 0, lines: sorted };
  });
}

/** Rows of a picture that stands on its head: one block, from its foot, each row from the right. */
function hangingRowsOf(lines: readonly ReadLine[]): Block[] {
  const [top, left] = [Math.min(...lines.map(({ box }) => box[1])), Math.min(...lines.map(({ box }) => box[0]))];
  const rows = rowsOf(lines);
  return [{ top, left, lines: rows.flatMap((row) => row.lines).reverse() }];
}

/**
 * Columns that stand beside one another are one block.
 *
 * @param step 1: from the left, each from its foot; -1: from the right, each from its head
 */
function columnsOf(lines: readonly ReadLine[], step: 1 | -1): Block[] {
  const blocks: { lines: ReadLine[]; top: number; bottom: number }[] = [];
  for (const line of [...lines].sort((a, b) => a.box[1] - b.box[1] || b.box[0] - a.box[0])) {
    const [, y, , height] = line.box;
    const block = blocks.find(({ top, bottom }) => y < bottom && y + height > top);
    if (block === undefined) blocks.push({ lines: [line], top: y, bottom: y + height });
    else {
      block.lines.push(line);
      block.bottom = Math.max(block.bottom, y + height);
    }
  }
  return blocks.map(({ lines: block, top }) => ({
    top,
    left: Math.min(...block.map((line) => line.box[0])),
    lines: inColumns(block, step),
  }));
}

/** What stands in one column, one below the other, belongs together. */
function inColumns(lines: readonly ReadLine[], step: 1 | -1): ReadLine[] {
  const columns: ReadLine[][] = [];
  const middle = ({ box: [x, , width] }: ReadLine) => x + width / 2;
  for (const line of [...lines].sort((a, b) => step * (middle(a) - middle(b)))) {
    const [x, , width] = line.box;
    const column = columns.at(-1);
    const [left = 0, , wide = 0] = column?.[0]?.box ?? [];
    const shared = Math.min(left + wide, x + width) - Math.max(left, x);
    if (column !== undefined && shared > SAME_ROW * Math.min(width, wide)) column.push(line);
    else columns.push([line]);
  }
  return columns.flatMap((column) => column.sort((a, b) => step * (b.box[1] - a.box[1])));
}
