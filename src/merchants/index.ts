export { compareMerchant } from "./compare-merchant.js";
export { expiryOf, type LicenceExpiry, type RenewalWindow, WARNING_DAYS } from "./licence-expiry.js";
export { kindOfLicence, LICENCE_KINDS, LICENCE_NAMES, type LicenceKind } from "./licence-kind.js";
export { type DeviceScope, outsideScope, readDeviceScope } from "./licence-scope.js";
export { QUALIFICATION_COLUMNS, QualificationList, type QualificationRow } from "./qualification-list.js";
export { calendarDays, isWorkingDay, monthsBefore, workingDaysBefore, workingDaysBetween } from "./working-days.js";
