import { foldedLetters } from "../../claims/folded-letters.js";
import { tokenize, tokensOfPassage } from "../../claims/tokenize.js";
import type { Passage } from "../../contracts/passage.js";
import { isVisible } from "../absence/listing-texts.js";
import { toCheckFinding } from "../check-finding.js";
import { type PlacedFinding, whereOf } from "../finding.js";
import { type DisplayInput, isHomePage, isProductPage } from "./display-input.js";

/** Fewer letters behind 适应症 are a heading or a tab, not the information itself. */
const MIN_DETAIL = 6;
/** How far behind its heading the information begins. */
const HEADING_REACH = 4;
const MAX_PLACES = 8;

interface Place {
  readonly passage: number;
  readonly start: number;
  readonly end: number;
  readonly isSeen: boolean;
}

/**
 * 适应症, 用法用量 and the like of a prescription drug on a page that anyone sees, before the prescription was reviewed.
 * The same text is required for OTC drugs: nothing is found unless the class of the drug is known.
 */
export function judgeRxInfo(input: DisplayInput): PlacedFinding[] {
  const rule = input.rules.byCheck.get("rx-info-shown-before-review");
  const { drug, prepared, isConsumer, context } = input;
  if (rule === undefined || drug?.class !== "rx" || !isConsumer) return [];
  if (!isProductPage(input) && !isHomePage(input)) return [];
  const { session, page, complete } = prepared.listing;
  // A piece of text of which nobody says that it is a page is shown to nobody.
  if (session === undefined && page === undefined && complete !== true) return [];
  if (session === "prescription-approved") return [];
  const places = prepared.passages.flatMap((passage, index) => placeIn(input, passage, index)).slice(0, MAX_PLACES);
  const place = places.find(({ isSeen }) => isSeen) ?? places[0];
  if (place === undefined) return [];
  const isSure = session !== undefined && drug.proof !== "name" && place.isSeen && input.isKindKnown;
  const doubts = [
    session === undefined ? "页面是否审方前可见未注明" : "",
    drug.proof === "name" ? "是否处方药只由药名推断" : "",
    place.isSeen ? "" : "文字不一定为访客所见",
  ].filter((doubt) => doubt !== "");
  return toCheckFinding(context, {
    rule,
    certainty: isSure ? "violation" : "review",
    reason: doubts.length === 0 ? "" : `（${doubts.join("；")}，请人工核对）`,
    key: "rx-detail",
    place,
    related: places
      .filter((other) => other !== place)
      .flatMap((other) => {
        const passage = prepared.passages[other.passage];
        return passage === undefined ? [] : [whereOf(passage, other.start, other.end)];
      }),
  });
}

function placeIn({ rules }: DisplayInput, passage: Passage, index: number): Place[] {
  if (passage.author === "buyer" || passage.context === "review" || passage.hidden) return [];
  const { lexicon } = rules;
  const detail = lexicon.conceptsOf("rx-detail");
  const isSeen = isVisible(passage);
  const found = (start: number, end: number): Place[] => {
    const words = passage.text.slice(start, end);
    const withheld = lexicon.conceptsOf("rx-withheld");
    const isWithheld = tokenize(lexicon, words).tokensOf(withheld).length > 0;
    return isWithheld || foldedLetters(words).length < MIN_DETAIL ? [] : [{ passage: index, start, end, isSeen }];
  };
  if (passage.label !== null) {
    const isDetail = tokenize(lexicon, passage.label).tokensOf(detail).length > 0;
    if (isDetail) return found(0, passage.text.length);
  }
  for (const token of tokensOfPassage(lexicon, passage, detail)) {
    // The heading itself is followed by a mark: 【适应症】, 适应症：
    const mark = /^[\s】\]）)]{0,3}[:：】\]]/u.exec(passage.text.slice(token.end, token.end + HEADING_REACH));
    if (mark === null) continue;
    const from = token.end + mark[0].length;
    const stop = passage.text.slice(from).search(/[【\n]/u);
    const places = found(from, stop > MIN_DETAIL ? from + stop : passage.text.length);
    if (places.length > 0) return places;
  }
  return [];
}
