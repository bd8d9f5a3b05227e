import { describe, expect, it } from "vitest";
import { loadDictionary } from "../../src/dictionaries/index.js";
import { createScanner } from "../../src/index.js";
import { exampleListing } from "../../src/prepare/example-listing.js";

const dictionary = loadDictionary();
// An example shows what the words of its rule say; how its sentence speaks is weighed in test/rules/hear-voice.test.ts.
const { voice: _voice, ...mute } = dictionary;
const scanner = createScanner(mute);

// Rules in shadow are switched on by an option: test/rules-absence runs their examples.
const active = dictionary.rules.filter((rule) => rule.shadow !== true);

describe.each(active.map((rule) => [rule.id, rule] as const))("rule %s", (id, rule) => {
  it.each(rule.violates.map((example) => [example.text, example] as const))("finds %s", (_text, example) => {
    const found = scanner
      .scan(exampleListing(example, id), { day: "2026-11-01" })
      .findings.filter((f) => f.rule === id);
    expect(found).not.toHaveLength(0);
    if (example.certainty !== undefined) expect(found.map((f) => f.certainty)).toContain(example.certainty);
  });

  it.each(rule.passes.map((example) => [example.text, example] as const))("lets %s pass", (_text, example) => {
    const found = scanner
      .scan(exampleListing(example, id), { day: "2026-11-01" })
      .findings.filter((f) => f.rule === id);
    expect(found).toEqual([]);
  });

  it("cites law in force today", () => {
    const day = "2026-11-01";
    const inForce = rule.basis
      .map(({ ref }) => dictionary.bases[ref])
      .filter(
        (basis) => basis && basis.effectiveFrom <= day && (basis.effectiveTo === null || basis.effectiveTo >= day),
      );
    expect(inForce).not.toHaveLength(0);
  });
});
