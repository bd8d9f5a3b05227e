import { CHANNELS, type Pixels } from "../image/pixels.js";
import { STRIP_HEIGHT } from "./strip.js";

/** Height of a character of a column against its width: flat ones (一) and spaced ones. */
const SHORTEST = 0.55;
const LONGEST = 1.7;
/** What cutting through ink costs against a cell that is not square. */
const INK_WEIGHT = 6;
const GAP = 4;

/**
 * Rewrites a column of upright characters as a horizontal line: cuts it where least ink is cut and cells stay near to
 * square, and lays the cells side by side.
 *
 * @param column `STRIP_HEIGHT` wide, as tall as it is
 */
export function layColumnDown(column: Pixels): Pixels {
  const cuts = findCuts(inkOfRows(column));
  const cells = cuts.slice(1).map((end, index) => ({ start: cuts[index] as number, end }));
  const side = STRIP_HEIGHT;
  const width = cells.length * (column.width + GAP) + GAP;
  const data = new Uint8Array(width * side * CHANNELS);
  paintGround(data, column);
  let left = GAP;
  for (const { start, end } of cells) {
    const height = end - start;
    for (let y = 0; y < side; y++) {
      // A cell taller than a square is pressed together, a flat one stays flat.
      const from = height > side ? start + Math.floor((y * height) / side) : start + y - ((side - height) >> 1);
      if (from < start || from >= end) continue;
      const source = from * column.width * CHANNELS;
      data.set(column.data.subarray(source, source + column.width * CHANNELS), (y * width + left) * CHANNELS);
    }
    left += column.width + GAP;
  }
  return { width, height: side, data };
}

/** How much each row differs from its neighbours along it: strokes do, ground does not. */
function inkOfRows({ width, height, data }: Pixels): Float64Array {
  const ink = new Float64Array(height);
  let highest = 1;
  for (let y = 0; y < height; y++) {
    let sum = 0;
    for (let x = 1; x < width; x++) {
      const at = (y * width + x) * CHANNELS + 1;
      sum += Math.abs((data[at] as number) - (data[at - CHANNELS] as number));
    }
    ink[y] = sum;
    highest = Math.max(highest, sum);
  }
  return ink.map((value) => value / highest);
}

/** The cheapest way to cut rows into cells, by dynamic programming. */
function findCuts(ink: Float64Array): number[] {
  const rows = ink.length;
  const shortest = Math.max(1, Math.floor(STRIP_HEIGHT * SHORTEST));
  const longest = Math.ceil(STRIP_HEIGHT * LONGEST);
  const cost = new Float64Array(rows + 1).fill(Infinity);
  const from = new Int32Array(rows + 1).fill(-1);
  cost[0] = 0;
  for (let end = 1; end <= rows; end++) {
    const cut = end === rows ? 0 : (ink[end] as number) * INK_WEIGHT;
    for (let start = Math.max(0, end - longest); start <= end - Math.min(shortest, rows); start++) {
      const shape = (end - start) / STRIP_HEIGHT - 1;
      const total = (cost[start] as number) + cut + shape * shape;
      if (total < (cost[end] as number)) {
        cost[end] = total;
        from[end] = start;
      }
    }
  }
  const cuts = [rows];
  for (let end = rows; end > 0 && from[end] !== -1; ) {
    end = from[end] as number;
    cuts.unshift(end);
  }
  return cuts[0] === 0 ? cuts : [0, ...cuts];
}

/** The colour that the column's edge has most, everywhere. */
function paintGround(data: Uint8Array, { width, height, data: source }: Pixels): void {
  const edge: [number[], number[], number[]] = [[], [], []];
  for (let y = 0; y < height; y++) {
    for (const x of [0, width - 1]) {
      const at = (y * width + x) * CHANNELS;
      for (const channel of [0, 1, 2] as const) edge[channel].push(source[at + channel] as number);
    }
  }
  const ground = edge.map((values) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0);
  for (let at = 0; at < data.length; at++) data[at] = ground[at % CHANNELS] as number;
}
