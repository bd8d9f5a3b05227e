import type { Author, Context } from "../contracts/listing.js";
import type { Passage, SourceMap, Zone } from "../contracts/passage.js";
import { MAX_PAGE_TEXT } from "./limits.js";
import type { NoteList } from "./notes.js";
import { Voice } from "./review.js";

/** A passage whose label and zone are not yet settled. */
export interface PassageDraft {
  zone: Zone;
  readonly text: string;
  readonly context: Context;
  readonly author: Author;
  label: string | null;
  readonly hidden: boolean;
  readonly source: number[];
  /** It stands in the flow of the page, as against an attribute, data in a script or hidden text. */
  readonly inFlow: boolean;
}

/** The passages of a page while it is read. */
export class PassageList {
  readonly drafts: PassageDraft[] = [];
  readonly #notes: NoteList;
  #length = 0;

  constructor(notes: NoteList) {
    this.#notes = notes;
  }

  /** Units of text so far. */
  get length(): number {
    return this.#length;
  }

  /** Adds a text unless it is blank or the page has had its share. */
  add(
    zone: Zone,
    text: string,
    source: number[],
    voice: Voice,
    options: { readonly hidden: boolean; readonly inFlow: boolean },
    label: string | null = null,
  ): void {
    if (text.trim() === "") return;
    if (this.#length + text.length > MAX_PAGE_TEXT) {
      this.#notes.add("html-too-much-text", source[1] ?? 0);
      return;
    }
    this.#length += text.length;
    const isReview = voice === Voice.BUYER;
    this.drafts.push({
      zone: options.hidden ? "hidden" : isReview && zone !== "alt" ? "review" : zone,
      text,
      context: isReview ? "review" : "advertisement",
      author: isReview ? "buyer" : "merchant",
      label,
      hidden: options.hidden,
      source,
      inFlow: options.inFlow && !options.hidden,
    });
  }

  /** The passages in the order in which they begin in the source. */
  toPassages(): Passage[] {
    const { drafts } = this;
    let previous = -1;
    for (const { source } of drafts) {
      const start = source[1] ?? 0;
      if (start < previous) {
        drafts.sort((a, b) => (a.source[1] ?? 0) - (b.source[1] ?? 0));
        break;
      }
      previous = start;
    }
    return drafts.map(toPassage);
  }
}

function toPassage(draft: PassageDraft): Passage {
  const source: SourceMap = draft.source;
  return {
    zone: draft.zone,
    field: "text",
    text: draft.text,
    context: draft.context,
    declared: false,
    author: draft.author,
    label: draft.label,
    hidden: draft.hidden,
    source,
    image: null,
  };
}
