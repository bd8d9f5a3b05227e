import type { MatchedText } from "../claims/matched-text.js";
import type { Segmenter } from "../claims/segmenter.js";
import { keepReading, knownReading, type Reading } from "../claims/tokenize.js";
import type { Kind } from "../contracts/listing.js";
import type { Passage } from "../contracts/passage.js";
import type { CompiledRules } from "./compile-rules.js";
import { ExemptionCache } from "./exemptions.js";
import type { RuleMatch } from "./match.js";
import type { ProductFacts } from "./product-facts.js";
import type { Registered } from "./registered.js";
import { WordCrossings } from "./word-crossings.js";

/** What judging one passage needs besides the rules. */
export interface PassageInput {
  readonly passage: Passage;
  readonly index: number;
  readonly kind: Kind | undefined;
  readonly registered: readonly Registered[];
  readonly product: ProductFacts;
  readonly segmenter: Segmenter | null;
}

/** What is made for a passage once a sentence of it is looked into. */
export class PassageWork {
  readonly reading: Reading;
  readonly cache: ExemptionCache;
  readonly crossings: WordCrossings;
  readonly matches: RuleMatch[] = [];
  /** Whether the wording of a certificate was asked for. */
  askedCertificates = false;

  constructor(rules: CompiledRules, { passage, segmenter }: PassageInput, matched: MatchedText) {
    this.reading = knownReading(rules.lexicon, passage) ?? keepReading(rules.lexicon, passage, matched);
    this.cache = new ExemptionCache(rules, this.reading);
    this.crossings = new WordCrossings(segmenter, passage.text);
  }
}
