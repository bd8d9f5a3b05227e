import type { Database, Statement } from "better-sqlite3";
import { parseCertificateNumber } from "../certificates/index.js";
import type { Kind, Notice, RegisteredLicence } from "../contracts/listing.js";
import type { KnownCertificate } from "../contracts/prepared.js";
import type { LicenceSource } from "../contracts/result.js";
import { CERTIFICATE_COLUMNS, type CertificateRow, certificateOf, certificateRowOf } from "./certificate-row.js";
import { diffRegistry, type RegistryChange } from "./diff-registry.js";
import { registryError } from "./errors.js";
import { type LicenceQuery, LicenceRegister } from "./licence-register.js";
import { IS_SHOWN } from "./migrations.js";
import { type CertificateMatch, matchCertificates, type SoughtNames } from "./names/match-certificates.js";
import { NameSearch } from "./names/name-search.js";
import { openForReading, openForWriting } from "./open-database.js";
import { PackedRows } from "./packed-rows.js";
import type { RegistrySource } from "./registry-source.js";
import { type RegisteredCertificate, walkCertificates } from "./walk-certificates.js";

/** Numbers asked for in one statement. */
const BATCH = 100;
/** Fewer numbers than this, as a listing names them, are quicker one by one. */
const FEW = 8;
/** Notices handed out with one certificate. */
const MAX_NOTICES = 50;

/** One version of a certificate: what the source said from `firstSeen` to `lastSeen`. */
export interface CertificateVersion {
  readonly certificate: KnownCertificate;
  readonly firstSeen: string;
  readonly lastSeen: string;
}

export interface RegistryStats {
  /** Distinct numbers. */
  readonly certificates: number;
  /** Rows, history included. */
  readonly versions: number;
  readonly byKind: Readonly<Record<string, number>>;
  readonly sources: readonly (RegistrySource & { readonly imports: number; readonly rejected: number })[];
}

/** An open registry. All calls are synchronous; close it when done. */
export class Registry {
  readonly #database: Database;
  readonly #path: string;
  readonly #one: Statement<[string], unknown[]>;
  readonly #many: PackedRows;
  readonly #dataVersion: Statement<[], number>;
  #sourcesById: ReadonlyMap<number, RegistrySource> = new Map();
  #sourcesOf = -1;
  #hasNotices = false;
  /** Imports that have begun later are not shown until the file is seen to have changed. */
  #lastImport = -1;
  #unfinished: ReadonlySet<number> = new Set();
  readonly #notices: Statement<[string]>;
  readonly #number: Statement<[number], string>;
  #names: NameSearch | null = null;
  #licences: LicenceRegister | null = null;

