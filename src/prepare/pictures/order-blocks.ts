import type { Block } from "./layout.js";
import { MAX_ORDERED_BLOCKS } from "./limits.js";

interface Placed {
  readonly block: Block;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Blocks in reading order: bands from top to bottom, within a band columns from left to right (vertical text from right
 * to left), and so on. A recursive cut along blank strips; blocks that no strip parts are read from the top.
 */
export function orderBlocks(blocks: readonly Block[]): Block[] {
  const placed = blocks.map((block) => ({
    block,
    left: Math.min(...block.map((line) => line.left)),
    top: Math.min(...block.map((line) => line.top)),
    right: Math.max(...block.map((line) => line.right)),
    bottom: Math.max(...block.map((line) => line.bottom)),
  }));
  const ordered = placed.length > MAX_ORDERED_BLOCKS ? [...placed].sort(byTop) : cut(placed, true, false);
  return ordered.map(({ block }) => block);
}

/** @param isStuck whether the cut in the other direction found nothing */
function cut(blocks: readonly Placed[], isAcross: boolean, isStuck: boolean): readonly Placed[] {
  if (blocks.length < 2) return blocks;
  const [from, to] = isAcross ? (["top", "bottom"] as const) : (["left", "right"] as const);
  const sorted = [...blocks].sort((a, b) => a[from] - b[from] || byTop(a, b));
  const groups: Placed[][] = [];
  let reach = Number.NEGATIVE_INFINITY;
  for (const block of sorted) {
    // Boxes of neighbouring lines may touch or overlap by a few pixels.
    const slack = Math.min(4, (block[to] - block[from]) / 8);
    if (block[from] >= reach - slack || groups.length === 0) groups.push([]);
    groups.at(-1)?.push(block);
    reach = Math.max(reach, block[to]);
  }
  if (groups.length === 1) return isStuck ? [...blocks].sort(byTop) : cut(blocks, !isAcross, true);
  if (!isAcross && blocks.every(({ block }) => block[0]?.isVertical === true)) groups.reverse();
  return groups.flatMap((group) => cut(group, !isAcross, false));
}

function byTop(a: Placed, b: Placed): number {
  return a.top - b.top || a.left - b.left;
}
