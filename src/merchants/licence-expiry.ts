import type { Licence } from "../contracts/listing.js";
import { expires, kindOfLicence, LICENCE_NAMES, type LicenceKind } from "./licence-kind.js";
import { calendarDays, monthsBefore, workingDaysBefore, workingDaysBetween } from "./working-days.js";

/** The platform warns of every licence this many days ahead. */
export const WARNING_DAYS = 30;

export interface RenewalWindow {
  /** `YYYY-MM-DD`: the first and the last day on which renewal is applied for. */
  readonly from: string;
  readonly to: string;
  readonly isProvisional: boolean;
  readonly words: string;
}

/** How a licence stands on a day. */
export interface LicenceExpiry {
  readonly kind: LicenceKind;
  readonly name: string;
  readonly state: "valid" | "window" | "expiring" | "expired";
  /** Days of the calendar and working days that are left; negative days where it has expired. */
  readonly days: number;
  readonly workingDays: number;
  readonly window: RenewalWindow | null;
  /** Rests on a year without a loaded holiday calendar. */
  readonly isProvisional: boolean;
}

/**
 * How a licence stands on a day; null where it has no day of expiry, or needs none.
 *
 * Windows: device business licence 90 to 30 working days ahead (SAMR Order 54 art. 16), drug business licence 6 to 2 months,
 * internet drug information certificate within the last 6 months, the platform's own warning 30 days.
 */
export function expiryOf(licence: Licence, day: string): LicenceExpiry | null {
  const kind = kindOfLicence(licence);
  const { validUntil } = licence;
  if (validUntil === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(validUntil) || !expires(kind)) return null;
  const days = calendarDays(day, validUntil);
  const left = workingDaysBetween(day, validUntil);
  const window = windowOf(kind, validUntil);
  const isInWindow = window !== null && day >= window.from;
  const state = days < 0 ? "expired" : days <= WARNING_DAYS ? "expiring" : isInWindow ? "window" : "valid";
  return {
    kind,
    name: LICENCE_NAMES[kind],
    state,
    days,
    workingDays: left.days,
    window,
    isProvisional: left.isProvisional || window?.isProvisional === true,
  };
}

function windowOf(kind: LicenceKind, validUntil: string): RenewalWindow | null {
  if (kind === "device-business-licence") {
    const from = workingDaysBefore(validUntil, 90);
    const to = workingDaysBefore(validUntil, 30);
    const isProvisional = from.isProvisional || to.isProvisional;
    return { from: from.day, to: to.day, isProvisional, words: "届满前90至30个工作日" };
  }
  if (kind === "drug-business-licence" || kind === "drug-production-licence") {
    const [from, to] = [monthsBefore(validUntil, 6), monthsBefore(validUntil, 2)];
    return { from, to, isProvisional: false, words: "届满前6至2个月" };
  }
  if (kind === "internet-drug-information") {
    return { from: monthsBefore(validUntil, 6), to: validUntil, isProvisional: false, words: "届满前6个月内" };
  }
  return null;
}
