import type { Lexicon } from "./lexicon.js";
import { HIT, type MatchedText } from "./matched-text.js";
import { SPAN } from "./segment.js";
import { signOf, type Voice } from "./voice.js";

/** Classes that say nothing of a text: literal words of patterns, and how words stand to one another. */
const SILENT_CLASSES = new Set(["literal", "lawful", "transparent", "number"]);
/** Nothing stands so far on. */
const NOWHERE = 0x7fffffff;

/** What a concept stands for, as the voice hears it: its classes, its severity and its nature. */
export function signsOfConcept({ concepts }: Lexicon, concept: number): string[] {
  const spec = concepts[concept];
  if (spec === undefined) return [];
  return [
    ...spec.classes.filter((name) => !SILENT_CLASSES.has(name)),
    ...(spec.severity === undefined ? [] : [`severity:${spec.severity}`]),
    ...(spec.nature === undefined ? [] : [`nature:${spec.nature}`]),
  ];
}

/**
 * Calls `visit` with the terms inside `[start, end)` among the hits of the sentences from `first` to before `behind`, but for
 * those inside a longer name or lawful word (血压 in 血压计). Hits come by end, so one look back over them tells.
 */
export function eachTermIn(
  isCover: (term: number) => boolean,
  { hits, spans }: MatchedText,
  first: number,
  behind: number,
  start: number,
  end: number,
  visit: (term: number) => void,
): void {
  const from = spans[first * SPAN + 3] as number;
  /** First units of names that end behind the hit, and where it ends. */
  let beyond = NOWHERE;
  let here = NOWHERE;
  for (let last = spans[behind * SPAN + 3] as number; last > from; ) {
    const right = hits[last - HIT + 2] as number;
    let at = last;
    for (; at > from && hits[at - HIT + 2] === right; at -= HIT) {
      const left = hits[at - HIT + 1] as number;
      if (left < here && isCover(hits[at - HIT] as number)) here = left;
    }
    for (let i = at; i < last; i += HIT) {
      const left = hits[i + 1] as number;
      if (left >= start && right <= end && left < beyond && left <= here) visit(hits[i] as number);
    }
    if (here < beyond) beyond = here;
    here = NOWHERE;
    last = at;
  }
}

/** What the words of a text stand for, as places of signs in a voice: learned term by term. */
export class VoiceSigns {
  /** The first `count` are of the stretch that was collected last; one may come more than once. */
  places = new Int32Array(256);
  count = 0;
  readonly #lexicon: Lexicon;
  readonly #voice: Voice;
  readonly #placesOf: (readonly number[] | undefined)[] = [];
  readonly #covers: Uint8Array;

  constructor(lexicon: Lexicon, voice: Voice) {
    this.#lexicon = lexicon;
    this.#voice = voice;
    this.#covers = new Uint8Array(lexicon.lexemes.size + 1);
  }

  /** Collects the signs of `[start, end)`, which lies in the sentences from `first` to before `behind`. */
  collect(matched: MatchedText, first: number, behind: number, start: number, end: number): void {
    this.count = 0;
    eachTermIn(this.#isCover, matched, first, behind, start, end, this.#add);
  }

  readonly #isCover = (term: number): boolean => {
    if (this.#placesOf[term] === undefined) this.#learn(term);
    return this.#covers[term] === 1;
  };

  readonly #add = (term: number): void => {
    const places = this.#placesOf[term] ?? this.#learn(term);
    if (this.count + places.length > this.places.length) {
      const longer = new Int32Array((this.count + places.length) * 2);
      longer.set(this.places);
      this.places = longer;
    }
    for (let i = 0; i < places.length; i++) this.places[this.count++] = places[i] as number;
  };

  #learn(term: number): readonly number[] {
    const { lexemes, lawful, opaque } = this.#lexicon;
    const places = new Set<number>();
    const end = lexemes.entriesFrom(term + 1);
    for (let entry = lexemes.entriesFrom(term); entry < end; entry++) {
      const concept = lexemes.conceptAt(entry);
      if (lawful[concept] === 1 || opaque[concept] === 1) this.#covers[term] = 1;
      for (const sign of signsOfConcept(this.#lexicon, concept)) places.add(this.#voice.placeOf(signOf(sign)));
    }
    places.delete(-1);
    const known = [...places];
    this.#placesOf[term] = known;
    return known;
  }
}
