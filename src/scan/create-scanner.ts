import type { PrecompiledTerms } from "../claims/lexicon.js";
import type { Segmenter } from "../claims/segmenter.js";
import type { Dictionary } from "../contracts/dictionary.js";
import type { Prepared } from "../contracts/prepared.js";
import type { Engine, ScanResult } from "../contracts/result.js";
import { type CompiledRules, compileRules } from "../rules/compile-rules.js";
import { type Profile, SHADOW_RULES_OF } from "../rules/profile.js";
import { applyChanges } from "./apply-changes.js";
import { applyProfile } from "./apply-profile.js";
import { scanPrepared } from "./scan-prepared.js";

/** Version of the engine, as printed in every result; the test compares it with package.json. */
export const ENGINE_VERSION = "0.1.0";

/** Rules compiled once, ready to judge listings. */
export interface Scanner {
  readonly dictionary: Dictionary;
  readonly rules: CompiledRules;
  readonly engine: Omit<Engine, "day">;
  scanPrepared(prepared: Prepared): ScanResult;
}

export interface ScannerOptions {
  /** The terms of this very dictionary, compiled earlier: saves compiling them, and may be shared between threads. */
  readonly precompiled?: PrecompiledTerms | undefined;
  /** Word segmenter for short ambiguous terms; named in the result, since findings depend on it. */
  readonly segmenter?: Segmenter | null | undefined;
  /** For whom the results are written. Default: `platform`. */
  readonly profile?: Profile | undefined;
  /** Ids of rules in shadow that are switched on, besides those of the profile. */
  readonly shadow?: readonly string[] | undefined;
  /** Units of texts that are remembered with what was found in them: see `JudgedTexts`. 0 switches that off; findings are the same. */
  readonly judgedUnits?: number | undefined;
}

/**
 * Compiles a dictionary into a scanner.
 *
 * @throws PatternError, UnknownClassError where a rule could never match
 * @example
 * const scanner = createScanner(loadDictionary());
 * scanner.scanPrepared(prepareListing({ text: "三天根治高血压", kind: "device" })).status; // → "violation"
 */
export function createScanner(dictionary: Dictionary, options: ScannerOptions = {}): Scanner {
  const rules = compileRules(dictionary, options.precompiled, options.judgedUnits);
  const segmenter = options.segmenter ?? null;
  const engine = {
    version: ENGINE_VERSION,
    dictionary: dictionary.version,
    segmenter: segmenter?.name ?? "none",
    ocr: "none",
  };
  const profile = options.profile ?? "platform";
  const shadow = new Set([...SHADOW_RULES_OF[profile], ...(options.shadow ?? [])]);
  return {
    dictionary,
    rules,
    engine,
    scanPrepared: (prepared) =>
      applyProfile(
        applyChanges(scanPrepared(rules, engine, prepared, segmenter, { shadow }), dictionary.changes),
        profile,
      ),
  };
}
