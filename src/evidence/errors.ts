/** Codes of what can go wrong with evidence; each names what happens next. */
export type EvidenceCode =
  | "MEDLINT_EVIDENCE_CORRUPT"
  | "MEDLINT_EVIDENCE_FULL"
  | "MEDLINT_EVIDENCE_MISSING"
  | "MEDLINT_EVIDENCE_VERSION"
  | "MEDLINT_EVIDENCE_TOO_LARGE"
  | "MEDLINT_EVIDENCE_KEY"
  | "MEDLINT_EVIDENCE_REFUSED"
  | "MEDLINT_MODULE_MISSING"
  | "MEDLINT_BACKUP";

/** Evidence cannot be kept, read, packed or deleted: a stable code and a Chinese sentence that says what to do. */
export class EvidenceError extends Error {
  readonly code: EvidenceCode;

  constructor(code: EvidenceCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = new.target.name;
    this.code = code;
  }
}

/** Kept bytes are not what they were: nothing that rests on them may be used as evidence. */
export class CorruptEvidenceError extends EvidenceError {
  constructor(what: string, cause?: unknown) {
    super("MEDLINT_EVIDENCE_CORRUPT", `证据已损坏或被改动：${what}。请从备份恢复，并保留现状供核查`, cause);
  }
}
