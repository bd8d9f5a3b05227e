import type { Lexicon } from "../claims/lexicon.js";
import { tokensOfPassage } from "../claims/tokenize.js";
import type { DrugClass } from "../contracts/dictionary.js";
import type { RxClass } from "../contracts/listing.js";
import type { Passage } from "../contracts/passage.js";
import type { Prepared } from "../contracts/prepared.js";
import type { ProductFacts } from "./product-facts.js";

/** Rx or OTC as far as a listing shows it, and who says so. */
export interface DrugFacts {
  readonly class: DrugClass;
  /** `certificate` and `page` prove it; `name` is only what drugs of this name usually are. */
  readonly proof: "certificate" | "page" | "name" | null;
}

/** Longer headings are sentences, not marks. */
const MAX_MARK = 60;

/** Concepts of the class `rx-label`, most telling first. */
const MARKS: readonly (readonly [string, DrugClass])[] = [
  ["label-otc-a", "otc-a"],
  ["label-otc-b", "otc-b"],
  ["label-otc", "otc"],
  ["label-rx", "rx"],
];

/** Reads the class of a drug from its certificates, else from the marks on its page, else from its name. */
export function drugFacts(lexicon: Lexicon, prepared: Prepared, product: ProductFacts): DrugFacts {
  const certified = new Set(
    prepared.certificates.flatMap(({ rx }): RxClass[] => (rx === undefined || rx === "none" ? [] : [rx])),
  );
  const [first] = certified;
  if (first !== undefined && first !== "none") {
    return { class: certified.size === 1 ? first : "dual", proof: "certificate" };
  }
  const marked = markedClass(lexicon, prepared.passages);
  if (marked !== null) return { class: marked, proof: "page" };
  return product.isRx ? { class: "rx", proof: "name" } : { class: "unknown", proof: null };
}

/** Whether goods are, or may be, a drug: the kind says so, or a certificate knows it as Rx or OTC. */
export function mayBeDrug(prepared: Prepared, product: ProductFacts): boolean {
  const { kind } = prepared.listing;
  if (kind !== undefined) return kind === "drug";
  return product.isRx || product.isSpecial || prepared.certificates.some(({ rx }) => rx !== undefined && rx !== "none");
}

/** What a labelled value, the title or a short heading says; null where it says both, or nothing. */
function markedClass(lexicon: Lexicon, passages: readonly Passage[]): DrugClass | null {
  const table = lexicon.conceptsOf("rx-label");
  const found = new Set<string>();
  for (const passage of passages) {
    if (passage.hidden || passage.author === "buyer" || passage.text.length > MAX_MARK) continue;
    if (passage.zone !== "title" && passage.zone !== "heading" && passage.label === null) continue;
    for (const { concept } of tokensOfPassage(lexicon, passage, table)) {
      found.add(lexicon.concepts[concept]?.id ?? "");
    }
  }
  if (found.has("label-rx") && found.size > 1) return "dual";
  return MARKS.find(([id]) => found.has(id))?.[1] ?? null;
}
