import type { VoiceModel, VoiceTables } from "../contracts/dictionary.js";
import { FOLD_TABLE, KIND_TABLE } from "../text/character.js";
import { CharKind, foldCodePoint, kindOfCodePoint } from "../text/index.js";

/** Every run of digits is one symbol, every run of Latin letters another, every run of marks a third. */
const DIGITS = 0x30;
const LETTERS = 0x61;
const MARKS = 0x3002;
const MARK = String.fromCharCode(MARKS);

/** What each unit is heard as, once it was met: 0 for spaces and what no reader sees. */
const SYMBOLS = new Uint16Array(0x10000).fill(0xffff);
const UNKNOWN = 0xffff;

/** By kind of character; what is not here is heard as itself. */
const SYMBOL_OF_KIND: (number | undefined)[] = [];
SYMBOL_OF_KIND[CharKind.SPACE] = 0;
SYMBOL_OF_KIND[CharKind.ZERO_WIDTH] = 0;
SYMBOL_OF_KIND[CharKind.DIGIT] = DIGITS;
SYMBOL_OF_KIND[CharKind.LATIN] = LETTERS;
for (const name of ["COMMA", "PUNCTUATION", "OPEN", "CLOSE", "SYMBOL", "SENTENCE_END"] as const) {
  SYMBOL_OF_KIND[CharKind[name]] = MARKS;
}

function learn(unit: number): number {
  SYMBOLS[unit] = SYMBOL_OF_KIND[KIND_TABLE[unit] as number] ?? (FOLD_TABLE[unit] as number);
  return SYMBOLS[unit] as number;
}

function symbolOf(point: number): number {
  const symbol = SYMBOL_OF_KIND[kindOfCodePoint(point)];
  if (symbol !== undefined) return symbol;
  const folded = foldCodePoint(point);
  return folded > 0xffff ? MARKS : folded;
}

/**
 * Writes the symbols of `[start, end)`: folded characters, so that neither glyph, case nor width make a difference; nothing for
 * spaces and for what no reader sees.
 *
 * @returns how many symbols were written; `into` must have room for `end - start`
 * @example
 * const into = new Uint16Array(8);
 * String.fromCharCode(...into.subarray(0, symbolsInto("第 7天，見效！", 0, 8, into))); // → "第0天。见效。"
 */
export function symbolsInto(text: string, start: number, end: number, into: Uint16Array): number {
  let count = 0;
  let last = 0;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    let symbol = SYMBOLS[unit] as number;
    if (symbol === UNKNOWN) {
      const point = unit >= 0xd800 && unit < 0xe000 ? (text.codePointAt(i) as number) : -1;
      symbol = point < 0 ? learn(unit) : point > 0xffff ? symbolOf(point) : MARKS;
      if (point > 0xffff) i++;
    }
    if (symbol === 0 || (symbol === last && (symbol === DIGITS || symbol === LETTERS || symbol === MARKS))) continue;
    into[count++] = symbol;
    last = symbol;
  }
  return count;
}

/**
 * Calls `visit` with the grams of `[start, end)`: each symbol, and each pair of neighbours, as one number. A gram may come
 * more than once.
 */
export function eachGram(text: string, start: number, end: number, visit: (gram: number) => void): void {
  const symbols = new Uint16Array(Math.max(0, end - start));
  const count = symbolsInto(text, start, end, symbols);
  for (let i = 0; i < count; i++) {
    const symbol = symbols[i] as number;
    visit(symbol);
    if (i > 0) visit((symbols[i - 1] as number) * 0x10000 + symbol);
  }
}

/** A gram as the number that `eachGram` gives; a class in braces as its sign. */
export function gramOf(letters: string): number {
  if (letters.length > 2) return signOf(letters.slice(1, -1));
  const first = letters.charCodeAt(0);
  return letters.length === 1 ? first : first * 0x10000 + letters.charCodeAt(1);
}

/** A gram in letters; not for signs. */
export function lettersOf(gram: number): string {
  return gram < 0x10000 ? String.fromCharCode(gram) : String.fromCharCode(Math.floor(gram / 0x10000), gram % 0x10000);
}

/** First units of surrogates, which no text is heard as: the number of a sign begins with one. */
const SIGN = 0xd800;
const SIGN_BITS = 27;

