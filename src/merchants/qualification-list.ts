import { parseCertificateNumber, type References } from "../certificates/index.js";
import type { Prepared } from "../contracts/prepared.js";
import { compareMerchant } from "./compare-merchant.js";
import { expiryOf, type LicenceExpiry, WARNING_DAYS } from "./licence-expiry.js";
import { kindOfLicence, LICENCE_NAMES } from "./licence-kind.js";
import { calendarDays, monthsBefore } from "./working-days.js";

/** One row of the 资质异常清单. */
export interface QualificationRow {
  readonly merchant: string;
  readonly uscc: string;
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
  /** 处理结果: for a person. */
  readonly outcome: string;
}

/** Columns in the order of the form, with their Chinese headings. */
export const QUALIFICATION_COLUMNS: readonly (readonly [keyof QualificationRow, string])[] = [
  ["merchant", "经营者名称"],
  ["uscc", "统一社会信用代码"],
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
];

/** Registrations are renewed from six months ahead (条例 art. 22). */
const REGISTRATION_MONTHS = 6;

/** Gathers licences and certificates of many listings; one row for each that is over, running out, missing or wrong. */
export class QualificationList {
  readonly #rows = new Map<string, QualificationRow>();

  add(prepared: Prepared, named: References): void {
    const { listing, licences, day } = prepared;
    const merchant = {
      merchant: listing.merchant?.name ?? listing.merchant?.id ?? "",
      uscc: listing.merchant?.uscc ?? "",
    };
    const put = (row: Omit<QualificationRow, "merchant" | "uscc" | "goods" | "outcome">): void => {
      const key = [merchant.merchant, merchant.uscc, row.kind, row.number, row.anomaly].join("\u0000");
      const known = this.#rows.get(key);
      this.#rows.set(key, { ...merchant, ...row, goods: (known?.goods ?? 0) + 1, outcome: "" });
    };
    for (const licence of licences) {
      const expiry = expiryOf(licence, day);
      if (expiry === null || expiry.state === "valid") continue;
      put({
        kind: expiry.name,
        number: licence.number,
        scope: licence.scope ?? "",
        validUntil: licence.validUntil ?? "",
        shown: licence.validUntil ?? "",
        stored: "",
        asOf: licence.asOf ?? "",
        anomaly: ANOMALIES[expiry.state],
        daysLeft: expiry.days,
        workingDaysLeft: expiry.days < 0 ? 0 : expiry.workingDays,
        window: windowOf(expiry),
        advice: ADVICE[expiry.state],
      });
    }
    for (const certificate of prepared.certificates) {
      const { number, validUntil, status = "", asOf = "", scope = "" } = certificate;
      if (number === undefined || validUntil === undefined) continue;
      const days = calendarDays(day, validUntil);
      const opens = monthsBefore(validUntil, REGISTRATION_MONTHS);
      const isVoid = /注销|撤销|吊销|取消/.test(status);
      if (!isVoid && day < opens) continue;
      const state = days < 0 ? "expired" : days <= WARNING_DAYS ? "expiring" : "window";
      const isRegistry = certificate.origin === "registry";
      put({
        kind: parseCertificateNumber(number)?.kind.startsWith("drug") === true ? "药品注册证书" : "产品注册证",
        number,
        scope: scope.slice(0, 200),
        validUntil,
        shown: isRegistry ? "" : validUntil,
        stored: isRegistry ? `${validUntil}${status === "" ? "" : ` ${status}`}` : status,
        asOf,
        anomaly: isVoid ? `证书${status}` : ANOMALIES[state],
        daysLeft: days,
        workingDaysLeft: null,
        window: `届满6个月前（${opens} 前）申请延续`,
        advice: isVoid ? "立即停止销售并核实" : ADVICE[state],
      });
    }
    for (const one of compareMerchant(prepared, named)) {
      const name = OTHER[one.check];
      if (name === undefined) continue;
      const beginning = one.registered.slice(0, 40);
      const licence =
        one.field === "scope" ? licences.find(({ scope = "" }) => scope.startsWith(beginning)) : undefined;
      const kind = licence === undefined ? beginning || LICENCE_NAMES.business : LICENCE_NAMES[kindOfLicence(licence)];
      put({
        kind,
        number: one.certificateNumber ?? one.claimed,
        scope: one.field === "scope" ? one.registered : "",
        validUntil: "",
        shown: one.claimed,
        stored: "",
        asOf: one.asOf ?? "",
        anomaly: name,
        daysLeft: null,
        workingDaysLeft: null,
        window: "",
        advice: one.reason,
      });
    }
  }

  /** Those that end first stand first. */
  rows(): QualificationRow[] {
    const order = (row: QualificationRow) => row.daysLeft ?? -1_000_000;
    return [...this.#rows.values()].sort(
      (a, b) =>
        order(a) - order(b) ||
        (a.merchant < b.merchant ? -1 : a.merchant > b.merchant ? 1 : 0) ||
        (a.number < b.number ? -1 : 1),
    );
  }
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
};

function windowOf({ window, isProvisional }: LicenceExpiry): string {
  if (window === null) return "";
  return `${window.from} 至 ${window.to}（${window.words}）${isProvisional ? "，暂定" : ""}`;
}
