import type { Zone } from "../contracts/passage.js";
import { type Entity, readEntity } from "./entities.js";
import { Voice } from "./review.js";

const TAB = 9;
const LINE_FEED = 10;
const FORM_FEED = 12;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const AMPERSAND = 38;

const entity: Entity = { text: "", length: 0 };

/** White space that browsers collapse. No-break and ideographic spaces are text. */
function isCollapsible(unit: number): boolean {
  return unit === SPACE || unit === LINE_FEED || unit === TAB || unit === CARRIAGE_RETURN || unit === FORM_FEED;
}

/**
 * A passage in the making: text nodes come in, white space collapses as in a browser, and each unit remembers where it
 * came from. White space at the beginning and the end is dropped, and so is NUL, which browsers skip.
 */
export class Flow {
  text = "";
  /** Runs as in `SourceMap`. */
  map: number[] = [];
  /** Those of the element in which the text began. */
  zone: Zone = "body";
  voice: Voice = Voice.MERCHANT;
  #gap = "";
  #gapStart = 0;
  #gapLength = 0;

  /** Appends `html[start, end)`, text between two tags, entities and all. */
  append(html: string, start: number, end: number, options: { keepLines: boolean; entities: boolean }): void {
    let run = start;
    let at = start;
    while (at < end) {
      const unit = html.charCodeAt(at);
      if (unit > AMPERSAND) {
        at++;
      } else if (isCollapsible(unit)) {
        // One space between two words needs no run of its own.
        if (unit === SPACE && at > run && at + 1 < end && html.charCodeAt(at + 1) > AMPERSAND) {
          at += 2;
          continue;
        }
        this.#take(html, run, at);
        let hasLine = false;
        const from = at;
        for (; at < end; at++) {
          const next = html.charCodeAt(at);
          if (!isCollapsible(next)) break;
          if (next === LINE_FEED) hasLine = true;
        }
        this.gap(hasLine && options.keepLines ? "\n" : " ", from, at - from);
        run = at;
      } else if (unit === AMPERSAND && options.entities && readEntity(html, at, false, entity)) {
        this.#take(html, run, at);
        this.#takeEntity(at, options.keepLines);
        at += entity.length;
        run = at;
      } else if (unit === 0) {
        this.#take(html, run, at);
        at++;
        run = at;
      } else {
        at++;
      }
    }
    this.#take(html, run, end);
  }

  /** Notes a space or line break at `[start, start + length)` of the source, to be written if text follows. */
  gap(text: " " | "\n", start: number, length: number): void {
    if (this.text === "" || this.#gap === "\n" || this.#gap === text) return;
    this.#gap = text;
    this.#gapStart = start;
    this.#gapLength = length;
  }

  /** Empties the flow for the next passage. */
  reset(): void {
    this.text = "";
    this.map = [];
    this.#gap = "";
  }

  #takeEntity(at: number, keepLines: boolean): void {
    const { text, length } = entity;
    if (text.length === 1 && isCollapsible(text.charCodeAt(0))) {
      this.gap(keepLines && text === "\n" ? "\n" : " ", at, length);
      return;
    }
    this.#closeGap();
    this.map.push(this.text.length, at, length);
    this.text += text;
  }

  #take(html: string, start: number, end: number): void {
    if (start === end) return;
    this.#closeGap();
    const { map } = this;
    const last = map.length - 3;
    const length = end - start;
    if (
      last >= 0 &&
      (map[last + 1] ?? 0) + (map[last + 2] ?? 0) === start &&
      map[last + 2] === this.text.length - (map[last] ?? 0)
    ) {
      map[last + 2] = (map[last + 2] ?? 0) + length;
    } else {
      map.push(this.text.length, start, length);
    }
    this.text += html.slice(start, end);
  }

  #closeGap(): void {
    if (this.#gap === "") return;
    this.map.push(this.text.length, this.#gapStart, this.#gapLength);
    this.text += this.#gap;
    this.#gap = "";
  }
}
