import { neutralise } from "./neutralise.js";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Text of a page as text of XML or HTML, in elements and in quoted attributes: neutralised (XML 1.0 forbids
 * what that shows by its code) and escaped.
 *
 * @example
 * xmlText("<b>\u0000"); // → "&lt;b&gt;‹U+0000›"
 */
export function xmlText(text: string): string {
  return neutralise(text).replace(/[&<>"']/g, (found) => ENTITIES[found] ?? found);
}
