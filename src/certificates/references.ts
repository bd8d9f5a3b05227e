import type { Certificate } from "../contracts/listing.js";
import type { Passage } from "../contracts/passage.js";
import { findCertificateNumbers } from "./numbers/find-certificate-numbers.js";
import { familyOfNumber } from "./numbers/number-family.js";
import { readWholeNumber } from "./numbers/parse-certificate-number.js";
import type { Correction, FoundNumber, NumberKind, NumberProblem, ParsedNumber } from "./numbers/parsed-number.js";
import { NUMBER_LABELS } from "./words-data.js";

/** Distinct numbers kept of one listing; more are counted in `dropped`. */
export const MAX_REFERENCES = 1000;
/** Further places kept of one number. */
export const MAX_REPEATS = 32;

export interface ReferencePlace {
  /** Index of the passage, or -1 where the number was given in `listing.certificates`. */
  readonly passage: number;
  /** UTF-16 units of the passage's text, half-open. */
  readonly start: number;
  readonly end: number;
}

/** A number that a listing names, once, with its first place and the others. */
export interface Reference extends ReferencePlace {
  /** Normalised: what the registry is asked for. */
  readonly number: string;
  /** Null where a given number is of no known format. */
  readonly kind: NumberKind | null;
  readonly parsed: ParsedNumber | null;
  readonly corrections: readonly Correction[];
  readonly problems: readonly NumberProblem[];
  readonly repeats: readonly ReferencePlace[];
}

/** All numbers of a listing, parted by what they are given to; each list in order of place, given ones first. */
export interface References {
  /** Registrations, filings, approvals: what a registry of products is asked for. */
  readonly certificates: readonly Reference[];
  /** Licences and filings of firms, platforms and sites. */
  readonly licences: readonly Reference[];
  readonly advertisements: readonly Reference[];
  /** Distinct numbers left out because of `MAX_REFERENCES`. */
  readonly dropped: number;
}

/** Whether an attribute's name says that its value is a certificate number. */
export function isNumberLabel(label: string | null): boolean {
  return label !== null && label.length <= 40 && NUMBER_LABELS.some((word) => label.includes(word));
}

type Draft = { first: ReferencePlace; found: FoundNumber | null; number: string; repeats: ReferencePlace[] };

/**
 * Finds every number that a listing names, in its passages and in `listing.certificates`, each once. Pure; never throws.
 * `day` (`YYYY-MM-DD`) is the day that years and expiry are judged by.
 *
 * @example
 * references(passages, listing.certificates ?? [], "2026-05-01").certificates.map((one) => one.number);
 */
export function references(passages: readonly Passage[], given: readonly Certificate[], day?: string): References {
  const known = found.get(passages);
  if (known !== undefined && known.day === day && isSameList(known.given, given)) return known.references;
  const all = findReferences(passages, given, day);
  found.set(passages, { given, day, references: all });
  return all;
}

function isSameList(a: readonly Certificate[], b: readonly Certificate[]): boolean {
  return a === b || (a.length === 0 && b.length === 0);
}

/** What was found in passages that still live: the registry is asked for it, and the rules ask again. */
const found = new WeakMap<
  readonly Passage[],
  { readonly given: readonly Certificate[]; readonly day: string | undefined; readonly references: References }
>();

function findReferences(passages: readonly Passage[], given: readonly Certificate[], day?: string): References {
  const drafts = new Map<string, Draft>();
  let dropped = 0;
  const add = (number: string, found: FoundNumber | null, place: ReferencePlace): void => {
    const draft = drafts.get(number);
    if (draft !== undefined) {
      if (draft.repeats.length < MAX_REPEATS) draft.repeats.push(place);
    } else if (drafts.size < MAX_REFERENCES) {
      drafts.set(number, { first: place, found, number, repeats: [] });
    } else {
      dropped++;
    }
  };
  for (const { number } of given) {
    const text = number?.trim() ?? "";
    if (text === "") continue;
    const found = readWholeNumber(text, { day });
    add(found?.number ?? text.slice(0, 200), found, { passage: -1, start: 0, end: 0 });
  }
  for (const [passage, { text, label }] of passages.entries()) {
    let found = findCertificateNumbers(text, { day });
    if (found.length === 0 && isNumberLabel(label)) {
      const whole = readWholeNumber(text, { day });
      if (whole !== null) found = [whole];
    }
    for (const one of found) add(one.number, one, { passage, start: one.start, end: one.end });
  }
  const all = [...drafts.values()].map(referenceOf);
  return {
    certificates: all.filter((one) => one.kind === null || familyOfNumber(one.kind) === "product"),
    licences: all.filter((one) => one.kind !== null && familyOfNumber(one.kind) === "licence"),
    advertisements: all.filter((one) => one.kind !== null && familyOfNumber(one.kind) === "advertisement"),
    dropped,
  };
}

const UNREADABLE: readonly NumberProblem[] = [
  { code: "unreadable", severity: "suspicious", message: "不是已知格式的注册证号、备案号或批准文号" },
];

function referenceOf({ first, found, number, repeats }: Draft): Reference {
  return {
    ...first,
    number,
    kind: found?.kind ?? null,
    parsed: found?.parsed ?? null,
    corrections: found?.corrections ?? [],
    problems: found?.problems ?? UNREADABLE,
    repeats,
  };
}
