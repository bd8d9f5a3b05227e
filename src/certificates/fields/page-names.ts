import { type FieldInput, isMerchantText } from "./field-input.js";

/** A text that says what the product is called. */
export interface PageName {
  readonly passage: number;
  readonly text: string;
  /** `registered`: an attribute for the registered name; `title`: the page's title or heading. */
  readonly from: "registered" | "title";
}

const NAME_LABELS = [
  "产品名称",
  "注册名称",
  "通用名称",
  "通用名",
  "品名",
  "药品名称",
  "药品通用名",
  "医疗器械名称",
  "产品注册名称",
  "备案名称",
];
/** Longer values are descriptions. */
const MAX_NAME = 120;

/** The names a page gives its product, attributes first. */
export function pageNames(input: FieldInput): PageName[] {
  const names: PageName[] = [];
  for (const [passage, one] of input.passages.entries()) {
    if (!isMerchantText(one) || one.hidden || one.image !== null) continue;
    const text = one.text.trim();
    if (text === "" || text.length > MAX_NAME) continue;
    if (one.label !== null && NAME_LABELS.includes(one.label.replace(/[\s:：【】[\]]/g, ""))) {
      names.push({ passage, text: one.text, from: "registered" });
    } else if (one.zone === "title") {
      names.push({ passage, text: one.text, from: "title" });
    }
  }
  return names.sort((a, b) => (a.from === b.from ? a.passage - b.passage : a.from === "registered" ? -1 : 1));
}
