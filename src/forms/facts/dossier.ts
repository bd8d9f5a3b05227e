import type { CaseMerchant, Dossier, ViolationCase } from "../../contracts/case.js";
import { monthsBefore } from "../../merchants/working-days.js";
import { beijingDay } from "../moments.js";
import { doneAt } from "./history.js";

/** A confirmed case of the same family within this time before another raises the level. */
export const REPEAT_MONTHS = 3;

/** What a merchant is known by: credit code, else id, else name. */
export function merchantKey({ uscc, id, name }: Pick<CaseMerchant, "uscc" | "id" | "name">): string {
  return uscc ?? id ?? name ?? "未知经营者";
}

/** What a product is known by: number of its certificate, else its name with the merchant's. */
export function productKey(one: ViolationCase): string {
  return one.certificates[0]?.number ?? one.product.name ?? one.listing.title ?? one.listing.key ?? "未知商品";
}

/** Cases by a key, in order of their numbers. */
export function groupCases(
  cases: Iterable<ViolationCase>,
  key: (one: ViolationCase) => string,
): ReadonlyMap<string, readonly [ViolationCase, ...ViolationCase[]]> {
  const groups = new Map<string, [ViolationCase, ...ViolationCase[]]>();
  for (const one of cases) {
    const name = key(one);
    const known = groups.get(name);
    if (known === undefined) groups.set(name, [one]);
    else known.push(one);
  }
  for (const group of groups.values()) group.sort((a, b) => (a.number < b.number ? -1 : 1));
  return groups;
}

/**
 * 一企一档 or 一品一档 from the cases of one merchant or product: counts, repeats of a family within three months, hours
 * from 整改 to what came of it.
 */
export function dossierOf(subject: Dossier["subject"], cases: readonly ViolationCase[]): Dossier {
  const dismissed = cases.filter(({ state }) => state === "false-alarm").length;
  const confirmed = cases.filter((one) => one.confirmed && one.state !== "false-alarm");
  const isDone = ({ state }: ViolationCase) => state === "closed" || state === "archived";
  return {
    subject,
    cases,
    confirmed: confirmed.length,
    dismissed,
    open: cases.filter((one) => !isDone(one) && one.state !== "false-alarm").length,
    repeats: repeatsOf(confirmed),
    rectifyHours: cases.map(hoursToRectify).filter((hours) => hours !== null),
  };
}

function repeatsOf(confirmed: readonly ViolationCase[]): Dossier["repeats"] {
  return [...groupCases(confirmed, ({ family }) => family)].flatMap(([family, own]) => {
    const days = own.map((one) => ({ number: one.number, day: beijingDay(one.firstSeen) }));
    days.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.number < b.number ? -1 : 1));
    const numbers = days.filter(({ day }, index) => {
      const before = days[index - 1];
      return before !== undefined && before.day >= monthsBefore(day, REPEAT_MONTHS);
    });
    return numbers.length === 0 ? [] : [{ family, numbers: numbers.map(({ number }) => number) }];
  });
}

/** Hours from the service of the 整改 order to the passed re-scan; null where it has not come to that. */
export function hoursToRectify(one: ViolationCase): number | null {
  const [served, passed] = [doneAt(one, "order-rectification"), doneAt(one, "pass-rescan")];
  if (served === null || passed === null || passed < served) return null;
  return (Date.parse(passed) - Date.parse(served)) / 3_600_000;
}
