import { CliError, ConfigurationError } from "./errors.js";

/** Codes of the store that speak of the input, not of the registry. */
const INPUT_CODES: ReadonlySet<string> = new Set([
  "MEDLINT_IMPORT_UNREADABLE",
  "MEDLINT_IMPORT_FORMAT",
  "MEDLINT_IMPORT_DAMAGED",
  "MEDLINT_IMPORT_ENCODING",
  "MEDLINT_IMPORT_LIMIT",
]);

/**
 * What the store throws, as the command line ends with it: its errors carry a code and a Chinese sentence already.
 * Known by its code, so that the store (and SQLite) need not be loaded to tell.
 */
export function registryCliError(error: unknown): unknown {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return error;
  if (!isOurs(error.code)) return error;
  if (INPUT_CODES.has(error.code)) return new CliError(error.code, error.message, { cause: error, exitCode: 3 });
  return new ConfigurationError(error.code, error.message, { cause: error });
}

function isOurs(code: string): code is `MEDLINT_${string}` {
  return code.startsWith("MEDLINT_");
}
