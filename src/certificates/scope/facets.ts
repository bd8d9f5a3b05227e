import type { Lexicon } from "../../claims/lexicon.js";
import type { Token } from "../../claims/token.js";
import { outsideOf, tokensOf } from "./class-table.js";
import { type AgeSpan, NO_AGE_LIMIT, readAges } from "./read-ages.js";
import { readWeights, type WeightSpan } from "./read-weights.js";

/** What a wording says besides conditions and verbs: who, where on the body, where in the world, what is measured. */
export interface Facets {
  readonly ages: readonly AgeSpan[];
  readonly weights: readonly WeightSpan[];
  readonly females: readonly Token[];
  readonly males: readonly Token[];
  readonly populations: readonly Token[];
  readonly sites: readonly Token[];
  /** Words for places that any body part may belong to: 皮肤, 患处, 软组织. */
  readonly broadSites: readonly Token[];
  readonly measures: readonly Token[];
  readonly institutions: readonly Token[];
  readonly homes: readonly Token[];
  /** Things that are no body: 物体表面, 奶瓶, 宠物. */
  readonly objects: readonly Token[];
  /** Words of degree that exclude one another: 浅表 and 深部, 完整皮肤 and 破损, 急性 and 慢性. */
  readonly contrasts: readonly Token[];
}

/** What a text says that says nothing. */
export const NO_FACETS: Facets = {
  ages: [],
  weights: [],
  females: [],
  males: [],
  populations: [],
  sites: [],
  broadSites: [],
  measures: [],
  institutions: [],
  homes: [],
  objects: [],
  contrasts: [],
};

/** Units between a number and the word it narrows: 5岁以上儿童, 成年人(12周岁以上). */
const NEAR = 3;
const AGE_GROUP = /^age-(\d+)-(\d+)$/u;
const CHILD_DISEASE = /^(?:小儿|婴儿|婴幼儿|新生儿|老年)$/u;
/** A newborn is up to a month old. */
const NEWBORN = 0.1;

/**
 * Gathers the facets of a stretch of text.
 *
 * @param tokens tokens of `[from, to)` of `text`
 * @param registered the text is a scope: there 小儿 of 小儿腹泻 narrows one disease, not who may use the product
 * @example
 * readFacets(lexicon, "三个月宝宝", tokens, 0, 5).ages[0]?.from; // → 0.25
 */
export function readFacets(
  lexicon: Lexicon,
  text: string,
  tokens: readonly Token[],
  from: number,
  to: number,
  registered = false,
): Facets {
  const conditions = tokensOf(lexicon, tokens, "condition", "pathogen");
  const own = (id: string): readonly Token[] => outsideOf(tokensOf(lexicon, tokens, id), conditions);
  return {
    ages: agesOf(lexicon, text, own("age-group"), registered ? conditions : [], from, to),
    weights: readWeights(text.slice(from, to)).map((weight) => ({
      ...weight,
      start: weight.start + from,
      end: weight.end + from,
    })),
    // 产后脱发 says of whom it is; in a scope it is one disease of a list.
    females: registered ? own("female") : tokensOf(lexicon, tokens, "female"),
    males: registered ? own("male") : tokensOf(lexicon, tokens, "male"),
    populations: own("population"),
    sites: own("site"),
    broadSites: tokensOf(lexicon, tokens, "broad-site"),
    measures: own("measure"),
    institutions: own("setting-institution"),
    homes: own("setting-home"),
    objects: own("no-body").filter((token) => lexicon.conceptsOf("beyond-use")[token.concept] !== 1),
    contrasts: tokensOf(lexicon, tokens, "contrast"),
  };
}

/** 小儿 right behind 用于 and no other age after it says who the whole list is for: 适用于小儿支气管炎、感冒所致的咳嗽. */
function isHeading(text: string, token: Token, groups: readonly Token[]): boolean {
  return (
    groups.length === 1 && /(?:适用于|用于|适合|供|治疗)$/u.test(text.slice(Math.max(0, token.start - 3), token.start))
  );
}

function agesOf(
  lexicon: Lexicon,
  text: string,
  groups: readonly Token[],
  conditions: readonly Token[],
  from: number,
  to: number,
): AgeSpan[] {
  const exact = readAges(text.slice(from, to)).map((age) => ({
    ...age,
    start: age.start + from,
    end: age.end + from,
  }));
  const words = groups.flatMap((token): AgeSpan[] => {
    const isNarrowed = exact.some((age) => token.start - age.end <= NEAR && age.start - token.end <= NEAR);
    // 小儿 of 小儿腹泻 belongs to one disease of a list; 成人失眠 says who may use the product.
    const isDisease =
      CHILD_DISEASE.test(text.slice(token.start, token.end)) &&
      !isHeading(text, token, groups) &&
      conditions.length > 1 &&
      conditions.some((condition) => condition.start === token.end);
    const range = AGE_GROUP.exec(lexicon.concepts[token.concept]?.id ?? "");
    if (isNarrowed || isDisease || range === null) return [];
    const upper = Number(range[2]);
    const upTo = upper === 0 ? NEWBORN : upper >= 100 ? NO_AGE_LIMIT : upper;
    return [{ from: Number(range[1]), to: upTo, exact: false, start: token.start, end: token.end }];
  });
  return [...exact, ...words].sort((a, b) => a.start - b.start);
}
