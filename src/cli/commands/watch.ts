import { formatByName } from "../../prepare/read/detect-format.js";
import { neutralise } from "../../report/neutralise.js";
import { CliError, UsageError } from "../errors.js";
import { EXIT } from "../exit-code.js";
import type { Io } from "../io.js";
import type { PathWatcher } from "../path-watcher.js";
import type { Services } from "../services.js";
import { type CheckOptions, check } from "./check.js";

/** Starts a watcher; tests hand in their own. */
export type OpenWatcher = (paths: readonly string[], isWanted: (path: string) => boolean) => Promise<PathWatcher>;

/**
 * `medlint check --watch`: checks everything once, then every file again that changes, until Ctrl-C. Dictionary and
 * rules are loaded once.
 *
 * @returns 0: watching ends because a person ends it
 * @throws CliError where chokidar is not installed or an option cannot be used
 */
export async function watchCheck(
  paths: readonly string[],
  options: CheckOptions,
  io: Io,
  services: Services,
  open: OpenWatcher = openWatcher,
): Promise<number> {
  if (paths.includes("-")) throw new UsageError("--watch 只能用于文件和文件夹，不能用于标准输入");
  if (options.output !== undefined || options.format?.some(({ path }) => path !== null) === true)
    throw new UsageError("--watch 只在终端显示结果，不能和写入文件的 --output、--format 格式=文件 一起用");
  const once = loadedOnce(services);
  // Listed before the first check, so that nothing saved meanwhile is missed.
  const watcher = await open(paths, (path) => options.glob !== undefined || formatByName(path) !== null);
  try {
    await check(paths, options, io, once);
    await io.stderr.write("正在等待文件变化，按 Ctrl-C 结束\n");
    for await (const changed of watcher.changes(io.signal)) {
      await io.stderr.write(`${neutralise(`已变化 ${changed.join("、")}`)}\n`);
      try {
        await check(changed, { ...options, id: undefined }, io, once);
      } catch (error) {
        // A dictionary or baseline that is being edited is right again with the next save.
        if (!(error instanceof CliError)) throw error;
        await io.stderr.write(`错误 ${error.code}：${error.message}\n`);
      }
    }
    return EXIT.ok;
  } finally {
    await watcher.close();
  }
}

async function openWatcher(...given: Parameters<OpenWatcher>): Promise<PathWatcher> {
  const { watchPaths } = await import("../path-watcher.js");
  return watchPaths(...given).catch((cause: unknown) => {
    if ((cause as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw cause;
    throw new CliError("MEDLINT_MODULE_MISSING", "--watch 需要可选组件 chokidar；请运行 npm install chokidar", {
      cause,
    });
  });
}

/** The heavy parts, kept from one check to the next. */
function loadedOnce(services: Services): Services {
  const kept = new Map<string, Promise<unknown>>();
  const once = <T>(key: string, load: () => Promise<T>): Promise<T> => {
    const known = kept.get(key) ?? load();
    kept.set(key, known);
    return known as Promise<T>;
  };
  return {
    ...services,
    loadDictionary: (folder) => once(`dictionary ${folder}`, () => services.loadDictionary(folder)),
    configure: (dictionary, configuration, day) =>
      once(`configure ${day}`, () => services.configure(dictionary, configuration, day)),
    loadConfiguration: (file) => once(`configuration ${file}`, () => services.loadConfiguration(file)),
    createScanner: (dictionary, profile) =>
      once(`scanner ${profile} ${dictionary.version}`, () => services.createScanner(dictionary, profile)),
    loadPageReader: (adapters) => once(`pages ${adapters}`, () => services.loadPageReader(adapters)),
  };
}
