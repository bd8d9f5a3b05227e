import { tokenize } from "../../claims/tokenize.js";
import type { Deal, Price } from "../../contracts/listing.js";
import { toCheckFinding } from "../check-finding.js";
import type { PlacedFinding } from "../finding.js";
import type { DisplayInput } from "./display-input.js";

const DAY_MS = 86_400_000;
const WINDOW_DAYS = 7;

/** The price that a struck price may not exceed, and how the law finds it. */
export interface ReferencePrice {
  readonly price: number;
  readonly how: "lowest-in-seven-days" | "last-deal";
}

/**
 * The highest price that may be struck out: the lowest deal price of the seven days before, else the last deal price.
 * 明码标价和禁止价格欺诈规定第十六条.
 *
 * @param day the day of the comparison, `YYYY-MM-DD` in Asia/Shanghai; deals of that day came after it began
 * @returns null where there was no deal before that day
 * @example
 * referencePrice([{ price: 300, at: "2026-10-30" }], "2026-11-01"); // → { price: 300, how: "lowest-in-seven-days" }
 */
export function referencePrice(deals: readonly Deal[], day: string): ReferencePrice | null {
  const before = deals
    .map(({ price, at }) => ({ price, at, days: daysBefore(at, day) }))
    .filter(({ price, days }) => days >= 1 && Number.isFinite(price) && price > 0)
    .sort((a, b) => a.days - b.days || (a.at < b.at ? 1 : a.at > b.at ? -1 : a.price - b.price));
  const recent = before.filter(({ days }) => days <= WINDOW_DAYS);
  if (recent.length > 0) {
    return { price: Math.min(...recent.map(({ price }) => price)), how: "lowest-in-seven-days" };
  }
  const last = before[0];
  return last === undefined ? null : { price: last.price, how: "last-deal" };
}

/** Days from a deal to `day`, by Shanghai dates; NaN where the time cannot be read. */
function daysBefore(at: string, day: string): number {
  const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/u.test(at);
  const time = Date.parse(hasZone ? at : /^\d{4}-\d{2}-\d{2}$/u.test(at) ? `${at}T00:00:00+08:00` : `${at}+08:00`);
  const midnight = Date.parse(`${day}T00:00:00+08:00`);
  return Math.ceil((midnight - time) / DAY_MS);
}

/** Below this difference, in yuan, a struck price may be a matter of rounding. */
const ROUNDING = 1;

/**
 * Why a discount may be protected, 明码标价和禁止价格欺诈规定第二十一条: buyers in fact got at least the discount that is shown
 * (item 2), or the difference is one of rounding (item 3). Then a person weighs it.
 */
function protectedDiscount(
  { current, original = 0 }: Price,
  deals: readonly Deal[],
  day: string,
  reference: number,
): string | null {
  if (original - reference < ROUNDING) return "差额不足一元，可能属于舍零取整（第二十一条第三项）";
  if (current === undefined) return null;
  const since = deals.filter(({ price, at }) => daysBefore(at, day) <= 0 && price > 0).map(({ price }) => price);
  const dearest = since.length === 0 ? null : Math.max(...since);
  if (dearest === null || reference - dearest < original - current) return null;
  return `实际成交价不高于${dearest}元，优惠不少于所标示的幅度，可能属于第二十一条第二项`;
}

/** A struck price against the deals; without deals the merchant must show its basis. */
export function judgeOriginalPrice({ rules, context, prepared }: DisplayInput): PlacedFinding[] {
  const rule = rules.byCheck.get("fictitious-original-price");
  const { price } = prepared.listing;
  if (rule === undefined || price?.original === undefined) return [];
  if (price.current !== undefined && price.original <= price.current) return [];
  const label = price.label ?? "";
  const words = tokenize(rules.lexicon, label).tokens.map(({ concept }) => rules.lexicon.concepts[concept]?.id);
  if (words.includes("suggested-price")) return [];
  const struck = `${label === "" ? "划线价" : label}${price.original}元`;
  const reference = referencePrice(prepared.prices, prepared.day);
  if (reference === null) {
    if (price.current === undefined) return [];
    const reason = `${struck}、现价${price.current}元，没有成交记录可核对，原价依据待商家举证`;
    return toCheckFinding(context, { rule, certainty: "review", reason, key: "no-deals" });
  }
  if (price.original <= reference.price) return [];
  const found =
    reference.how === "lowest-in-seven-days"
      ? `前七日内最低成交价${reference.price}元`
      : `前七日内没有成交，最后一次成交价${reference.price}元`;
  // A label of its own may say which price is meant: a person reads it.
  const isPlain = label === "" || words.includes("struck-price");
  const excuse = protectedDiscount(price, prepared.prices, prepared.day, reference.price);
  return toCheckFinding(context, {
    rule,
    certainty: isPlain && excuse === null ? "violation" : "review",
    reason: `${struck}高于${found}${excuse === null ? "" : `；${excuse}`}`,
    key: "deals",
  });
}
