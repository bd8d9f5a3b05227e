import type { Comparison } from "../../contracts/comparison.js";
import { compactName } from "./compact-name.js";
import { type FieldInput, isMerchantText } from "./field-input.js";
import { provesFact } from "./proof.js";

/** Says that there is nothing to say. */
const NOTHING = /^(?:无|暂无|尚不明确|未知|不适用|无禁忌|无已知禁忌|无禁忌症|见说明书|详见说明书)$/;
const POINTER = /禁忌.{0,12}(?:详见|见|参见).{0,6}说明书/;
/** Share of an item's pairs of characters that must stand on the page for it to count as shown. */
const SHOWN = 0.6;
const MAX_ITEMS = 50;

/**
 * Registered contraindications that a page leaves out. An absence: judged only where the whole page and every picture was
 * read, and proof only where nothing of them is shown. A pointer to the insert is for a person. Source: 条例 art. 39.
 */
export function checkContraindication(input: FieldInput): Comparison[] {
  const { listing } = input;
  const isRead = listing.complete === true && (listing.images ?? []).every((image) => image.lines !== undefined);
  const known = input.known.filter((one) => itemsOf(one.contraindications).length > 0);
  const certificate = known[0];
  if (!isRead || !input.isProductPage || certificate === undefined || known.length > 1) return [];
  const text = input.passages
    .filter((passage) => isMerchantText(passage))
    .map((passage) => passage.text)
    .join("\n");
  const page = pairsOf(compactName500(text));
  const items = itemsOf(certificate.contraindications);
  const missing = items.filter((item) => shareOf(item, page) < SHOWN);
  if (missing.length === 0) return [];
  const isPointed = POINTER.test(text.slice(0, 200_000).replace(/\s/g, ""));
  const isAll = missing.length === items.length;
  const isProven = isAll && !isPointed && provesFact(certificate, input.day);
  return [
    {
      check: "contraindication-omitted",
      certainty: isProven ? "violation" : "review",
      passage: null,
      start: 0,
      end: 0,
      certificateNumber: certificate.number ?? null,
      field: "contraindications",
      registered: (certificate.contraindications ?? "").slice(0, 500),
      claimed: isPointed ? "仅提示详见说明书" : isAll ? "未展示" : "展示不全",
      asOf: certificate.asOf ?? null,
      reason: `注册内容载有禁忌，页面${isAll ? "没有" : "没有全部"}展示：${missing.slice(0, 5).join("；").slice(0, 200)}`,
    },
  ];
}

function itemsOf(text: string | undefined): string[] {
  return (text ?? "")
    .split(/[。；;\n]|(?:^|\D)\d{1,2}[.、)）]/)
    .map((item) => item.replace(/^[【\s]*(?:禁忌症?|禁用人群)[】:：\s]*/, "").trim())
    .filter((item) => compactName(item).length >= 2 && !NOTHING.test(compactName(item)))
    .slice(0, MAX_ITEMS);
}

/** In pieces, since a compact name is cut at the length of a name. */
function compactName500(text: string): string {
  let compact = "";
  for (let i = 0; i < Math.min(text.length, 1_000_000); i += 1500) compact += compactName(text.slice(i, i + 1500));
  return compact;
}

function pairsOf(compact: string): Set<string> {
  const pairs = new Set<string>();
  for (let i = 0; i + 1 < compact.length; i++) pairs.add(compact.slice(i, i + 2));
  return pairs;
}

function shareOf(item: string, page: ReadonlySet<string>): number {
  const pairs = [...pairsOf(compactName(item))];
  return pairs.filter((pair) => page.has(pair)).length / Math.max(1, pairs.length);
}
