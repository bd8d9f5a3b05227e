import { attributeBits, type ElementAttributes } from "./element-attributes.js";
import type { NoteList } from "./notes.js";
import type { Frame } from "./open-elements.js";
import { StyleRules } from "./style-rules.js";
import { Role, type Tag } from "./tags.js";
import { Hide, mergeEffects, NO_EFFECT, normaliseColour, readStyle, type StyleEffect } from "./visibility.js";

/** Styles of one page that are remembered, so that repeated ones are read once. */
const MAX_REMEMBERED = 2_000;

const NAMES = attributeBits(["class", "id"]);
const HIDING = attributeBits(["style", "hidden", "bgcolor", "color", "open"]);

/** What hides the elements of one page: attributes, inline styles, and the page's own simple rules. */
export class ElementVisibility {
  readonly #attributes: ElementAttributes;
  readonly #rules = new StyleRules();
  readonly #styles = new Map<string, StyleEffect>();

  constructor(attributes: ElementAttributes) {
    this.#attributes = attributes;
  }

  /** Takes the text of a `style` element. */
  readRules(css: string, where: number, notes: NoteList): void {
    this.#rules.read(css, where, notes);
  }

  /** What the element whose attributes were just read says about being seen. */
  effectOf(tag: Tag): StyleEffect {
    const attributes = this.#attributes;
    const mayMatch = !this.#rules.isEmpty && attributes.hasAny(NAMES);
    if (!mayMatch && !attributes.hasAny(HIDING) && tag.role !== Role.DIALOG) return NO_EFFECT;
    let effect = NO_EFFECT;
    if (mayMatch) {
      effect = this.#rules.effectOn(tag.name, attributes.get("id"), attributes.get("class"));
    }
    if (attributes.has("style")) effect = mergeEffects(effect, this.#remembered(attributes.get("style")));
    const isOff = attributes.has("hidden") || (tag.role === Role.DIALOG && !attributes.has("open"));
    if (isOff && !effect.shown) effect = { ...effect, hide: effect.hide | Hide.NO_BOX };
    if (attributes.has("bgcolor") || (tag.name === "font" && attributes.has("color"))) {
      effect = {
        ...effect,
        colour: effect.colour || normaliseColour(attributes.get("color")),
        background: effect.background || normaliseColour(attributes.get("bgcolor")),
      };
    }
    return effect;
  }

  /** Why the element's text is not seen, given what hides its parent: bits of `Hide`. */
  hideOf(tag: Tag, parent: Frame, effect: StyleEffect): number {
    // Pages hide the whole body until a script shows it.
    if (tag.role === Role.HTML || tag.role === Role.TITLE) return parent.hide;
    const unshown = tag.unshown ? Hide.NO_BOX : 0;
    if (effect === NO_EFFECT && parent.hide === 0) return unshown;
    let hide = (parent.hide & ~effect.show) | effect.hide;
    // Shops set the size to 0 on a list against gaps and set it again on its items, by rules that are not in the page.
    const isStyledElsewhere = this.#attributes.hasAny(NAMES);
    if ((effect.hide & Hide.TINY) === 0 && isStyledElsewhere) hide &= ~Hide.TINY;
    if (effect.colour !== "" || effect.background !== "") {
      const colour = effect.colour || parent.colour;
      const background = effect.background || parent.background;
      const isLost = colour !== "" && colour !== "?" && (colour === "transparent" || colour === background);
      hide = isLost ? hide | Hide.SAME_COLOUR : hide & ~Hide.SAME_COLOUR;
    }
    return hide | unshown;
  }

  #remembered(style: string): StyleEffect {
    let effect = this.#styles.get(style);
    if (effect === undefined) {
      effect = readStyle(style);
      if (this.#styles.size < MAX_REMEMBERED) this.#styles.set(style, effect);
    }
    return effect;
  }
}
