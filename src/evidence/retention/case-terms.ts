import type { EvidenceStore } from "../store/evidence-store.js";

/** How long the evidence of a listing is kept for a case. */
export interface CaseTerm {
  readonly caseNumber: string;
  readonly listing: string;
  /** `YYYY-MM-DD`; null: for ever. */
  readonly until: string | null;
  /** Why, in words. */
  readonly reason: string;
  readonly isHeld: boolean;
}

const UNTOLD = "期限尚未从案件库更新";

/** Ties a listing to a case that was just opened: its evidence is kept until the cases say how long. */
export function tieCase({ database }: EvidenceStore, caseNumber: string, listing: string): void {
  database
    .prepare("INSERT OR IGNORE INTO case_terms (case_number, listing, until, reason, held) VALUES (?, ?, NULL, ?, 0)")
    .run(caseNumber, listing, UNTOLD);
}

/** Takes over from the cases how long each listing's evidence is kept, and what is held. @returns how many terms changed */
export function keepWithCases({ database }: EvidenceStore, terms: Iterable<CaseTerm>): number {
  const put = database.prepare(
    `INSERT INTO case_terms (case_number, listing, until, reason, held) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET until = excluded.until, reason = excluded.reason, held = excluded.held
     WHERE until IS NOT excluded.until OR reason <> excluded.reason OR held <> excluded.held`,
  );
  return database
    .transaction(() => {
      let changed = 0;
      for (const { caseNumber, listing, until, reason, isHeld } of terms) {
        changed += put.run(caseNumber, listing, until, reason, isHeld ? 1 : 0).changes;
      }
      return changed;
    })
    .immediate();
}

/** Cases whose terms were never told: their evidence is not deleted. */
export function untoldCases({ database }: EvidenceStore): number {
  const count = database.prepare("SELECT count(DISTINCT case_number) FROM case_terms WHERE reason = ?").pluck();
  return count.get(UNTOLD) as number;
}
