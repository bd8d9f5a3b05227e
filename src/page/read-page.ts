import type { ElementWatcher } from "./element-watcher.js";
import { MAX_HTML_LENGTH } from "./limits.js";
import type { Page } from "./page.js";
import { PageReader } from "./page-reader.js";

/**
 * Reads a page into passages with their places in the source, and what the page says about itself. One streaming pass,
 * no tree. Never throws on a page: what was not read is in `notes`.
 *
 * @param html the decoded document
 * @example
 * readPage("<p>根<b></b>治</p><p>安心</p>").passages.map((passage) => passage.text); // → ["根治", "安心"]
 */
export function readPage(html: string): Page {
  return readWatchedPage(html, null);
}

/** `readPage`; a watcher is told of the elements as they are read. */
export function readWatchedPage(html: string, watcher: ElementWatcher | null): Page {
  if (html.length <= MAX_HTML_LENGTH) return new PageReader(html, 0, watcher).read();
  const page = new PageReader(html.slice(0, MAX_HTML_LENGTH), 0, watcher).read();
  const notes = page.notes.filter(({ code }) => code !== "html-truncated");
  return { ...page, notes: [...notes, { code: "html-too-long", where: `html@${MAX_HTML_LENGTH}` }], truncated: true };
}
