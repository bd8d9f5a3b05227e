/** 传导性或混合性耳聋, 急性和慢性支气管炎, 腰型、颈型骨质增生: kinds that share one noun at the end. */
const SHARED = /((?:[一-龥]{1,5}[性型](?:、|,|，|或|和|及|与|\/)){1,5})([一-龥]{1,5}[性型])([一-龥]{2,6})/gu;
const BETWEEN = /[、,，或和及与/]/u;
/** 急、慢性咽炎, 浅、深Ⅱ度 … : kinds of one character that share 性. */
const SHORT = /([急慢原继])(?:、|,|，|或|和|及|与|\/)?([急慢原继])性([一-龥]{2,6})/gu;
const MAY_SHARE = /[性型][、,，或和及与/]|[急慢原继][、,，或和及与/]?[急慢原继]性/u;
export const MAX_TEXT = 5_000;
export const MAX_SPELLED = 20;

/**
 * Spells out each kind of a list that names what all of them are only once.
 *
 * @returns the whole names, separated by 、; empty where nothing is shared
 * @example
 * sharedHeads("传导性或混合性耳聋"); // → "传导性耳聋、混合性耳聋"
 */
export function sharedHeads(text: string): string {
  const spelled: string[] = [];
  const open = text.slice(0, MAX_TEXT);
  if (!MAY_SHARE.test(open)) return "";
  for (const [, kinds = "", last = "", head = ""] of open.matchAll(SHARED))
    for (const kind of [...kinds.split(BETWEEN), last]) if (kind !== "") spelled.push(kind + head);
  for (const [, one = "", other = "", head = ""] of open.matchAll(SHORT))
    spelled.push(`${one}性${head}`, `${other}性${head}`);
  return spelled.slice(0, MAX_SPELLED).join("、");
}
