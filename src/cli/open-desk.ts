import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { CaseDesk } from "../violations/case-desk.js";
import { CliError } from "./errors.js";
import type { Io } from "./io.js";

/** The file of the signing key: `--key`, then the environment, then the user's own folder. */
export function keyFileOf(key: string | undefined, env: Io["env"]): string {
  return key ?? env.MEDLINT_SIGNING_KEY ?? join(env.HOME ?? homedir(), ".config", "medlint", "signing-key.pem");
}

/** Opens the cases, does something, closes them; what goes wrong comes as a `CliError`. */
export async function withDesk<Result>(
  options: {
    readonly database: string;
    readonly key?: string | undefined;
    readonly profile?: "platform" | "regulator" | undefined;
    /** Whether a database that does not exist is made. Default: not. */
    readonly isNewAllowed?: boolean | undefined;
  },
  io: Io,
  act: (desk: CaseDesk) => Promise<Result>,
): Promise<Result> {
  return guardCases(async () => {
    const { isServerUrl, openCaseDesk } = await import("../violations/index.js");
    const { database, key, profile, isNewAllowed = false } = options;
    if (!isNewAllowed && !isServerUrl(database) && !existsSync(database)) {
      throw new CliError(
        "MEDLINT_CASES_DATABASE",
        `找不到案件库 ${database}；请检查路径，或先用 medlint check --record、medlint cases create 建立`,
      );
    }
    // A key made just now would have signed nothing that stands in the file.
    if (!isNewAllowed && key !== undefined && !existsSync(key)) {
      throw new CliError("MEDLINT_SIGNING_KEY", `找不到签名密钥 ${key}；请用 --key 写明这个案件库原来的密钥`);
    }
    const desk = await openCaseDesk({ database, keyFile: keyFileOf(key, io.env), profile, mustExist: !isNewAllowed });
    try {
      return await act(desk);
    } finally {
      await desk.close();
    }
  });
}

/** Turns what the cases throw into what the command line prints. */
export async function guardCases<Result>(act: () => Promise<Result>): Promise<Result> {
  const { CaseError } = await import("../violations/errors.js");
  try {
    return await act();
  } catch (error) {
    if (error instanceof CaseError) throw new CliError(error.code, error.message, { cause: error });
    throw error;
  }
}
