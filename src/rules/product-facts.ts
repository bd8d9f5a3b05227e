import type { Lexicon } from "../claims/lexicon.js";
import { tokenize } from "../claims/tokenize.js";
import type { Prepared } from "../contracts/prepared.js";
import { JudgedTexts } from "./judged-texts.js";

/** What is known of the product as a drug. */
export interface ProductFacts {
  /** A prescription drug: by certificate, by its own name, or by the name of its substance. */
  readonly isRx: boolean;
  /** A drug that may not be advertised at all (广告法第十五条第一款). */
  readonly isSpecial: boolean;
}

const RX_NAME = /(?:^|[^非])处方药/u;

/** What a name alone says. */
type NameFact = "marked-rx" | "rx" | "special";

/** Units of names that are remembered: one product is listed by many shops. */
const NAME_UNITS = 256 * 1024;
const known = new WeakMap<Lexicon, JudgedTexts<NameFact>>();

/**
 * Reads what the certificates and the title say of the product.
 *
 * @example
 * productFacts(lexicon, prepared).isRx; // → true where a certificate says `rx: "rx"`
 */
export function productFacts(lexicon: Lexicon, { certificates, listing }: Prepared): ProductFacts {
  let isOtc = false;
  let isRx = false;
  const named = new Set<NameFact>();
  for (const { productName = "", rx } of certificates) {
    if (rx === "rx") isRx = true;
    if (rx === "otc-a" || rx === "otc-b") isOtc = true;
    for (const fact of factsOf(lexicon, productName)) named.add(fact);
  }
  for (const fact of factsOf(lexicon, listing.title ?? "")) named.add(fact);
  return {
    isRx: isRx || (!isOtc && (named.has("marked-rx") || named.has("rx"))),
    isSpecial: named.has("special"),
  };
}

const NO_FACTS: readonly NameFact[] = [];

function factsOf(lexicon: Lexicon, name: string): readonly NameFact[] {
  if (name === "") return NO_FACTS;
  let names = known.get(lexicon);
  if (names === undefined) {
    names = new JudgedTexts(NAME_UNITS);
    known.set(lexicon, names);
  }
  let facts = names.get(name, 0);
  if (facts === undefined) {
    facts = readFacts(lexicon, name);
    names.set(name, 0, facts);
  }
  return facts;
}

function readFacts(lexicon: Lexicon, name: string): readonly NameFact[] {
  const reading = tokenize(lexicon, name);
  const has = (classId: string): boolean => reading.tokensOf(lexicon.conceptsOf(classId)).length > 0;
  const facts: NameFact[] = [];
  if (RX_NAME.test(name)) facts.push("marked-rx");
  if (has("rx-drug")) facts.push("rx");
  if (has("special-drug") || has("botulinum")) facts.push("special");
  return facts.length === 0 ? NO_FACTS : facts;
}
