import { fileURLToPath } from "node:url";
import { readCases } from "../quality/case.js";
import type { Random } from "../random.js";

/** Letters that every Chinese font of the renderer has; a phrase with others is left out. */
const COMMON = /^[\u4e00-\u9fa5A-Za-z0-9%，、。：！（）+\-./ ]+$/;

/** The words that pictures are made of: clauses of the labelled texts, 4 to 22 letters. */
export class Phrases {
  readonly #all: readonly string[];
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
    const texts = ["violations", "lawful"].flatMap((name) =>
      readCases(fileURLToPath(new URL(`../${name}`, import.meta.url))).map(({ text }) => text),
    );
    const clauses = texts.flatMap((text) => text.split(/[，。！？；\n,;!?]+/)).map((clause) => clause.trim());
    this.#all = [...new Set(clauses)].filter(({ length }) => length >= 4 && length <= 22).filter((c) => COMMON.test(c));
  }

  /** @param from @param to letters, both included */
  pick(from: number, to: number): string {
    for (let tries = 0; tries < 200; tries++) {
      const phrase = this.#random.pick(this.#all);
      if (phrase.length >= from && phrase.length <= to) return phrase;
    }
    return "医疗器械注册证编号".slice(0, to);
  }

  /** Clauses joined to a paragraph of about so many letters, cut into lines of `width` letters. */
  paragraph(letters: number, width: number): string[] {
    let text = "";
    while (text.length < letters) text += `${this.pick(6, 22)}${text.length > letters - 20 ? "。" : "，"}`;
    const lines: string[] = [];
    for (let at = 0; at < text.length; at += width) lines.push(text.slice(at, at + width).trim());
    return lines.filter((line) => line.length > 1);
  }
}
