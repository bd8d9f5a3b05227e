import type { ElementAttributes } from "../element-attributes.js";
import type { ElementWatcher } from "../element-watcher.js";
import { decodeText } from "../entities.js";
import type { AttributeTest, Compound, Selector } from "./selector.js";

/** Class attributes that are remembered, so that repeated ones are taken apart once. */
const MAX_REMEMBERED = 2_000;
const NO_STEPS: readonly Step[] = [];

/** An element that a selector fits. */
export interface Found {
  /** Places in the text of all found elements. */
  from: number;
  to: number;
  /** Number of the element in the page, and of the last one within it. */
  readonly order: number;
  last: number;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A selector and the attributes that are asked for of its elements. */
export interface Wanted {
  readonly selector: Selector;
  readonly attributes: readonly string[];
  /** Elements that are kept, at most. */
  readonly most: number;
}

/** A compound of a selector: bit `bit` of a state says that an element fits the selector up to here. */
interface Step {
  readonly compound: Compound;
  readonly bit: number;
  /** Bit of the compound before; -1 where there is none. */
  readonly before: number;
  readonly isChild: boolean;
  /** Index of the selector that ends here; -1 where it goes on. */
  readonly ends: number;
}

/** Tells which elements of a page selectors fit while the page streams by, without a tree. */
export class SelectorStream implements ElementWatcher {
  /** By selector: the elements that it fits, in the order of the source. */
  readonly found: readonly Found[][];
  readonly #html: string;
  readonly #wanted: readonly Wanted[];
  readonly #byClass = new Map<string, Step[]>();
  readonly #byId = new Map<string, Step[]>();
  readonly #byTag = new Map<string, Step[]>();
  readonly #others: Step[] = [];
  readonly #words: number;
  /** Of each open element: the steps that it fits, and those that it or any around it fits, `#words` numbers each. */
  readonly #own: number[] = [];
  readonly #around: number[] = [];
  readonly #children: number[] = [0];
  readonly #open: { readonly depth: number; readonly found: Found }[] = [];
  readonly #remembered = new Map<string, readonly Step[]>();
  #depth = 0;
  #order = 0;
  #text = "";

  constructor(html: string, wanted: readonly Wanted[]) {
    this.#html = html;
    this.#wanted = wanted;
    this.found = wanted.map(() => []);
    let bits = 0;
    for (const [index, { selector }] of wanted.entries()) {
      for (const [at, compound] of selector.compounds.entries()) {
        const isLast = at === selector.compounds.length - 1;
        this.#file({
          compound,
          bit: bits,
          before: at === 0 ? -1 : bits - 1,
          isChild: selector.isChild[at] === true,
          ends: isLast ? index : -1,
        });
        bits++;
      }
    }
    this.#words = (bits + 31) >> 5;
    for (let i = 0; i < this.#words; i++) {
      this.#own.push(0);
      this.#around.push(0);
    }
  }

  /** The text of a found element. */
  textOf({ from, to }: Found): string {
    return this.#text.slice(from, to);
  }

  enter(name: string, attributes: ElementAttributes): void {
    const words = this.#words;
    const depth = ++this.#depth;
    const place = this.#children[depth - 1] as number;
    this.#children[depth - 1] = place + 1;
    this.#children[depth] = 0;
    this.#order++;
    const own = depth * words;
    for (let i = 0; i < words; i++) {
      this.#own[own + i] = 0;
      this.#around[own + i] = this.#around[own - words + i] as number;
    }
    for (const step of this.#byTag.get(name) ?? NO_STEPS) this.#try(step, name, place, attributes);
    if (attributes.isEmpty) return;
    if (attributes.has("class"))
      for (const step of this.#stepsOf(attributes.get("class"))) this.#try(step, name, place, attributes);
    if (this.#byId.size > 0 && attributes.has("id"))
      for (const step of this.#byId.get(attributes.get("id")) ?? NO_STEPS) this.#try(step, name, place, attributes);
    for (const step of this.#others) this.#try(step, name, place, attributes);
  }

  text(start: number, end: number): void {
    if (this.#open.length > 0) this.#text += decodeText(this.#html.slice(start, end));
  }

  leave(): void {
    for (let last = this.#open.at(-1); last !== undefined && last.depth === this.#depth; last = this.#open.at(-1)) {
      last.found.to = this.#text.length;
      last.found.last = this.#order;
      this.#open.pop();
    }
    this.#depth--;
  }

  #file(step: Step): void {
    const { tag, id, classes } = step.compound;
    const [first] = classes;
    if (first !== undefined) add(this.#byClass, first, step);
    else if (id !== null) add(this.#byId, id, step);
    else if (tag !== null) add(this.#byTag, tag, step);
    else this.#others.push(step);
  }

  #try(step: Step, name: string, place: number, attributes: ElementAttributes): void {
    const { bit, before, isChild, compound } = step;
    const own = this.#depth * this.#words;
    if (before >= 0) {
      const states = isChild ? this.#own : this.#around;
      const state = states[own - this.#words + (before >> 5)] as number;
      if (((state >>> (before & 31)) & 1) === 0) return;
    }
    if (!fits(compound, name, place, attributes)) return;
    const at = own + (bit >> 5);
    this.#own[at] = (this.#own[at] as number) | (1 << (bit & 31));
    this.#around[at] = (this.#around[at] as number) | (1 << (bit & 31));
    if (step.ends >= 0) this.#keep(step.ends, attributes);
  }

  #keep(index: number, attributes: ElementAttributes): void {
    const list = this.found[index] as Found[];
    const { most, attributes: names } = this.#wanted[index] as Wanted;
    if (list.length >= most) return;
    const from = this.#text.length;
    const values = names.flatMap((name) => {
      const known = name as AttributeTest["name"];
      return attributes.has(known) ? [[name, attributes.get(known)] as const] : [];
    });
    const found = { from, to: from, order: this.#order, last: this.#order, attributes: Object.fromEntries(values) };
    list.push(found);
    this.#open.push({ depth: this.#depth, found });
  }

  #stepsOf(classes: string): readonly Step[] {
    const known = this.#remembered.get(classes);
    if (known !== undefined) return known;
    const steps = [...new Set(classes.split(/\s+/))].flatMap((name) => this.#byClass.get(name) ?? NO_STEPS);
    if (this.#remembered.size < MAX_REMEMBERED) this.#remembered.set(classes, steps);
    return steps;
  }
}

function add(steps: Map<string, Step[]>, key: string, step: Step): void {
  const known = steps.get(key);
  if (known === undefined) steps.set(key, [step]);
  else known.push(step);
}

function fits(
  { tag, id, classes, attributes: tests, isFirstChild }: Compound,
  name: string,
  place: number,
  attributes: ElementAttributes,
): boolean {
  if (tag !== null && tag !== name) return false;
  if (isFirstChild && place !== 0) return false;
  if (id !== null && attributes.get("id") !== id) return false;
  if (classes.length > 1) {
    const names = attributes.get("class").split(/\s+/);
    if (!classes.every((one) => names.includes(one))) return false;
  }
  return tests.every((test) => attributes.has(test.name) && holds(test, attributes.get(test.name)));
}

function holds({ operator, value }: AttributeTest, given: string): boolean {
  switch (operator) {
    case null:
      return true;
    case "=":
      return given === value;
    case "*=":
      return given.includes(value);
    case "^=":
      return given.startsWith(value);
    case "$=":
      return given.endsWith(value);
  }
}
