import type { ClaimTables } from "./claim-tables.js";
import type { Token } from "./token.js";

/** What may stand between two members of a list of conditions. */
const JOINERS = /^[\s、,，/／+·.和及与或并跟以等各种类型性的“”"'「」（）()【】]*$/u;
const MAX_JOIN = 6;

/**
 * Groups the conditions of a sentence into lists: 鼻炎、咽炎和哮喘 is one. Linear in the number of tokens.
 *
 * @param tokens of one sentence, by start, longer first
 */
export function conditionLists(text: string, tokens: readonly Token[], tables: ClaimTables): Token[][] {
  const lists: Token[][] = [];
  let list: Token[] = [];
  let measure: Token | null = null;
  for (const token of tokens) {
    if (tables.measure[token.concept] === 1 && (measure === null || token.end > measure.end)) measure = token;
    if (tables.condition[token.concept] !== 1 || isInside(token, measure)) continue;
    const last = list[list.length - 1];
    if (last !== undefined) {
      // Two concepts of one span are one condition with two meanings; a nested one is none.
      if (token.start < last.end) continue;
      const between = text.slice(last.end, token.start);
      if (between.length <= MAX_JOIN && JOINERS.test(between)) {
        list.push(token);
        continue;
      }
      lists.push(list);
    }
    list = [token];
  }
  if (list.length > 0) lists.push(list);
  return lists;
}

/** A condition inside a measured value (低血压 in 最低血压) is none. */
function isInside(token: Token, measure: Token | null): boolean {
  if (measure === null || measure.end < token.end || measure.start > token.start) return false;
  return measure.end - measure.start > token.end - token.start;
}
