import type { ElementAttributes } from "./element-attributes.js";
import { decodeAttribute } from "./entities.js";
import { MAX_LINK_TEXT, MAX_PAGE_IMAGES, MAX_PAGE_LINKS } from "./limits.js";
import type { NoteList } from "./notes.js";
import type { PageImage, PageLink } from "./page.js";

/** Where shops put the address of a picture that is loaded when it scrolls into view. */
const LAZY = ["data-src", "data-original", "data-lazyload", "data-lazy-src", "data-ks-lazyload", "data-lazy"] as const;

/** The pictures and links of a page. */
export class PageMedia {
  readonly images: PageImage[] = [];
  readonly links: PageLink[] = [];
  readonly #html: string;
  readonly #notes: NoteList;
  #href: string | null = null;
  #spans: number[] = [];

  constructor(html: string, notes: NoteList) {
    this.#html = html;
    this.#notes = notes;
  }

  get isInLink(): boolean {
    return this.#href !== null;
  }

  addImage(attributes: ElementAttributes, at: number): void {
    const lazy = LAZY.find((name) => attributes.has(name));
    const src = ((lazy && attributes.get(lazy)) || attributes.get("src")).trim();
    if (src !== "") this.#keep({ src, alt: attributes.get("alt").trim() }, at);
  }

  /** Adds the pictures of a page within this page. */
  adopt(images: readonly PageImage[], at: number): void {
    for (const image of images) this.#keep(image, at);
  }

  openLink(href: string): void {
    this.#href = href;
    this.#spans = [];
  }

  /** Takes a text node within the open link. */
  addLinkText(start: number, end: number): void {
    if (this.#spans.length < MAX_LINK_TEXT) this.#spans.push(start, Math.min(end, start + 4 * MAX_LINK_TEXT));
  }

  closeLink(at: number): void {
    if (this.#href === null) return;
    let text = "";
    for (let index = 0; index < this.#spans.length; index += 2) {
      text += this.#html.slice(this.#spans[index], this.#spans[index + 1]);
    }
    const href = this.#href;
    this.#href = null;
    if (this.links.length >= MAX_PAGE_LINKS) {
      this.#notes.add("too-many-links", at);
      return;
    }
    this.links.push({ href, text: decodeAttribute(text).replace(/\s+/g, " ").trim().slice(0, MAX_LINK_TEXT) });
  }

  #keep(image: PageImage, at: number): void {
    if (this.images.length >= MAX_PAGE_IMAGES) this.#notes.add("too-many-images", at);
    else this.images.push(image);
  }
}
