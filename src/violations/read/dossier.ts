import type { CaseSummary, Dossier } from "../../contracts/case.js";
import { monthsEarlier } from "../clocks/beijing.js";
import { inSlices } from "../record/load-known.js";
import type { CaseQueries } from "../store/open-case-store.js";

const HOUR_MS = 3_600_000;

/** What the cases of one merchant or product add up to. */
export async function dossierOf(
  database: CaseQueries,
  kind: "merchant" | "product",
  key: string,
  cases: readonly CaseSummary[],
  repeatMonths: number,
): Promise<Dossier> {
  const first = cases[0];
  const name = (kind === "merchant" ? first?.merchant.name : first?.product.name) ?? key;
  const times = await inSlices(
    cases.map(({ number }) => number),
    (slice) =>
      database
        .selectFrom("case_marks")
        .select(["number", "event", "at"])
        .where("number", "in", slice)
        .where("event", "in", ["act:order-rectification", "act:pass-rescan"])
        .execute(),
  );
  const hours = cases.flatMap(({ number }) => {
    const at = (event: string) => times.find((mark) => mark.number === number && mark.event === event)?.at;
    const [served, passed] = [at("act:order-rectification"), at("act:pass-rescan")];
    return served === undefined || passed === undefined ? [] : [(Date.parse(passed) - Date.parse(served)) / HOUR_MS];
  });
  return {
    subject: { kind, key, name },
    cases,
    confirmed: cases.filter(({ confirmed }) => confirmed).length,
    dismissed: cases.filter(({ state }) => state === "false-alarm").length,
    open: cases.filter(({ state }) => !["false-alarm", "closed", "archived"].includes(state)).length,
    repeats: repeatsOf(cases, repeatMonths),
    rectifyHours: hours,
  };
}

/** Confirmed cases of one family, each within the months after another. */
function repeatsOf(cases: readonly CaseSummary[], months: number): Dossier["repeats"] {
  const families = new Map<string, CaseSummary[]>();
  for (const one of cases) if (one.confirmed) families.set(one.family, [...(families.get(one.family) ?? []), one]);
  return [...families].flatMap(([family, own]) => {
    const sorted = own.sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1));
    const repeated = sorted.filter((one, at) => {
      const before = sorted[at - 1];
      const after = sorted[at + 1];
      const near = (early: CaseSummary, late: CaseSummary) => early.openedAt >= monthsEarlier(late.openedAt, months);
      return (before !== undefined && near(before, one)) || (after !== undefined && near(one, after));
    });
    return repeated.length < 2 ? [] : [{ family, numbers: repeated.map(({ number }) => number) }];
  });
}
