import type { Prepared } from "../../contracts/prepared.js";
import type { CompiledRules } from "../compile-rules.js";
import type { DrugFacts } from "../drug-class.js";
import type { FindingContext } from "../finding.js";

/** What a display check needs of a listing. */
export interface DisplayInput {
  readonly rules: CompiledRules;
  readonly context: FindingContext;
  readonly prepared: Prepared;
  /** Null where the goods are no drug. */
  readonly drug: DrugFacts | null;
  /** Sold to consumers, as far as is known. */
  readonly isConsumer: boolean;
  /** The kind of goods is stated, or follows from certificate numbers. */
  readonly isKindKnown: boolean;
}

/** Whether the listing is the page of one product. */
export function isProductPage({ prepared }: DisplayInput): boolean {
  const { page } = prepared.listing;
  return page === undefined || page === "product" || page === "live";
}

/** Whether the listing is a home page: of a shop, of a channel, of the platform. */
export function isHomePage({ prepared }: DisplayInput): boolean {
  const { page } = prepared.listing;
  return page === "shop-home" || page === "channel-home" || page === "platform-home";
}
