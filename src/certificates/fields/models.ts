import { UNITS } from "../words-data.js";

/** A measure in a base unit: millimetres, millilitres, milligrams, or the unit itself. */
interface Measure {
  readonly dimension: string;
  readonly from: number;
  readonly to: number;
}

const BASES = new Map(UNITS.map(({ unit, dimension, factor }) => [unit, { dimension, factor }]));
const NO_BASE = { dimension: "", factor: 1 };
/** Longer ones first: MM is no M. */
const UNIT = UNITS.map(({ unit }) => unit)
  .sort((a, b) => b.length - a.length)
  .join("|");
const MEASURE = new RegExp(
  `(\\d{1,6}(?:\\.\\d{1,4})?)(${UNIT})?(?:[~-](\\d{1,6}(?:\\.\\d{1,4})?))?\\)?(${UNIT})?(?![A-Z])`,
  "g",
);
/** One series with its numbers in a bracket: AKYGD-(60、80、100). */
const SERIES = /^([A-Z][A-Z-]{0,11})\((\d{2,6}(?:[、,，;；]\d{2,6})+)\)[。.]?$/;
/** How many are in the box is no model. */
const COUNT =
  /^(?:[约共每单])?\d{0,5}(?:[片贴盒支袋瓶包个只套件粒条枚卷副双台把份杯板箱次]|人份|测试|单片|独立|独立包装)(?:装|入)?(?:[×/].{0,12})?$/;
const SIZES: Readonly<Record<string, string>> = { S: "小", M: "中", L: "大", XL: "特大", XS: "特小", XXL: "加大" };
/** The list stands elsewhere, or is open. */
const ELSEWHERE = /附页|附件|附表|附录|详见|见附|另附|定制|\*$|^\*/;
/** So many characters alike are no chance. */
const COPIED = 16;
const OPEN = /等|系列|其他|其它/;

/**
 * Half width, upper case, without blanks; O and I where digits stand become digits on both sides, so that 1Oml is 10ml.
 */
