import { parseCertificateNumber, type References } from "../certificates/index.js";
import type { Comparison } from "../contracts/comparison.js";
import type { Licence } from "../contracts/listing.js";
import type { KnownCertificate, Prepared } from "../contracts/prepared.js";
import { compareMerchant } from "./compare-merchant.js";
import { effectiveLicence, isVoid } from "./effective-licence.js";
import { expiryOf, type LicenceExpiry, WARNING_DAYS } from "./licence-expiry.js";
import { kindOfLicence, LICENCE_NAMES } from "./licence-kind.js";
import { calendarDays, monthsBefore } from "./working-days.js";

/** One row of the 资质异常清单, with the head that every form has. */
export interface QualificationRow {
  /** 编号: the place in the list, from 1. */
  readonly serial: number;
  /** 来源: the register that says so, or 页面展示. */
  readonly source: string;
  /** `YYYY-MM-DD`: 发现时间. */
  readonly day: string;
  readonly merchant: string;
  readonly uscc: string;
  /** 店铺名称、ID、链接. */
  readonly shop: string;
  /** 住所, of the merchant as its licence has it. */
  readonly address: string;
  /** Names, ids and links of the first goods concerned. */
  readonly items: string;
  /** 类别 and 规格型号 of the product, as registered; empty for licences. */
  readonly productClass: string;
  readonly models: string;
  /** 注册人 of a product, 持证单位 of a licence. */
  readonly holder: string;
  /** 证照种类 */
  readonly kind: string;
  readonly number: string;
  readonly scope: string;
  readonly validUntil: string;
  /** 展示值 and 库内值 of the day of expiry or of the status. */
  readonly shown: string;
  readonly stored: string;
  readonly asOf: string;
  readonly anomaly: string;
  /** Days of the calendar; negative once over; null where no day is known. */
  readonly daysLeft: number | null;
  readonly workingDaysLeft: number | null;
  readonly window: string;
  /** 在售商品数: listings of the merchant that rest on it. */
  readonly goods: number;
  readonly advice: string;
  /** 证据编号+SHA-256+固证时间, 处理结果, 经办人, 审核人, 日期: for a person. */
  readonly evidence: string;
  readonly outcome: string;
  readonly handler: string;
  readonly reviewer: string;
  readonly signedOn: string;
}

/** Columns in the order of the form, with their Chinese headings. */
export const QUALIFICATION_COLUMNS: readonly (readonly [keyof QualificationRow, string])[] = [
  ["serial", "编号"],
  ["source", "来源"],
  ["day", "发现时间"],
  ["merchant", "经营者名称"],
  ["uscc", "统一社会信用代码"],
  ["shop", "店铺名称/ID/链接"],
  ["address", "住所"],
  ["items", "商品名称/ID/链接"],
  ["productClass", "类别"],
  ["models", "规格型号"],
  ["holder", "注册人/持证单位"],
  ["kind", "证照种类"],
  ["number", "证号"],
  ["scope", "范围"],
  ["validUntil", "有效期至"],
  ["shown", "展示值"],
  ["stored", "库内值"],
  ["asOf", "库 asOf"],
  ["anomaly", "异常类型"],
  ["daysLeft", "剩余天数"],
  ["workingDaysLeft", "剩余工作日"],
  ["window", "延续窗口"],
  ["goods", "在售商品数"],
  ["advice", "建议"],
  ["outcome", "处理结果"],
  ["evidence", "证据编号+SHA-256+固证时间"],
  ["handler", "经办人"],
  ["reviewer", "审核人"],
  ["signedOn", "日期"],
];

/** Registrations are renewed from six months ahead (条例 art. 22). */
const REGISTRATION_MONTHS = 6;

/** Goods named in a row. */
const MAX_ITEMS = 3;

/** What a person fills in. */
const UNFILLED = { outcome: "", evidence: "", handler: "", reviewer: "", signedOn: "" } as const;
const SHOWN = "页面展示";
/** Registered texts are cut for a table. */
const MAX_TEXT = 200;

type Draft = Omit<
  QualificationRow,
  "serial" | "day" | "merchant" | "uscc" | "shop" | "items" | "goods" | keyof typeof UNFILLED
>;

/** Gathers licences and certificates of many listings; one row for each that is over, running out, missing or wrong. */
export class QualificationList {
  readonly #rows = new Map<string, Omit<QualificationRow, "serial">>();

  add(prepared: Prepared, named: References): void {
    for (const row of rowsOf(prepared, named)) this.#put(prepared, row);
  }

  #put({ listing, day }: Prepared, row: Draft): void {
    const { name, id, uscc = "", shop } = listing.merchant ?? {};
    const merchant = name ?? id ?? "";
    const key = [merchant, uscc, row.kind, row.number, row.anomaly].join("\u0000");
    const known = this.#rows.get(key);
    const goods = (known?.goods ?? 0) + 1;
    const item = joined(listing.title, listing.id, listing.url);
    const items = known === undefined ? item : goods <= MAX_ITEMS ? `${known.items}；${item}` : known.items;
    this.#rows.set(key, {
      day,
      merchant,
      uscc,
      shop: joined(shop?.name, shop?.id, shop?.url),
      items,
      ...row,
      goods,
      ...UNFILLED,
    });
  }

  /** Those that end first stand first. */
  rows(): QualificationRow[] {
    const order = (row: Pick<QualificationRow, "daysLeft">) => row.daysLeft ?? -1_000_000;
    return [...this.#rows.values()]
      .sort(
        (a, b) =>
          order(a) - order(b) ||
          (a.merchant < b.merchant ? -1 : a.merchant > b.merchant ? 1 : 0) ||
          (a.number < b.number ? -1 : 1),
      )
      .map((row, index) => ({ serial: index + 1, ...row }));
  }
}

