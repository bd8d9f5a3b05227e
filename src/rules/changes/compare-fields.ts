import { DISPLAY_FIELDS, type DisplayField } from "./display-fields.js";

/** A display field that differs between two captures; null where a capture does not show it. */
export interface FieldChange {
  readonly field: DisplayField;
  readonly before: string | null;
  readonly after: string | null;
}

/** A price that moves by this share of itself is a signal (platform policy; no breach of law by itself). */
export const PRICE_MOVE = 0.5;

const FIELDS = Object.keys(DISPLAY_FIELDS) as DisplayField[];

/**
 * What changed between the display fields of two captures. Order of sentences, numbering, white space, width of
 * characters, timestamps and counters are no change. A field that is missing counts only where that page was read whole,
 * and captures of different sessions are not compared, since a page shows others to who is logged in.
 *
 * @param before as `displayFields` gave them
 * @param after as `displayFields` gave them
 * @example
 * compareFields({ dosage: "一日3次" }, { dosage: "一日 3 次" }); // → []
 */
export function compareFields(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): FieldChange[] {
  if ((before["~session"] ?? "") !== (after["~session"] ?? "")) return [];
  return FIELDS.flatMap((field): FieldChange[] => {
    const [was, is] = [before[field] ?? null, after[field] ?? null];
    if (was === is) return [];
    if (was === null && before["~whole"] !== "1") return [];
    if (is === null && after["~whole"] !== "1") return [];
    if (was !== null && is !== null && meaningOf(was) === meaningOf(is)) return [];
    return [{ field, before: was, after: is }];
  });
}

/** Share by which a price moved, of the earlier one; null where one of them is no price. */
export function priceMove(before: string | undefined, after: string | undefined): number | null {
  const [was, is] = [Number(before ?? Number.NaN), Number(after ?? Number.NaN)];
  return was > 0 && is > 0 ? (is - was) / was : null;
}

/** What a field says, apart from how it is laid out: equal for equal statements in any order. */
function meaningOf(text: string): string {
  const statements = text
    .normalize("NFKC")
    .split(/[。；;！!\n\r]+/u)
    .map((statement) =>
      statement
        .trim()
        .replace(/^[（(【[]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）\]】]?[.．、)）](?!\d)/u, "")
        .replace(/[\s\p{Cf}]+/gu, ""),
    )
    .filter((statement) => statement !== "" && !isCounter(statement))
    .map((statement) => statement.replace(/^[,，、:：]+|[,，、:：.．]+$/gu, ""));
  return [...new Set(statements)].sort().join("\n");
}

/** 更新时间:2026-05-01, 已售1234件, 浏览88次: says when and how often, never what. */
function isCounter(statement: string): boolean {
  const head =
    /^(?:最后)?(?:更新|发布|修改|编辑|上架|截图|访问)(?:时间|日期|于)|^(?:已售|月销|销量|总销量|浏览|浏览量|收藏|评价|评论|库存|访问量|人气)/u.exec(
      statement,
    );
  return (
    head !== null && /^[\d:：.,\-/年月日时分秒上下午万千百+件次人条个盒瓶TZ]*$/u.test(statement.slice(head[0].length))
  );
}
