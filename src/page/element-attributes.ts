import { decodeAttribute } from "./entities.js";
import { MAX_ATTRIBUTE_LENGTH, MAX_IMAGE_SRC_LENGTH } from "./limits.js";
import type { NoteList } from "./notes.js";

const NAMES = [
  "class",
  "id",
  "style",
  "hidden",
  "title",
  "alt",
  "aria-label",
  "placeholder",
  "label",
  "value",
  "src",
  "data-src",
  "data-original",
  "data-lazyload",
  "data-lazy-src",
  "data-ks-lazyload",
  "data-lazy",
  "srcset",
  "poster",
  "href",
  "rel",
  "type",
  "name",
  "property",
  "itemprop",
  "itemtype",
  "content",
  "srcdoc",
  "open",
  "color",
  "bgcolor",
] as const;
/** The attributes that the reader looks at. */
export type AttributeName = (typeof NAMES)[number];

const INDEX: ReadonlyMap<string, number> = new Map(NAMES.map((name, index) => [name, index]));
const LONGEST = Math.max(...NAMES.map((name) => name.length));
const PICTURE_ATTRIBUTES: ReadonlySet<string> = new Set(
  NAMES.filter((name) => name === "src" || name === "srcset" || name === "poster" || name.startsWith("data-")),
);

/** Whether the reader looks at an attribute. */
export function isAttributeName(name: string): name is AttributeName {
  return INDEX.has(name);
}

/** The attributes of a list as bits, for `hasAny`. */
export function attributeBits(names: readonly AttributeName[]): number {
  return names.reduce((bits, name) => bits | (1 << (INDEX.get(name) ?? 31)), 0);
}

/** The attributes of the tag being read, as spans of the page; decoded when asked for. */
export class ElementAttributes {
  readonly #html: string;
  readonly #notes: NoteList;
  readonly #starts = new Int32Array(NAMES.length);
  readonly #ends = new Int32Array(NAMES.length);
  /** Bits of those that the tag has. */
  #given = 0;
  #current = -1;

  constructor(html: string, notes: NoteList) {
    this.#html = html;
    this.#notes = notes;
  }

  get isEmpty(): boolean {
    return this.#given === 0;
  }

  reset(): void {
    this.#given = 0;
    this.#current = -1;
  }

  /** Takes an attribute's name; the first of several of one name counts, as in browsers. */
  begin(start: number, end: number): void {
    this.#current = -1;
    if (end - start > LONGEST) return;
    const name = this.#html.slice(start, end);
    const index = INDEX.get(name) ?? INDEX.get(name.toLowerCase()) ?? -1;
    if (index < 0 || (this.#given & (1 << index)) !== 0) return;
    this.#current = index;
    this.#given |= 1 << index;
    this.#starts[index] = end;
    this.#ends[index] = end;
  }

  /** Takes the current attribute's value, without quotes. */
  setValue(start: number, end: number): void {
    if (this.#current < 0) return;
    this.#starts[this.#current] = start;
    this.#ends[this.#current] = end;
  }

  has(name: AttributeName): boolean {
    return (this.#given & (1 << (INDEX.get(name) as number))) !== 0;
  }

  /** Whether the tag has one of the attributes of `attributeBits`. */
  hasAny(bits: number): boolean {
    return (this.#given & bits) !== 0;
  }

  /** Offset of a value in the page; -1 where the attribute is not given. */
  startOf(name: AttributeName): number {
    return this.has(name) ? (this.#starts[INDEX.get(name) as number] as number) : -1;
  }

  endOf(name: AttributeName): number {
    return this.#ends[INDEX.get(name) as number] as number;
  }

  /** The decoded value; "" where the attribute is absent, empty, or longer than its cap, which is noted. */
  get(name: AttributeName): string {
    const index = INDEX.get(name) as number;
    if ((this.#given & (1 << index)) === 0) return "";
    const start = this.#starts[index] as number;
    const end = this.#ends[index] as number;
    const isPicture = PICTURE_ATTRIBUTES.has(name);
    if (end - start > (isPicture ? MAX_IMAGE_SRC_LENGTH : MAX_ATTRIBUTE_LENGTH)) {
      this.#notes.add(isPicture ? "image-src-too-long" : "attribute-too-long", start);
      return "";
    }
    return start === end ? "" : decodeAttribute(this.#html.slice(start, end));
  }
}
