import type { Zone } from "../contracts/passage.js";
import { MAX_HTML_DEPTH } from "./limits.js";
import { Voice } from "./review.js";
import { Group, type Tag, Trait, UNKNOWN_TAG } from "./tags.js";

/** An open element with what its text inherits. Frames are reused: hold none beyond its element's end. */
export interface Frame {
  tag: Tag;
  /** Lower-case name, also of elements that the table does not know. */
  name: string;
  /** Why its text is not seen: bits of `Hide`; 0 where it is. */
  hide: number;
  /** Its own style hides or shows, rather than an outer one. */
  changesHide: boolean;
  zone: Zone;
  voice: Voice;
  /** It parts the text around it. */
  breaks: boolean;
  preformatted: boolean;
  gloss: boolean;
  /** Within `svg` or `math`, where other rules for names hold. */
  foreign: boolean;
  colour: string;
  background: string;
  /** How many passages stood before it. */
  firstPassage: number;
  /** The `title` attribute of a list item. */
  hint: string;
}

function createFrame(): Frame {
  return {
    tag: UNKNOWN_TAG,
    name: "",
    hide: 0,
    changesHide: false,
    zone: "body",
    voice: Voice.MERCHANT,
    breaks: false,
    preformatted: false,
    gloss: false,
    foreign: false,
    colour: "",
    background: "",
    firstPassage: 0,
    hint: "",
  };
}

/**
 * The stack of open elements with the standard's rules for end tags that are missing or misplaced, as far as they
 * decide which element a text belongs to.
 *
 * @see https://html.spec.whatwg.org/multipage/parsing.html#the-stack-of-open-elements
 */
export class OpenElements {
  /** The page itself, below all elements. */
  readonly root: Frame = createFrame();
  top: Frame = this.root;
  readonly #frames: Frame[] = [];
  readonly #onClose: (frame: Frame) => void;
  // What searches of the stack look at: a page may make them run to the depth cap for each of its tags.
  readonly #ids = new Int32Array(MAX_HTML_DEPTH);
  readonly #groups = new Uint8Array(MAX_HTML_DEPTH);
  readonly #traits = new Uint8Array(MAX_HTML_DEPTH);
  /** Below 0, one for each name that the table of tags does not know. */
  readonly #unknownIds = new Map<string, number>();
  #size = 0;
  #paragraphs = 0;

  /** @param onClose called for each element that ends, the innermost first, while it is still `top` */
  constructor(onClose: (frame: Frame) => void) {
    this.#onClose = onClose;
  }

  get size(): number {
    return this.#size;
  }

  get isFull(): boolean {
    return this.#size >= MAX_HTML_DEPTH;
  }

  /** Opens an element; the frame inherits from its parent and is the caller's to fill. */
  push(tag: Tag, name: string): Frame {
    const parent = this.top;
    let frame = this.#frames[this.#size];
    if (!frame) {
      frame = createFrame();
      this.#frames.push(frame);
    }
    frame.tag = tag;
    frame.name = name;
    frame.hide = parent.hide;
    frame.zone = parent.zone;
    frame.voice = parent.voice;
    frame.breaks = tag.block;
    frame.preformatted = parent.preformatted || tag.preformatted;
    frame.gloss = parent.gloss;
    frame.foreign = parent.foreign;
    frame.colour = parent.colour;
    frame.background = parent.background;
    frame.hint = "";
    this.#ids[this.#size] = this.#idOf(tag, name);
    this.#groups[this.#size] = tag.group;
    this.#traits[this.#size] = tag.traits;
    this.#size++;
    if (tag.group === Group.P) this.#paragraphs++;
    this.top = frame;
    return frame;
  }

  pop(): void {
    const frame = this.top;
    this.#onClose(frame);
    this.#size--;
    if (frame.tag.group === Group.P) this.#paragraphs--;
    this.top = this.#frames[this.#size - 1] ?? this.root;
  }

