import { describe, expect, it } from "vitest";
import { loadDictionary } from "../../src/dictionaries/index.js";
import { createScanner } from "../../src/index.js";
import { exampleListing } from "../../src/prepare/example-listing.js";

const dictionary = loadDictionary();
const scanner = createScanner(dictionary);
const patterns = dictionary.display ?? [];

describe.each(patterns.map((spec) => [`${spec.rule}: ${spec.match}`, spec] as const))("%s", (_name, spec) => {
  const found = (example: (typeof spec.violates)[number]) =>
    scanner
      .scan(exampleListing(example, spec.rule), { day: "2026-11-01" })
      .findings.filter(({ rule }) => rule === spec.rule);

  it.each(spec.violates.map((example) => [example.text, example] as const))("finds %s", (_text, example) => {
    const findings = found(example);
    expect(findings).not.toHaveLength(0);
    if (example.certainty !== undefined) expect(findings.map((f) => f.certainty)).toContain(example.certainty);
  });

  it.each(spec.passes.map((example) => [example.text, example] as const))("lets %s pass", (_text, example) => {
    expect(found(example)).toEqual([]);
  });
});
