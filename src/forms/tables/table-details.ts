import type { Export, Field } from "../document.js";

/** What a table needs beside its rows. */
export interface TableDetails {
  readonly issuer: string;
  /** First and last day of the period, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  readonly exported: Export;
}

/** Unit and period above a table. */
export function periodFields({ issuer, from, to }: TableDetails): readonly Field[] {
  return [
    { label: "单位", value: issuer === "" ? "________________" : issuer },
    { label: "期间", value: from === to ? from : `${from} 至 ${to}` },
  ];
}
