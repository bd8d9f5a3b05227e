export type CaseErrorCode =
  | "MEDLINT_CASES_DATABASE"
  | "MEDLINT_CASES_VERSION"
  | "MEDLINT_CASES_BUSY"
  | "MEDLINT_CASES_MODULE"
  | "MEDLINT_DISK_FULL"
  | "MEDLINT_CASE_MISSING"
  | "MEDLINT_CASE_REFUSED"
  | "MEDLINT_CASE_INPUT"
  | "MEDLINT_OPERATIONS"
  | "MEDLINT_SIGNING_KEY"
  | "MEDLINT_CHECKPOINT";

/** A failure around cases; the message is a Chinese sentence that says what to do next. */
export class CaseError extends Error {
  readonly code: CaseErrorCode;

  constructor(code: CaseErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
  }
}

/** The state, the post, the person or the papers do not allow it; nothing was written. */
export class RefusedActionError extends CaseError {
  constructor(message: string) {
    super("MEDLINT_CASE_REFUSED", message);
  }
}

/** There is no such case. */
export class MissingCaseError extends CaseError {
  constructor(what: string) {
    super("MEDLINT_CASE_MISSING", `找不到${what}；请用 medlint cases list 查看已有的案件`);
  }
}

/** The database cannot be used. */
export class CaseStoreError extends CaseError {}