/**
 * The class of a term as a gram: what a word stands for speaks beside its letters, so that a disease or a drug that was never
 * trained on speaks like one that was.
 *
 * @example
 * gramOf("{condition}") === signOf("condition"); // → true
 */
export function signOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return SIGN * 0x10000 + ((hash ^ (hash >>> SIGN_BITS)) & ((1 << SIGN_BITS) - 1));
}

/** Numbers a cell of the table of grams. */
const CELL = 4;
const NO_SIGNS = new Int32Array(0);

/** Lays the lines of a model out as tables. */
export function voiceTables({ heads, grams }: VoiceModel): VoiceTables {
  const lines = grams.split("\n").filter((line) => line !== "");
  let size = 16;
  while (size < lines.length * 2) size *= 2;
  const cells = new Int32Array(size * CELL);
  const weights = new Int32Array(lines.length * heads.length);
  for (const [row, line] of lines.entries()) {
    const [letters = "", rarity, ...columns] = line.split("\t");
    const gram = gramOf(letters) | 0;
    let slot = slotOf(gram, size);
    while (cells[slot * CELL] !== 0) slot = (slot + 1) & (size - 1);
    cells.set([gram, Number(columns[0]), Number(rarity), row], slot * CELL);
    for (let head = 0; head < heads.length; head++) weights[row * heads.length + head] = Number(columns[head]);
  }
  return { cells, weights };
}

/** The tables in one buffer: the length of the cells, the cells, the weights. */
export function packTables({ cells, weights }: VoiceTables): Uint8Array {
  const all = new Int32Array(1 + cells.length + weights.length);
  all[0] = cells.length;
  all.set(cells, 1);
  all.set(weights, 1 + cells.length);
  return new Uint8Array(all.buffer);
}

/** The tables of `packTables`, looked at where they lie. */
export function unpackTables(buffer: ArrayBufferLike): VoiceTables {
  const all = new Int32Array(buffer);
  const behind = 1 + (all[0] as number);
  return { cells: all.subarray(1, behind), weights: all.subarray(behind) };
}

/**
 * How a text speaks: a linear model over its characters, pairs of characters and, as signs, what its words stand for, trained on
 * texts that were judged by law. It knows no condition and no product by heart; it tells advertising that promises from text that informs, as a reviewer hears
 * it before weighing the words. Weights are whole numbers: the same score on every machine.
 *
 * Source: logistic regression over tf-idf of character grams (Manning, Raghavan, Schütze: Introduction to Information
 * Retrieval, chapters 6 and 15).
 *
 * @example
 * const [score] = new Voice(dictionary.voice.model).scoresOf("三天根治鼻炎", 0, 6);
 */
export class Voice {
  readonly heads: readonly string[];
  readonly #biases: readonly number[];
  readonly #cells: Int32Array;
  readonly #weights: Int32Array;
  /** By rarity, in hundredths: its square. */
  readonly #squares: Float64Array;
  /** By row, the call that last met it: a gram counts once a text. */
  readonly #seen: Uint32Array;
  #call = 0;
  #symbols = new Uint16Array(1024);
  /** Cells of the grams of a text. */
  #met = new Int32Array(2048);

  constructor(model: VoiceModel) {
    const { cells, weights } = model.tables ?? voiceTables(model);
    this.heads = model.heads;
    this.#biases = model.biases;
    this.#cells = cells;
    this.#weights = weights;
    this.#seen = new Uint32Array(weights.length / model.heads.length);
    let rarest = 0;
    for (let at = 2; at < cells.length; at += CELL) rarest = Math.max(rarest, cells[at] as number);
    this.#squares = Float64Array.from({ length: rarest + 1 }, (_, rarity) => (rarity / 100) ** 2);
  }

