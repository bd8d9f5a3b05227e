import { foldedLetters } from "../../claims/folded-letters.js";
import type { Passage } from "../../contracts/passage.js";

/** Zones that a visitor doesn't read as part of the page, or may not: what stands only there is shown perhaps. */
const DOUBTFUL: ReadonlySet<Passage["zone"]> = new Set(["alt", "meta", "json-ld", "state", "hidden"]);

/** The letters of a listing, once for all statements that are looked for. */
export interface ListingTexts {
  /** Folded letters of what a visitor sees, pictures included; passages run on, since layout may cut a sentence. */
  readonly visible: string;
  /** Folded letters of what a visitor may not see. */
  readonly doubtful: string;
}

/** Folds everything that the shop or the platform says; buyers' words prove no statement. */
export function readListingTexts(passages: readonly Passage[]): ListingTexts {
  const visible: string[] = [];
  const doubtful: string[] = [];
  for (const passage of passages) {
    if (passage.author === "buyer" || passage.context === "review") continue;
    const letters = foldedLetters(passage.label === null ? passage.text : `${passage.label}${passage.text}`);
    (isVisible(passage) ? visible : doubtful).push(letters);
  }
  return { visible: visible.join(""), doubtful: doubtful.join("\n") };
}

/** Whether a visitor reads this passage on the page or in a picture. */
export function isVisible(passage: Passage): boolean {
  return !passage.hidden && !DOUBTFUL.has(passage.zone);
}
