export type RowsErrorCode =
  | "MEDLINT_IMPORT_DAMAGED"
  | "MEDLINT_IMPORT_ENCODING"
  | "MEDLINT_IMPORT_FORMAT"
  | "MEDLINT_IMPORT_LIMIT"
  | "MEDLINT_IMPORT_MODULE";

/** A file whose rows cannot be read to the end; the message is a Chinese phrase that follows the file's name. */
export class RowsError extends Error {
  readonly code: RowsErrorCode;

  constructor(code: RowsErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
  }
}

/** Loads an optional dependency when it is first needed. */
export async function loadOptional<Module>(name: string, what: string, load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (cause) {
    const message = `是${what}，读取它需要可选组件 ${name}；请运行 npm install ${name} 后再试`;
    throw new RowsError("MEDLINT_IMPORT_MODULE", message, cause);
  }
}
