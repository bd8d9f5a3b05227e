import type { Zone } from "../contracts/passage.js";
import { attributeText, TEXT_ATTRIBUTES, TEXT_BITS } from "./attribute-texts.js";
import type { AttributeName, ElementAttributes } from "./element-attributes.js";
import type { NoteList, PageNoteCode } from "./notes.js";
import type { Frame } from "./open-elements.js";
import type { Page } from "./page.js";
import type { PageMedia } from "./page-media.js";
import type { Pairs } from "./pairs.js";
import type { PassageList } from "./passage-list.js";
import { Voice } from "./review.js";
import { looksLikeHtml } from "./script-data.js";

/** Where a text outside the flow belongs. */
export interface Setting {
  readonly zone: Zone;
  /** Bits of `Hide`. */
  readonly hide: number;
  readonly voice: Voice;
}

/** What the texts of a page are taken from and go to. */
export interface PageParts {
  readonly html: string;
  readonly attributes: ElementAttributes;
  readonly passages: PassageList;
  readonly pairs: Pairs;
  readonly media: PageMedia;
  readonly notes: NoteList;
}

/** The texts of a page that stand outside its flow: in attributes, and in pages within the page. */
export class PageTexts {
  readonly #parts: PageParts;
  readonly #readInner: (html: string) => Page | null;

  /** @param readInner reads a page within the page; null where they are nested too deep */
  constructor(parts: PageParts, readInner: (html: string) => Page | null) {
    this.#parts = parts;
    this.#readInner = readInner;
  }

  /** Adds a text whose place is the whole of a string or attribute at `[at, at + length)`. */
  add(text: string, at: number, length: number, { zone, hide, voice }: Setting): void {
    this.#parts.passages.add(zone, text, [0, at, length], voice, { hidden: hide !== 0, inFlow: false });
  }

  /** Adds the lettering in an element's attributes. */
  addAttributes(frame: Frame, hide: number): void {
    if (!this.#parts.attributes.hasAny(TEXT_BITS)) return;
    const setting: Setting = { zone: "alt", hide, voice: frame.voice };
    for (const name of TEXT_ATTRIBUTES) if (this.#parts.attributes.has(name)) this.addAttribute(name, setting);
    if (frame.name === "option" || frame.name === "optgroup") this.addAttribute("label", setting);
  }

  addAttribute(name: AttributeName, setting: Setting): void {
    const { html, attributes, notes } = this.#parts;
    const found = attributeText(html, attributes, name, notes);
    if (found) this.add(found.text, found.start, found.length, setting);
  }

  /** Reads a page written within this page as it stands; its texts keep their places unit by unit. */
  addPart(start: number, end: number, setting: Setting): void {
    this.addPage(this.#parts.html.slice(start, end), start, setting, (map) => {
      for (let run = 0; run < map.length; run += 3) map[run + 1] = (map[run + 1] ?? 0) + start;
      return map;
    });
  }

  /** Reads a text decoded from the string or attribute at `[at, at + length)`: a page, if it holds tags. */
  addDecoded(text: string, at: number, length: number, setting: Setting): void {
    if (looksLikeHtml(text)) this.addPage(text, at, setting, () => [0, at, length]);
    else this.add(text, at, length, setting);
  }

  /** @param place turns places within the inner page into places within this one */
  addPage(html: string, at: number, { zone, hide, voice }: Setting, place: (map: number[]) => number[]): void {
    const { notes, passages, pairs, media } = this.#parts;
    const inner = this.#readInner(html);
    if (inner === null) {
      notes.add("html-nested-too-deep", at);
      return;
    }
    for (const passage of inner.passages) {
      const keepsZone = zone === "body" && passage.zone !== "title";
      const options = { hidden: passage.hidden || hide !== 0, inFlow: false };
      passages.add(
        keepsZone ? passage.zone : zone,
        passage.text,
        place([...(passage.source ?? [])]),
        passage.author === "buyer" ? Voice.BUYER : voice,
        options,
        passage.label,
      );
    }
    if (hide === 0) pairs.adopt(inner.attributes);
    media.adopt(inner.images, at);
    for (const { code } of inner.notes) notes.add(code as PageNoteCode, at);
  }
}
