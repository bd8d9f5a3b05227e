import { attributeBits, type ElementAttributes } from "./element-attributes.js";
import { decodeAttribute } from "./entities.js";
import { MAX_LINK_TEXT, MAX_PAGE_IMAGES, MAX_PAGE_LINKS } from "./limits.js";
import type { NoteList } from "./notes.js";
import type { PageImage, PageLink } from "./page.js";

/** Where shops put the address of a picture that is loaded when it scrolls into view. */
const LAZY = ["data-src", "data-original", "data-lazyload", "data-lazy-src", "data-ks-lazyload", "data-lazy"] as const;

/** Attributes by which any element may show a picture. */
const DRAWN = attributeBits(["style", "poster"]);

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

  /** A picture, or a button that is one. */
  addObject(name: string, attributes: ElementAttributes, at: number): void {
    if (name !== "img" && (name !== "input" || attributes.get("type").toLowerCase() !== "image")) return;
    const lazy = LAZY.find((name) => attributes.has(name));
    const src = ((lazy && attributes.get(lazy)) || attributes.get("src")).trim() || firstOf(attributes.get("srcset"));
    if (src !== "") this.#keep({ src, alt: attributes.get("alt").trim() }, at);
  }

  /** The pictures that any element may show: what its own style draws behind it, and the first picture of a film. */
  addDrawn(name: string, attributes: ElementAttributes, at: number): void {
    if (!attributes.hasAny(DRAWN)) return;
    if (name === "video" && attributes.has("poster")) this.#draw(attributes.get("poster").trim(), at);
    if (attributes.has("style")) for (const src of backgroundsOf(attributes.get("style"))) this.#draw(src, at);
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

  /** Keeps a picture without words of its own. Drawings in SVG are signs, and not read. */
  #draw(src: string, at: number): void {
    if (src !== "" && !/^data:image\/svg/i.test(src)) this.#keep({ src, alt: "" }, at);
  }

  #keep(image: PageImage, at: number): void {
    if (this.images.length >= MAX_PAGE_IMAGES) this.#notes.add("too-many-images", at);
    else this.images.push(image);
  }
}

/** The first address of a `srcset`: `a.png 2x, b.png` names two sizes of one picture. */
function firstOf(srcset: string): string {
  const [first = ""] = srcset.trim().split(/\s/, 1);
  return first.replace(/,+$/, "");
}

/** The addresses of `background: url(…)` and `background-image: url(…)`, in their order; one pass over the style. */
function backgroundsOf(style: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < style.length; ) {
    const colon = style.indexOf(":", at);
    if (colon < 0) break;
    const name = style.slice(at, colon);
    const isBackground = /^\s*background(?:-image)?\s*$/i.test(name.slice(name.lastIndexOf(";") + 1));
    for (at = colon + 1; at < style.length && style[at] !== ";"; ) {
      if (style[at] !== "(" || style.slice(at - 3, at).toLowerCase() !== "url") {
        at++;
        continue;
      }
      const { address, end } = readAddress(style, at + 1);
      if (isBackground) found.push(address);
      at = end;
    }
    at++;
  }
  return found;
}

/** What stands between the brackets of `url(…)`, with or without quotes, and where it ends. */
function readAddress(style: string, start: number): { address: string; end: number } {
  let open = start;
  while (style[open] === " ") open++;
  const quote = style[open];
  const isQuoted = quote === '"' || quote === "'";
  if (isQuoted) open++;
  const close = style.indexOf(isQuoted ? quote : ")", open);
  const end = close < 0 ? style.length : close;
  return { address: style.slice(open, end).trim(), end: end + 1 };
}
