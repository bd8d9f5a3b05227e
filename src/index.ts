/** medlint 药械合规扫描: the library. Command line and service are other doors of the same house. */
import type { Dictionary } from "./contracts/dictionary.js";
import type { Listing } from "./contracts/listing.js";
import type { Prepared } from "./contracts/prepared.js";
import type { ScanResult } from "./contracts/result.js";
import { loadDictionary, precompiledTerms } from "./dictionaries/load-dictionary.js";
import { readPage } from "./page/index.js";
import { jiebaSegmenter } from "./prepare/jieba-segmenter.js";
import { type PrepareOptions, prepareListing } from "./prepare/prepare-listing.js";
import * as scan from "./scan/index.js";

export type { Dictionary } from "./contracts/dictionary.js";
export type { Certificate, Context, Kind, Licence, Listing } from "./contracts/listing.js";
export type { Passage, SourceMap, Zone } from "./contracts/passage.js";
export type { KnownCertificate, Prepared } from "./contracts/prepared.js";
export type { Basis, Certainty, Coverage, Finding, Level, ScanResult, Status, Where } from "./contracts/result.js";
export { loadDictionary } from "./dictionaries/load-dictionary.js";
export type { PrepareOptions } from "./prepare/prepare-listing.js";

/** A scanner for library users: prepares and judges listings without any input or output of its own. */
export interface Scanner extends scan.Scanner {
  /** Reads the listing's texts and page into passages; looks numbers up only through `options.lookup`. */
  prepare(listing: Listing, options?: PrepareOptions): Prepared;
  /** Prepares and judges in one step. */
  scan(listing: Listing, options?: PrepareOptions): ScanResult;
}

/**
 * Creates a scanner.
 *
 * @param dictionary default: the shipped one
 * @param options `judgedUnits`: how much judged text is remembered; findings are the same
 * @throws PatternError, UnknownClassError where a rule of the dictionary could never match
 * @example
 * const scanner = createScanner();
 * const result = scanner.scan({ id: "1", kind: "device", text: "三天根治高血压" }, { day: "2026-11-01" });
 * result.status; // → "violation"
 */
export function createScanner(
  dictionary: Dictionary = loadDictionary(),
  options: Pick<scan.ScannerOptions, "judgedUnits"> = {},
): Scanner {
  const scanner = scan.createScanner(dictionary, {
    ...options,
    precompiled: precompiledTerms(dictionary),
    segmenter: jiebaSegmenter(),
  });
  const prepare = (listing: Listing, options: PrepareOptions = {}): Prepared =>
    prepareListing(listing, { readPage, ...options });
  return { ...scanner, prepare, scan: (listing, options) => scanner.scanPrepared(prepare(listing, options)) };
}