function rowsOf(prepared: Prepared, named: References): Draft[] {
  const address = prepared.licences.map((one) => effectiveLicence(one).address ?? "").find((one) => one !== "") ?? "";
  return [
    ...prepared.licences.flatMap((licence) => licenceRow(licence, prepared.day)),
    ...prepared.certificates.flatMap((certificate) => certificateRow(certificate, prepared.day, address)),
    ...compareMerchant(prepared, named).flatMap((one) => comparedRow(one, prepared, address)),
  ];
}

function licenceRow(licence: Licence, day: string): Draft[] {
  const { registered } = licence;
  const { scope = "", holder = "", address = "", asOf = "", ...effective } = effectiveLicence(licence);
  const expiry = expiryOf({ ...effective, number: licence.number }, day);
  const isOver = isVoid(licence);
  if (!isOver && (expiry === null || expiry.state === "valid")) return [];
  const state = expiry === null || expiry.state === "valid" ? null : expiry.state;
  return [
    {
      source: registered?.source ?? SHOWN,
      address,
      productClass: "",
      models: "",
      holder,
      kind: LICENCE_NAMES[kindOfLicence(effective)],
      number: licence.number,
      scope,
      validUntil: effective.validUntil ?? "",
      shown: licence.isOnlyRegistered === true ? "" : (licence.validUntil ?? ""),
      stored: [registered?.validUntil, registered?.status].filter((one) => one !== undefined).join(" "),
      asOf,
      anomaly: isOver ? `登记状态：${registered?.status}` : state === null ? "" : ANOMALIES[state],
      daysLeft: expiry?.days ?? null,
      workingDaysLeft: expiry === null ? null : expiry.days < 0 ? 0 : expiry.workingDays,
      window: expiry === null ? "" : windowOf(expiry),
      advice: isOver || state === null ? "立即停止销售并核实" : ADVICE[state],
    },
  ];
}

function certificateRow(certificate: KnownCertificate, day: string, address: string): Draft[] {
  const { number, validUntil, status = "", asOf = "", scope = "", holder = "" } = certificate;
  if (number === undefined || validUntil === undefined) return [];
  const days = calendarDays(day, validUntil);
  const opens = monthsBefore(validUntil, REGISTRATION_MONTHS);
  const isOver = /注销|撤销|吊销|取消/.test(status);
  if (!isOver && day < opens) return [];
  const state = days < 0 ? "expired" : days <= WARNING_DAYS ? "expiring" : "window";
  const isRegistry = certificate.origin === "registry";
  return [
    {
      source: certificate.source ?? SHOWN,
      address,
      productClass: certificate.class ?? "",
      models: (certificate.models ?? "").slice(0, MAX_TEXT),
      holder,
      kind: parseCertificateNumber(number)?.kind.startsWith("drug") === true ? "药品注册证书" : "产品注册证",
      number,
      scope: scope.slice(0, MAX_TEXT),
      validUntil,
      shown: isRegistry ? "" : validUntil,
      stored: isRegistry ? `${validUntil}${status === "" ? "" : ` ${status}`}` : status,
      asOf,
      anomaly: isOver ? `证书${status}` : ANOMALIES[state],
      daysLeft: days,
      workingDaysLeft: null,
      window: `届满6个月前（${opens} 前）申请延续`,
      advice: isOver ? "立即停止销售并核实" : ADVICE[state],
    },
  ];
}

function comparedRow(one: Comparison, { licences }: Prepared, address: string): Draft[] {
  const name = OTHER[one.check];
  if (name === undefined) return [];
  const licence = licences.find(({ number }) => number === one.certificateNumber);
  const isScope = one.field === "scope";
  const beginning = one.registered.slice(0, 40);
  const permit =
    licence ??
    (isScope ? licences.find((each) => (effectiveLicence(each).scope ?? "").startsWith(beginning)) : undefined);
  const isStale = one.check === "display-info-stale";
  return [
    {
      source: permit?.registered?.source ?? SHOWN,
      address,
      productClass: "",
      models: "",
      holder: permit === undefined ? "" : (effectiveLicence(permit).holder ?? ""),
      kind:
        permit === undefined
          ? beginning || LICENCE_NAMES.business
          : LICENCE_NAMES[kindOfLicence(effectiveLicence(permit))],
      // The paper that is wrong, not the product that shows it; a paper that is wanting has no number.
      number:
        permit?.number ?? (one.check === "merchant-licence-missing" ? "" : (one.certificateNumber ?? one.claimed)),
      scope: isScope ? one.registered : "",
      validUntil: "",
      shown: one.claimed,
      stored: isStale ? one.registered : "",
      asOf: one.asOf ?? "",
      anomaly: name,
      daysLeft: null,
      workingDaysLeft: null,
      window: "",
      advice: one.reason,
    },
  ];
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join(" / ");
}

const ANOMALIES = { expired: "已届满", expiring: "30日内届满", window: "进入延续申请期" } as const;
const ADVICE = {
  expired: "核实是否已延续；未延续的停止销售",
  expiring: "立即提醒，到期未延续的停止销售",
  window: "提醒在延续申请期内提出申请",
} as const;
const OTHER: Readonly<Record<string, string>> = {
  "merchant-licence-missing": "无相应资质",
  "merchant-scope-exceeded": "超经营范围",
  "merchant-uscc-invalid": "统一社会信用代码异常",
  "display-info-stale": "展示与登记不符",
};

function windowOf({ window, isProvisional }: LicenceExpiry): string {
  if (window === null) return "";
  return `${window.from} 至 ${window.to}（${window.words}）${isProvisional ? "，暂定" : ""}`;
}
