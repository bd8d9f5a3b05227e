import { attributeBits, type ElementAttributes } from "./element-attributes.js";

/** Who speaks in a section of the page. */
export const Voice = { MERCHANT: 0, BUYER: 1 } as const;
export type Voice = (typeof Voice)[keyof typeof Voice];

const REVIEW_WORDS = new Set([
  "comment",
  "comments",
  "review",
  "reviews",
  "pingjia",
  "pinglun",
  "evaluate",
  "evaluation",
  "evaluations",
  "appraise",
]);
const MAYBE = /comment|review|pingjia|pinglun|evaluat|appraise|repl|huifu|评/i;
const REPLY_WORDS = new Set(["reply", "replies", "huifu"]);
const SELLER_WORDS = new Set(["seller", "shop", "store", "merchant", "official", "service", "admin", "kefu"]);

/**
 * Reads from an element's class and id whether it is a section of buyers' reviews or the seller's answer to one:
 * `comment-list`, `J_Reviews`, `goodsPingjia`, 评价; not `preview`. Null where the names say neither.
 *
 * A seller can write any class; so this only presumes (`declared: false`), it never clears.
 */
export function voiceOf(names: string): Voice | null {
  // Few names hold any of the words; the rest need not be taken apart.
  if (!MAYBE.test(names)) return null;
  if (names.includes("评价") || names.includes("评论")) return Voice.BUYER;
  let isReview = false;
  let isReply = false;
  let isSeller = false;
  // Words end at anything but a letter, and before a capital.
  for (const word of names.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/)) {
    const lower = word.toLowerCase();
    if (REVIEW_WORDS.has(lower)) isReview = true;
    else if (REPLY_WORDS.has(lower)) isReply = true;
    else if (SELLER_WORDS.has(lower)) isSeller = true;
    else if (lower.endsWith("commentlist") || lower.endsWith("reviewlist")) isReview = true;
  }
  if (isReply && isSeller) return Voice.MERCHANT;
  return isReview ? Voice.BUYER : null;
}

const NAMES = attributeBits(["class", "id"]);
/** Names of one page that are remembered, so that repeated ones are read once. */
const MAX_REMEMBERED = 2_000;

/** `voiceOf` for the elements of one page. */
export class Voices {
  readonly #known = new Map<string, Voice | null>();

  of(attributes: ElementAttributes): Voice | null {
    if (!attributes.hasAny(NAMES)) return null;
    const names = `${attributes.get("class")} ${attributes.get("id")}`;
    const known = this.#known.get(names);
    if (known !== undefined) return known;
    const voice = voiceOf(names);
    if (this.#known.size < MAX_REMEMBERED) this.#known.set(names, voice);
    return voice;
  }
}
