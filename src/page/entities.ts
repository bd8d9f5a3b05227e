import { DecodingMode, HtmlEntityDecoder } from "entities/decode";

let decoded = "";
let consumed = 0;
// One decoder for all: it has no state between entities, and a page may hold a hundred thousand of them.
const decoder = new HtmlEntityDecoder((codePoint, length) => {
  decoded += String.fromCodePoint(codePoint);
  consumed = length;
});

/** What the last call of `readEntity` found. */
export interface Entity {
  text: string;
  /** Units of the source, `&` included. */
  length: number;
}

/**
 * Reads the character reference at `html[at]`, an `&`, into `into`, as browsers do.
 *
 * @returns false where the `&` stands for itself
 */
export function readEntity(html: string, at: number, inAttribute: boolean, into: Entity): boolean {
  decoded = "";
  consumed = 0;
  decoder.startEntity(inAttribute ? DecodingMode.Attribute : DecodingMode.Legacy);
  if (decoder.write(html, at + 1) < 0) decoder.end();
  into.text = decoded;
  into.length = consumed;
  return consumed > 0;
}

const entity: Entity = { text: "", length: 0 };

/**
 * Decodes the character references of an attribute's value.
 *
 * @example
 * decodeAttribute("&#26681;治"); // → "根治"
 */
export function decodeAttribute(value: string): string {
  return decode(value, true);
}

/** Decodes the character references of a text between tags. */
export function decodeText(text: string): string {
  return decode(text, false);
}

function decode(value: string, inAttribute: boolean): string {
  let at = value.indexOf("&");
  if (at < 0) return value;
  let text = "";
  let from = 0;
  while (at >= 0) {
    if (readEntity(value, at, inAttribute, entity)) {
      text += value.slice(from, at) + entity.text;
      from = at + entity.length;
      at = value.indexOf("&", from);
    } else {
      at = value.indexOf("&", at + 1);
    }
  }
  return text + value.slice(from);
}
