import type { Candidate, NumberReader } from "./candidate.js";
import { confusedWith } from "./confusions.js";
import { readAdvertisement } from "./formats/advertisement.js";
import { readCosmetic } from "./formats/cosmetic.js";
import { readDevice } from "./formats/device.js";
import { readDisinfectant } from "./formats/disinfectant.js";
import { readAfterCertificateWord, readDrugApproval, readInstitutionPreparation } from "./formats/drug.js";
import { readDrugLicence } from "./formats/drug-licence.js";
import { readHealthFood, readSpecialFood } from "./formats/health-food.js";
import {
  readInformationService,
  readNetFiling,
  readSiteFiling,
  readTelecom,
  readTradeService,
} from "./formats/platform.js";
import type { FoundNumber } from "./parsed-number.js";
import { problemsOfNumber } from "./problems-of-number.js";
import { PROVINCE_SIGNS } from "./provinces.js";
import { castShadow, isBlank, type Shadow } from "./shadow.js";

/** Which formats are tried where a character stands. Look-alikes of an anchor are anchors too. */
const READERS: readonly (readonly [string, readonly NumberReader[]])[] = [
  ["械", [readDevice]],
  ["准", [readDrugApproval]],
  ["制", [readInstitutionPreparation]],
  ["健", [readHealthFood]],
  ["注", [readSpecialFood]],
  ["妆", [readCosmetic]],
  ["消", [readDisinfectant]],
  ["审", [readAdvertisement]],
  ["网", [readNetFiling]],
  ["营", [readInformationService]],
  ["备", [readSiteFiling]],
  ["证", [readSiteFiling, readAfterCertificateWord, readTradeService]],
  ["字", [readTelecom]],
  [PROVINCE_SIGNS.join(""), [readTelecom, readDrugLicence]],
];

const ANCHORS = new Map<number, NumberReader[]>();
for (const [anchors, readers] of READERS) {
  for (const anchor of [...anchors, ...confusedWith(anchors)]) {
    const code = anchor.charCodeAt(0);
    ANCHORS.set(code, [...(ANCHORS.get(code) ?? []), ...readers]);
  }
}

const ANCHOR = 1;
const DIGIT = 2;
const BLANK = 3;
/** What a UTF-16 unit of the raw text is to the sieve below. */
const CLASSES = new Uint8Array(0x10000);
for (const char of "0123456789OQDILZSBX|!oqdilzsbx*×✕✖╳□■▢●○◯?_#〇某若ОΟ") {
  const code = char.charCodeAt(0);
  CLASSES[code] = DIGIT;
  if (code > 0x20 && code < 0x7f) CLASSES[code + 0xfee0] = DIGIT;
}
// Mathematical digits are surrogate pairs.
for (let code = 0xd800; code < 0xdc00; code++) CLASSES[code] = DIGIT;
// No blank stands outside these blocks.
for (const [from, to] of [
  [0, 0x36f],
  [0x2000, 0x206f],
  [0x3000, 0x3000],
  [0xfe00, 0xfeff],
] as const) {
  for (let code = from; code <= to; code++) if (isBlank(code)) CLASSES[code] = BLANK;
}
for (const code of ANCHORS.keys()) CLASSES[code] = ANCHOR;
/** A number has at least so many digits … */
const FEWEST_DIGITS = 4;
/** … within so many characters behind an anchor, blanks not counted. */
const REACH = 40;

/** What the checks need to know of the world. */
export interface NumberOptions {
  /** `YYYY-MM-DD`: the day to judge years and expiry by. Without it these are not judged. */
  readonly day?: string | undefined;
}

/**
 * Finds every certificate, licence, filing and advertisement number in a text, in order of place, without overlaps.
 *
 * One pass, a bounded amount of work at each marker character; never throws. Full width, blanks, brackets of all kinds,
 * traditional glyphs and look-alikes (O/0, 淮/准) are read through; what was read as something else is in `corrections`.
 *
 * @example
 * findCertificateNumbers("注册证号：国械注准2019 3400099")[0]?.number; // "国械注准20193400099"
 */
export function findCertificateNumbers(text: string, options: NumberOptions = {}): FoundNumber[] {
  if (!mayHoldNumber(text)) return [];
  const shadow = castShadow(text);
  const found: Candidate[] = [];
  let end = 0;
  for (let at = 0; at < shadow.chars.length; at++) {
    const code = shadow.chars.charCodeAt(at);
    if (CLASSES[code] !== ANCHOR || at < end) continue;
    const best = longest(shadow, at, ANCHORS.get(code) as NumberReader[], end);
    if (best === null) continue;
    found.push(best);
    end = best.end;
  }
  return found.map((candidate) => placed(shadow, candidate, options.day));
}

/** A sieve over the raw text that spares most passages the folding. */
function mayHoldNumber(text: string): boolean {
  let reach = 0;
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const kind = CLASSES[text.charCodeAt(i)];
    if (kind === ANCHOR) {
      reach = REACH;
      digits = 0;
    } else if (reach > 0 && kind !== BLANK) {
      reach--;
      if (kind === DIGIT && ++digits === FEWEST_DIGITS) return true;
    }
  }
  return false;
}

function longest(shadow: Shadow, at: number, readers: readonly NumberReader[], from: number): Candidate | null {
  let best: Candidate | null = null;
  for (const read of readers) {
    const candidate = read(shadow, at);
    if (candidate === null || candidate.start < from) continue;
    if (best === null || candidate.end > best.end) best = candidate;
  }
  return best;
}

/** A candidate with its place in the text. Also used for a number that is a whole attribute. */
export function placed(shadow: Shadow, candidate: Candidate, day: string | undefined): FoundNumber {
  const { parsed } = candidate;
  return {
    number: parsed.number,
    kind: parsed.kind,
    start: shadow.starts[candidate.start] as number,
    end: shadow.ends[candidate.end - 1] as number,
    parsed,
    corrections: candidate.corrections,
    problems: problemsOfNumber(parsed, day),
  };
}
