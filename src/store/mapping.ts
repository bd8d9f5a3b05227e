import type { Certificate, Kind } from "../contracts/listing.js";
import type { RowLayout } from "./rows/read-rows.js";

/** Fields of a certificate that an import can fill. */
export type MappedField = Exclude<keyof Certificate, "asOf" | "notices">;

/** Where a field's value comes from and how it is read. */
export interface FieldMapping {
  /** Names in the source row, tried in order; the first that is not empty counts. */
  readonly from: readonly string[];
  /** `text` (default; lists are joined by line ends), `date` (to `YYYY-MM-DD`), `list`, `number` (a certificate number). */
  readonly as?: "text" | "date" | "list" | "number" | undefined;
  /** Values of the source in the words of this program; others are kept as they are. */
  readonly values?: Readonly<Record<string, string>> | undefined;
}

/** How rows of one source format become certificates: data, so that a new format needs no code. */
export interface Mapping {
  readonly id: string;
  readonly name: string;
  /** A file is of this format when its first readable row has all these fields. */
  readonly detect: readonly string[];
  /** Kinds that such a source speaks of, unless the import says otherwise. */
  readonly kinds: readonly Kind[];
  /** How the rows stand in a table or XML file. */
  readonly layout?: RowLayout | undefined;
  readonly fields: Readonly<Partial<Record<MappedField, FieldMapping>>> & { readonly number: FieldMapping };
}

/** The mapping for rows with these fields, or null. */
export function detectMapping(mappings: readonly Mapping[], row: Readonly<Record<string, unknown>>): Mapping | null {
  return mappings.find(({ detect }) => detect.every((field) => Object.hasOwn(row, field))) ?? null;
}
