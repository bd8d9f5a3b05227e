import type { Licence } from "../contracts/listing.js";

/** As a register says that a licence is no more. */
const VOID = /注销|撤销|吊销|撤回|取消|失效|作废/;

/** A licence with what the register says of it in the place of what the listing says; dates are `YYYY-MM-DD`. */
export function effectiveLicence(licence: Licence): Licence {
  const { registered } = licence;
  if (registered === undefined) return licence;
  const { kind, scope, validUntil, holder, address, asOf } = registered;
  return {
    ...licence,
    kind: kind ?? licence.kind,
    scope: scope ?? licence.scope,
    // A register without a day of expiry has none: what the page says is then the page's.
    validUntil: validUntil ?? licence.validUntil,
    holder: holder ?? licence.holder,
    address: address ?? licence.address,
    asOf,
  };
}

/** Whether the register says that the licence was taken back or given up. */
export function isVoid({ registered }: Licence): boolean {
  return registered?.status !== undefined && VOID.test(registered.status);
}
