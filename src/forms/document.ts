/** A label with its value; an empty value prints as room to write. `isWide`: takes the whole line. */
export interface Field {
  readonly label: string;
  readonly value: string;
  readonly isWide?: boolean;
}

/** A line to sign on: the role, the name where it is known, the day where it is known (`YYYY-MM-DD`). */
export interface Signature {
  readonly role: string;
  readonly name?: string | undefined;
  readonly day?: string | undefined;
}

/** Width of a column as a share of the line. */
export interface GridColumn {
  readonly header: string;
  readonly share: number;
}

/** A piece of a letter, from top to bottom. */
export type Block =
  | { readonly kind: "heading"; readonly text: string }
  | {
      readonly kind: "paragraph";
      readonly text: string;
      readonly align?: "left" | "right";
      readonly isFlush?: boolean /** No page break after it. */;
      readonly isKept?: boolean;
    }
  | { readonly kind: "fields"; readonly fields: readonly Field[] }
  | {
      readonly kind: "grid";
      readonly columns: readonly GridColumn[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "signatures"; readonly title?: string; readonly lines: readonly Signature[] }
  | { readonly kind: "seal"; readonly party: string; readonly day: string }
  | { readonly kind: "cut"; readonly text: string }
  | { readonly kind: "page-break" };

/** Who took a form out, and when (Beijing time, `YYYY-MM-DD HH:MM`). */
export interface Export {
  readonly by: string;
  readonly at: string;
}

/** A letter, or a sheet to fill in: A4, portrait. */
export interface Letter {
  readonly form: string;
  readonly title: string;
  /** 文号; empty where the office that issues it gives the number by hand. */
  readonly number: string;
  /** A sentence in a frame above the title (a draft says so); null where there is none. */
  readonly banner: string | null;
  readonly blocks: readonly Block[];
  readonly exported: Export;
}

/** A column of a table; `cell` gives its lines, empty ones are left out. `width` in half-width characters. */
export interface TableColumn<Row> {
  readonly header: string;
  readonly width: number;
  readonly cell: (row: Row) => readonly string[];
}

/** A table that runs over pages: A4, landscape. */
export interface TableForm<Row> {
  readonly form: string;
  readonly title: string;
  /** Number of the form in the quality system, where it has one. */
  readonly code?: string | undefined;
  /** What stands above the table: the period, the plan, versions. */
  readonly head: readonly Field[];
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: Iterable<Row>;
  readonly notes: readonly string[];
  readonly signatures: readonly string[];
  readonly exported: Export;
}
