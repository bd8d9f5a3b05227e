import { checkUscc, kindOfNumber, type Reference, type References } from "../certificates/index.js";
import type { Comparison, ComparisonCheck } from "../contracts/comparison.js";
import type { Licence } from "../contracts/listing.js";
import type { Prepared } from "../contracts/prepared.js";
import type { Certainty } from "../contracts/result.js";
import { effectiveLicence, isVoid } from "./effective-licence.js";
import { isExemptClass2 } from "./exempt-class-2-data.js";
import { expiryOf } from "./licence-expiry.js";
import { kindOfLicence, LICENCE_NAMES, type LicenceKind } from "./licence-kind.js";
import { checkShownLicences, FRESH_DAYS, provesNone } from "./licence-register.js";
import { outsideScope, readDeviceScope } from "./licence-scope.js";
import { checkProductCodes } from "./product-code.js";
import { calendarDays } from "./working-days.js";

type Input = Pick<Prepared, "listing" | "passages" | "licences" | "certificates" | "day"> & {
  /** Absent where no register of licences was asked. */
  readonly coverage?: Pick<Prepared["coverage"], "licences"> | undefined;
};

/**
 * Holds a merchant's licences against the goods of a listing, and against the day. Says nothing of a merchant whose licences
 * were not given. Pure, ordered as listed; comparisons have a place only where the words stand on the page.
 *
 * @example
 * compareMerchant(prepared, references(passages, certificates, day)).map((one) => one.check); // ["merchant-licence-expired"]
 */
export function compareMerchant(given: Input, named: References): Comparison[] {
  const input = { ...given, licences: given.licences.map(effectiveLicence) };
  return [
    ...checkShownLicences(given.licences),
    ...checkCodes(input),
    ...checkProductCodes(input),
    ...checkExpiry(input),
    ...checkMissing(input, named),
    ...checkScope(input, named),
    ...checkShopHome(input, named),
  ];
}

function absent(
  check: ComparisonCheck,
  certainty: Certainty,
  parts: Pick<Comparison, "field" | "registered" | "claimed" | "reason"> & {
    number?: string;
    asOf?: string | undefined;
  },
): Comparison {
  const { number, asOf, ...rest } = parts;
  return {
    check,
    certainty,
    passage: null,
    start: 0,
    end: 0,
    certificateNumber: number ?? null,
    asOf: asOf ?? null,
    ...rest,
  };
}

const USCC_LABEL = /统一社会信用代码|社会信用代码|信用代码/;
const USCC_PROBLEMS = {
  length: "应为18位",
  alphabet: "含有代码中不会出现的字符",
  region: "第3至8位应为行政区划数字",
  "organisation-check": "组织机构代码的校验码不符",
  check: "末位校验码不符",
} as const;

/** Both check digits of the code, as given and as shown under its label. */
function checkCodes({ listing, passages }: Input): Comparison[] {
  const found: Comparison[] = [];
  const judge = (text: string, place: Pick<Comparison, "passage" | "start" | "end">, isCamera: boolean): void => {
    const { code, problems, corrections } = checkUscc(text);
    const first = problems[0];
    if (first === undefined || !/[0-9A-Z]{8}/.test(code)) return;
    const isProof = !isCamera && corrections.length === 0 && code.length === 18;
    found.push({
      check: "merchant-uscc-invalid",
      certainty: isProof ? "violation" : "review",
      ...place,
      certificateNumber: null,
      field: "uscc",
      registered: "",
      claimed: text.trim().slice(0, 64),
      asOf: null,
      reason: `统一社会信用代码${USCC_PROBLEMS[first]}${code.length === 15 ? "；15位是2015年前的旧注册号" : ""}`,
    });
  };
  const given = listing.merchant?.uscc;
  if (given !== undefined && given.trim() !== "") judge(given, { passage: null, start: 0, end: 0 }, false);
  for (const [index, passage] of passages.entries()) {
    if (passage.label === null || !USCC_LABEL.test(passage.label) || passage.text.length > 64) continue;
    judge(passage.text, { passage: index, start: 0, end: passage.text.length }, passage.image !== null);
  }
  return found.slice(0, 5);
}

function checkExpiry({ licences, day }: Input): Comparison[] {
  return licences.flatMap((licence): Comparison[] => {
    if (isVoid(licence)) return [voidLicence(licence, day)];
    const expiry = expiryOf(licence, day);
    if (expiry === null || expiry.state === "valid") return [];
    const { name, days, workingDays, window, isProvisional } = expiry;
    const common = {
      number: licence.number,
      asOf: licence.asOf,
      field: "validUntil",
      registered: licence.validUntil ?? "",
      claimed: `${day} 在售`,
    };
    if (expiry.state === "expired") {
      // A register lists what it has not deleted yet: only what it says of the licence proves that it is over.
      const isProof =
        licence.registered === undefined &&
        licence.asOf !== undefined &&
        licence.asOf > (licence.validUntil ?? "") &&
        licence.asOf <= day;
      const question = isProof ? "" : "；须核实是否已延续或换证";
      return [
        absent("merchant-licence-expired", isProof ? "violation" : "review", {
          ...common,
          reason: `${name} ${licence.number} 有效期至 ${licence.validUntil}，已届满 ${-days} 天${question}`,
        }),
      ];
    }
    const when = window === null ? "" : `；延续申请期为${window.words}（${window.from} 至 ${window.to}）`;
    const provisional = isProvisional ? "（所涉年份尚无放假安排，工作日为暂定）" : "";
    const reason = `${name} ${licence.number} 有效期至 ${licence.validUntil}，剩余 ${days} 天、${workingDays} 个工作日${when}${provisional}`;
    return [absent("merchant-licence-expiring", "review", { ...common, reason })];
  });
}

