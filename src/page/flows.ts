import { Flow } from "./flow.js";
import type { Frame } from "./open-elements.js";
import type { PassageList } from "./passage-list.js";
import { Role } from "./tags.js";
import { Hide } from "./visibility.js";

const COLLAPSE = { keepLines: false, entities: true };
const KEEP_LINES = { keepLines: true, entities: true };
const RAW_LINES = { keepLines: true, entities: false };

/**
 * The texts of a page that grow side by side and never join: what is seen, what is hidden, and the glosses above it.
 * So a hidden word does not part the seen ones around it.
 */
export class Flows {
  readonly #html: string;
  readonly #passages: PassageList;
  readonly #shown = new Flow();
  readonly #hidden = new Flow();
  readonly #gloss = new Flow();

  constructor(html: string, passages: PassageList) {
    this.#html = html;
    this.#passages = passages;
  }

  /** Adds the text node `[start, end)` of an element. */
  write(frame: Frame, start: number, end: number): void {
    const flow = this.#of(frame, frame.hide);
    if (flow.text === "") {
      flow.zone = frame.zone;
      flow.voice = frame.voice;
    }
    const isRaw = frame.tag.role === Role.RAW;
    flow.append(this.#html, start, end, isRaw ? RAW_LINES : frame.preformatted ? KEEP_LINES : COLLAPSE);
  }

  /** Parts the words around a tag at `[start, start + length)` within a line. */
  gap(frame: Frame, hide: number, text: " " | "\n", start: number, length: number): void {
    this.#of(frame, hide).gap(text, start, length);
  }

  /** Ends the texts on both sides of a box. An element without a box ends only the hidden text. */
  boundary(hide: number): void {
    if ((hide & Hide.NO_BOX) === 0) {
      this.#flush(this.#shown);
      this.#flush(this.#gloss);
    }
    this.#flush(this.#hidden);
  }

  endHidden(): void {
    this.#flush(this.#hidden);
  }

  endGloss(): void {
    this.#flush(this.#gloss);
  }

  #of(frame: Frame, hide: number): Flow {
    return hide !== 0 ? this.#hidden : frame.gloss ? this.#gloss : this.#shown;
  }

  #flush(flow: Flow): void {
    if (flow.text === "") return;
    const options = { hidden: flow === this.#hidden, inFlow: flow === this.#shown };
    this.#passages.add(flow.zone, flow.text, flow.map, flow.voice, options);
    flow.reset();
  }
}
