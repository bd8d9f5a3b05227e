/** Lines that a cell of a table shows at most: what a page across can hold. */
export const MAX_CELL_LINES = 24;
/** UTF-16 units of one line in a cell. */
export const MAX_LINE_CHARS = 240;

/** What stands where a cell was cut. */
export const CUT = "……（余下见案件）";

/** Lines of a cell as one text: empty lines left out, long ones and what is too many cut, and said so. */
export function cellText(lines: readonly string[]): string {
  const kept: string[] = [];
  for (const line of lines) {
    if (line === "") continue;
    if (kept.length === MAX_CELL_LINES - 1) {
      kept.push(CUT);
      break;
    }
    kept.push(line.length > MAX_LINE_CHARS ? `${line.slice(0, lastWhole(line))}……` : line);
  }
  return kept.join("\n");
}

// No half of a surrogate pair at the cut.
function lastWhole(line: string): number {
  const last = line.charCodeAt(MAX_LINE_CHARS - 1);
  return last >= 0xd800 && last <= 0xdbff ? MAX_LINE_CHARS - 1 : MAX_LINE_CHARS;
}