function voidLicence(licence: Licence, day: string): Comparison {
  const { asOf = "", status = "", complete = false } = licence.registered ?? {};
  const isProof = complete && asOf <= day && calendarDays(asOf, day) <= FRESH_DAYS;
  const name = LICENCE_NAMES[kindOfLicence(licence)];
  return absent("merchant-licence-expired", isProof ? "violation" : "review", {
    number: licence.number,
    asOf,
    field: "status",
    registered: status,
    claimed: `${day} 在售`,
    reason: `${name} ${licence.number} 登记状态为“${status}”（截至 ${asOf}）${isProof ? "" : "；须核实目前状态"}`,
  });
}

interface Goods {
  readonly reference: Reference;
  readonly klass: 2 | 3;
  readonly code: string | null;
  readonly isModern: boolean;
}

/** Class II and III devices that the listing names by a possible number. */
function devicesOf(named: References): Goods[] {
  return named.certificates.flatMap((reference): Goods[] => {
    const { parsed, problems } = reference;
    if (
      parsed === null ||
      parsed.kind !== "device-registration" ||
      problems.some((one) => one.severity === "impossible")
    )
      return [];
    if (parsed.class !== 2 && parsed.class !== 3) return [];
    // From 2018-08 on numbers carry codes of 2018; 01 to 22 before that are of 2002.
    return [
      {
        reference,
        klass: parsed.class,
        code: parsed.code,
        isModern: (parsed.year ?? 0) >= 2018 && Number(parsed.code) <= 22,
      },
    ];
  });
}

function isSeller({ listing, coverage, licences }: Input): boolean {
  const isKnown =
    listing.merchant?.licences !== undefined || licences.length > 0 || listing.merchant?.uscc !== undefined;
  const isAsked = listing.merchant?.licences !== undefined || (coverage?.licences ?? []).length > 0;
  return isKnown && isAsked && (listing.page ?? "product") === "product";
}

function sellsOwn({ listing, certificates }: Input): boolean {
  const { name = "", type } = listing.merchant ?? {};
  const firms = certificates.map((one) => one.holder ?? "").filter((firm) => firm !== "");
  return type === "registrant" || (name !== "" && firms.some((firm) => firm === name));
}

function checkMissing(input: Input, named: References): Comparison[] {
  if (!isSeller(input) || sellsOwn(input)) return [];
  const { uscc = "" } = input.listing.merchant ?? {};
  // A licence that the register has under another firm's code is not the merchant's.
  const others = input.licences.filter(({ registered }) => isOfOther(registered?.uscc, uscc));
  const kinds = new Set(input.licences.filter((one) => !others.includes(one) && !isVoid(one)).map(kindOfLicence));
  const say = (number: string, wanted: readonly LicenceKind[], needed: string, why: string): Comparison[] => {
    const isProof = provesNone(input.listing, input.coverage?.licences, wanted, input.day);
    // Of a merchant that gave no licences only a complete register can say that it has none.
    if (!isProof && input.listing.merchant?.licences === undefined) return [];
    const [other] = others;
    const whose = `（${other?.number} 登记在 ${other?.registered?.holder ?? "另一经营者"} 名下）`;
    return [
      absent("merchant-licence-missing", isProof ? "violation" : "review", {
        number,
        field: "licences",
        registered: needed,
        claimed: [...kinds].map((kind) => LICENCE_NAMES[kind]).join("、") || "未提供",
        reason: `${why}，商家资料${isProof ? "和许可（备案）数据库" : ""}中没有${needed}${other === undefined ? "" : whose}${isProof ? "" : "；须向许可（备案）数据库核实"}。注册人、备案人在其住所或者生产地址销售自己的产品除外`,
      }),
    ];
  };
  const devices = devicesOf(named);
  const third = devices.find(({ klass }) => klass === 3);
  if (third !== undefined && !kinds.has("device-business-licence")) {
    return say(
      third.reference.number,
      ["device-business-licence"],
      "医疗器械经营许可证",
      `所售 ${third.reference.number} 为第三类医疗器械`,
    );
  }
  const names = [...input.certificates.map((one) => one.productName ?? ""), input.listing.title ?? ""];
  const second = devices.find(({ klass }) => klass === 2);
  const isFiled = kinds.has("device-business-filing") || kinds.has("device-business-licence");
  if (second !== undefined && !isFiled && !isExemptClass2(names)) {
    return say(
      second.reference.number,
      ["device-business-filing", "device-business-licence"],
      "第二类医疗器械经营备案凭证",
      `所售 ${second.reference.number} 为第二类医疗器械`,
    );
  }
  const drug = named.certificates.find(({ parsed }) => parsed !== null && kindOfNumber(parsed) === "drug");
  if (drug !== undefined && !kinds.has("drug-business-licence")) {
    return say(drug.number, ["drug-business-licence"], "药品经营许可证", `所售 ${drug.number} 为药品`);
  }
  return [];
}

