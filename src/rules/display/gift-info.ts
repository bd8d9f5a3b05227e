import { tokenize } from "../../claims/tokenize.js";
import { isLoss } from "../../contracts/notes.js";
import { isVisible } from "../absence/listing-texts.js";
import { toCheckFinding } from "../check-finding.js";
import type { PlacedFinding } from "../finding.js";
import type { DisplayInput } from "./display-input.js";

/** How far behind 送 its object is looked for. */
const OBJECT_REACH = 10;

/** The offer of a gift on a page that does not say what is given, how much, until when. A person must judge. */
export function judgeGiftInfo({ rules, context, prepared }: DisplayInput): PlacedFinding[] {
  const rule = rules.byCheck.get("gift-info-missing");
  if (rule === undefined || context.kind === undefined) return [];
  const { lexicon } = rules;
  const tables = ["gift-offer-verb", "gift-same", "gift-vague", "gift-term", "gift-service"].map((id) =>
    lexicon.conceptsOf(id),
  );
  const [verb, same, vague, term, service] = tables;
  let offer: { passage: number; start: number; end: number } | null = null;
  let isVague = false;
  let hasTerm = false;
  for (const [index, passage] of prepared.passages.entries()) {
    if (!isVisible(passage) || passage.author === "buyer" || passage.context !== "advertisement") continue;
    if (!MAY_GIVE.test(passage.text)) continue;
    const { tokens } = tokenize(lexicon, passage.text);
    for (const [at, token] of tokens.entries()) {
      if (term?.[token.concept] === 1) hasTerm = true;
      const isSame = same?.[token.concept] === 1;
      if (!isSame && verb?.[token.concept] !== 1) continue;
      const near = tokens.slice(at + 1).filter(({ start }) => start >= token.end && start - token.end <= OBJECT_REACH);
      if (near.some(({ concept }) => service?.[concept] === 1)) continue;
      const gift = near.find(({ concept }) => vague?.[concept] === 1);
      if (gift === undefined && !isSame) continue;
      if (offer === null || (gift !== undefined && !isVague)) {
        offer = { passage: index, start: token.start, end: gift?.end ?? token.end };
        isVague ||= gift !== undefined;
      }
    }
  }
  if (offer === null) return [];
  const { listing, coverage } = prepared;
  // What is not said here may be said in a picture that nobody read: a vague gift is vague where it stands.
  const isWhole =
    listing.complete === true && coverage.images.skipped + coverage.images.failed === 0 && !coverage.notes.some(isLoss);
  if (!isVague && (!isWhole || hasTerm)) return [];
  const missing = isVague ? "品种、规格、数量" : "期限和方式";
  return toCheckFinding(context, { rule, certainty: "review", reason: missing, key: missing, place: offer });
}

/** Characters without which nothing is given away. */
const MAY_GIVE = /[送赠贈0０]/u;
