import type { Lexicon } from "../../claims/lexicon.js";
import type { Token } from "../../claims/token.js";

/** Tokens of a class, or of one of two. */
export function tokensOf(lexicon: Lexicon, tokens: readonly Token[], id: string, other: string = id): Token[] {
  const found: Token[] = [];
  if (tokens.length === 0) return found;
  const first = lexicon.conceptsOf(id);
  const second = other === id ? first : lexicon.conceptsOf(other);
  for (const token of tokens) if (first[token.concept] === 1 || second[token.concept] === 1) found.push(token);
  return found;
}

/** Tokens that do not stand inside a longer one of these classes: 小儿 in 小儿腹泻 names no user. */
export function outsideOf(tokens: readonly Token[], longer: readonly Token[]): readonly Token[] {
  if (tokens.length === 0 || longer.length === 0) return tokens;
  return tokens.filter(
    (token) => !longer.some((word) => word.start <= token.start && word.end >= token.end && word !== token),
  );
}
