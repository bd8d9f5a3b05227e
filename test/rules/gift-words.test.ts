import { describe, expect, it } from "vitest";
import { loadDictionary } from "../../src/dictionaries/load-dictionary.js";
import { GIVING } from "../../src/rules/display/gift-info.js";

describe("words of giving in the dictionary", () => {
  it.each(["gift-offer-verb", "gift-same"])("%s: each term has a sign that is looked for first", (id) => {
    const concepts = loadDictionary().concepts.filter((one) => one.id === id || one.classes.includes(id));
    const terms = concepts.flatMap((concept) => concept.terms.map(({ text }) => text));
    expect(terms.length).toBeGreaterThan(0);
    expect(terms.filter((text) => text.search(GIVING) === -1)).toEqual([]);
  });
});
