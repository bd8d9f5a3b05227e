import type { ElementAttributes } from "./element-attributes.js";

/** Looks on while a page is read: told of every element and text, in the order of the source. */
export interface ElementWatcher {
  /** @param attributes good until the next element */
  enter(name: string, attributes: ElementAttributes): void;
  /** A text node `[start, end)` of the page within the innermost open element, scripts and styles included. */
  text(start: number, end: number): void;
  /** The innermost open element ends. */
  leave(): void;
}
