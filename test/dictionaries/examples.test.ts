import { describe, expect, it } from "vitest";
import type { RuleExample } from "../../src/contracts/dictionary.js";
import type { Listing } from "../../src/contracts/listing.js";
import { loadDictionary } from "../../src/dictionaries/index.js";
import { createScanner } from "../../src/index.js";

const dictionary = loadDictionary();
const scanner = createScanner(dictionary);

function listingOf(example: RuleExample): Listing {
  return {
    id: "example",
    text: example.text,
    kind: example.kind,
    context: example.context,
    certificates:
      example.scope === undefined ? undefined : [{ productName: example.productName, scope: example.scope }],
  };
}

describe.each(dictionary.rules.map((rule) => [rule.id, rule] as const))("rule %s", (id, rule) => {
  it.each(rule.violates.map((example) => [example.text, example] as const))("finds %s", (_text, example) => {
    const found = scanner.scan(listingOf(example), { day: "2026-11-01" }).findings.filter((f) => f.rule === id);
    expect(found).not.toHaveLength(0);
    if (example.certainty !== undefined) expect(found.map((f) => f.certainty)).toContain(example.certainty);
  });

  it.each(rule.passes.map((example) => [example.text, example] as const))("lets %s pass", (_text, example) => {
    const found = scanner.scan(listingOf(example), { day: "2026-11-01" }).findings.filter((f) => f.rule === id);
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
