import { hasLoss } from "../../contracts/notes.js";
import type { Prepared } from "../../contracts/prepared.js";

/** Fields that a page shows and whose change a person must see, with their Chinese names. */
export const DISPLAY_FIELDS = {
  contraindications: "禁忌",
  warnings: "警示和注意事项",
  dosage: "用法用量",
  scope: "适用范围（适应症、功能主治）",
  certificate: "注册证编号或批准文号",
  price: "现价",
  original: "划线价",
} as const;
export type DisplayField = keyof typeof DISPLAY_FIELDS;

/** What the fields were read under; kept beside them, so that two captures are compared only where they can be. */
export const CIRCUMSTANCES = ["~at", "~session", "~whole", "~stopped"] as const;

const MAX_FIELD_CHARS = 20_000;
const MAX_LABEL = 12;
const LABELS: readonly (readonly [DisplayField, ReadonlySet<string>])[] = [
  ["contraindications", new Set(["禁忌", "禁忌症", "禁忌证", "禁用人群", "不适宜人群"])],
  ["warnings", new Set(["注意事项", "警示", "警示语", "警告", "警示说明", "提示性说明", "不良反应", "特别提示"])],
  ["dosage", new Set(["用法用量", "用法", "用量", "使用方法", "用法与用量", "食用方法", "食用方法及食用量"])],
  [
    "scope",
    new Set(["适用范围", "预期用途", "适用范围/预期用途", "适应症", "适应证", "功能主治", "功能与主治", "保健功能"]),
  ],
];

/**
 * The display fields of a listing as it is now, as text, with the circumstances under which they were read (`~…`).
 * Text in pictures is left out: the same picture is not read the same way by every version of a reader.
 *
 * @example
 * displayFields(prepareListing({ attributes: { 禁忌: "孕妇禁用" } })).contraindications; // → "孕妇禁用"
 */
export function displayFields(prepared: Prepared): Record<string, string> {
  const { listing, passages, references, coverage } = prepared;
  const found = new Map<DisplayField, Set<string>>();
  const add = (field: DisplayField, text: string): void => {
    const kept = text.trim().slice(0, MAX_FIELD_CHARS);
    if (kept === "") return;
    found.set(field, (found.get(field) ?? new Set()).add(kept));
  };
  for (const { label, text, author, hidden, image } of passages) {
    if (author !== "merchant" || hidden || image !== null) continue;
    const named = label === null ? splitLabel(text) : { label, value: text };
    const field = named === null ? null : fieldOf(named.label);
    if (named !== null && field !== null) add(field, named.value);
  }
  for (const { number } of references) add("certificate", number);
  const { current, original } = listing.price ?? {};
  if (current !== undefined) add("price", String(current));
  if (original !== undefined) add("original", String(original));
  const isWhole = listing.complete === true && !hasLoss(coverage);
  return {
    ...Object.fromEntries([...found].map(([field, texts]) => [field, [...texts].sort().join("\n")])),
    ...(listing.capturedAt !== undefined && { "~at": listing.capturedAt }),
    "~session": listing.session ?? "",
    "~whole": isWhole ? "1" : "0",
  };
}

function fieldOf(label: string): DisplayField | null {
  const name = label.replace(/[\s【】[\]（）()：:]/gu, "");
  return LABELS.find(([, names]) => names.has(name))?.[0] ?? null;
}

/** 【禁忌】孕妇禁用 and 禁忌：孕妇禁用; null where a text does not begin with a label. */
function splitLabel(text: string): { readonly label: string; readonly value: string } | null {
  const trimmed = text.trimStart();
  const head = trimmed.slice(0, MAX_LABEL + 2);
  const end = head.startsWith("【") ? head.indexOf("】") : head.search(/[：:]/u);
  if (end <= 0) return null;
  return { label: head.slice(0, end), value: trimmed.slice(end + 1).replace(/^[：:\s]+/u, "") };
}