  /** Ends the elements that the start tag `tag` ends without their own end tags. */
  closeFor(tag: Tag): void {
    if (tag.closesParagraph && this.#paragraphs > 0) this.#closeGroup(Group.P, false);
    switch (tag.group) {
      case Group.LI:
      case Group.DT:
        this.#closeGroup(tag.group, true);
        break;
      case Group.HEADING:
        if (this.top.tag.group === Group.HEADING) this.pop();
        break;
      case Group.A:
      case Group.RUBY:
      case Group.BUTTON:
        this.#closeGroup(tag.group, false);
        break;
      case Group.CELL:
        this.#closeToTable(Group.CELL);
        break;
      case Group.ROW:
        this.#closeToTable(Group.ROW);
        break;
      case Group.SECTION:
        this.#closeToTable(Group.SECTION);
        break;
      case Group.OPTION:
        if (this.top.tag.group === Group.OPTION) this.pop();
        break;
      case Group.OPTGROUP:
        if (this.top.tag.group === Group.OPTION) this.pop();
        if (this.top.tag.group === Group.OPTGROUP) this.pop();
        break;
      case Group.BODY:
        this.#closeGroup(Group.HEAD, false);
        break;
    }
  }

  /** Ends what the end tag `</name>` ends; false where no such element is open within reach. */
  close(tag: Tag, name: string): boolean {
    const id = this.#idOf(tag, name);
    // A heading's end tag ends any heading, a table's own end tags stop at nothing less than a table.
    const isTable = tag.group === Group.TABLE;
    const ends = tag.group === Group.HEADING ? Trait.HEADING : 0;
    const ofTable = tag.group >= Group.CELL && tag.group <= Group.SECTION;
    const stops = isTable
      ? 0
      : ofTable
        ? Trait.TABLE
        : tag === UNKNOWN_TAG
          ? Trait.BARRIER | Trait.SPECIAL
          : Trait.BARRIER;
    const ids = this.#ids;
    const traits = this.#traits;
    for (let depth = this.#size - 1; depth >= 0; depth--) {
      const trait = traits[depth] as number;
      if (ids[depth] === id || (trait & ends) !== 0) {
        this.#popTo(depth);
        return true;
      }
      if ((trait & stops) !== 0) return false;
    }
    return false;
  }

  /** Ends all elements, at the end of the page. */
  closeAll(): void {
    this.#popTo(0);
  }

  /** Whether an element is open whose end tag may not be left out. */
  hasUnclosed(): boolean {
    for (let depth = 0; depth < this.#size; depth++) {
      if (!(this.#frames[depth] as Frame).tag.optionalEnd) return true;
    }
    return false;
  }

  #idOf(tag: Tag, name: string): number {
    if (tag.id !== 0) return tag.id;
    let id = this.#unknownIds.get(name);
    if (id === undefined) {
      id = -1 - this.#unknownIds.size;
      this.#unknownIds.set(name, id);
    }
    return id;
  }

  #popTo(size: number): void {
    while (this.#size > size) this.pop();
  }

  /** Pops through the nearest open element of a group, unless a block stands between. */
  #closeGroup(group: Group, throughPlainBlocks: boolean): void {
    const groups = this.#groups;
    const traits = this.#traits;
    for (let depth = this.#size - 1; depth >= 0; depth--) {
      if (groups[depth] === group) {
        this.#popTo(depth);
        return;
      }
      const trait = traits[depth] as number;
      if ((trait & Trait.SPECIAL) !== 0 && !(throughPlainBlocks && (trait & Trait.PLAIN) !== 0)) return;
    }
  }

  /** Pops open cells, and for a row or section also open rows and sections, of the innermost table. */
  #closeToTable(outermost: Group): void {
    const groups = this.#groups;
    let to = this.#size;
    for (let depth = this.#size - 1; depth >= 0; depth--) {
      const group = groups[depth] as number;
      if (group === Group.TABLE || ((this.#traits[depth] as number) & Trait.TEMPLATE) !== 0) break;
      if (group >= Group.CELL && group <= outermost) to = depth;
    }
    this.#popTo(to);
  }
}
