import type { Database, Statement } from "better-sqlite3";
import type { RegisteredLicence } from "../contracts/listing.js";
import type { LicenceSource } from "../contracts/result.js";

/** What a merchant's licences are sought by. */
export interface LicenceQuery {
  /** Normalised numbers. */
  readonly numbers: readonly string[];
  readonly uscc?: string | undefined;
  /** Name of the merchant. */
  readonly holder?: string | undefined;
}

/** Licences handed out for one merchant. */
const MAX_FOUND = 100;

interface Row {
  readonly source: string;
  readonly as_of: string;
  readonly complete: number;
  readonly [column: string]: string | number | null;
}

interface SourceRow {
  readonly name: string;
  readonly as_of: string;
  readonly complete: number;
  readonly region: string | null;
  readonly kinds: string;
}

const COLUMNS = `licence.kind, number, holder, uscc, scope, valid_until AS validUntil, address, premises, warehouse, status,
  licence_list.name AS source, as_of, complete`;

/** Registers of licences and filings of an open registry. */
export class LicenceRegister {
  readonly #byNumber: Statement<[string], Row>;
  readonly #byFirm: Statement<[string | null, string | null], Row>;
  readonly #sources: Statement<[], SourceRow>;

  constructor(database: Database) {
    const from = `SELECT ${COLUMNS} FROM licence JOIN licence_list ON licence_list.id = list_id`;
    const order = `ORDER BY as_of DESC, licence.id LIMIT ${MAX_FOUND}`;
    this.#byNumber = database.prepare(`${from} WHERE number = ? ${order}`);
    this.#byFirm = database.prepare(`${from} WHERE uscc = ? OR holder = ? ${order}`);
    this.#sources = database.prepare("SELECT name, as_of, complete, region, kinds FROM licence_list ORDER BY name");
  }

  /** Licences of these numbers and of this firm, each once, from the register with the latest day. */
  find({ numbers, uscc, holder }: LicenceQuery): RegisteredLicence[] {
    const rows = [
      ...numbers.flatMap((number) => this.#byNumber.all(number)),
      ...(uscc === undefined && holder === undefined ? [] : this.#byFirm.all(uscc ?? null, holder ?? null)),
    ];
    const found = new Map<string, RegisteredLicence>();
    for (const row of rows) {
      const number = String(row.number);
      const known = found.get(number);
      if (known === undefined || known.asOf < row.as_of) found.set(number, licenceOf(row));
    }
    return [...found.values()].slice(0, MAX_FOUND);
  }

  /** The registers that are asked. */
  sources(): LicenceSource[] {
    return this.#sources.all().map(({ name, as_of, complete, region, kinds }) => ({
      source: name,
      asOf: as_of,
      complete: complete === 1,
      kinds: JSON.parse(kinds) as string[],
      ...(region !== null && { region }),
    }));
  }
}

function licenceOf({ source, as_of, complete, ...columns }: Row): RegisteredLicence {
  const facts = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null));
  return { ...facts, number: String(columns.number), source, asOf: as_of, complete: complete === 1 };
}
