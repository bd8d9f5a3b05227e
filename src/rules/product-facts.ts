import type { Lexicon } from "../claims/lexicon.js";
import { tokenize } from "../claims/tokenize.js";
import type { Prepared } from "../contracts/prepared.js";

/** What is known of the product as a drug. */
export interface ProductFacts {
  /** A prescription drug: by certificate, by its own name, or by the name of its substance. */
  readonly isRx: boolean;
  /** A drug that may not be advertised at all (广告法第十五条第一款). */
  readonly isSpecial: boolean;
}

const RX_NAME = /(?:^|[^非])处方药/u;

/**
 * Reads what the certificates and the title say of the product.
 *
 * @example
 * productFacts(lexicon, prepared).isRx; // → true where a certificate says `rx: "rx"`
 */
export function productFacts(lexicon: Lexicon, prepared: Prepared): ProductFacts {
  const names = [
    ...prepared.certificates.map((certificate) => certificate.productName ?? ""),
    prepared.listing.title ?? "",
  ];
  const isOtc = prepared.certificates.some(({ rx }) => rx === "otc-a" || rx === "otc-b");
  const readings = names.filter((name) => name !== "").map((name) => tokenize(lexicon, name));
  const has = (classId: string): boolean => {
    const table = lexicon.conceptsOf(classId);
    return readings.some((reading) => reading.tokensOf(table).length > 0);
  };
  const isMarked = names.some((name) => RX_NAME.test(name));
  return {
    isRx: prepared.certificates.some(({ rx }) => rx === "rx") || (!isOtc && (isMarked || has("rx-drug"))),
    isSpecial: has("special-drug") || has("botulinum"),
  };
}
