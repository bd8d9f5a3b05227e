import type { Comparison } from "../../contracts/comparison.js";
import type { Listing } from "../../contracts/listing.js";
import type { Passage } from "../../contracts/passage.js";
import type { KnownCertificate } from "../../contracts/prepared.js";
import type { Coverage } from "../../contracts/result.js";
import { parseCertificateNumber } from "../numbers/parse-certificate-number.js";
import type { Reference, ReferencePlace, References } from "../references.js";

/** What every check reads. Made once for a listing. */
export interface FieldInput {
  readonly passages: readonly Passage[];
  readonly listing: Listing;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly sources: Coverage["registry"];
  /** Product numbers that the merchant's own text names (or that were given), each at its first such place. */
  readonly certificates: readonly Reference[];
  readonly licences: readonly Reference[];
  readonly advertisements: readonly Reference[];
  /** What is known of a number. */
  readonly knownByNumber: ReadonlyMap<string, KnownCertificate>;
  /** Known certificates that speak of this page: those it names, and those given with the listing. */
  readonly known: readonly KnownCertificate[];
  /** Whether the page shows one product; name checks are for such pages only. */
  readonly isProductPage: boolean;
}

/** One check: pure, returns what differs. */
export type FieldCheck = (input: FieldInput) => Comparison[];

/** Law, news and buyers' words are nobody's claim about this product. */
export function isMerchantText(passage: Passage | undefined): boolean {
  return passage !== undefined && passage.author !== "buyer" && !OTHERS.has(passage.context);
}

const OTHERS: ReadonlySet<Passage["context"]> = new Set(["law", "news", "review", "service"]);

export function fieldInput(
  passages: readonly Passage[],
  certificates: readonly KnownCertificate[],
  references: References,
  listing: Listing,
  day: string,
  sources: Coverage["registry"],
): FieldInput {
  const own = (list: readonly Reference[]) => list.flatMap((one) => ownReference(passages, one));
  const named = own(references.certificates);
  const knownByNumber = new Map<string, KnownCertificate>();
  for (const certificate of certificates) {
    if (certificate.number === undefined) continue;
    knownByNumber.set(parseCertificateNumber(certificate.number)?.number ?? certificate.number.trim(), certificate);
  }
  const wanted = new Set(named.map((one) => one.number));
  return {
    passages,
    listing,
    day,
    sources,
    certificates: named,
    licences: own(references.licences),
    advertisements: own(references.advertisements),
    knownByNumber,
    known: [
      ...[...knownByNumber]
        .filter(([number, one]) => wanted.has(number) || one.origin === "inline")
        .map(([, one]) => one),
      ...certificates.filter((one) => one.number === undefined),
    ],
    isProductPage: listing.page === undefined || listing.page === "product" || listing.page === "live",
  };
}

/** The reference at its first place in the merchant's own text; nothing where it has none. */
function ownReference(passages: readonly Passage[], reference: Reference): Reference[] {
  const places: readonly ReferencePlace[] = [reference, ...reference.repeats].filter(
    ({ passage }) => passage === -1 || isMerchantText(passages[passage]),
  );
  if (places.length === reference.repeats.length + 1 && reference.passage !== -1) return [reference];
  // A place in the text says more than "given".
  const place = places.find(({ passage }) => passage !== -1) ?? places[0];
  if (place === undefined) return [];
  return [
    {
      ...reference,
      passage: place.passage,
      start: place.start,
      end: place.end,
      repeats: places.filter((one) => one !== place),
    },
  ];
}

/** Whether a camera read the text at a reference: then a wrong character may be the camera's. */
export function isFromPicture(input: FieldInput, reference: Reference): boolean {
  return input.passages[reference.passage]?.image != null;
}

/** The words at a reference as they stand on the page. */
export function wordsAt(input: FieldInput, reference: Reference): string {
  return input.passages[reference.passage]?.text.slice(reference.start, reference.end) ?? reference.number;
}

/** Place of a comparison. */
export function placeOf(reference: ReferencePlace): Pick<Comparison, "passage" | "start" | "end"> {
  if (reference.passage === -1) return { passage: null, start: 0, end: 0 };
  return { passage: reference.passage, start: reference.start, end: reference.end };
}

/** The reference that names a certificate on the page, or null where it was only given. */
export function referenceTo(input: FieldInput, certificate: KnownCertificate): Reference | null {
  return input.certificates.find((one) => input.knownByNumber.get(one.number) === certificate) ?? null;
}

/** Place of a certificate's number on the page, or none. */
export function placeOfCertificate(
  input: FieldInput,
  certificate: KnownCertificate,
): Pick<Comparison, "passage" | "start" | "end"> {
  const reference = referenceTo(input, certificate);
  return reference === null ? { passage: null, start: 0, end: 0 } : placeOf(reference);
}