export function canonicalModel(text: string): string {
  return text
    .slice(0, 20_000)
    .normalize("NFKC")
    .replace(/[\s\u200b-\u200f\ufeff"“”']/g, "")
    .replace(/(?<=\d)[oO](?=\d|[a-zA-Z]{2}|$)|[oO](?=\d)/g, "0")
    .replace(/(?<=\d)[lI|](?=\d)/g, "1")
    .toUpperCase()
    .replace(/[‐‑–—―−－]/g, "-")
    .replace(/[～〜]|至(?=[\dA-Z(])/g, "~")
    .replace(/[*✕╳]|(?<=[\dM])X(?=\d)/g, "×");
}

/** Whether a text only says how many are in the box. */
export function isCount(text: string): boolean {
  return COUNT.test(canonicalModel(text));
}

/** What a registered list of models can answer. */
export class RegisteredModels {
  readonly #text: string;
  readonly #measures: readonly Measure[];
  readonly #isOpen: boolean;
  /** The listed models without hyphens, which shops leave out. */
  readonly #bare: ReadonlySet<string>;
  /** Whether the list names models or sizes at all; otherwise nothing can be said. */
  readonly isList: boolean;
  /** The list is of bare numbers (310、320): another number is none of them. */
  readonly #isBare: boolean;
  /** Where the list is one series, what stands before each of its numbers. */
  readonly #series: string | null;

  constructor(registered: string) {
    this.#text = canonicalModel(registered);
    this.#measures = measuresOf(this.#text);
    const [, series, numbers = ""] = SERIES.exec(this.#text) ?? [];
    this.#series = series === undefined ? null : withoutHyphens(series);
    const ofSeries = numbers.split(/[、,，;；]/).map((number) => `${this.#series ?? ""}${number}`);
    this.#bare = new Set([...this.#text.split(/[、,，;；。:：()]/).map(withoutHyphens), ...ofSeries]);
    this.#isOpen = OPEN.test(this.#text);
    this.#isBare = this.#series !== null || /^\d{2,6}型?(?:[、,，;；]\d{2,6}型?)*[。.]?$/.test(this.#text);
    this.isList = this.#text.length >= 2 && !ELSEWHERE.test(this.#text) && /[A-Z0-9]|型/.test(this.#text);
  }

  /** Whether the list says that there is no such model: null where it cannot say. */
  lacks(claimed: string): boolean | null {
    const token = canonicalModel(claimed).replace(/^(?:型号|规格|产品型号|产品规格|规格型号)[:：]?/, "");
    if (token === "" || COUNT.test(token) || this.#names(token)) return false;
    // Copied from the certificate, with whatever signs stand in it.
    if (token.length >= COPIED && this.#text.includes(token.replace(/[。.]$/, ""))) return false;
    const base = token.replace(/(?:型号|系列|型|款|码|规格)$/, "");
    if (base !== "" && (this.#names(base) || this.#names(SIZES[base] ?? base))) return false;
    if (/^(?:小|中|大|特大|特小|加大)[号码]?$/.test(token)) {
      const letter = Object.keys(SIZES).find((size) => SIZES[size] === base.replace(/[号码]$/, ""));
      return letter !== undefined && this.#names(letter) ? false : null;
    }
    const measures = measuresOf(token);
    if (isMeasure(token) && measures.length > 0) return this.#lacksMeasure(measures);
    if (!/[A-Z0-9]|型$/.test(token) || this.#isOpen) return null;
    if (this.#isBare && /^\d{2,6}$/.test(base)) return true;
    if (this.#series !== null && /^\d{2,6}$/.test(behind(withoutHyphens(base), this.#series))) return true;
    if (this.#isInRange(base)) return false;
    // A model in letters and digits against a list of such; 甲型 against a list of 型.
    if (/[A-Z0-9]/.test(base))
      return /[A-Z]/.test(base) && /[A-Z]{1,}[-]?\d|\d[A-Z]|[A-Z]型/.test(this.#text) ? true : null;
    return /型/.test(this.#text) ? true : null;
  }

  /** Whether the list has the token, not as a part of a longer model. */
  #names(token: string): boolean {
    const bare = withoutHyphens(token);
    if (bare.length >= 2 && this.#bare.has(bare)) return true;
    for (let at = this.#text.indexOf(token); at !== -1; at = this.#text.indexOf(token, at + 1)) {
      if (!isJoined(this.#text, at, token) && !isJoined(this.#text, at + token.length, token)) return true;
    }
    return false;
  }

  #lacksMeasure(measures: readonly Measure[]): boolean | null {
    let lacks: boolean | null = false;
    for (const { dimension, from } of measures) {
      const same = this.#measures.filter(
        (one) => one.dimension === dimension || one.dimension === "" || dimension === "",
      );
      if (same.length === 0) lacks = lacks === true ? true : null;
      else if (!same.some((one) => from >= one.from * 0.999 && from <= one.to * 1.001)) return true;
    }
    return this.#isOpen && lacks === true ? null : lacks;
  }

  /** KMZ-1~16, A1-A10, 207-18~207-30. */
  #isInRange(token: string): boolean {
    const match = /^(.{0,20}?)(\d{1,6})$/.exec(token);
    if (match === null) return false;
    const [, prefix = "", digits = ""] = match;
    const found = [...this.#text.matchAll(/([A-Z][A-Z-]{0,11}|)(\d{1,6})[~-]([A-Z][A-Z-]{0,11}|)(\d{1,6})/g)];
    return found.some(
      ([, first = "", from, second = "", to]) =>
        first === prefix &&
        (second === "" || second === first) &&
        Number(digits) >= Number(from) &&
        Number(digits) <= Number(to),
    );
  }
}

/** What follows a beginning; nothing where the text begins otherwise. */
function behind(text: string, beginning: string): string {
  return text.startsWith(beginning) ? text.slice(beginning.length) : "";
}

function withoutHyphens(model: string): string {
  return model.replaceAll("-", "").replace(/型$/, "");
}

/** Whether letters or digits run on over a boundary of the token. */
function isJoined(text: string, at: number, token: string): boolean {
  const [before, after] = [text[at - 1] ?? "", text[at] ?? ""];
  const isInner = (char: string) => /[A-Z0-9]/.test(char);
  if (!isInner(before) || !isInner(after)) {
    // 1.2 within 1.25 or 11.2; a hyphen joins a model, not a range of bare numbers.
    if (/\./.test(before) && /\d/.test(after) && /\d/.test(text[at - 2] ?? "")) return true;
    if (/\d/.test(before) && after === "." && /\d/.test(text[at + 1] ?? "")) return true;
    return (
      (before === "-" && /[A-Z]/.test(text[at - 2] ?? "")) ||
      (after === "-" && /[A-Z]/.test(token) && /[A-Z0-9]/.test(text[at + 1] ?? ""))
    );
  }
  return true;
}

function isMeasure(token: string): boolean {
  return (
    /^[^A-Z]{0,6}[\d.~×()（）\-+:：宽长高直径外内厚约A-Z毫厘米升克度号#]+$/.test(token) &&
    !/^[A-Z]/.test(token) &&
    !/\d[A-CEH-KN-Z]\d|[A-Z]{3}/.test(token) &&
    new RegExp(`\\d(?:${UNIT})`).test(token)
  );
}

function measuresOf(text: string): Measure[] {
  const measures: Measure[] = [];
  for (const [, from = "", unitOfFrom, to, unitOfTo] of text.matchAll(MEASURE)) {
    const unit = unitOfFrom ?? unitOfTo ?? "";
    const { dimension, factor } = BASES.get(unit) ?? NO_BASE;
    const start = Number(from) * factor;
    const { factor: lastFactor } = BASES.get(unitOfTo ?? unit) ?? NO_BASE;
    const end = to === undefined ? start : Number(to) * lastFactor;
    measures.push({ dimension, from: Math.min(start, end), to: Math.max(start, end) });
    if (measures.length >= 2000) break;
  }
  return measures;
}
