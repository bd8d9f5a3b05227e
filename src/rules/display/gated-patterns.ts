import type { Passage } from "../../contracts/passage.js";
import { toCheckFinding } from "../check-finding.js";
import type { CompiledRules } from "../compile-rules.js";
import type { PlacedFinding } from "../finding.js";
import { toFinding } from "../finding.js";
import { judgePassage } from "../judge-passage.js";
import type { RuleMatch } from "../match.js";
import { PatternIndex } from "../pattern-index.js";
import { type DisplayInput, isProductPage } from "./display-input.js";

const NAME_LABELS = new Set([
  "通用名称",
  "通用名",
  "药品名称",
  "药品通用名",
  "产品名称",
  "品名",
  "注册名称",
  "商品名称",
]);
/** Longer values are descriptions. */
const MAX_NAME = 120;

/** Patterns of one gate as rules that `judgePassage` can run, and the words that they start with. */
interface GatedRules {
  readonly rules: CompiledRules;
  readonly starts: RegExp | null;
}

const cache = new WeakMap<CompiledRules, Map<string, GatedRules>>();

/** Findings of `display:` patterns: on the product's names, and on all text of the page. */
export function judgeGatedPatterns(input: DisplayInput): PlacedFinding[] {
  if (input.drug === null || input.rules.display.length === 0) return [];
  const names = isProductPage(input) ? judgeNames(input, gatedRules(input, "names")) : [];
  const page = gatedRules(input, "page");
  const onPage = page.rules.display.length === 0 ? [] : judgePage(input, page);
  return [...names, ...onPage];
}

/** The registered name decides where it is known; a title that says otherwise clears nothing and accuses nobody. */
function judgeNames(input: DisplayInput, gated: GatedRules): PlacedFinding[] {
  if (gated.rules.display.length === 0) return [];
  const { prepared, context } = input;
  const registered = prepared.certificates.flatMap(({ productName }) => productName ?? []);
  const certified = registered.flatMap((name) => judge(input, gated, nameOf(name), 0));
  const isCertified = registered.length > 0;
  const certifiedRules = new Set(certified.map(idOf));
  const shown = prepared.passages.flatMap((passage, index) =>
    isName(passage) ? judge(input, gated, passage, index) : [],
  );
  const counted = outranked(shown.filter((match) => !isCertified || certifiedRules.has(idOf(match))));
  const seen = new Set(counted.map(idOf));
  const absent = outranked(certified).filter((match) => !seen.has(idOf(match)));
  return [
    ...firstOfEach(counted).map((match) => placed(input, match)),
    ...firstOfEach(absent).flatMap((match) =>
      toCheckFinding(context, {
        rule: match.rule,
        certainty: certaintyOf(input, match),
        reason: "",
        matched: registered.join("、").slice(0, MAX_NAME),
        key: registered.join("、"),
      }),
    ),
  ];
}

function judgePage(input: DisplayInput, gated: GatedRules): PlacedFinding[] {
  return input.prepared.passages.flatMap((passage, index) => {
    if (passage.context !== "advertisement" || gated.starts?.test(passage.text) !== true) return [];
    return judge(input, gated, passage, index).map((match, ordinal) => placed(input, match, ordinal));
  });
}

function judge(input: DisplayInput, gated: GatedRules, passage: Passage, index: number): readonly RuleMatch[] {
  const product = { isRx: false, isSpecial: false };
  const { kind } = input.prepared.listing;
  return judgePassage(gated.rules, { passage, index, kind, registered: [], product, segmenter: null });
}

function placed(input: DisplayInput, match: RuleMatch, ordinal = 0): PlacedFinding {
  const sure = { ...match, certainty: certaintyOf(input, match) };
  return { passage: match.passage, start: match.start, finding: toFinding(input.context, sure, ordinal) };
}

function certaintyOf({ isKindKnown }: DisplayInput, match: RuleMatch): RuleMatch["certainty"] {
  return isKindKnown ? match.certainty : "review";
}

/** 特殊药品, where it is sure, outranks 禁止网售: one drug is not accused twice for the same sale. */
function outranked(matches: readonly RuleMatch[]): RuleMatch[] {
  const isSpecial = matches.some((match) => idOf(match) === "special-drug-sale" && match.certainty === "violation");
  return matches.filter((match) => !isSpecial || idOf(match) !== "banned-online-sale");
}

/** Patterns of one rule have exemptions of their own, so the rule is told by its id. */
function idOf({ rule }: RuleMatch): string {
  return rule.spec.id;
}

/** The first match of each rule, a sure one before all others: a word that is for review hides none. */
function firstOfEach(matches: readonly RuleMatch[]): RuleMatch[] {
  const first = new Map<string, RuleMatch>();
  for (const match of matches) {
    const known = first.get(idOf(match));
    if (known === undefined || (known.certainty === "review" && match.certainty === "violation")) {
      first.set(idOf(match), match);
    }
  }
  return matches.filter((match) => first.get(idOf(match)) === match);
}

function isName(passage: Passage): boolean {
  if (passage.hidden || passage.author === "buyer" || passage.text.length > MAX_NAME) return false;
  return passage.zone === "title" || NAME_LABELS.has(passage.label?.replace(/[\s:：【】[\]]/g, "") ?? "");
}

/** A registered name as a passage, so that it is read as any other text. */
function nameOf(text: string): Passage {
  return {
    zone: "attribute",
    field: "certificates",
    text: text.slice(0, MAX_NAME),
    context: "advertisement",
    declared: false,
    author: "merchant",
    label: null,
    hidden: false,
    source: null,
    image: null,
  };
}

function gatedRules({ rules, drug, isConsumer }: DisplayInput, on: "names" | "page"): GatedRules {
  const known = cache.get(rules) ?? new Map<string, GatedRules>();
  cache.set(rules, known);
  const key = `${on} ${drug?.class} ${isConsumer}`;
  let gated = known.get(key);
  if (gated === undefined) {
    const display = rules.display.filter(
      ({ spec }) =>
        (spec.on ?? "page") === on &&
        (isConsumer || spec.audience === "any") &&
        (spec.drug === undefined || spec.drug.includes(drug?.class ?? "unknown")),
    );
    const patterns = new PatternIndex(rules.lexicon, display);
    gated = {
      rules: { ...rules, display, patterns, claims: [], following: [], voice: null },
      starts: on === "page" ? startsOf(rules, display) : null,
    };
    known.set(key, gated);
  }
  return gated;
}

/** First words of the patterns as they stand: most passages hold none and need not be read again. */
function startsOf(rules: CompiledRules, display: CompiledRules["display"]): RegExp | null {
  const words = new Set<string>();
  for (const { pattern } of display) {
    for (const concept of pattern.elements[0]?.accepts.members() ?? [])
      for (const { text } of rules.lexicon.concepts[concept]?.terms ?? []) words.add(text);
  }
  if (words.size === 0) return null;
  return new RegExp([...words].map((word) => word.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&")).join("|"), "u");
}
