import { resolve } from "node:path";
import type { Configuration } from "../configuration/read-configuration.js";
import type { Dictionary } from "../contracts/dictionary.js";
import type { Context, Kind } from "../contracts/listing.js";
import { neutralise } from "../report/neutralise.js";
import type { Profile } from "../rules/profile.js";
import type { Io } from "./io.js";
import type { Services } from "./services.js";

/** Options that decide which dictionary a command judges by. */
export interface DictionaryOptions {
  readonly dictionary?: string | undefined;
  /** `--config FILE`; `false` for `--no-config`. */
  readonly config?: string | boolean | undefined;
  readonly asOf?: string | undefined;
}

/** Options of a command that a configuration may give where the command line does not. */
export interface DefaultOptions {
  readonly kind?: Kind | undefined;
  readonly context?: Context | undefined;
  readonly profile?: Profile | undefined;
  readonly registry?: string | undefined;
  readonly database?: string | undefined;
  readonly baseline?: string | undefined;
  readonly suppressions?: string | undefined;
  readonly columns?: string | undefined;
  readonly adapters?: string | undefined;
  readonly strict?: boolean | undefined;
}

/** The dictionary of a command, and the options that its configuration gives. */
export interface Configured {
  readonly dictionary: Dictionary;
  readonly defaults: DefaultOptions;
  readonly configuration: Configuration | null;
  readonly expired: readonly string[];
}

/**
 * Loads the dictionary that a command judges by: shipped or named, then changed by the configuration that is named or
 * found. Which file was taken, and which of its changes are past their end date, is said on the error stream.
 *
 * @param day the day of the run, by which end dates are judged
 * @throws ConfigurationError with file, line and reason
 */
export async function loadConfigured(
  options: DictionaryOptions,
  day: string,
  io: Io,
  services: Services,
): Promise<Configured> {
  const dictionary = await services.loadDictionary(options.dictionary);
  const file = typeof options.config === "string" ? options.config : options.config === false ? false : undefined;
  const configuration = await services.loadConfiguration(file);
  if (configuration === null) return { dictionary, defaults: {}, configuration, expired: [] };
  const configured = await services.configure(dictionary, configuration, day);
  await io.stderr.write(`${neutralise(`配置 ${configuration.path}`)}\n`);
  for (const sentence of configured.expired) await io.stderr.write(`${neutralise(`配置：${sentence}`)}\n`);
  return { ...configured, defaults: defaultsOf(configuration), configuration };
}

/** Options that name a file or folder: relative to the configuration file, not to the working folder. */
const PATHS = ["registry", "baseline", "suppressions", "columns", "adapters"] as const;

function defaultsOf({ data, folder }: Configuration): DefaultOptions {
  const given = data.defaults ?? {};
  const resolved = Object.fromEntries(
    PATHS.flatMap((name) => {
      const path = given[name];
      return path === undefined ? [] : [[name, resolve(folder, path)]];
    }),
  );
  const { database } = given;
  // A database may also be an address.
  const isAddress = database === undefined || database.includes("://");
  return { ...given, ...resolved, ...(isAddress ? {} : { database: resolve(folder, database) }) };
}

/**
 * Options with a configuration's defaults where the command line said nothing.
 *
 * @param isGiven whether the command line gave an option; what has a built-in default counts as not given
 */
export function withDefaults<T extends DefaultOptions>(
  options: T,
  defaults: DefaultOptions,
  isGiven: (name: string) => boolean,
): T {
  const missing = Object.entries(defaults).filter(([name, value]) => value !== undefined && !isGiven(name));
  return { ...options, ...Object.fromEntries(missing) };
}