  /** @internal use `openRegistry` */
  constructor(database: Database, path: string) {
    this.#database = database;
    this.#path = path;
    const sql = `SELECT ${CERTIFICATE_COLUMNS} FROM certificate WHERE number`;
    this.#one = this.#guard(() => database.prepare(`${sql} = ?`).raw()) as unknown as Statement<[string], unknown[]>;
    const slots = Array.from({ length: BATCH }, () => "?").join(", ");
    this.#many = this.#guard(() => new PackedRows(database, `number IN (${slots})`));
    this.#notices = this.#guard(() =>
      database.prepare(`SELECT kind, number, notice.name, model, batch, firm, notice, date FROM notice
        JOIN notice_list ON notice_list.id = list_id WHERE number = ? ORDER BY notice.id LIMIT ${MAX_NOTICES}`),
    );
    this.#number = this.#guard(() =>
      database.prepare(`SELECT number FROM certificate WHERE id = ? AND ${IS_SHOWN}`).pluck(),
    ) as Statement<[number], string>;
    this.#dataVersion = this.#guard(() => database.prepare("PRAGMA data_version").pluck()) as Statement<[], number>;
  }

  /** As they are now, by name: an import may have finished since the registry was opened. */
  get sources(): readonly RegistrySource[] {
    return [...this.#sources().values()];
  }

  #noticesOf(number: string): readonly Notice[] {
    if (!this.#hasNotices) return [];
    const rows = this.#guard(() => this.#notices.all(number)) as Record<string, string | null>[];
    return rows.map(
      (row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as Notice,
    );
  }

  #sources(): ReadonlyMap<number, RegistrySource> {
    const version = this.#guard(() => this.#dataVersion.get()) ?? 0;
    if (version !== this.#sourcesOf) {
      this.#sourcesById = this.#guard(() => readSources(this.#database));
      const imports = this.#guard(() => readImports(this.#database));
      this.#lastImport = imports.last;
      this.#unfinished = imports.unfinished;
      this.#hasNotices = this.#guard(() => this.#database.prepare("SELECT 1 FROM notice LIMIT 1").get()) !== undefined;
      this.#sourcesOf = version;
    }
    return this.#sourcesById;
  }

  /**
   * The certificates of these numbers (normalised, as `references` gives them) as they were on `day` (`YYYY-MM-DD`): of each
   * number one, from the source with the latest day. Unknown numbers are left out. The order is that of the numbers.
   */
  lookup(numbers: readonly string[], day: string): KnownCertificate[] {
    const sources = this.#sources();
    const wanted = [...new Set(numbers)];
    const best = new Map<string, CertificateRow>();
    for (const row of this.#rowsOf(wanted)) {
      const other = best.get(row[1]);
      if (other === undefined || isBetter(row, other, day)) best.set(row[1], row);
    }
    const found: KnownCertificate[] = [];
    for (const number of wanted) {
      const row = best.get(number);
      const notices = this.#noticesOf(number);
      if (row !== undefined) {
        const certificate = this.#guard(() => certificateOf(row, sources));
        found.push(notices.length === 0 ? certificate : { ...certificate, notices });
      } else if (notices.length > 0) {
        // A number that stands in a notice is a number, though no register at hand has it.
        found.push({ number, notices, origin: "registry", source: null, complete: false });
      }
    }
    return found;
  }

  /** Rows of numbers that readers see: those of imports that had finished when the sources were read. */
  #rowsOf(numbers: readonly string[]): CertificateRow[] {
    const rows: CertificateRow[] = [];
    const add = (some: readonly CertificateRow[]): void => {
      for (const row of some) {
        if (row[6] <= this.#lastImport && !this.#unfinished.has(row[6])) rows.push(row);
      }
    };
    this.#guard(() => {
      if (numbers.length < FEW) for (const number of numbers) add(this.#one.all(number).map(certificateRowOf));
      else for (let i = 0; i < numbers.length; i += BATCH) add(this.#many.all(filled(numbers, i)));
    });
    return rows;
  }

  /** All that is known of a number, every source and version, oldest first. The number may be written in any way. */
  show(number: string): CertificateVersion[] {
    const normalised = parseCertificateNumber(number)?.number ?? number.trim();
    const sources = this.#sources();
    return this.#rowsOf([normalised])
      .map((row) => ({ certificate: certificateOf(row, sources), firstSeen: row[3], lastSeen: row[4] }))
      .sort((a, b) => (a.firstSeen < b.firstSeen ? -1 : a.firstSeen > b.firstSeen ? 1 : 0));
  }

  /**
   * Certificates by the names of product and holder, as they were on `day`, best first, each with the reason. What a name
   * finds is a candidate, never an answer.
   *
   * @throws RegistryError the file cannot be read
   */
  search(sought: SoughtNames, day: string, limit = 20): CertificateMatch[] {
    return this.#guard(() => {
      this.#names ??= new NameSearch(this.#database);
      const numbersOf = (ids: readonly number[]) => ids.flatMap((id) => this.#number.get(id) ?? []);
      return matchCertificates(this.#names, sought, limit, (ids) => this.lookup(numbersOf(ids), day));
    });
  }

  /** Licences and filings of a merchant, as the registers have them. */
  licences(query: LicenceQuery): RegisteredLicence[] {
    return this.#guard(() => this.#register().find(query));
  }

  /** Registers of licences at hand. */
  get licenceSources(): readonly LicenceSource[] {
    return this.#guard(() => this.#register().sources());
  }

  #register(): LicenceRegister {
    this.#licences ??= new LicenceRegister(this.#database);
    return this.#licences;
  }

  /** Every number of every source in its last version. */
  *walk(): Generator<RegisteredCertificate> {
    try {
      yield* walkCertificates(this.#database);
    } catch (error) {
      throw registryError(this.#path, error);
    }
  }

  /** What became known after `from` up to and with `to` (`YYYY-MM-DD`). */
  *diff(from: string, to: string): Generator<RegistryChange> {
    try {
      yield* diffRegistry(this.#database, from, to);
    } catch (error) {
      throw registryError(this.#path, error);
    }
  }

  stats(): RegistryStats {
    return this.#guard(() => {
      const one = (sql: string) => this.#database.prepare(sql).pluck().get() as number;
      const kinds = this.#database
        .prepare(
          `SELECT kind, count(DISTINCT number) AS count FROM certificate WHERE ${IS_SHOWN} GROUP BY kind ORDER BY kind`,
        )
        .all() as { kind: string; count: number }[];
      const imports = this.#database
        .prepare(`SELECT source.name, count(*) AS imports, sum(import.rejected) AS rejected
          FROM import JOIN source ON source.id = import.source_id WHERE finished = 1 GROUP BY source.name`)
        .all() as { name: string; imports: number; rejected: number }[];
      const byName = new Map(imports.map((row) => [row.name, row]));
      return {
        certificates: one(`SELECT count(DISTINCT number) FROM certificate WHERE ${IS_SHOWN}`),
        versions: one(`SELECT count(*) FROM certificate WHERE ${IS_SHOWN}`),
        byKind: Object.fromEntries(kinds.map(({ kind, count }) => [kind, count])),
        sources: this.sources.map((source) => ({
          ...source,
          imports: byName.get(source.source)?.imports ?? 0,
          rejected: byName.get(source.source)?.rejected ?? 0,
        })),
      };
    });
  }

  close(): void {
    this.#database.close();
  }

  #guard<Result>(act: () => Result): Result {
    try {
      return act();
    } catch (error) {
      throw registryError(this.#path, error);
    }
  }
}

function readImports(database: Database): { readonly last: number; readonly unfinished: ReadonlySet<number> } {
  const rows = database.prepare("SELECT id, finished FROM import").all() as { id: number; finished: number }[];
  return {
    last: rows.reduce((last, { id }) => Math.max(last, id), -1),
    unfinished: new Set(rows.filter(({ finished }) => finished === 0).map(({ id }) => id)),
  };
}

function readSources(database: Database): Map<number, RegistrySource> {
  const rows = database
    .prepare(`SELECT id, name, as_of, complete, kinds FROM source
      WHERE id IN (SELECT source_id FROM import WHERE finished = 1) ORDER BY name`)
    .all() as { id: number; name: string; as_of: string; complete: number; kinds: string }[];
  return new Map(
    rows.map(({ id, name, as_of, complete, kinds }) => [
      id,
      { source: name, asOf: as_of, complete: complete === 1, kinds: JSON.parse(kinds) as Kind[] },
    ]),
  );
}

/** The numbers from a place on for one statement; its last places repeat the first number, which finds nothing more. */
function filled(numbers: readonly string[], start: number): string[] {
  return Array.from({ length: BATCH }, (_, i) => numbers[start + i] ?? (numbers[start] as string));
}

/**
 * A version that held on the day before one that came later; among these the latest; else the earliest that came after. Of
 * equal ones the one that was added first.
 */
function isBetter(row: CertificateRow, other: CertificateRow, day: string): boolean {
  const [firstSeen, lastSeen] = [row[3], row[4]];
  const held = firstSeen <= day;
  if (held !== other[3] <= day) return held;
  if (firstSeen !== other[3]) return held === firstSeen > other[3];
  return lastSeen === other[4] ? row[0] < other[0] : lastSeen > other[4];
}

/**
 * Opens a registry file. Read-only it must exist; otherwise it is created or brought up to date.
 *
 * @throws RegistryError `MEDLINT_REGISTRY_MISSING`, `MEDLINT_REGISTRY_CORRUPT`, `MEDLINT_REGISTRY_VERSION`, `MEDLINT_REGISTRY_BUSY`
 * @example
 * const registry = openRegistry("registry.sqlite", { readonly: true });
 * registry.lookup(["国械注准20193400099"], "2026-05-01");
 */
export function openRegistry(path: string, options: { readonly readonly?: boolean } = {}): Registry {
  return new Registry(options.readonly === true ? openForReading(path) : openForWriting(path), path);
}
