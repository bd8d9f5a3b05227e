import { homedir } from "node:os";
import type { SharedScanner } from "../batches/shared-scanner.js";
import type { ConfiguredDictionary } from "../configuration/configure-dictionary.js";
import type { Configuration } from "../configuration/read-configuration.js";
import type { Dictionary } from "../contracts/dictionary.js";
import type { KnownCertificate, Prepared } from "../contracts/prepared.js";
import type { Coverage, Engine, ScanResult } from "../contracts/result.js";
import type { LicenceLookup } from "../prepare/join-licences.js";
import type { PageReader } from "../prepare/passages.js";
import type { PrepareOptions } from "../prepare/prepare-listing.js";
import type { Profile } from "../rules/profile.js";
import { ConfigurationError } from "./errors.js";
import { registryCliError } from "./registry-error.js";

/** What the command line asks of a scanner. */
export interface CliScanner {
  /** What the scanner judges by. */
  readonly dictionary?: Pick<Dictionary, "changes">;
  readonly engine: Omit<Engine, "day">;
  scanPrepared(prepared: Prepared): ScanResult;
  /** Puts it into memory that worker threads share; absent where results must come from this very one. */
  share?(): Promise<SharedScanner>;
}

/** What a check asks of the registry. */
export interface CheckRegistry {
  readonly sources: Coverage["registry"];
  lookup(numbers: readonly string[], day: string): readonly KnownCertificate[];
  /** Absent where a registry knows numbers only. */
  readonly search?: PrepareOptions["search"];
  readonly licences?: LicenceLookup["find"];
  readonly licenceSources?: LicenceLookup["sources"];
  close(): void;
}

/** The heavy parts, each loaded when it is first needed; tests hand in their own. */
export interface Services {
  /** @param folder YAML files; without it the shipped dictionary */
  loadDictionary(folder: string | undefined): Promise<Dictionary>;
  /**
   * Reads the configuration that holds for a run.
   *
   * @param file as named by `--config`; without it one is looked for; false: none
   */
  loadConfiguration(file: string | false | undefined): Promise<Configuration | null>;
  /** Applies a configuration to a dictionary for a run on a day. */
  configure(dictionary: Dictionary, configuration: Configuration, day: string): Promise<ConfiguredDictionary>;
  createScanner(dictionary: Dictionary, profile?: Profile): Promise<CliScanner>;
  /** @param adapters folder of page adapters, besides those of the program */
  loadPageReader(adapters?: string): Promise<PageReader>;
  openRegistry(path: string): Promise<CheckRegistry>;
}

export const SERVICES: Services = {
  async loadDictionary(folder) {
    try {
      if (folder === undefined) return (await import("../dictionaries/load-dictionary.js")).loadDictionary();
      return (await import("../dictionaries/compile-folder.js")).compileDictionaryFolder(folder);
    } catch (cause) {
      throw dictionaryError(cause);
    }
  },

  async loadConfiguration(file) {
    if (file === false) return null;
    const { findConfiguration } = await import("../configuration/find-configuration.js");
    const path = file ?? findConfiguration(process.cwd(), homedir());
    if (path === null) return null;
    const { readConfiguration } = await import("../configuration/read-configuration.js");
    try {
      return readConfiguration(path);
    } catch (cause) {
      throw configurationError(cause);
    }
  },

  async configure(dictionary, configuration, day) {
    const { configureDictionary } = await import("../configuration/configure-dictionary.js");
    try {
      return configureDictionary(dictionary, configuration, day);
    } catch (cause) {
      throw configurationError(cause);
    }
  },

  async createScanner(dictionary, profile) {
    const { createScanner } = await import("../scan/index.js");
    const { jiebaSegmenter } = await import("../prepare/jieba-segmenter.js");
    const { precompiledTerms } = await import("../dictionaries/load-dictionary.js");
    try {
      const scanner = createScanner(dictionary, {
        precompiled: precompiledTerms(dictionary),
        segmenter: jiebaSegmenter(),
        profile,
      });
      const share = async () => (await import("../batches/shared-scanner.js")).shareScanner(scanner, profile);
      return { ...scanner, share };
    } catch (cause) {
      throw dictionaryError(cause);
    }
  },

  async loadPageReader(folder) {
    const { createPageReader } = await import("../page/adapters/adapted-reader.js");
    if (folder === undefined) return createPageReader();
    const { AdapterError, loadAdapters } = await import("../page/adapters/load-adapters.js");
    try {
      return createPageReader(loadAdapters(folder));
    } catch (cause) {
      if (!(cause instanceof AdapterError)) throw cause;
      throw new ConfigurationError("MEDLINT_ADAPTER", cause.message, { cause });
    }
  },

  async openRegistry(path) {
    const { openRegistry } = await import("../store/index.js");
    try {
      return openRegistry(path, { readonly: true });
    } catch (error) {
      throw registryCliError(error);
    }
  },
};

function configurationError(cause: unknown): ConfigurationError {
  const message = cause instanceof Error ? cause.message : String(cause);
  return new ConfigurationError("MEDLINT_CONFIGURATION", message, { cause });
}

function dictionaryError(cause: unknown): ConfigurationError {
  const message = cause instanceof Error ? cause.message : String(cause);
  return new ConfigurationError("MEDLINT_DICTIONARY", message, { cause });
}