function isOfOther(registered: string | undefined, uscc: string): boolean {
  return registered !== undefined && uscc.length === 18 && registered !== uscc.trim().toUpperCase();
}

const DRUG_SCOPES: readonly (readonly [string, RegExp, string])[] = [
  ["Z", /中成药|中药(?!材|饮片)/, "中成药"],
  ["H", /化学药|抗生素|生化药品|西药/, "化学药"],
  ["S", /生物制品|血液制品|疫苗/, "生物制品"],
];

function checkScope(input: Input, named: References): Comparison[] {
  if (!isSeller(input)) return [];
  const permits = input.licences.filter((one) => (one.scope ?? "").trim() !== "");
  const of = (...kinds: LicenceKind[]): Licence[] => permits.filter((one) => kinds.includes(kindOfLicence(one)));
  const found: Comparison[] = [];
  for (const { reference, klass, code, isModern } of devicesOf(named)) {
    const kinds: LicenceKind[] =
      klass === 3 ? ["device-business-licence"] : ["device-business-filing", "device-business-licence"];
    const licences = of(...kinds);
    const licence = licences[0];
    // A licence without a known scope may cover it.
    if (licence === undefined || input.licences.some((one) => kinds.includes(kindOfLicence(one)) && !one.scope))
      continue;
    const verdicts = licences.map((one) => outsideScope(readDeviceScope(one.scope ?? ""), klass, code, isModern));
    const [verdict] = verdicts;
    if (verdict === null || verdict === undefined || verdicts.includes(null)) continue;
    found.push(
      absent("merchant-scope-exceeded", verdict.isIndirect || klass === 2 ? "review" : "violation", {
        number: reference.number,
        asOf: licence.asOf,
        field: "scope",
        registered: (licence.scope ?? "").slice(0, 500),
        claimed: reference.number,
        reason: `${LICENCE_NAMES[kindOfLicence(licence)]} ${licence.number} 的${verdict.reason}`,
      }),
    );
  }
  const [drugLicence] = of("drug-business-licence");
  for (const reference of drugLicence === undefined ? [] : named.certificates) {
    const group = DRUG_SCOPES.find(
      ([letter]) => reference.parsed?.kind === "drug-approval" && reference.parsed.letters?.startsWith(letter),
    );
    const scope = drugLicence?.scope ?? "";
    if (group === undefined || group[1].test(scope) || !DRUG_SCOPES.some(([, words]) => words.test(scope))) continue;
    found.push(
      absent("merchant-scope-exceeded", "review", {
        number: reference.number,
        asOf: drugLicence?.asOf,
        field: "scope",
        registered: scope.slice(0, 500),
        claimed: reference.number,
        reason: `药品经营许可证的经营范围未列${group[2]}，所售 ${reference.number} 为${group[2]}`,
      }),
    );
  }
  return found;
}

/** Kinds of numbers that a shop's home page must show as text. Source: Order 38 art. 10, Order 58 art. 12. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  device: [
    "device-business-licence",
    "device-business-filing",
    "device-production-licence",
    "device-production-filing",
  ],
  drug: ["drug-business-licence"],
};

/** An absence: judged only where the whole page and every picture was read. */
function checkShopHome({ listing, passages }: Input, named: References): Comparison[] {
  const kinds = SHOWN[listing.kind ?? ""];
  const isRead = listing.complete === true && (listing.images ?? []).every((image) => image.lines !== undefined);
  if (listing.page !== "shop-home" || kinds === undefined || !isRead) return [];
  const shown = named.licences.filter((one) => one.kind !== null && kinds.includes(one.kind));
  const isText = (index: number) => passages[index]?.image == null && passages[index]?.hidden === false;
  if (shown.some((one) => [one, ...one.repeats].some(({ passage }) => passage >= 0 && isText(passage)))) return [];
  const needed = listing.kind === "drug" ? "药品经营许可证" : "医疗器械生产经营许可证或者备案凭证";
  const hasPicture = shown.length > 0;
  return [
    absent("licence-not-displayed", hasPicture ? "review" : "violation", {
      field: "licences",
      registered: needed,
      claimed: hasPicture ? "仅在图片中" : "未展示",
      reason: hasPicture
        ? `店铺主页只在图片中展示${needed}的编号，编号应当以文本形式展示`
        : `店铺主页没有展示${needed}的编号`,
    }),
  ];
}
