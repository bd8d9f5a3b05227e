import { MAX_STYLE_LENGTH, MAX_STYLE_RULES } from "./limits.js";
import type { NoteList } from "./notes.js";
import { mergeEffects, NO_EFFECT, readStyle, type StyleEffect, stripStyleComments } from "./visibility.js";

/** Rules kept for one class or id; where there are more, text is not called hidden on their account. */
const MAX_RULES_OF_NAME = 32;
/** Elements of one page that are remembered, so that repeated ones are matched once. */
const MAX_REMEMBERED = 2_000;

interface StyleRule {
  readonly tag: string;
  readonly id: string;
  readonly classes: readonly string[];
  readonly weight: number;
  readonly effect: StyleEffect;
}

/**
 * The rules of the page's own style elements that hide or show: selectors of one element, made of a tag, an id and
 * classes (`.decoy`, `p.a.b`, `#tip`). A name that stands last in any other selector with such a declaration may be
 * shown by it, so text is not called hidden on its account. Rules for media and style sheets elsewhere are not known.
 */
export class StyleRules {
  /** By the last class or the id of the selector. */
  readonly #rules = new Map<string, StyleRule[]>();
  readonly #undecided = new Set<string>();
  readonly #effects = new Map<string, StyleEffect>();
  #count = 0;
  #length = 0;

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** Adds the rules of a style element's text. */
  read(css: string, where: number, notes: NoteList): void {
    this.#length += css.length;
    if (this.#length > MAX_STYLE_LENGTH) {
      notes.add("style-too-large", where);
      return;
    }
    this.#effects.clear();
    const text = stripStyleComments(css);
    let at = 0;
    while (at < text.length) {
      const open = text.indexOf("{", at);
      if (open < 0) return;
      const selector = text.slice(at, open);
      const isAtRule = selector.trimStart().startsWith("@");
      const close = isAtRule ? endOfBlock(text, open) : text.indexOf("}", open);
      if (close < 0) return;
      if (!isAtRule) this.#add(selector, text.slice(open + 1, close), where, notes);
      at = close + 1;
    }
  }

  /** What the rules say about an element; `NO_EFFECT` where they say nothing. */
  effectOn(tag: string, id: string, classes: string): StyleEffect {
    const element = `${tag} ${id} ${classes}`;
    const known = this.#effects.get(element);
    if (known) return known;
    const effect = this.#match(tag, id, classes);
    if (this.#effects.size < MAX_REMEMBERED) this.#effects.set(element, effect);
    return effect;
  }

  #match(tag: string, id: string, classes: string): StyleEffect {
    const matched: StyleRule[] = [];
    const names = new Set(classes.split(/\s+/));
    for (const key of new Set([...names].map((name) => `.${name}`)).add(`#${id}`)) {
      for (const rule of this.#rules.get(key) ?? []) {
        const fits =
          (rule.tag === "" || rule.tag === tag) &&
          (rule.id === "" || rule.id === id) &&
          rule.classes.every((name) => names.has(name));
        if (fits && !(rule.effect.hide !== 0 && this.#undecided.has(key))) matched.push(rule);
      }
    }
    if (matched.length === 0) return NO_EFFECT;
    // Sorting is stable and rules of one key stand in the order of the source.
    matched.sort((a, b) => a.weight - b.weight);
    return matched.map((rule) => rule.effect).reduce(mergeEffects);
  }

  #add(selectors: string, declarations: string, where: number, notes: NoteList): void {
    const effect = readStyle(declarations);
    if (effect.hide === 0 && effect.show === 0 && !effect.shown) return;
    for (const selector of selectors.split(",")) {
      if (++this.#count > MAX_STYLE_RULES) {
        notes.add("style-too-large", where);
        return;
      }
      const text = selector.trim();
      const last = /[.#][\w-]+$/.exec(text.slice(-200))?.[0];
      const simple = /^([a-z][a-z0-9]*)?((?:[.#][\w-]+)+)$/i.exec(text.length <= 200 ? text : "");
      if (simple) {
        const parts = simple[2]?.match(/[.#][^.#]+/g) ?? [];
        const id = parts.find((part) => part.startsWith("#"))?.slice(1) ?? "";
        const classes = parts.filter((part) => part.startsWith(".")).map((part) => part.slice(1));
        const key = id ? `#${id}` : `.${classes.at(-1)}`;
        const rule: StyleRule = {
          tag: simple[1]?.toLowerCase() ?? "",
          id,
          classes,
          weight: (id ? 1000 : 0) + classes.length * 10 + (simple[1] ? 1 : 0),
          effect,
        };
        const known = this.#rules.get(key);
        if (!known) this.#rules.set(key, [rule]);
        else if (known.length < MAX_RULES_OF_NAME) known.push(rule);
        else this.#undecided.add(key);
      } else if (last && effect.hide === 0) {
        this.#undecided.add(last);
      }
    }
  }
}

/** The `}` that closes the block at `open`, nested blocks included; -1 where it is missing. */
function endOfBlock(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 123) depth++;
    else if (unit === 125 && --depth === 0) return at;
  }
  return -1;
}
