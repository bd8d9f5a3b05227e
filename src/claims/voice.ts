import type { VoiceModel } from "../contracts/dictionary.js";
import { CharKind, foldCodePoint, isNoiseKind, kindOfCodePoint } from "../text/index.js";

/** Every run of digits is one symbol, every run of Latin letters another, every run of marks a third. */
const DIGITS = 0x30;
const LETTERS = 0x61;
const MARKS = 0x3002;
const MARK = String.fromCharCode(MARKS);

/**
 * Calls `visit` with the symbols of `[start, end)`: folded characters, so that neither glyph, case nor width make a difference;
 * nothing for spaces and for what no reader sees.
 *
 * @example
 * const symbols: number[] = [];
 * eachSymbol("第 7天，見效！", 0, 8, (symbol) => symbols.push(symbol));
 * String.fromCharCode(...symbols); // → "第0天。见效。"
 */
export function eachSymbol(text: string, start: number, end: number, visit: (symbol: number) => void): void {
  let last = 0;
  for (let i = start; i < end; ) {
    const point = text.codePointAt(i) ?? 0;
    i += point > 0xffff ? 2 : 1;
    const symbol = symbolOf(point);
    if (symbol === 0) continue;
    if (symbol === last && (symbol === DIGITS || symbol === LETTERS || symbol === MARKS)) continue;
    last = symbol;
    visit(symbol);
  }
}

function symbolOf(point: number): number {
  const kind = kindOfCodePoint(point);
  if (kind === CharKind.SPACE || kind === CharKind.ZERO_WIDTH) return 0;
  if (kind === CharKind.DIGIT) return DIGITS;
  if (kind === CharKind.LATIN) return LETTERS;
  if (kind === CharKind.SENTENCE_END || isNoiseKind(kind)) return MARKS;
  const folded = foldCodePoint(point);
  return folded > 0xffff ? MARKS : folded;
}

/**
 * Calls `visit` with the grams of `[start, end)`: each symbol, and each pair of neighbours, as one number. A gram may come
 * more than once.
 */
export function eachGram(text: string, start: number, end: number, visit: (gram: number) => void): void {
  let before = 0;
  eachSymbol(text, start, end, (symbol) => {
    visit(symbol);
    if (before !== 0) visit(before * 0x10000 + symbol);
    before = symbol;
  });
}

/** A gram as the number that `eachGram` gives. */
export function gramOf(letters: string): number {
  const first = letters.charCodeAt(0);
  return letters.length === 1 ? first : first * 0x10000 + letters.charCodeAt(1);
}

/** A gram in letters. */
export function lettersOf(gram: number): string {
  return gram < 0x10000 ? String.fromCharCode(gram) : String.fromCharCode(Math.floor(gram / 0x10000), gram % 0x10000);
}

/**
 * How a text speaks: a linear model over its characters and pairs of characters, trained on texts that were judged by law. It
 * knows no condition and no product by heart; it tells advertising that promises from text that informs, as a reviewer hears
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
  /** Open addressing: gram + 1, and its row. */
  readonly #keys: Float64Array;
  readonly #rows: Int32Array;
  readonly #squares: Float64Array;
  readonly #weights: Int32Array;
  /** The call that last met a row: a gram counts once a text. */
  readonly #seen: Uint32Array;
  #call = 0;

  constructor({ heads, biases, grams }: VoiceModel) {
    const lines = grams.split("\n").filter((line) => line !== "");
    let size = 16;
    while (size < lines.length * 2) size *= 2;
    this.heads = heads;
    this.#biases = biases;
    this.#keys = new Float64Array(size);
    this.#rows = new Int32Array(size);
    this.#squares = new Float64Array(lines.length);
    this.#weights = new Int32Array(lines.length * heads.length);
    this.#seen = new Uint32Array(lines.length);
    for (let row = 0; row < lines.length; row++) {
      const [letters = "", rarity = "0", ...weights] = (lines[row] as string).split("\t");
      const gram = gramOf(letters);
      let slot = slotOf(gram, size);
      while (this.#keys[slot] !== 0) slot = (slot + 1) & (size - 1);
      this.#keys[slot] = gram + 1;
      this.#rows[slot] = row;
      this.#squares[row] = (Number(rarity) / 100) ** 2;
      for (let head = 0; head < heads.length; head++) this.#weights[row * heads.length + head] = Number(weights[head]);
    }
  }

  /**
   * The score of `[start, end)` under each head, in thousandths of log odds: 0 is even, 1000 about three to one for an unlawful
   * claim, -3000 twenty to one against.
   */
  scoresOf(text: string, start: number, end: number): number[] {
    const count = this.heads.length;
    const sums: number[] = new Array(count).fill(0);
    let squares = 0;
    const call = this.#nextCall();
    eachGram(text, start, end, (gram) => {
      const row = this.#rowOf(gram);
      if (row < 0 || this.#seen[row] === call) return;
      this.#seen[row] = call;
      squares += this.#squares[row] as number;
      const at = row * count;
      for (let head = 0; head < count; head++)
        sums[head] = (sums[head] as number) + (this.#weights[at + head] as number);
    });
    const length = squares === 0 ? 1 : Math.sqrt(squares);
    return sums.map((sum, head) => Math.round(sum / length) + (this.#biases[head] as number));
  }

  /** The pairs of characters of `[start, end)` that speak most for a head, strongest first, as they stand in the text. */
  wordsFor(text: string, start: number, end: number, head: number, limit: number): string[] {
    const found: { readonly word: string; readonly weight: number }[] = [];
    const call = this.#nextCall();
    eachGram(text, start, end, (gram) => {
      if (gram < 0x10000) return;
      const row = this.#rowOf(gram);
      if (row < 0 || this.#seen[row] === call) return;
      this.#seen[row] = call;
      const weight = this.#weights[row * this.heads.length + head] as number;
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

  #rowOf(gram: number): number {
    const keys = this.#keys;
    const mask = keys.length - 1;
    let slot = slotOf(gram, keys.length);
    for (let key = keys[slot]; key !== 0; key = keys[slot]) {
      if (key === gram + 1) return this.#rows[slot] as number;
      slot = (slot + 1) & mask;
    }
    return -1;
  }
}

function slotOf(gram: number, size: number): number {
  return (Math.imul(gram % 0x100000000, 0x9e3779b1) >>> 12) & (size - 1);
}
