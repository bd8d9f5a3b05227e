import { MARK } from "./mark-places.js";

/** What is to be outlined on a page: words where they stand, or boxes in a picture. */
export interface Outline {
  /** What its frame is labelled with: the place of the finding in the result, from 1. */
  readonly number: number;
  /** The sentence around the words, so that the right occurrence is found; may equal them. */
  readonly excerpt: string;
  readonly matched: string;
  /** The picture in which the words stand: its address, and boxes in its own pixels. */
  readonly picture?: { readonly src: string; readonly boxes: readonly (readonly number[])[] } | undefined;
}

/** Whether the place of an outline was found. */
export const FOUND = { no: 0, place: 1, elsewhere: 2 } as const;

/** Where shops put the address of a picture that is loaded when it scrolls into view. */
export const LAZY_ATTRIBUTES = [
  "data-src",
  "data-original",
  "data-lazyload",
  "data-lazy-src",
  "data-ks-lazyload",
  "data-lazy",
] as const;

/** Characters of a page that are searched for the words. */
export const MAX_SEARCHED_CHARS = 1_000_000;
/** Places that are outlined on one page. */
export const MAX_OUTLINES = 100;

/**
 * A script for the page: lays a red frame with a number over the element of each outline, and a tint over the very words.
 * Nothing of the page moves. Its value: for each outline `FOUND.no` (nowhere visible), `FOUND.place`, or `FOUND.elsewhere`: its own place
 * cannot be seen, the same words stand in another.
 *
 * It is text, not a function: compilers add helpers that the page does not have. It runs with the scripts of the page
 * switched off, so nothing there can answer for it.
 */
export function outlineScript(outlines: readonly Outline[]): string {
  const given = [outlines.slice(0, MAX_OUTLINES), MAX_SEARCHED_CHARS, MARK, LAZY_ATTRIBUTES];
  return `(${BODY})(${given.map((one) => JSON.stringify(one)).join(", ")})`;
}

/** A script for the page: pictures that wait for scrolling are shown at once. Its value: how many. */
export function loadLazyScript(): string {
  return `(${LAZY_BODY})(${JSON.stringify(LAZY_ATTRIBUTES)})`;
}

const LAZY_BODY = `(lazy) => {
  let count = 0;
  for (const image of document.images) {
    image.loading = "eager";
    const name = lazy.find((each) => image.hasAttribute(each));
    const src = name === undefined ? "" : image.getAttribute(name).trim();
    if (src === "" || image.getAttribute("src") === src) continue;
    image.src = src;
    count++;
  }
  return count;
}`;

