import type { CaseActor, CaseEvent, Moment } from "../../contracts/case.js";
import { canonicalJson, sha256 } from "../canonical.js";
import type { LogRow } from "../store/tables.js";
import type { SigningKey } from "./signing-key.js";

/** Hash that the first entry holds in place of one before it. */
export const FIRST = "0".repeat(64);

/** What is signed of an entry, as canonical JSON. */
export interface EntryBody {
  readonly seq: number;
  readonly previous: string;
  readonly at: Moment;
  readonly actor: CaseActor;
  readonly number: string | null;
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export type NewEvent = Omit<EntryBody, "seq" | "previous">;

/** What the signature covers. The prefix keeps an entry's signature from ever fitting a check-point. */
export function signedText(hash: string): string {
  return `medlint-log-entry\n${hash}`;
}

/** An entry that follows the one whose number and hash are given. */
export function createEntry(event: NewEvent, head: { seq: number; hash: string }, key: SigningKey): LogRow {
  const seq = head.seq + 1;
  const body = canonicalJson({ ...event, seq, previous: head.hash } satisfies EntryBody);
  const hash = sha256(body);
  return { seq, number: event.number, body, hash, signature: key.sign(signedText(hash)), key_id: key.id };
}

export function parseBody(row: Pick<LogRow, "body">): EntryBody {
  return JSON.parse(row.body) as EntryBody;
}

/** An entry as it is read in a case's history. */
export function eventOf(row: LogRow): CaseEvent {
  const { previous: _, ...body } = parseBody(row);
  return { ...body, hash: row.hash };
}
