import type { Dictionary, RuleExample, RuleSpec } from "../contracts/dictionary.js";
import { exampleListing } from "../prepare/example-listing.js";
import { prepareListing } from "../prepare/prepare-listing.js";
import type { CliScanner } from "./services.js";

/** An example of a rule that does not come out as the dictionary says. */
export interface ExampleFailure {
  readonly rule: string;
  readonly example: string;
  readonly expected: string;
  readonly got: string;
}

/**
 * Runs every `violates` and `passes` example of a dictionary through the scanner.
 *
 * @param day the law's day, `YYYY-MM-DD`
 * @example
 * judgeExamples(dictionary, createScanner(dictionary), "2026-03-01"); // → [] where all is well
 */
export function judgeExamples(dictionary: Dictionary, scanner: CliScanner, day: string): ExampleFailure[] {
  // A rule in shadow is off unless an option switches it on.
  const active = dictionary.rules.filter((rule) => rule.shadow !== true);
  return active.flatMap((rule) => [
    ...rule.violates.flatMap((example) => judge(rule, example, true, scanner, day)),
    ...rule.passes.flatMap((example) => judge(rule, example, false, scanner, day)),
  ]);
}

function judge(rule: RuleSpec, example: RuleExample, isViolation: boolean, scanner: CliScanner, day: string) {
  const { text, certainty } = example;
  const prepared = prepareListing(exampleListing(example, rule.id), { day });
  const found = scanner.scanPrepared(prepared).findings.filter((finding) => finding.rule === rule.id);
  const got =
    found.length === 0 ? "没有发现" : `发现 ${found.map((one) => `“${one.matched}”(${one.certainty})`).join("、")}`;
  const failure = { rule: rule.id, example: text, got };
  if (!isViolation) return found.length === 0 ? [] : [{ ...failure, expected: "不被发现" }];
  const isFound = found.some((finding) => certainty === undefined || finding.certainty === certainty);
  return isFound ? [] : [{ ...failure, expected: `被发现${certainty ? `(${certainty})` : ""}` }];
}
