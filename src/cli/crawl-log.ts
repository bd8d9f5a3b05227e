import type { CrawlEvent } from "../crawl/crawl-events.js";
import { CliError } from "./errors.js";
import type { Io } from "./io.js";

/** The structured log that `--log` asks for; null where it is not asked for. @throws CliError */
export async function openLog(path: string | undefined, io: Io): Promise<((event: CrawlEvent) => void) | null> {
  if (path === undefined) return null;
  const { pino } = await import("pino").catch((cause: unknown) => {
    throw new CliError("MEDLINT_MODULE_MISSING", "写日志需要可选组件 pino；请运行 npm install pino", { cause });
  });
  const target =
    path === "-"
      ? { write: (line: string) => void io.stderr.write(line) }
      : pino.destination({ dest: path, sync: true });
  const logger = pino({ name: "medlint-crawl" }, target);
  return ({ type, ...event }) => {
    if (type === "retry") logger.warn(event, type);
    else if (type === "round" || type === "end") logger.info(event, type);
    else logger.debug(event, type);
  };
}
