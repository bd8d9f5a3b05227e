import {
  kindOfNumber,
  parseCertificateNumber,
  type Reference,
  references,
  soughtNames,
} from "../certificates/index.js";
import type { Kind, Listing } from "../contracts/listing.js";
import type { KnownCertificate, Prepared } from "../contracts/prepared.js";
import type { Coverage, Note } from "../contracts/result.js";
import { dayInShanghai, todayInShanghai } from "./day.js";
import { type CertificateSearch, candidatesOf } from "./find-candidates.js";
import { formatIndices } from "./format-indices.js";
import { joinCertificates } from "./inline-certificates.js";
import { joinFacts, unsaidNumbers } from "./join-facts.js";
import { joinLicences, type LicenceLookup } from "./join-licences.js";
import { MAX_LOOKUPS } from "./limits.js";
import { type PageReader, preparePassages, type ReadPage } from "./passages.js";
import type { PicturesRead } from "./pictures/read-pictures.js";

/** What preparing a listing may ask of the world; everything may be left out. */
export interface PrepareOptions {
  /** `YYYY-MM-DD` for listings without `capturedAt`. Default: today in Asia/Shanghai. */
  readonly day?: string | undefined;
  /** Answers a batch of certificate numbers; absent where there is no registry. */
  readonly lookup?: ((numbers: readonly string[], day: string) => readonly KnownCertificate[]) | undefined;
  /** Finds certificates by the names of product and holder, best first; asked only where the listing gives no number. */
  readonly search?: CertificateSearch | undefined;
  /** Asks the registers of licences for the merchant. */
  readonly licences?: LicenceLookup | undefined;
  /** Sources of the registry, for the coverage. */
  readonly registry?: Coverage["registry"] | undefined;
  /** Reads `listing.html`; without it a page is noted as unread. */
  readonly readPage?: PageReader | undefined;
  /** A document that was read already and is no page; it takes the place of `html`. */
  readonly document?: ReadPage | undefined;
  /** What `readPictures` came to; without it pictures that have no lines were not asked for. */
  readonly pictures?: PicturesRead | undefined;
  /** Display fields of the capture before this one, by id or url; asked only where the listing brings none. */
  readonly previous?: ((listing: Listing) => Readonly<Record<string, string>> | null) | undefined;
  /** What reading the input already noted. */
  readonly notes?: readonly Note[] | undefined;
}

/**
 * Makes a listing ready to be judged: its texts as passages, its certificate numbers looked up in one batch, the day,
 * and what was read and what was not. Apart from `lookup` it is pure; the result is plain frozen data.
 *
 * @throws what `readPage` throws; a failing `lookup` is noted in the coverage instead
 * @example
 * prepareListing({ id: "1", title: "血压计 国械注准20193070001" }, { day: "2026-03-01" }).references[0]?.number;
 */
