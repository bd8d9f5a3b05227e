import { neutralise } from "./neutralise.js";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Text of a page as text of XML or HTML, in elements and in quoted attributes: neutralised, escaped, and without the
 * code points that XML 1.0 forbids.
 *
 * @example
 * xmlText("<b>\u0000"); // → "&lt;b&gt;‹U+0000›"
 */
export function xmlText(text: string): string {
  return neutralise(text)
    .replace(/[\ufffe\uffff]/g, (found) => `‹U+${found.charCodeAt(0).toString(16).toUpperCase()}›`)
    .replace(/[&<>"']/g, (found) => ENTITIES[found] ?? found);
}
