/** Fields of a registered licence, in the order of their columns. */
export const LICENCE_FIELDS = [
  "kind",
  "number",
  "holder",
  "uscc",
  "scope",
  "validUntil",
  "address",
  "premises",
  "warehouse",
  "status",
] as const;
export type LicenceField = (typeof LICENCE_FIELDS)[number];
