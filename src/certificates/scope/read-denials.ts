/** `[start, end)` of a scope in which it says what the product is not for. */
export interface Denial {
  readonly start: number;
  readonly end: number;
}

const DENIAL =
  /不适用|不适宜|不适合|不能用于|不可用于|不得用于|不用于|不作为|不能作为|不能治|不能替代|不能代替|不包括|不含|不包含|禁用于|不具有|不能用作|避免用于/gu;
/** What ends a denial: a sentence, a bracket, or words that allow again. */
const ALLOWS_AGAIN = /[。;；)）\n]|[^不]适[用宜合](?:于|人群)|[^不]可用于/u;
const MAX_DENIALS = 50;

/**
 * Finds the parts of a registered scope that rule something out.
 *
 * @example
 * readDenials("用于新生瘢痕，不适用于陈旧瘢痕。"); // → [{ start: 7, end: 15 }]
 */
export function readDenials(scope: string): Denial[] {
  const found: Denial[] = [];
  for (const match of scope.matchAll(DENIAL)) {
    const start = match.index;
    const last = found[found.length - 1];
    if (last !== undefined && start < last.end) continue;
    const rest = scope.slice(start + match[0].length);
    const stop = rest.search(ALLOWS_AGAIN);
    found.push({ start, end: stop < 0 ? scope.length : start + match[0].length + stop });
    if (found.length === MAX_DENIALS) break;
  }
  return found;
}

export function isDenied(denials: readonly Denial[], offset: number): boolean {
  return denials.some((denial) => denial.start <= offset && offset < denial.end);
}
