import type { StatementNeed } from "../../contracts/dictionary.js";
import type { Prepared } from "../../contracts/prepared.js";
import type { Certainty } from "../../contracts/result.js";
import type { DrugFacts } from "../drug-class.js";
import type { CompiledStatement } from "./compile-statement.js";

/** What is known of a listing beyond its texts. */
export interface ListingFacts {
  /** It promotes: some promotional finding, whatever its certainty. */
  readonly isPromotion: boolean;
  /** It surely is an advertisement: a promotional `violation`, or an advertisement approval number. */
  readonly isSurePromotion: boolean;
  /** Names of the promotional findings. */
  readonly promotions: readonly string[];
  readonly hasAdNumber: boolean;
  readonly drug: DrugFacts;
}

/** A statement that a listing owes. */
export interface Duty {
  readonly certainty: Certainty;
  /** What a person must find out first; null where nothing. */
  readonly doubt: string | null;
}

type Answer = "yes" | "perhaps" | "no";

/** Whether a listing owes a statement; null where it does not. */
export function dutiesOf({ spec }: CompiledStatement, prepared: Prepared, facts: ListingFacts): Duty | null {
  if (!spec.pages.includes(prepared.listing.page ?? "product")) return null;
  let doubt: string | null = null;
  for (const need of spec.needs) {
    const [answer, reason] = answerTo(need, prepared, facts);
    if (answer === "no") return null;
    // Two doubts on top of each other help nobody.
    if (answer === "perhaps" && need === "promotion" && spec.certainty === "review") return null;
    if (answer === "perhaps") doubt ??= reason;
  }
  return { certainty: doubt === null ? "violation" : "review", doubt };
}

function answerTo(need: StatementNeed, prepared: Prepared, facts: ListingFacts): readonly [Answer, string] {
  const { class: drug, proof } = facts.drug;
  if (prepared.listing.kind !== "drug" && DRUG_NEEDS.has(need)) return [need === "not-rx" ? "yes" : "no", ""];
  switch (need) {
    case "promotion":
      if (facts.isSurePromotion) return ["yes", ""];
      return [facts.isPromotion ? "perhaps" : "no", "页面是否广告须先判断"];
    case "consumer":
      return [prepared.listing.audience === "business" ? "no" : "yes", ""];
    case "contraindications":
      return [hasContraindications(prepared) ? "yes" : "no", ""];
    case "rx":
      if (drug === "rx") return [proof === "name" ? "perhaps" : "yes", "是否处方药只由药名推断"];
      return [drug === "dual" ? "perhaps" : "no", "双跨药品须核对所售品规"];
    case "not-rx":
      if (drug === "rx") return ["no", ""];
      return [drug === "unknown" || drug === "dual" ? "perhaps" : "yes", "是否处方药未知"];
    case "otc":
      if (drug === "otc" || drug === "otc-a" || drug === "otc-b") return ["yes", ""];
      return [drug === "dual" ? "perhaps" : "no", "双跨药品须核对所售品规"];
  }
}

const DRUG_NEEDS: ReadonlySet<StatementNeed> = new Set(["rx", "not-rx", "otc"]);

/** Words with which a certificate says that there are none. */
const NONE = /^\s*(?:无|暂无|尚不明确|不适用|无禁忌|未发现|[-/—]*)\s*[。.]?\s*$/u;

function hasContraindications({ certificates }: Prepared): boolean {
  return certificates.some(({ contraindications, precautions }) =>
    [contraindications, precautions].some((text) => text !== undefined && !NONE.test(text)),
  );
}
