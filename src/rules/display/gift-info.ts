import { tokenize, tokensOfPassage } from "../../claims/tokenize.js";
import { isLoss } from "../../contracts/notes.js";
import type { Passage } from "../../contracts/passage.js";
import type { Prepared } from "../../contracts/prepared.js";
import { isVisible } from "../absence/listing-texts.js";
import { toCheckFinding } from "../check-finding.js";
import type { CompiledRules } from "../compile-rules.js";
import type { PlacedFinding } from "../finding.js";
import { JudgedTexts } from "../judged-texts.js";
import type { DisplayInput } from "./display-input.js";

/** How far behind 送 its object is looked for. */
const OBJECT_REACH = 10;
/** What is read around a word of giving. */
const BEFORE = 12;
const AFTER = 24;
/**
 * Signs without which nothing is given away: a quick look before words are read. The words are the concepts `gift-offer-verb`
 * and `gift-same` of the dictionary; a test holds each of them against this.
 */
export const GIVING = /[送赠贈]|[再多]拿|再领|0元|拍.发/gu;
const GIVES = new RegExp(GIVING, "u");
const MAX_PLACES = 50;

interface Offer {
  readonly passage: number;
  readonly start: number;
  readonly end: number;
  readonly isVague: boolean;
}

/** The offer of a gift on a page that does not say what is given, how much, until when. A person must judge. */
export function judgeGiftInfo(input: DisplayInput): PlacedFinding[] {
  const { rules, context, prepared } = input;
  const rule = rules.byCheck.get("gift-info-missing");
  if (rule === undefined || context.kind === undefined) return [];
  const offers = prepared.passages.flatMap((passage, index) => (isOwn(passage) ? offersIn(input, passage, index) : []));
  const offer = offers.find(({ isVague }) => isVague) ?? offers[0];
  if (offer === undefined) return [];
  // What is not said here may be said in a picture that nobody read; a vague gift is vague where it stands.
  if (!offer.isVague && (!isWhole(prepared) || statesTerm(input))) return [];
  const missing = offer.isVague ? "品种、规格、数量" : "期限和方式";
  return toCheckFinding(context, { rule, certainty: "review", reason: missing, key: missing, place: offer });
}

/** The offers of texts, by the rules that read them. */
const known = new WeakMap<CompiledRules, JudgedTexts<Omit<Offer, "passage">>>();

function offersIn({ rules }: DisplayInput, passage: Passage, index: number): Offer[] {
  const { text } = passage;
  if (!GIVES.test(text)) return [];
  let judged = known.get(rules);
  if (judged === undefined) {
    judged = new JudgedTexts(rules.judgedUnits);
    known.set(rules, judged);
  }
  let offers = judged.get(text, 0);
  if (offers === undefined) {
    offers = readOffers(rules, text);
    judged.set(text, 0, offers);
  }
  return offers.map((offer) => ({ ...offer, passage: index }));
}

function readOffers({ lexicon }: CompiledRules, text: string): Omit<Offer, "passage">[] {
  const verb = lexicon.conceptsOf("gift-offer-verb");
  const same = lexicon.conceptsOf("gift-same");
  const vague = lexicon.conceptsOf("gift-vague");
  const service = lexicon.conceptsOf("gift-service");
  const offers: Omit<Offer, "passage">[] = [];
  let done = 0;
  for (const giving of text.matchAll(GIVING)) {
    if (giving.index < done || offers.length >= MAX_PLACES) continue;
    const from = Math.max(0, giving.index - BEFORE);
    done = giving.index + AFTER;
    const reading = tokenize(lexicon, text.slice(from, done));
    if (reading.tokensOf(verb).length === 0 && reading.tokensOf(same).length === 0) continue;
    const { tokens } = reading;
    for (const token of tokens) {
      const isSame = same[token.concept] === 1;
      if (!isSame && verb[token.concept] !== 1) continue;
      const near = tokens.filter(({ start }) => start >= token.end && start - token.end <= OBJECT_REACH);
      if (near.some(({ concept }) => service[concept] === 1)) continue;
      const gift = near.find(({ concept }) => vague[concept] === 1);
      if (gift === undefined && !isSame) continue;
      const end = from + (gift?.end ?? token.end);
      offers.push({ start: from + token.start, end, isVague: gift !== undefined });
    }
  }
  return offers;
}

function statesTerm({ rules: { lexicon }, prepared }: DisplayInput): boolean {
  const term = lexicon.conceptsOf("gift-term");
  return prepared.passages.some((passage) => isOwn(passage) && tokensOfPassage(lexicon, passage, term).length > 0);
}

function isOwn(passage: Passage): boolean {
  return isVisible(passage) && passage.author !== "buyer" && passage.context === "advertisement";
}

function isWhole({ listing, coverage }: Prepared): boolean {
  return (
    listing.complete === true && coverage.images.skipped + coverage.images.failed === 0 && !coverage.notes.some(isLoss)
  );
}
