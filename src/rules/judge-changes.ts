import type { Prepared } from "../contracts/prepared.js";
import { compareFields, PRICE_MOVE, priceMove } from "./changes/compare-fields.js";
import { DISPLAY_FIELDS, displayFields } from "./changes/display-fields.js";
import { toCheckFinding } from "./check-finding.js";
import type { CompiledRules } from "./compile-rules.js";
import type { FindingContext, PlacedFinding } from "./finding.js";

const MAX_SHOWN = 200;
/** Words of a page whose goods can no longer be bought: then a person looks before anybody is accused. */
const OFF_SALE = ["已下架", "商品不存在", "商品已删除", "暂停销售", "停止销售", "已停售"] as const;

/**
 * Findings that need the capture before this one: a display field that changed, with both versions; a price that moved;
 * goods that remain after a confirmed stop. A person decides what a change is: an attack, an approved revision, or the
 * merchant's doing.
 */
export function judgeChanges(rules: CompiledRules, context: FindingContext, prepared: Prepared): PlacedFinding[] {
  const { previous } = prepared;
  if (previous === null) return [];
  const now = displayFields(prepared);
  return [
    ...judgeFields(rules, context, previous, now),
    ...judgePrice(rules, context, previous, now),
    ...judgeStop(rules, context, prepared, previous),
  ];
}

type Fields = Readonly<Record<string, string>>;

function judgeFields(rules: CompiledRules, context: FindingContext, before: Fields, now: Fields): PlacedFinding[] {
  const rule = rules.byCheck.get("display-field-changed");
  if (rule === undefined) return [];
  return compareFields(before, now).flatMap((change) => {
    const since = before["~at"] === undefined ? "上次采集" : `上次采集（${before["~at"]}）`;
    const reason = `${DISPLAY_FIELDS[change.field]}与${since}不同。原为：${show(change.before)}；现为：${show(change.after)}`;
    const passage = context.passages.findIndex(
      ({ text, author, image }) => author === "merchant" && image === null && text.trim() === change.after,
    );
    return toCheckFinding(context, {
      rule,
      certainty: "review",
      reason,
      matched: change.after ?? "",
      key: `${change.field}\u0000${change.before ?? ""}\u0000${change.after ?? ""}`,
      ...(passage >= 0 && { place: { passage, start: 0, end: context.passages[passage]?.text.length ?? 0 } }),
    });
  });
}

function judgePrice(rules: CompiledRules, context: FindingContext, before: Fields, now: Fields): PlacedFinding[] {
  const rule = rules.byCheck.get("price-surge");
  const move = priceMove(before.price, now.price);
  if (rule === undefined || move === null || Math.abs(move) < PRICE_MOVE) return [];
  if ((before["~session"] ?? "") !== (now["~session"] ?? "")) return [];
  const percent = Math.round(Math.abs(move) * 100);
  const reason = `现价由${before.price}元变为${now.price}元，${move > 0 ? "上涨" : "下降"}${percent}%`;
  return toCheckFinding(context, {
    rule,
    certainty: "review",
    reason,
    matched: `${now.price}元`,
    key: `${before.price}\u0000${now.price}`,
  });
}

/** @param before `~stopped` is the day on which a named person confirmed the stop */
function judgeStop(
  rules: CompiledRules,
  context: FindingContext,
  { listing, passages, day }: Prepared,
  before: Fields,
): PlacedFinding[] {
  const rule = rules.byCheck.get("goods-remain-after-stop");
  const stopped = before["~stopped"];
  if (rule === undefined || stopped === undefined || day <= stopped) return [];
  const isGoods = listing.page === undefined || listing.page === "product" || listing.page === "live";
  if (!isGoods || passages.length === 0) return [];
  const offSale = OFF_SALE.find((words) => passages.some(({ text }) => text.includes(words)));
  const reason =
    offSale === undefined
      ? `已于${stopped}确认停止展示和销售，${day}仍能打开商品页`
      : `已于${stopped}确认停止展示和销售，${day}仍能打开商品页，页面写有“${offSale}”`;
  const isSold = offSale === undefined && listing.price?.current !== undefined;
  return toCheckFinding(context, {
    rule,
    certainty: isSold ? "violation" : "review",
    reason,
    matched: listing.title ?? "",
    key: stopped,
  });
}

function show(value: string | null): string {
  if (value === null) return "（页面没有）";
  const line = value.replace(/\s+/gu, " ");
  return `“${line.length > MAX_SHOWN ? `${line.slice(0, MAX_SHOWN)}…` : line}”`;
}
