import type { Comparison } from "../contracts/comparison.js";
import type { Licence, Listing } from "../contracts/listing.js";
import type { Coverage, LicenceSource } from "../contracts/result.js";
import { effectiveLicence } from "./effective-licence.js";
import { kindOfLicence, LICENCE_NAMES, type LicenceKind } from "./licence-kind.js";
import { calendarDays } from "./working-days.js";

/** A register that is older proves nothing about today. Days. */
export const FRESH_DAYS = 90;

/** Whether a register is fresh, complete, of this kind of licence, and of the province of a firm. */
function proves(source: LicenceSource, kind: LicenceKind, uscc: string, day: string): boolean {
  const isFresh = source.asOf <= day && calendarDays(source.asOf, day) <= FRESH_DAYS;
  const isOfKind = source.kinds.some((one) => kindOfLicence({ kind: one, number: "" }) === kind);
  const isOfRegion = source.region === undefined || source.region === uscc.slice(2, 4);
  return source.complete && isFresh && isOfKind && isOfRegion;
}

/** Whether a register proves that the merchant has no licence of any of these kinds. */
export function provesNone(
  { merchant }: Listing,
  sources: Coverage["licences"],
  kinds: readonly LicenceKind[],
  day: string,
): boolean {
  const uscc = merchant?.uscc?.trim().toUpperCase() ?? "";
  if (uscc.length !== 18) return false;
  return kinds.every((kind) => (sources ?? []).some((source) => proves(source, kind, uscc, day)));
}

const FIELDS = [
  ["validUntil", "有效期至"],
  ["holder", "持证单位"],
  ["scope", "范围"],
] as const;

/** What a page shows of a licence against what the register has: always for a person, since registers lag behind too. */
export function checkShownLicences(licences: readonly Licence[]): Comparison[] {
  return licences.flatMap((licence): Comparison[] => {
    const { registered } = licence;
    if (registered === undefined || licence.isOnlyRegistered === true) return [];
    const name = LICENCE_NAMES[kindOfLicence(effectiveLicence(licence))];
    return FIELDS.flatMap(([field, words]): Comparison[] => {
      const [shown, stored] = [licence[field]?.trim() ?? "", registered[field]?.trim() ?? ""];
      if (shown === "" || stored === "" || plain(shown) === plain(stored)) return [];
      return [
        {
          check: "display-info-stale",
          certainty: "review",
          passage: null,
          start: 0,
          end: 0,
          certificateNumber: licence.number,
          field,
          registered: stored.slice(0, 500),
          claimed: shown.slice(0, 500),
          asOf: registered.asOf,
          reason: `${name} ${licence.number} 的${words}与登记不符（登记截至 ${registered.asOf}）；信息变更后应当在10个工作日内更新，须核对变更日期`,
        },
      ];
    });
  });
}

/** Text without blanks, width and marks between words. */
function plain(text: string): string {
  return text
    .slice(0, 20_000)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s()[\]【】,，、;；:：。.]/g, "");
}
