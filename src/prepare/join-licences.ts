import { parseCertificateNumber, type Reference } from "../certificates/index.js";
import type { Licence, Merchant, RegisteredLicence } from "../contracts/listing.js";
import type { Coverage, LicenceSource, Note } from "../contracts/result.js";

/** Asks the registers of licences. */
export interface LicenceLookup {
  readonly sources: readonly LicenceSource[];
  find(query: {
    readonly numbers: readonly string[];
    readonly uscc?: string | undefined;
    readonly holder?: string | undefined;
  }): readonly RegisteredLicence[];
}

/** Numbers asked for. */
const MAX_NUMBERS = 50;

export interface JoinedLicences {
  readonly licences: readonly Licence[];
  readonly coverage: Pick<Coverage, "licences">;
}

/**
 * The licences of a merchant: those given with the listing, each beside what the registers say of its number, then those that
 * only the registers have of this firm. Numbers that the page names are asked for too.
 */
export function joinLicences(
  merchant: Merchant | undefined,
  named: readonly Reference[],
  lookup: LicenceLookup | undefined,
  notes: Note[],
): JoinedLicences {
  const given = merchant?.licences ?? [];
  if (lookup === undefined || lookup.sources.length === 0) return { licences: given, coverage: {} };
  const shown = [...given.map(({ number }) => normalise(number)), ...named.map(({ number }) => number)];
  const numbers = [...new Set(shown)].slice(0, MAX_NUMBERS);
  const uscc = merchant?.uscc?.trim().toUpperCase();
  const holder = merchant?.name?.trim();
  let registered: readonly RegisteredLicence[];
  try {
    registered = numbers.length > 0 || uscc || holder ? lookup.find({ numbers, uscc, holder }) : [];
  } catch {
    notes.push({ code: "registry-unreadable", where: "licences" });
    return { licences: given, coverage: {} };
  }
  const byNumber = new Map(registered.map((one) => [normalise(one.number), one]));
  const joined = given.map((licence): Licence => {
    const known = byNumber.get(normalise(licence.number));
    byNumber.delete(normalise(licence.number));
    return known === undefined ? licence : { ...licence, registered: known };
  });
  const others = [...byNumber.values()].map(
    (one): Licence => ({
      number: one.number,
      ...(one.kind !== undefined && { kind: one.kind }),
      ...(one.holder !== undefined && { holder: one.holder }),
      registered: one,
      isOnlyRegistered: true,
    }),
  );
  return { licences: [...joined, ...others], coverage: { licences: lookup.sources } };
}

function normalise(number: string): string {
  return parseCertificateNumber(number)?.number ?? number.trim();
}
