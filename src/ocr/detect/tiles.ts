/** A part of a picture that is looked at in one go, and the part of it whose answer counts. */
export interface Tile {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The part that this tile answers for: every pixel of the picture belongs to exactly one tile. */
  readonly own: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
}

/** Pixels. */
export interface TileSize {
  readonly width: number;
  readonly height: number;
}

interface Span {
  readonly start: number;
  readonly length: number;
  readonly ownStart: number;
  readonly ownEnd: number;
}

/**
 * Covers a picture with overlapping tiles. Each answers for its part up to the middle of the overlap, so that their
 * answers, laid side by side, are one map of the whole picture, and a line on a seam is neither lost nor doubled.
 *
 * @param most largest tile, pixels
 * @param overlap pixels that neighbours share at least; the middle of it is far enough from either edge to be seen whole
 */
export function planTiles(width: number, height: number, most: TileSize, overlap: number): Tile[] {
  const columns = divide(width, most.width, overlap);
  return divide(height, most.height, overlap).flatMap((row) =>
    columns.map((column) => ({
      x: column.start,
      y: row.start,
      width: column.length,
      height: row.length,
      own: { left: column.ownStart, right: column.ownEnd, top: row.ownStart, bottom: row.ownEnd },
    })),
  );
}

/** Equal spans over a length, evenly shifted. */
function divide(length: number, side: number, overlap: number): Span[] {
  if (length <= side) return [{ start: 0, length, ownStart: 0, ownEnd: length }];
  const count = Math.ceil((length - overlap) / (side - overlap));
  const size = Math.min(side, Math.ceil((length + overlap * (count - 1)) / count));
  const starts = Array.from({ length: count }, (_, place) => Math.round(((length - size) * place) / (count - 1)));
  const middle = (place: number) => Math.round(((starts[place] ?? 0) + (starts[place - 1] ?? 0) + size) / 2);
  return starts.map((start, place) => ({
    start,
    length: size,
    ownStart: place === 0 ? 0 : middle(place),
    ownEnd: place === count - 1 ? length : middle(place + 1),
  }));
}
