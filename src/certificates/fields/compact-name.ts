import { NAME_MODIFIERS } from "../words-data.js";

/** What shops and cameras put between the characters of a name. */
const PASSED_OVER =
  /[\s\u00ad\u200b-\u200f\u2060\ufeff()[\]{}<>〈〉《》「」『』【】〔〕〖〗"'“”‘’·•・\-‐‑–—―−_~/\\|,，.。、:：;；*®™+]/;

/** A name without width, case, blanks, brackets and dashes, so that only its words count. */
export function compactName(name: string): string {
  let compact = "";
  for (const char of name.slice(0, 2000).normalize("NFKC").toLowerCase()) if (!PASSED_OVER.test(char)) compact += char;
  return compact;
}

/** A registered name without its bracketed method or form: 人绒毛膜促性腺激素检测试纸(胶体金法) → 人绒毛膜促性腺激素检测试纸. */
export function withoutBrackets(name: string): string {
  let depth = 0;
  let kept = "";
  for (const char of name.normalize("NFKC")) {
    if ("([{〔【".includes(char)) depth++;
    else if (")]}〕】".includes(char)) depth = Math.max(0, depth - 1);
    else if (depth === 0) kept += char;
  }
  return kept;
}

/** A registered name without the bracketed method or form at its end only: 促黄体生成素(LH)检测试纸(胶体金法) → 促黄体生成素(LH)检测试纸. */
function withoutMethod(name: string): string {
  const folded = name.slice(0, 500).normalize("NFKC").trimEnd();
  return folded.endsWith(")") ? folded.slice(0, folded.lastIndexOf("(")) : folded;
}

/**
 * Whether a text shows a registered name, with brand, model and pack words around it.
 * A word directly before it that makes another product of it does not count as brand.
 */
export function showsName(text: string, registered: string): boolean {
  const compact = compactName(text);
  const forms = [registered, withoutMethod(registered), withoutBrackets(registered)];
  const names = forms.map(compactName).filter((name) => name.length >= 2);
  return names.some((name) => {
    for (let at = compact.indexOf(name); at !== -1; at = compact.indexOf(name, at + 1)) {
      const before = compact.slice(Math.max(0, at - 5), at);
      if (!NAME_MODIFIERS.some((word) => before.endsWith(word))) return true;
    }
    return false;
  });
}

/** Pairs of characters that half of all products share, and that prove no kinship. */
const COMMON_PAIRS = new Set(
  [
    ..."医用一次性使用无菌电子器械系统装置仪器设备产品自动数字式全自动半自动智能家用医疗便携式多功能".matchAll(/./gu),
  ].map((match, i, all) => match[0] + (all[i + 1]?.[0] ?? "")),
);

/** How many pairs of Han characters two names share, common ones left out. */
export function sharedPairs(one: string, other: string): number {
  const pairs = pairsOf(one);
  let shared = 0;
  for (const pair of pairsOf(other)) if (pairs.has(pair)) shared++;
  return shared;
}

function pairsOf(name: string): Set<string> {
  const compact = compactName(name);
  const pairs = new Set<string>();
  for (let i = 0; i + 1 < compact.length; i++) {
    const pair = compact.slice(i, i + 2);
    if (/^[一-鿿]{2}$/.test(pair) && !COMMON_PAIRS.has(pair)) pairs.add(pair);
  }
  return pairs;
}

/** The last Han character of a name before brackets: 医用冷敷贴(儿童型) → 贴. */
export function headCharacter(name: string): string | null {
  return compactName(withoutBrackets(name)).match(/[一-鿿](?=[^一-鿿]*$)/)?.[0] ?? null;
}
