import { crossesWords, type Segmenter } from "../claims/segmenter.js";
import type { Sentence, Token } from "../claims/token.js";

/** Which tokens of a passage are pieces of two words, each asked for once: cutting words is dear. */
export class WordCrossings {
  readonly #segmenter: Segmenter | null;
  readonly #text: string;
  readonly #known = new Map<Token, boolean>();

  constructor(segmenter: Segmenter | null, text: string) {
    this.#segmenter = segmenter;
    this.#text = text;
  }

  /** Whether any of the tokens is; without a segmenter none is known to be. */
  any(sentence: Sentence, tokens: readonly Token[]): boolean {
    const segmenter = this.#segmenter;
    if (segmenter === null) return false;
    return tokens.some((token) => {
      let crosses = this.#known.get(token);
      if (crosses === undefined) {
        crosses = crossesWords(segmenter, this.#text, sentence, token);
        this.#known.set(token, crosses);
      }
      return crosses;
    });
  }
}
