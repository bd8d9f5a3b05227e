import type { Lexicon } from "./lexicon.js";
import { SPAN, segmentInto } from "./segment.js";

/** Numbers a hit: term, start, end, confidence * 16 + disguise. */
export const HIT = 4;

/** A text with its hits and sentences as plain numbers: to look at them costs no object. */
export interface MatchedText {
  readonly text: string;
  /** `HIT` numbers a hit, by end: see `Matcher.findInto`. */
  readonly hits: Int32Array;
  /**
   * `SPAN` numbers a sentence: start, end, signs (see `segmentInto`), and the place of its first hit in `hits`, which is
   * also where those of the sentence before end. One more row follows the last sentence.
   */
  readonly spans: Int32Array;
  /** Sentences. */
  readonly count: number;
}

const HITS_AT_FIRST = 4096 * HIT;
const SENTENCES_AT_FIRST = 256 * SPAN;

/** The one text that was matched last: its arrays are used again, since most texts are done with after one look. */
class LastText implements MatchedText {
  text = "";
  hits = new Int32Array(HITS_AT_FIRST);
  spans = new Int32Array(SENTENCES_AT_FIRST);
  count = 0;

  read({ matcher }: Lexicon, text: string): this {
    let found = matcher.findInto(text, this.hits);
    if (found * HIT > this.hits.length) {
      this.hits = new Int32Array(found * 2 * HIT);
      found = matcher.findInto(text, this.hits);
    }
    let count = segmentInto(text, this.spans);
    if ((count + 1) * SPAN > this.spans.length) {
      this.spans = new Int32Array((count * 2 + 1) * SPAN);
      count = segmentInto(text, this.spans);
    }
    this.text = text;
    this.count = count;
    this.#parcelOut(found * HIT);
    return this;
  }

  /** A hit belongs to the sentence that it starts in, but for one that starts before a hit of an earlier end. */
  #parcelOut(last: number): void {
    const { hits, spans, count } = this;
    let next = 0;
    for (let index = 0; index < count; index++) {
      const at = index * SPAN;
      spans[at + 3] = next;
      const end = spans[at + 1] as number;
      while (next < last && (hits[next + 1] as number) < end) next += HIT;
    }
    spans[count * SPAN + 3] = last;
  }
}

const lastText = new LastText();

/**
 * Finds the terms and sentences of a text.
 *
 * @returns what is good until the next call
 */
export function matchText(lexicon: Lexicon, text: string): MatchedText {
  return lastText.read(lexicon, text);
}