  /**
   * The score of `[start, end)` under the first head, in thousandths of log odds: 0 is even, 1000 about three to one for an
   * unlawful claim, -3000 twenty to one against.
   *
   * @param signs places that `placeOf` gave, of what the words of the stretch stand for; the first `count` are taken
   */
  scoreOf(text: string, start: number, end: number, signs: Int32Array = NO_SIGNS, count = 0): number {
    const met = this.#meet(text, start, end, signs, count);
    const cells = this.#cells;
    let sum = 0;
    for (let i = 0; i < met; i++) sum += cells[(this.#met[i] as number) + 1] as number;
    return Math.round(sum / this.#length(met)) + (this.#biases[0] as number);
  }

  /** The score under each head: see `scoreOf`. */
  scoresOf(text: string, start: number, end: number, signs: Int32Array = NO_SIGNS, count = 0): number[] {
    const met = this.#meet(text, start, end, signs, count);
    const length = this.#length(met);
    return this.#biases.map((bias, head) => {
      let sum = 0;
      for (let i = 0; i < met; i++) sum += this.#weightOf(this.#met[i] as number, head);
      return Math.round(sum / length) + bias;
    });
  }

  /** The place of a gram in the tables; negative where it is unknown. */
  placeOf(gram: number): number {
    return this.#cellOf(gram | 0);
  }

  /** Collects the cells of the grams of `[start, end)` and of the signs, each once. */
  #meet(text: string, start: number, end: number, signs: Int32Array, signCount: number): number {
    if (this.#symbols.length < end - start) this.#symbols = new Uint16Array((end - start) * 2);
    if (this.#met.length < (end - start) * 2 + signCount) this.#met = new Int32Array((end - start) * 4 + signCount * 2);
    const symbols = this.#symbols;
    const seen = this.#seen;
    const cells = this.#cells;
    const call = this.#nextCall();
    const count = symbolsInto(text, start, end, symbols);
    let met = 0;
    let before = 0;
    for (let i = 0; i < count; i++) {
      const symbol = symbols[i] as number;
      for (let gram = symbol; ; gram = (before << 16) | symbol) {
        const cell = this.#cellOf(gram);
        if (cell >= 0) {
          const row = cells[cell + 3] as number;
          if (seen[row] !== call) {
            seen[row] = call;
            this.#met[met++] = cell;
          }
        }
        if (before === 0 || gram !== symbol) break;
      }
      before = symbol;
    }
    for (let i = 0; i < signCount; i++) {
      const cell = signs[i] as number;
      const row = cells[cell + 3] as number;
      if (seen[row] === call) continue;
      seen[row] = call;
      this.#met[met++] = cell;
    }
    return met;
  }

  #length(met: number): number {
    const cells = this.#cells;
    let squares = 0;
    for (let i = 0; i < met; i++) squares += this.#squares[cells[(this.#met[i] as number) + 2] as number] as number;
    return squares === 0 ? 1 : Math.sqrt(squares);
  }

  #weightOf(cell: number, head: number): number {
    return this.#weights[(this.#cells[cell + 3] as number) * this.heads.length + head] as number;
  }

  /** The pairs of characters of `[start, end)` that speak most for a head, strongest first, as they stand in the text. */
  wordsFor(text: string, start: number, end: number, head: number, limit: number): string[] {
    const found: { readonly word: string; readonly weight: number }[] = [];
    const call = this.#nextCall();
    eachGram(text, start, end, (gram) => {
      if (gram < 0x10000) return;
      const cell = this.#cellOf(gram | 0);
      const row = this.#cells[cell + 3];
      if (cell < 0 || row === undefined || this.#seen[row] === call) return;
      this.#seen[row] = call;
      const weight = this.#weightOf(cell, head);
      const word = lettersOf(gram);
      if (weight > 0 && !word.includes(MARK)) found.push({ word, weight });
    });
    found.sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1));
    return found.slice(0, limit).map(({ word }) => word);
  }

  #nextCall(): number {
    this.#call = this.#call === 0xffffffff ? 1 : this.#call + 1;
    if (this.#call === 1) this.#seen.fill(0);
    return this.#call;
  }

  /** Where the cell of a gram begins; negative where there is none. */
  #cellOf(gram: number): number {
    const cells = this.#cells;
    const size = cells.length / CELL;
    let slot = slotOf(gram, size);
    for (let key = cells[slot * CELL]; key !== 0; key = cells[slot * CELL]) {
      if (key === gram) return slot * CELL;
      slot = (slot + 1) & (size - 1);
    }
    return -1;
  }
}

function slotOf(gram: number, size: number): number {
  return (Math.imul(gram, 0x9e3779b1) >>> 12) & (size - 1);
}
