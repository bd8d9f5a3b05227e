import type { Cursor } from "../cursor.js";

/** The tail `(2018)第(01)0012号` of the numbers that carry a year in brackets. */
export interface YearSerial {
  readonly year: string;
  readonly region: string | null;
  readonly serial: string;
  readonly truncated: boolean;
}

/** Reads `(2015)第(04)0013号`, `[2018]-01-第0012号`, `2002第0138号`; null where no year and serial stand there. */
export function readYearSerial(cursor: Cursor, serialDigits: number): YearSerial | null {
  cursor.skip("第:-(", 2);
  const year = cursor.digits([4]);
  if (year.digits.length < 4) return null;
  cursor.skip("年)第-(", 4);
  let region: string | null = null;
  let serial = cursor.digits([serialDigits]);
  if (serial.digits.length === 2 && cursor.next !== "号") {
    region = serial.digits;
    cursor.skip(")第-(", 4);
    serial = cursor.digits([serialDigits]);
  }
  if (serial.digits === "") return null;
  cursor.take("号");
  return { year: year.digits, region, serial: serial.digits, truncated: serial.truncated };
}
