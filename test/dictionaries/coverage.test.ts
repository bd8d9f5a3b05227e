import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { loadDictionary } from "../../src/dictionaries/index.js";

const file = fileURLToPath(new URL("../../dictionaries/taxonomy/rules.yaml", import.meta.url));
const taxonomy = (parse(readFileSync(file, "utf8")) as { rules: { id: string; name: string; decidable: string[] }[] })
  .rules;
const rules = new Map(loadDictionary().rules.map((rule) => [rule.id, rule]));
const INPUTS = [
  "text",
  "kind",
  "certificate",
  "registry",
  "ad-approval",
  "picture",
  "media",
  "merchant",
  "price",
  "history",
];

describe("the table of rule ids", () => {
  it("says of each id, once, what decides it", () => {
    expect(new Set(taxonomy.map(({ id }) => id)).size).toBe(taxonomy.length);
    const odd = taxonomy.filter(
      ({ decidable }) => decidable.length === 0 || decidable.some((input) => !INPUTS.includes(input)),
    );
    expect(odd).toEqual([]);
  });

  it("holds every rule", () => {
    const known = new Set(taxonomy.map(({ id }) => id));
    expect([...rules.keys()].filter((id) => !known.has(id))).toEqual([]);
  });

  it("has a rule for whatever text, kind and certificate decide", () => {
    const atHand = new Set(["text", "kind", "certificate"]);
    const open = taxonomy.filter(
      ({ id, decidable }) => decidable.every((input) => atHand.has(input)) && !rules.has(id),
    );
    expect(open.map(({ id }) => id)).toEqual([]);
  });
});
