/** Rows of the tables of cases. Times are ISO 8601 in UTC, `json` columns are text that is kept byte for byte. */
export interface CaseTables {
  case_meta: { name: string; value: string };
  case_counters: { day: string; last: number };
  cases: CaseRow;
  case_findings: FindingRow;
  case_captures: CaptureRow;
  case_clusters: ClusterRow;
  case_clocks: ClockRow;
  case_marks: MarkRow;
  case_documents: DocumentRow;
  case_contents: { sha256: string; bytes: Uint8Array };
  case_decisions: DecisionRow;
  case_rule_modes: { rule: string; mode: string; reason: string; by_name: string; at: string };
  case_log: LogRow;
  case_log_head: { id: number; seq: number; hash: string };
  case_notices: NoticeRow;
}

export interface CaseRow {
  number: string;
  day: string;
  ordinal: number;
  /** SHA-256 of listing and rule family; of the lead's content where it names no listing. */
  subject: string;
  episode: number;
  source: string;
  source_reference: string | null;
  priority: number;
  family: string;
  listing_key: string | null;
  merchant_key: string | null;
  product_key: string | null;
  /** {listing, merchant, product, certificates, description}. */
  facts: string;
  proposed_level: number;
  proposed_reason: string;
  level: number | null;
  level_reason: string | null;
  confirmed_by: string | null;
  confirmed_at: string | null;
  state: string;
  shadow: number;
  assignee_name: string | null;
  assignee_role: string | null;
  opened_at: string;
  first_seen: string;
  last_seen: string;
  legal_hold: number;
}

export interface FindingRow {
  number: string;
  fingerprint: string;
  rule: string;
  cluster: string;
  /** The finding, masked. */
  detail: string;
  engine: string;
  first_seen: string;
  last_seen: string;
  times_seen: number;
}

export interface CaptureRow {
  id: string;
  number: string;
  at: string;
  day: string;
  /** {fingerprints, engine, evidence}. */
  detail: string;
}

export interface ClusterRow {
  id: string;
  kind: string;
  rule: string;
  sample: string;
  /** {verdict, level, reason, by, at}. */
  decision: string | null;
}

export interface ClockRow {
  number: string;
  clock: string;
  /** 1, 2 …: how often this clock was started in this case. */
  round: number;
  started_at: string;
  due_at: string;
  provisional: number;
  /** [{from, to}]. */
  pauses: string;
  stopped_at: string | null;
  post: string;
}

/** When an event last happened in a case, and who did it. */
export interface MarkRow {
  number: string;
  event: string;
  at: string;
  by_name: string;
  times: number;
}

export interface DocumentRow {
  number: string;
  sha256: string;
  kind: string;
  name: string;
  size: number;
  added_by: string;
  at: string;
}

export interface DecisionRow {
  /** SHA-256 of case, rule and moment. */
  id: string;
  number: string;
  rule: string;
  merchant_key: string | null;
  verdict: string;
  reason: string;
  by_name: string;
  at: string;
  month: string;
}

export interface LogRow {
  seq: number;
  number: string | null;
  /** The signed bytes: canonical JSON with seq, moment, actor, hash of the entry before. */
  body: string;
  hash: string;
  signature: string;
  key_id: string;
}

export interface NoticeRow {
  id: string;
  target: string;
  body: string;
  created_at: string;
  attempts: number;
  next_at: string | null;
  delivered_at: string | null;
  last_error: string | null;
}
