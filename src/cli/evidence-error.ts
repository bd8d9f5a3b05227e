import { EvidenceError } from "../evidence/errors.js";
import { CliError, ConfigurationError } from "./errors.js";

/** An error of evidence as the command line shows it. */
export function evidenceCliError(error: unknown): unknown {
  if (!(error instanceof EvidenceError)) return error;
  const options = { cause: error };
  if (error.code === "MEDLINT_EVIDENCE_CORRUPT")
    return new CliError(error.code, error.message, { ...options, exitCode: 3 });
  return new ConfigurationError(error.code, error.message, options);
}

/** Runs what may fail for reasons of evidence. @throws CliError */
export async function withEvidenceErrors<Result>(act: () => Promise<Result> | Result): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    throw evidenceCliError(error);
  }
}
