import { NAME_LABELS } from "../words-data.js";
import { type FieldInput, isMerchantText } from "./field-input.js";

/** A text that says what the product is called. */
export interface PageName {
  readonly passage: number;
  readonly text: string;
  /**
   * `registered`: an attribute for the registered name; `title`: the page's title; `aside`: a heading, or 产品名称：… in
   * running text, which shows the name if it is there and proves nothing if not.
   */
  readonly from: "registered" | "title" | "aside";
}

/** Longer values are descriptions. */
const MAX_NAME = 120;

const RANK = { registered: 0, title: 1, aside: 2 } as const;

/** The names a page gives its product, attributes first. */
export function pageNames(input: Pick<FieldInput, "passages">): PageName[] {
  const names: PageName[] = [];
  for (const [passage, one] of input.passages.entries()) {
    if (!isMerchantText(one) || one.hidden || one.image !== null) continue;
    const text = one.text.trim();
    if (text === "") continue;
    const isShort = text.length <= MAX_NAME;
    if (isShort && one.label !== null && NAME_LABELS.includes(one.label.replace(/[\s:：【】[\]]/g, ""))) {
      names.push({ passage, text: one.text, from: "registered" });
    } else if (isShort && one.zone === "title") {
      names.push({ passage, text: one.text, from: "title" });
    } else if (isShort && one.zone === "heading") {
      names.push({ passage, text: one.text, from: "aside" });
    } else {
      const named = namedIn(one.text);
      if (named !== null) names.push({ passage, text: named, from: "aside" });
    }
  }
  return names.sort((a, b) => RANK[a.from] - RANK[b.from] || a.passage - b.passage);
}

/** What follows 产品名称： in running text. */
function namedIn(text: string): string | null {
  for (const label of NAME_LABELS) {
    const end = text.indexOf(label) + label.length;
    if (end >= label.length && /^[\s】\]]{0,2}[:：]/.test(text.slice(end, end + 3)))
      return text.slice(end, end + MAX_NAME);
  }
  return null;
}
