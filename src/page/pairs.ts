import { MAX_ATTRIBUTE_NAME, MAX_ATTRIBUTES_TEXT, MAX_PAGE_ATTRIBUTES } from "./limits.js";
import type { NoteList } from "./notes.js";
import type { PassageDraft } from "./passage-list.js";

/** Passages of a cell or item; one with more is a part of the page, no value. Elements nest, so this is also a bound on work. */
const MAX_PAIR_PASSAGES = 200;

interface Row {
  /** Index of the first passage of each cell, and of the passage after each. */
  readonly cells: { readonly isHeader: boolean; readonly from: number; readonly to: number }[];
  hasTable: boolean;
}

/**
 * Names and values: rows of two cells (or of pairs of `th` and `td`), definition lists, and list items like
 * 品牌：云南白药. Told where rows, cells and items end, it labels the value's passages and collects the attributes.
 */
export class Pairs {
  readonly #passages: readonly PassageDraft[];
  readonly #notes: NoteList;
  readonly #attributes = new Map<string, Set<string>>();
  #length = 0;
  readonly #rows: Row[] = [];
  /** The current name of each open definition list. */
  readonly #names: (string | null)[] = [];

  constructor(passages: readonly PassageDraft[], notes: NoteList) {
    this.#passages = passages;
    this.#notes = notes;
  }

  openTable(): void {
    // A row with a table in it lays out the page.
    const row = this.#rows.at(-1);
    if (row) row.hasTable = true;
  }

  openRow(): void {
    this.#rows.push({ cells: [], hasTable: false });
  }

  closeCell(isHeader: boolean, from: number): void {
    this.#rows.at(-1)?.cells.push({ isHeader, from, to: this.#passages.length });
  }

  closeRow(): void {
    const row = this.#rows.pop();
    if (!row || row.hasTable || row.cells.length < 2 || row.cells.length % 2 !== 0) return;
    const { cells } = row;
    for (let index = 0; index < cells.length; index += 2) {
      const name = cells[index];
      const value = cells[index + 1];
      if (!name || !value || value.isHeader) return;
      const written = this.#shown(name.from, name.to);
      const text = written[0]?.text ?? "";
      if (cells.length > 2 && !name.isHeader && !endsWithColon(text)) return;
      const label = written.length === 1 ? nameOf(text) : null;
      if (label) this.#pair(label, this.#shown(value.from, value.to));
    }
  }

  openDefinitions(): void {
    this.#names.push(null);
  }

  closeDefinitions(): void {
    this.#names.pop();
  }

  closeTerm(from: number): void {
    if (this.#names.length === 0) return;
    const written = this.#shown(from, this.#passages.length);
    this.#names[this.#names.length - 1] = written.length === 1 ? nameOf(written[0]?.text ?? "") : null;
  }

  closeDefinition(from: number): void {
    const label = this.#names.at(-1);
    if (label) this.#pair(label, this.#shown(from, this.#passages.length));
  }

  /** @param hint the item's `title`, which holds the whole value where the text is shortened to fit */
  closeItem(from: number, hint: string): void {
    const written = this.#shown(from, this.#passages.length);
    const first = written[0];
    if (!first || written.length > 8) return;
    const colon = colonOf(first.text);
    if (colon < 0) return;
    const label = nameOf(first.text.slice(0, colon));
    if (!label) return;
    const value = first.text.slice(colon + 1).trim();
    if (value === "") {
      this.#pair(label, written.slice(1));
    } else if (written.length === 1) {
      first.label = label;
      first.zone = "attribute";
      this.#add(label, /(?:\.{2,}|…)$/.test(value) && hint !== "" ? hint : value);
    }
  }

  toRecord(): Record<string, string> {
    return Object.fromEntries(Array.from(this.#attributes, ([name, values]) => [name, [...values].join("\n")]));
  }

  /** Adds what a page within this page says; this page's own word wins. */
  adopt(attributes: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(attributes)) if (!this.#attributes.has(name)) this.#add(name, value);
  }

  #pair(label: string, values: readonly PassageDraft[]): void {
    if (values.length === 0) return;
    for (const passage of values) {
      // An inner pair has named it more closely.
      if (passage.label !== null) continue;
      passage.label = label;
      passage.zone = "attribute";
    }
    this.#add(label, values.map((passage) => passage.text.trim()).join("\n"));
  }

  #add(name: string, value: string): void {
    const known = this.#attributes.get(name);
    if (known?.has(value)) return;
    this.#length += value.length;
    if (this.#length > MAX_ATTRIBUTES_TEXT) this.#notes.add("too-many-attributes", name);
    else if (known) known.add(value);
    else if (this.#attributes.size < MAX_PAGE_ATTRIBUTES) this.#attributes.set(name, new Set([value]));
    else this.#notes.add("too-many-attributes", name);
  }

  /** The merchant's own passages in a range that a visitor reads in the flow of the page. */
  #shown(from: number, to: number): PassageDraft[] {
    if (to - from > MAX_PAIR_PASSAGES) return [];
    return this.#passages.slice(from, to).filter((passage) => passage.inFlow && passage.author === "merchant");
  }
}

function colonOf(text: string): number {
  const end = Math.min(text.length, MAX_ATTRIBUTE_NAME + 8);
  for (let at = 1; at < end; at++) {
    const unit = text[at];
    if (unit === "：" || unit === ":" || unit === "︰") return text.startsWith("//", at + 1) ? -1 : at;
  }
  return -1;
}

function endsWithColon(text: string): boolean {
  return /[：:︰]\s*$/.test(text.slice(-8));
}

/** 适 用 范 围： → 适用范围; null for what is too long or short, a sentence or a number. */
function nameOf(text: string): string | null {
  if (text.length > MAX_ATTRIBUTE_NAME * 4) return null;
  const name = text
    .replace(/[\s\u00ad\u200b-\u200d\u2060]/g, "")
    .replace(/^[【[]/, "")
    .replace(/[】\]]?[：:︰]?[】\]]?$/, "");
  if (name.length < 2 || name.length > MAX_ATTRIBUTE_NAME) return null;
  return /[。！？!?；;，]/.test(name) || /^[\d.:/-]+$/.test(name) ? null : name;
}
