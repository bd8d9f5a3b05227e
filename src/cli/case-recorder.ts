import type { CaseEvidence } from "../contracts/case.js";
import type { Prepared } from "../contracts/prepared.js";
import type { ScanResult } from "../contracts/result.js";
import type { CaseDesk } from "../violations/case-desk.js";
import type { Sighting } from "../violations/record/sighting.js";
import type { Io } from "./io.js";
import { guardCases, keyFileOf } from "./open-desk.js";

/** Listings with findings that are written by one transaction. */
const BATCH = 200;

/** What `--record` was given. */
export interface CaseRecorderOptions {
  readonly database: string;
  readonly key?: string | undefined;
  readonly profile?: string | undefined;
  readonly quiet?: boolean | undefined;
}

/** Where the evidence of a listing is kept, when it is. */
export interface EvidenceOfCases {
  /** What was kept of a listing in this run. */
  evidenceOf(prepared: Prepared): readonly CaseEvidence[];
  /** From now on the listing's evidence is kept with the case. */
  tie(caseNumber: string, listing: string): void;
}

/** Puts the findings of a check into cases. The database is opened before the first ones are written. */
export class CaseRecorder {
  readonly #options: CaseRecorderOptions;
  readonly #io: Io;
  readonly #counts = { opened: 0, captured: 0, unchanged: 0 };
  #desk: CaseDesk | null = null;
  #sightings: Sighting[] = [];
  #isWriting = false;

  constructor(options: CaseRecorderOptions, io: Io) {
    this.#options = options;
    this.#io = io;
  }

  get isWriting(): boolean {
    return this.#isWriting;
  }

  get isFull(): boolean {
    return this.#sightings.length >= BATCH;
  }

  async open(): Promise<CaseDesk> {
    const { database, key, profile } = this.#options;
    this.#desk ??= await guardCases(async () =>
      (await import("../violations/index.js")).openCaseDesk({
        database,
        keyFile: keyFileOf(key, this.#io.env),
        profile: profile === "regulator" ? "regulator" : "platform",
      }),
    );
    return this.#desk;
  }

  async add(prepared: Prepared, result: ScanResult, kept: EvidenceOfCases | null = null): Promise<void> {
    if (result.findings.length === 0) return;
    const { sightingOf } = await import("../violations/record/sighting.js");
    const sighting = sightingOf(prepared, result, kept?.evidenceOf(prepared));
    if (sighting !== null) this.#sightings.push(sighting);
  }

  async flush(kept: EvidenceOfCases | null = null): Promise<void> {
    if (this.#sightings.length === 0) return;
    const sightings = this.#sightings;
    this.#sightings = [];
    this.#isWriting = true;
    try {
      const desk = await this.open();
      const recorded = await guardCases(() => desk.record(sightings, new Date().toISOString()));
      for (const { outcome, number, listing } of recorded) {
        this.#counts[outcome]++;
        kept?.tie(number, listing);
      }
    } finally {
      this.#isWriting = false;
    }
  }

  /** Says what became of the findings; what was not written yet is lost, so `flush` first. */
  async close(): Promise<void> {
    const { opened, captured, unchanged } = this.#counts;
    await this.#desk?.close();
    if (this.#options.quiet === true || opened + captured + unchanged === 0) return;
    await this.#io.stderr.write(
      `案件：新立 ${opened} 件，并入已有 ${captured} 件，没有变化 ${unchanged} 件（均为疑似，待人确认）\n`,
    );
  }
}
