import type { Finding } from "../../contracts/result.js";

/** Elements whose content is text to the parser: a comment there would be shown. */
const RAW = ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"] as const;

/** How a marked place is named in the page. */
export const MARK = "medlint-place:";

/**
 * A page with a comment, which nobody sees, before the very words of each finding, so that the browser outlines that place
 * and no other with equal words. Places within tags, comments and raw text are left unmarked. Pure.
 *
 * @param html the decoded document that `where.source` counts in
 */
export function markPlaces(html: string, findings: readonly Pick<Finding, "where">[]): string {
  const lower = html.toLowerCase();
  const places = findings.flatMap(({ where }, index) => {
    const start = where?.image === null ? where.source?.start : undefined;
    return start === undefined || start > html.length || !isInText(lower, start) ? [] : [{ start, number: index + 1 }];
  });
  places.sort((a, b) => a.start - b.start || a.number - b.number);
  const parts: string[] = [];
  let from = 0;
  for (const { start, number } of places) {
    parts.push(html.slice(from, start), `<!--${MARK}${number}-->`);
    from = start;
  }
  parts.push(html.slice(from));
  return parts.join("");
}

function isInText(lower: string, at: number): boolean {
  const before = (text: string) => (at === 0 ? -1 : lower.lastIndexOf(text, at - 1));
  if (before("<") > before(">")) return false;
  if (before("<!--") > before("-->")) return false;
  return RAW.every((name) => before(`<${name}`) <= before(`</${name}`));
}