const BODY = `(outlines, most, mark, lazy) => {
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[\\s\\u200b-\\u200f\\u2060\\ufeff\\u00ad]+/g, "");
  const layer = document.createElement("div");
  const put = (x, y, width, height, style) => {
    const box = document.createElement("div");
    Object.assign(box.style, { all: "initial", position: "absolute", boxSizing: "border-box", pointerEvents: "none",
      left: x + "px", top: y + "px", width: width + "px", height: height + "px", zIndex: "2147483647", ...style });
    layer.append(box);
    return box;
  };
  const placed = (rect) => [rect.left + scrollX, rect.top + scrollY, rect.width, rect.height];
  const isSeen = (rect) => rect.width > 0 && rect.height > 0 && rect.right + scrollX > 0 && rect.bottom + scrollY > 0;
  // Findings of one element share its frame: the label names them all.
  const framed = new Map();
  const frame = (rect, number) => {
    const place = placed(rect);
    const key = place.map(Math.round).join(" ");
    framed.set(key, { place, numbers: [...(framed.get(key)?.numbers ?? []), number] });
  };
  const drawFrames = () => {
    for (const { place: [x, y, width, height], numbers } of framed.values()) {
      put(x - 3, y - 3, width + 6, height + 6, { border: "3px solid #d00000" });
      const words = numbers.length > 12 ? [...numbers.slice(0, 12), "…"].join(" ") : numbers.join(" ");
      const wide = 16 + words.length * 9;
      const fits = x - 3 >= wide;
      const label = put(fits ? x - 3 - wide : Math.max(0, x - 3), Math.max(0, fits ? y - 3 : y - 25), wide, 22, { background: "#d00000", color: "#fff",
        font: "bold 15px/22px sans-serif", textAlign: "center", whiteSpace: "nowrap" });
      label.textContent = words;
    }
  };
  const tint = (rect) => put(...placed(rect), { background: "rgba(255,210,0,.4)", outline: "1px solid #d00000" });

  let text = "";
  const from = [];
  const marks = new Map();
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_COMMENT);
  for (let node = walker.nextNode(); node !== null && text.length < most; node = walker.nextNode()) {
    if (node.nodeType === 8) {
      if (node.data.startsWith(mark)) marks.set(Number(node.data.slice(mark.length)), text.length);
      continue;
    }
    const tag = node.parentElement ? node.parentElement.tagName : "";
    if (tag === "SCRIPT" || tag === "STYLE" || tag === "TITLE" || tag === "NOSCRIPT" || tag === "TEMPLATE") continue;
    const data = node.data;
    for (let at = 0; at < data.length; ) {
      const unit = data.codePointAt(at) > 0xffff ? 2 : 1;
      const folded = fold(data.slice(at, at + unit));
      for (let i = 0; i < folded.length; i++) from.push([node, at, unit]);
      text += folded;
      at += unit;
    }
  }
  const rangeAt = (start, length) => {
    const [first, last] = [from[start], from[start + length - 1]];
    const range = document.createRange();
    range.setStart(first[0], first[1]);
    range.setEnd(last[0], last[1] + last[2]);
    return range;
  };
  const findWords = ({ number, excerpt, matched }) => {
    const [around, words] = [fold(excerpt), fold(matched)];
    const wanted = words === "" ? around : words;
    if (wanted === "") return null;
    const inside = Math.max(0, around.indexOf(wanted));
    const marked = marks.get(number);
    const own = marked === undefined ? -1 : text.startsWith(wanted, marked) ? marked : text.slice(marked, marked + 2 * wanted.length + 50).indexOf(wanted) + marked;
    // The very place first; without one the sentence with its words first; where the page breaks it up, the words alone.
    const places = own >= (marked ?? 0) && own >= 0 ? [own] : [];
    for (let at = around === "" ? -1 : text.indexOf(around); at >= 0 && places.length < 50; at = text.indexOf(around, at + 1)) places.push(at + inside);
    for (let at = text.indexOf(wanted); at >= 0 && places.length < 100; at = text.indexOf(wanted, at + 1)) places.push(at);
    for (const at of places) {
      const range = rangeAt(at, wanted.length);
      const rects = [...range.getClientRects()].filter(isSeen);
      if (rects.length > 0) return { range, rects, isOwn: own < (marked ?? 0) || at === own };
    }
    return null;
  };
  const elementOf = (range) => {
    const top = range.commonAncestorContainer;
    let element = top.nodeType === 1 ? top : top.parentElement;
    while (element !== null && getComputedStyle(element).display === "inline") element = element.parentElement;
    return element;
  };
  const found = outlines.map((one) => {
    if (one.picture !== undefined) {
      const address = new URL(one.picture.src, document.baseURI).href;
      const shows = (each) => each.src === address || each.currentSrc === address || ["src", ...lazy].some((name) => each.getAttribute(name) === one.picture.src);
      const seen = [...document.images].filter((each) => shows(each) && isSeen(each.getBoundingClientRect()));
      const sizeOf = (each) => each.getBoundingClientRect().width * each.getBoundingClientRect().height;
      const image = seen.sort((a, b) => sizeOf(b) - sizeOf(a))[0];
      if (image === undefined) return 0;
      const rect = image.getBoundingClientRect();
      frame(rect, one.number);
      const scale = [rect.width / (image.naturalWidth || rect.width), rect.height / (image.naturalHeight || rect.height)];
      for (const [x, y, width, height] of one.picture.boxes)
        tint({ left: rect.left + x * scale[0], top: rect.top + y * scale[1], width: width * scale[0], height: height * scale[1] });
      return 1;
    }
    const words = findWords(one);
    if (words === null) return 0;
    for (const rect of words.rects.slice(0, 20)) tint(rect);
    const element = elementOf(words.range);
    const rect = element === null ? words.range.getBoundingClientRect() : element.getBoundingClientRect();
    frame(isSeen(rect) ? rect : words.rects[0], one.number);
    return words.isOwn ? 1 : 2;
  });
  drawFrames();
  document.documentElement.append(layer);
  return found;
}`;
