import type { Passage } from "../../contracts/passage.js";
import type { Basis, Finding, ScanResult } from "../../contracts/result.js";
import { describeVoice } from "../describe-voice.js";
import { cutTail, type MarkedExcerpt, markExcerpt } from "../excerpt.js";
import { findPassage } from "../locate.js";
import { neutralise } from "../neutralise.js";
import { citeBasis, describePlace, describeState, nameOf } from "../place.js";
import type { ReportedListing } from "../reporter.js";
import { CERTIFICATE_FIELDS, describeNote, FORCE_NAMES } from "../wording.js";
import { type PictureRecord, pictureRecords } from "./picture-record.js";

/** UTF-16 units of a passage shown on each side of the match. */
const PASSAGE_CHARS = 140;
const NAME_CHARS = 300;
const TEXT_CHARS = 1500;
const MAX_NOTES = 20;

/** A finding as the report's script shows it: texts neutralised and cut, laws by their number in the table. */
export interface FindingRecord {
  readonly rule: string;
  readonly name: string;
  readonly level: number;
  readonly certainty: string;
  readonly state: "new" | "known" | "suppressed";
  readonly stateText: string;
  readonly place: string;
  readonly zone: string;
  /** Before, match, after. */
  readonly text: readonly [string, string, string];
  readonly message: string;
  readonly basis: readonly number[];
  readonly certificate?: readonly { readonly name: string; readonly value: string }[];
  readonly claimed?: string;
  readonly suggestion: string;
  readonly exemptions?: string;
  readonly voice?: string;
  readonly fingerprint: string;
  /** Number of the picture, from 0, with the boxes of the match. */
  readonly picture?: { readonly index: number; readonly boxes: readonly (readonly number[])[] };
}

export interface ListingRecord {
  readonly name: string;
  readonly title: string;
  readonly url: string;
  readonly status: string;
  readonly notes: readonly string[];
  readonly findings: readonly FindingRecord[];
  readonly pictures: readonly PictureRecord[];
}

/** Laws cited anywhere in the report, each once. */
export class BasisTable {
  readonly #indices = new Map<string, number>();
  readonly records: { cite: string; text: string; dates: string; penalty: string }[] = [];

  indexOf(basis: Basis): number {
    const key = JSON.stringify([basis.law, basis.article, basis.effectiveFrom, basis.checked, basis.text]);
    const known = this.#indices.get(key);
    if (known !== undefined) return known;
    const index = this.records.length;
    this.#indices.set(key, index);
    const until = basis.effectiveTo === null ? "现行" : `至 ${basis.effectiveTo}`;
    this.records.push({
      cite: citeBasis(basis),
      text: basis.text,
      dates: `${FORCE_NAMES[basis.force]}，${basis.effectiveFrom} 起施行，${until}`,
      penalty: basis.penalty ?? "",
    });
    return index;
  }
}

/**
 * What the report keeps of a listing.
 *
 * @param maxPictureChars UTF-16 units of inline pictures that may still be kept
 */
export function listingRecord(
  result: ScanResult,
  listing: ReportedListing | null,
  bases: BasisTable,
  maxPictureChars: number,
): ListingRecord {
  const passages = new Map(result.findings.map((finding) => [finding, findPassage(finding, listing?.passages ?? [])]));
  const { notes } = result.coverage;
  const more = notes.length > MAX_NOTES ? [`另有 ${notes.length - MAX_NOTES} 条说明`] : [];
  return {
    name: show(nameOf(result), NAME_CHARS),
    title: show(listing?.listing.title ?? "", NAME_CHARS),
    url: show(listing?.listing.url ?? "", NAME_CHARS),
    status: result.status,
    notes: [...notes.slice(0, MAX_NOTES).map((note) => show(describeNote(note), NAME_CHARS)), ...more],
    findings: result.findings.map((finding) => findingRecord(finding, passages.get(finding) ?? null, bases)),
    pictures: pictureRecords(result.findings, listing, maxPictureChars),
  };
}

function findingRecord(finding: Finding, passage: Passage | null, bases: BasisTable): FindingRecord {
  const { certificate, exemptions, suppressed, known, where } = finding;
  const marked = markedText(finding, passage);
  return {
    rule: finding.rule,
    name: finding.name,
    level: finding.level,
    certainty: finding.certainty,
    state: suppressed !== undefined ? "suppressed" : known !== undefined ? "known" : "new",
    stateText: show(describeState(finding), NAME_CHARS),
    place: describePlace(where),
    zone: where?.zone ?? "",
    text: [marked.before, marked.match, marked.after],
    message: show(finding.message),
    basis: finding.basis.map((basis) => bases.indexOf(basis)),
    ...(certificate === null
      ? {}
      : {
          certificate: [
            {
              name: CERTIFICATE_FIELDS[certificate.field] ?? show(certificate.field),
              value: show(certificate.registered),
            },
            { name: "证号", value: show(certificate.number ?? "") },
            { name: "截至", value: show(certificate.asOf ?? "") },
          ].filter(({ value }) => value !== ""),
          claimed: show(certificate.claimed),
        }),
    suggestion: show(finding.suggestion),
    ...(exemptions === undefined ? {} : { exemptions: show(exemptions.join("；")) }),
    ...(finding.voice === undefined ? {} : { voice: show(describeVoice(finding.voice)) }),
    fingerprint: finding.fingerprint,
    ...(where?.image ? { picture: where.image } : {}),
  };
}

/** The match in its passage where that is at hand, else in the finding's own excerpt. */
function markedText(finding: Finding, passage: Passage | null): MarkedExcerpt {
  const { where, matched, excerpt } = finding;
  if (where !== null && passage !== null) {
    const { start, end } = where;
    const from = Math.max(0, start - PASSAGE_CHARS);
    const around = passage.text.slice(from, Math.min(passage.text.length, end + PASSAGE_CHARS));
    const head = from > 0 ? "…" : "";
    const tail = end + PASSAGE_CHARS < passage.text.length ? "…" : "";
    return {
      before: head + show(around.slice(0, start - from)),
      match: show(around.slice(start - from, end - from)),
      after: show(around.slice(end - from)) + tail,
    };
  }
  const marked = markExcerpt(excerpt, matched, PASSAGE_CHARS);
  if (marked !== null) return marked;
  // Line breaks in the match are spaces in the excerpt: both are shown.
  return {
    before: excerpt === "" || matched === "" ? show(excerpt) : `${show(excerpt)} … `,
    match: show(matched),
    after: "",
  };
}

function show(text: string, maxChars = TEXT_CHARS): string {
  return neutralise(cutTail(text, maxChars));
}
