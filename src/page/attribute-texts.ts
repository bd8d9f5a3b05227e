import { type AttributeName, attributeBits, type ElementAttributes } from "./element-attributes.js";
import { decodeAttribute } from "./entities.js";
import { MAX_ATTRIBUTE_LENGTH } from "./limits.js";
import type { NoteList } from "./notes.js";

/** A text in an attribute and the span of the value, outer white space left out. */
export interface AttributeText {
  readonly text: string;
  readonly start: number;
  readonly length: number;
}

/** Attributes whose text a visitor sees or hears, on any element. */
export const TEXT_ATTRIBUTES = [
  "alt",
  "title",
  "aria-label",
  "placeholder",
] as const satisfies readonly AttributeName[];

/** Bits of all attributes that may hold text. */
export const TEXT_BITS = attributeBits([...TEXT_ATTRIBUTES, "label", "value"]);

const HAN = /[\u3400-\u9fff\uf900-\ufaff]/;
const SILENT_INPUTS = new Set(["hidden", "password", "checkbox", "radio", "file", "image", "color", "range"]);

/**
 * Reads the text of an attribute. White space within becomes plain spaces, unit for unit: a line break in an attribute
 * is no end of a sentence.
 *
 * @returns null where the attribute is absent or blank, or over its cap, which is noted
 */
export function attributeText(
  html: string,
  attributes: ElementAttributes,
  name: AttributeName,
  notes: NoteList,
): AttributeText | null {
  let start = attributes.startOf(name);
  let end = attributes.endOf(name);
  while (start < end && html.charCodeAt(start) <= 32) start++;
  while (end > start && html.charCodeAt(end - 1) <= 32) end--;
  if (start < 0 || start >= end) return null;
  if (end - start > MAX_ATTRIBUTE_LENGTH) {
    notes.add("attribute-too-long", start);
    return null;
  }
  const text = decodeAttribute(html.slice(start, end)).replace(/[\t\n\f\r]/g, " ");
  return { text, start, length: end - start };
}

/** Whether the `value` of an element is lettering: of a button or a filled-in field, with Chinese in it. */
export function hasVisibleValue(tag: string, attributes: ElementAttributes): boolean {
  if (tag !== "input" || !attributes.has("value")) return false;
  return !SILENT_INPUTS.has(attributes.get("type").toLowerCase()) && HAN.test(attributes.get("value"));
}
