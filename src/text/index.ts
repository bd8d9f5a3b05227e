/** Characters: folding, kinds, sentence ends. The door `medlint/text`. */
export {
  CharKind,
  foldCodePoint,
  isClauseEnd,
  isDigit,
  isHan,
  isNoise,
  isNoiseKind,
  isSentenceEnd,
  isWordUnit,
  kindOfCodePoint,
} from "./character.js";
export { eachCodePoint, fold, foldBare } from "./fold.js";
export { clauseSpans, type Span, sentenceSpans } from "./sentences.js";
export { type SourceSpan, sourceSpan } from "./source-span.js";
