import { foldedLetters } from "../../claims/folded-letters.js";
import type { Comparison } from "../../contracts/comparison.js";
import type { Passage } from "../../contracts/passage.js";
import { kindOfNumber } from "../numbers/number-family.js";
import type { Reference, ReferencePlace } from "../references.js";
import type { FieldInput } from "./field-input.js";

/** What a photographed certificate says of itself, with its place: UTF-16 units of the passage. */
export interface PictureFact {
  readonly field: "productName" | "scope" | "validUntil";
  readonly text: string;
  readonly passage: number;
  readonly start: number;
  readonly end: number;
}

const LABELS: readonly (readonly [PictureFact["field"], RegExp])[] = [
  ["productName", /^(?:产品名称|品名|药品名称|通用名称)\s*[:：]?\s*(?=\S)/],
  ["scope", /^(?:适用范围|预期用途|适应症|功能主治)(?:[/／]预期用途)?\s*[:：]?\s*(?=\S)/],
  ["validUntil", /^有效期(?:至|限)\s*[:：]?\s*(?=\S)/],
];
const NAMES: Readonly<Record<PictureFact["field"], string>> = {
  productName: "产品名称",
  scope: "适用范围",
  validUntil: "有效期",
};
/** Share of the shorter text's letter pairs that must be common: what is below is no mere misreading. */
const ALIKE = 0.6;

/**
 * A picture of a certificate against the page's text and against the register: another number than the page names, or
 * name, scope or validity other than what is registered under its number. Always for a person: a camera may have misread.
 * A picture clears nothing, since anybody can draw one.
 */
export function checkCertificatePicture(input: FieldInput): Comparison[] {
  const isPicture = (index: number) => isCertificatePicture(input.passages[index]);
  const shown = input.certificates.flatMap((reference) => {
    const place = [reference, ...reference.repeats].find(({ passage }) => isPicture(passage));
    return place === undefined || reference.parsed === null ? [] : [{ reference, place }];
  });
  const facts = readCertificatePictures(input.passages);
  return [
    ...shown.flatMap(({ reference, place }) => checkNumber(input, reference, place)),
    ...facts.flatMap((fact) => {
      const image = input.passages[fact.passage]?.image?.index;
      const own = shown.filter(({ place }) => input.passages[place.passage]?.image?.index === image);
      return own.length === 1 ? checkFact(input, own[0]?.reference as Reference, fact) : [];
    }),
  ];
}

/** The facts that pictures of certificates state, label by label. Pure. */
export function readCertificatePictures(passages: readonly Passage[]): PictureFact[] {
  return passages.flatMap((passage, index) => {
    if (!isCertificatePicture(passage)) return [];
    const facts: PictureFact[] = [];
    let at = 0;
    for (const line of passage.text.split("\n")) {
      for (const [field, label] of LABELS) {
        const found = label.exec(line);
        if (found === null) continue;
        const text = line.slice(found[0].length).trim();
        facts.push({ field, text, passage: index, start: at + found[0].length, end: at + line.length });
      }
      at += line.length + 1;
    }
    return facts;
  });
}

function isCertificatePicture(passage: Passage | undefined): boolean {
  return passage?.image != null && passage.context === "certificate" && passage.author !== "buyer";
}

function checkNumber(input: FieldInput, reference: Reference, place: ReferencePlace): Comparison[] {
  const written = input.certificates.filter(
    (one) => one.parsed !== null && [one, ...one.repeats].some(({ passage }) => isText(input, passage)),
  );
  const alike = written.filter(
    ({ parsed }) =>
      parsed !== null && reference.parsed !== null && kindOfNumber(parsed) === kindOfNumber(reference.parsed),
  );
  if (alike.length === 0 || alike.some(({ number }) => number === reference.number)) return [];
  const [first] = alike as [Reference];
  const read = reference.corrections.map(({ from, to }) => (from === "" ? `补“${to}”` : `“${from}”读作“${to}”`));
  const remark = read.length === 0 ? "" : `（图片识别按编号格式更正：${read.join("，")}）`;
  return [
    compared(
      reference,
      place,
      "number",
      first.number,
      input.passages[place.passage]?.text.slice(place.start, place.end) ?? "",
      `证件图片上的编号是 ${reference.number}${remark}，页面文字写的是 ${first.number}；须核实哪一个属于本产品`,
    ),
  ];
}

function checkFact(input: FieldInput, reference: Reference, fact: PictureFact): Comparison[] {
  const known = input.knownByNumber.get(reference.number);
  const registered = known?.[fact.field];
  if (fact.field === "validUntil") {
    const day = dayOf(fact.text);
    if (day === null) return [];
    if (registered !== undefined && registered !== day) {
      return [
        compared(
          reference,
          fact,
          fact.field,
          registered,
          day,
          `证件图片上的有效期至 ${day}，注册信息为 ${registered}；须核实图片是否被修改、是否已延续`,
        ),
      ];
    }
    if (registered !== undefined || day >= input.day) return [];
    return [
      {
        ...compared(reference, fact, fact.field, "", day, `证件图片上的有效期至 ${day}，已届满；须核实是否已延续注册`),
        check: "cert-expired-or-invalid",
      },
    ];
  }
  if (registered === undefined || areAlike(registered, fact.text)) return [];
  return [
    compared(
      reference,
      fact,
      fact.field,
      registered,
      fact.text,
      `证件图片上的${NAMES[fact.field]}与注册信息“${registered.slice(0, 60)}”不一致；须核实图片是否被修改、是否属于本产品`,
    ),
  ];
}

function compared(
  reference: Reference,
  place: Pick<ReferencePlace, "passage" | "start" | "end">,
  field: string,
  registered: string,
  claimed: string,
  reason: string,
): Comparison {
  const { passage, start, end } = place;
  return {
    check: "conflicting-certificates",
    certainty: "review",
    passage,
    start,
    end,
    certificateNumber: reference.number,
    field,
    registered,
    claimed,
    asOf: null,
    reason,
  };
}

function isText(input: FieldInput, index: number): boolean {
  return index !== -1 && input.passages[index]?.image == null;
}

/** Whether one text may be the other, cut short or misread here and there. */
function areAlike(a: string, b: string): boolean {
  const [one, other] = [foldedLetters(a), foldedLetters(b)];
  if (one === "" || other === "" || one.includes(other) || other.includes(one)) return true;
  const pairs = (text: string) =>
    new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2)));
  const [ofOne, ofOther] = [pairs(one), pairs(other)];
  const common = [...ofOne].filter((pair) => ofOther.has(pair)).length;
  return common >= ALIKE * Math.min(ofOne.size, ofOther.size);
}

/** 2027年3月1日, 2027-03-01, 2027.3.1 as `2027-03-01`. */
function dayOf(text: string): string | null {
  const found = /^(20\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})/.exec(text);
  return found === null ? null : [found[1], found[2]?.padStart(2, "0"), found[3]?.padStart(2, "0")].join("-");
}
