import type { Dictionary } from "../contracts/dictionary.js";
import type { KnownCertificate, Prepared } from "../contracts/prepared.js";
import type { Coverage, Engine, ScanResult } from "../contracts/result.js";
import type { PageReader } from "../prepare/passages.js";
import type { Profile } from "../rules/profile.js";
import { ConfigurationError } from "./errors.js";
import { registryCliError } from "./registry-error.js";

/** What the command line asks of a scanner. */
export interface CliScanner {
  readonly engine: Omit<Engine, "day">;
  scanPrepared(prepared: Prepared): ScanResult;
}

/** What a check asks of the registry. */
export interface CheckRegistry {
  readonly sources: Coverage["registry"];
  lookup(numbers: readonly string[], day: string): readonly KnownCertificate[];
  close(): void;
}

/** The heavy parts, each loaded when it is first needed; tests hand in their own. */
export interface Services {
  /** @param folder YAML files; without it the shipped dictionary */
  loadDictionary(folder: string | undefined): Promise<Dictionary>;
  createScanner(dictionary: Dictionary, profile?: Profile): Promise<CliScanner>;
  loadPageReader(): Promise<PageReader>;
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

  async createScanner(dictionary, profile) {
    const { createScanner } = await import("../scan/index.js");
    const { jiebaSegmenter } = await import("../prepare/jieba-segmenter.js");
    const { precompiledTerms } = await import("../dictionaries/load-dictionary.js");
    try {
      return createScanner(dictionary, {
        precompiled: precompiledTerms(dictionary),
        segmenter: jiebaSegmenter(),
        profile,
      });
    } catch (cause) {
      throw dictionaryError(cause);
    }
  },

  async loadPageReader() {
    return (await import("../page/index.js")).readPage;
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

function dictionaryError(cause: unknown): ConfigurationError {
  const message = cause instanceof Error ? cause.message : String(cause);
  return new ConfigurationError("MEDLINT_DICTIONARY", message, { cause });
}
