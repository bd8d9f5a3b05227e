import type { Level } from "../../contracts/result.js";

/** 建议等级 of a case: the gravest of its findings, one grade graver where the merchant was confirmed in the same family lately. */
export function proposeLevel(
  gravest: Level,
  repeats: readonly string[],
  months: number,
): { readonly level: Level; readonly reason: string } {
  const own = `按所含问题的最高等级，建议 ${gravest} 级`;
  if (repeats.length === 0 || gravest === 1) return { level: gravest, reason: own };
  const level = (gravest - 1) as Level;
  const reason = `${own}；${months} 个月内同类违规已确认 ${repeats.length} 件（${repeats.slice(0, 3).join("、")}），提高一级`;
  return { level, reason };
}
