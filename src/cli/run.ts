import { type Command, CommanderError } from "commander";
import { describeCommanderError } from "./chinese-help.js";
import { CliError, knownError, UsageError, withoutSystemEnglish } from "./errors.js";
import { EXIT } from "./exit-code.js";
import type { Io } from "./io.js";
import { createProgram } from "./program.js";
import { SERVICES, type Services } from "./services.js";

/** What a run needs beside its streams. */
export interface RunOptions {
  readonly version: string;
  readonly services?: Services | undefined;
}

/**
 * Runs one command line to its end.
 *
 * @param argv arguments without `node` and the script
 * @returns the exit code; failures are printed, never thrown
 * @example
 * const exitCode = await run(["check", "page.html"], io, { version: "0.1.0" });
 */
export async function run(
  argv: readonly string[],
  io: Io,
  { version, services = SERVICES }: RunOptions,
): Promise<number> {
  let exitCode: number = EXIT.ok;
  const program = createProgram(version, io, services, (code) => {
    exitCode = code;
  });
  const printed: string[] = [];
  for (const command of allCommands(program)) {
    command.exitOverride().configureOutput({
      writeOut: (text) => printed.push(text),
      writeErr: (text) => printed.push(text),
      // Complaints come back as an exception and are said in Chinese below.
      outputError: () => {},
    });
  }
  try {
    await program.parseAsync([...argv], { from: "user" });
    return exitCode;
  } catch (error) {
    return report(error, printed, io);
  }
}

async function report(error: unknown, printed: readonly string[], io: Io): Promise<number> {
  if (error instanceof CommanderError) {
    const sentence = describeCommanderError(error.code, error.message);
    if (sentence === null) {
      const isAskedFor = error.exitCode === 0;
      await (isAskedFor ? io.stdout : io.stderr).write(printed.join(""));
      return isAskedFor ? EXIT.ok : EXIT.usage;
    }
    return report(new UsageError(sentence, usageCode(error.code)), [], io);
  }
  const known = error instanceof CliError ? null : knownError(error);
  if (known !== null) return report(known, [], io);
  if (error instanceof CliError) {
    await io.stderr.write(`错误 ${error.code}：${withoutSystemEnglish(error.message)}\n`);
    if (io.env.MEDLINT_DEBUG && error.cause instanceof Error) await io.stderr.write(`${error.cause.stack}\n`);
    return error.exitCode;
  }
  const message = error instanceof Error ? error.message : String(error);
  await io.stderr.write(`错误 MEDLINT_INTERNAL：程序内部错误：${message}。请带上命令和版本号反馈给我们\n`);
  if (io.env.MEDLINT_DEBUG && error instanceof Error) await io.stderr.write(`${error.stack}\n`);
  return EXIT.usage;
}

/** `commander.unknownOption` → `MEDLINT_USAGE_UNKNOWN_OPTION`. */
function usageCode(code: string): `MEDLINT_USAGE_${string}` {
  const name = code.replace("commander.", "").replaceAll(/([A-Z])/g, "_$1");
  return `MEDLINT_USAGE_${name.toUpperCase()}`;
}

function allCommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(allCommands)];
}
