import type { Comparison } from "../../contracts/comparison.js";
import type { KnownCertificate } from "../../contracts/prepared.js";
import { headCharacter, sharedPairs, showsName } from "./compact-name.js";
import type { FieldInput } from "./field-input.js";
import { type PageName, pageNames } from "./page-names.js";
import { headsOf } from "./product-heads.js";
import { provesFact } from "./proof.js";

type Named = KnownCertificate & { readonly productName: string };

/**
 * The page's product name against the registered one: exact, with brand, model and pack words around it, through full width,
 * brackets and blanks. In an attribute that is for the registered name a difference is proof; in a title it is `review`
 * (a colloquial name). A name that has nothing to do with the registered one means a number of another product.
 */
export function checkProductName(input: FieldInput): Comparison[] {
  if (!input.isProductPage) return [];
  const certificates = input.known.filter((one): one is Named => (one.productName?.trim() ?? "") !== "");
  if (certificates.length === 0) return [];
  const names = pageNames(input);
  const shows = (name: PageName) => certificates.some((one) => showsName(name.text, one.productName));
  const wrong = names.filter((name) => !shows(name));
  const isShown = wrong.length < names.length;
  const attribute = wrong.find((name) => name.from === "registered");
  // A title may speak freely where the registered name is shown as such.
  const name = attribute ?? (isShown ? undefined : wrong.find((one) => one.from === "title"));
  if (name === undefined) return [];
  const nearest = certificates.reduce((best, one) =>
    sharedPairs(one.productName, name.text) > sharedPairs(best.productName, name.text) ? one : best,
  );
  return [compared(input, nearest, name, names, certificates.length === 1)];
}

function compared(
  input: FieldInput,
  known: Named,
  name: PageName,
  names: readonly PageName[],
  isOnly: boolean,
): Comparison {
  const registered = known.productName;
  const isOther = names.every((one) => isUnrelated(registered, one.text));
  const hasProof = isOnly && provesFact(known, input.day);
  const base = {
    passage: name.passage,
    start: 0,
    end: input.passages[name.passage]?.text.length ?? 0,
    certificateNumber: known.number ?? null,
    field: "productName",
    registered,
    claimed: name.text.trim(),
    asOf: known.asOf ?? null,
  };
  if (isOther) {
    // Colloquial names may share no word with the registered one; two heads from the list cannot be one product.
    const heads = headsOf(registered);
    const isProven = hasProof && heads.size > 0 && names.some((one) => headsOf(one.text).size > 0);
    return {
      ...base,
      check: "cert-number-of-other-product",
      certainty: isProven ? "violation" : "review",
      reason: `编号对应的注册名称是“${registered}”，与页面所售产品似无关系；须核实编号是否属于其他产品`,
    };
  }
  const isProven = hasProof && name.from === "registered" && known.origin !== "inline";
  return {
    ...base,
    check: "product-name-mismatch",
    certainty: isProven ? "violation" : "review",
    reason:
      name.from === "registered"
        ? `页面所列产品名称与注册名称“${registered}”不一致`
        : `标题未使用注册名称“${registered}”，可能使用了俗称`,
  };
}

function isUnrelated(registered: string, text: string): boolean {
  if (sharedPairs(registered, text) > 0) return false;
  const heads = headsOf(registered);
  const shown = headsOf(text);
  if ([...heads].some((head) => shown.has(head))) return false;
  if (heads.size > 0 && shown.size > 0) return true;
  const head = headCharacter(registered);
  return head !== null && !text.includes(head);
}