export function prepareListing(listing: Listing, options: PrepareOptions = {}): Prepared {
  const notes: Note[] = options.notes === undefined ? [] : [...options.notes];
  const read = preparePassages(listing, options.readPage, options.document);
  notes.push(...read.notes);
  const day = dayOf(listing, options, notes);

  const given = listing.certificates ?? [];
  const inText = references(read.passages, given, day);
  const unsaid = unsaidNumbers(read.facts, inText.certificates, normaliseNumber);
  const named = unsaid.length === 0 ? inText : references(read.passages, [...given, ...unsaid], day);
  if (named.dropped > 0) notes.push({ code: "too-many-numbers", where: "certificates" });
  const numbers = named.certificates.map((reference) => reference.number);
  const registered = lookUp(numbers, day, options, notes);
  const certificates =
    given.length + registered.length === 0 ? NOTHING : joinCertificates(given, registered, normaliseNumber);
  const known = new Set(certificates.flatMap(({ number }) => (number === undefined ? [] : [number])));

  const candidates =
    options.search !== undefined && numbers.length === 0 && certificates.length === 0
      ? candidatesOf(soughtNames(read.passages, listing), day, options.search, notes)
      : [];

  const pictures = countPictures(read.images, notes, options.pictures);
  if (read.passages.length === 0 && pictures.read === 0)
    notes.push({ code: "no-text", where: listing.id ?? "listing" });
  const isLookedUp = options.lookup !== undefined;
  const joined = joinFacts(withoutPage(listing), read.facts, unsaid);
  const licences = joinLicences(joined.merchant, named.licences, options.licences, notes);
  return Object.freeze({
    listing: Object.freeze(
      // To add fields to a spread copy costs two microseconds each in V8: a hidden class of its own for every listing.
      Object.assign({}, joined, {
        kind: listing.kind ?? kindOfAll(named.certificates),
        complete: listing.complete ?? listing.html !== undefined,
        title: read.title,
        attributes: read.attributes,
        images: read.images,
      }),
    ),
    passages: Object.freeze(read.passages),
    certificates: frozen(certificates),
    references: frozen(
      named.certificates.map(({ number, passage, start, end }) => ({
        number,
        known: known.has(number),
        passage,
        start,
        end,
      })),
    ),
    ...(candidates.length > 0 && { candidates: Object.freeze(candidates) }),
    licences: frozen(licences.licences),
    previous: listing.previous ?? options.previous?.(listing) ?? null,
    prices: frozen(joined.price?.deals ?? NOTHING),
    day,
    coverage: Object.freeze({
      passages: read.passages.length,
      images: pictures,
      certificates: {
        found: numbers.filter((number) => known.has(number)),
        missing: isLookedUp ? numbers.filter((number) => !known.has(number)) : [],
        ...(candidates.length > 0 && {
          candidates: candidates.map(({ certificate, score, reason, assumed }) => ({
            number: certificate.number ?? "",
            score,
            reason,
            assumed,
          })),
        }),
      },
      registry: options.registry ?? [],
      ...licences.coverage,
      notes,
    }),
  });
}

const NOTHING: readonly never[] = Object.freeze([]);

/** Most lists of most listings are empty. */
function frozen<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? NOTHING : Object.freeze(list);
}

function withoutPage(listing: Listing): Listing {
  if (!("html" in listing)) return listing;
  const { html: _html, ...rest } = listing;
  return rest;
}

function dayOf(listing: Listing, options: PrepareOptions, notes: Note[]): string {
  if (listing.capturedAt !== undefined) {
    const day = dayInShanghai(listing.capturedAt);
    if (day) return day;
    notes.push({ code: "invalid-field", where: "capturedAt" });
  }
  return options.day ?? todayInShanghai();
}

function lookUp(
  numbers: readonly string[],
  day: string,
  options: PrepareOptions,
  notes: Note[],
): readonly KnownCertificate[] {
  if (!options.lookup || numbers.length === 0) return [];
  if (numbers.length > MAX_LOOKUPS) notes.push({ code: "too-many-numbers", where: "certificates" });
  try {
    return options.lookup(numbers.slice(0, MAX_LOOKUPS), day);
  } catch {
    notes.push({ code: "registry-unreadable", where: "certificates" });
    return [];
  }
}

/** As `references` normalises: what cannot be parsed stands as it is. */
function normaliseNumber(number: string): string {
  return parseCertificateNumber(number)?.number ?? number.trim();
}

const NO_PICTURES: Coverage["images"] = Object.freeze({ read: 0, failed: 0, skipped: 0 });

function countPictures(
  images: NonNullable<Listing["images"]>,
  notes: Note[],
  pictures: PicturesRead | undefined,
): Coverage["images"] {
  if (images.length === 0) return NO_PICTURES;
  const unread = images.flatMap((image, index) => (image.lines === undefined ? [index] : []));
  const failed = unread.filter((index) => pictures?.failed.includes(index) === true).length;
  const unsaid = unread.filter((index) => pictures?.noted.includes(index) !== true);
  if (unsaid.length > 0) notes.push({ code: "image-not-read", where: `images.${formatIndices(unsaid)}` });
  return { read: images.length - unread.length, failed, skipped: unread.length - failed };
}

/** The kind that every number speaks for; undefined where they disagree or say nothing. */
function kindOfAll(numbers: readonly Reference[]): Kind | undefined {
  if (numbers.length === 0) return undefined;
  const kinds = new Set(numbers.flatMap(({ parsed }) => (parsed === null ? [] : (kindOfNumber(parsed) ?? []))));
  return kinds.size === 1 ? [...kinds][0] : undefined;
}
