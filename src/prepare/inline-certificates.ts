import type { Certificate } from "../contracts/listing.js";
import type { KnownCertificate } from "../contracts/prepared.js";

/** Whether a certificate says nothing but its number: then the registry is asked for the facts. */
export function isBareNumber(certificate: Certificate): boolean {
  return Object.entries(certificate).every(([field, value]) => field === "number" || value === undefined);
}

/**
 * Joins what the listing gives with what the registry knows. A fact given with the listing wins over the registry's;
 * facts it does not give are filled in from the registry, under the registry's name but without its proof
 * (`complete: false`). A number given alone is the registry's entirely.
 *
 * @param numberOf normalises a number, so that both sides compare
 */
export function joinCertificates(
  given: readonly Certificate[],
  registered: readonly KnownCertificate[],
  numberOf: (number: string) => string,
): readonly KnownCertificate[] {
  const byNumber = new Map<string, KnownCertificate[]>();
  for (const certificate of registered) {
    const number = certificate.number === undefined ? "" : numberOf(certificate.number);
    byNumber.set(number, [...(byNumber.get(number) ?? []), certificate]);
  }
  const joined: KnownCertificate[] = [];
  for (const certificate of given) {
    if (isBareNumber(certificate)) continue;
    const number = certificate.number === undefined ? undefined : numberOf(certificate.number);
    const known = number === undefined ? [] : (byNumber.get(number) ?? []);
    if (number !== undefined) byNumber.delete(number);
    joined.push(fillIn(certificate, known[0]));
  }
  return [...joined, ...[...byNumber.values()].flat()];
}

function fillIn(given: Certificate, known: KnownCertificate | undefined): KnownCertificate {
  const facts = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Certificate;
  // The day of the source goes with the validity it speaks of.
  const asOf = facts.asOf ?? (facts.validUntil === undefined && facts.status === undefined ? known?.asOf : undefined);
  return { ...known, ...facts, asOf, origin: "inline", source: known?.source ?? null, complete: false };
}
