import type { Lexicon } from "../../claims/lexicon.js";
import type { Token } from "../../claims/token.js";

/** Tokens of a class. */
export function tokensOf(lexicon: Lexicon, tokens: readonly Token[], ...classes: readonly string[]): Token[] {
  const tables = classes.map((id) => lexicon.conceptsOf(id));
  return tokens.filter((token) => tables.some((table) => table[token.concept] === 1));
}

/** Tokens that do not stand inside a longer one of these classes: 小儿 in 小儿腹泻 names no user. */
export function outsideOf(tokens: readonly Token[], longer: readonly Token[]): Token[] {
  return tokens.filter(
    (token) => !longer.some((word) => word.start <= token.start && word.end >= token.end && word !== token),
  );
}
