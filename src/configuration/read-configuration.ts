import { readFileSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { DictionaryError } from "../dictionaries/dictionary-error.js";
import { type Locate, readYaml, schemaError } from "../dictionaries/read-yaml.js";
import { MAX_CONFIGURATION_BYTES } from "./limits.js";
import { type ConfigurationFile, configurationSchema } from "./schema.js";

/** A configuration file, checked; paths in it are relative to `folder`. */
export interface Configuration {
  readonly path: string;
  /** Name of the file, for complaints and notes. */
  readonly file: string;
  readonly folder: string;
  readonly data: ConfigurationFile;
  readonly at: Locate;
}

/** What a configuration file is called in complaints. */
export const CONFIGURATION = "配置文件";

/**
 * Reads and checks a configuration file.
 *
 * @throws DictionaryError with file, line and reason
 */
export function readConfiguration(path: string): Configuration {
  const file = basename(path);
  let yaml: string;
  try {
    const found = statSync(path);
    // A device or a pipe would be read without end.
    if (!found.isFile()) throw new DictionaryError(path, 0, 0, "不是文件", CONFIGURATION);
    const { size } = found;
    if (size > MAX_CONFIGURATION_BYTES) {
      throw new DictionaryError(file, 1, 1, `超过 ${MAX_CONFIGURATION_BYTES / 1024} KiB 上限`, CONFIGURATION);
    }
    yaml = readFileSync(path, "utf8");
  } catch (cause) {
    if (cause instanceof DictionaryError) throw cause;
    throw new DictionaryError(path, 0, 0, `无法读取（${(cause as Error).message}）`, CONFIGURATION);
  }
  return parseConfiguration(yaml, path);
}

/** As `readConfiguration`, of text that is already read. */
export function parseConfiguration(yaml: string, path: string): Configuration {
  const file = basename(path);
  const { data, at } = readYaml(file, yaml, CONFIGURATION);
  const parsed = configurationSchema.safeParse(data);
  if (!parsed.success) throw schemaError(file, parsed.error, at, CONFIGURATION);
  return { path, file, folder: dirname(resolve(path)), data: parsed.data, at };
}
