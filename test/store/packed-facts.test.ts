import Sqlite from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packedBySql, packedFact, packedFacts, unpackedFacts } from "../../src/store/packed-facts.js";

/** Texts with the signs themselves and what may follow them. */
const fact = fc.string({ unit: fc.constantFrom("甲", "0", "1", "\u001e", "\u001f", "\u0000", "a"), maxLength: 8 });

describe("packed facts", () => {
  it("are what they were; nothing and an empty text are one", () => {
    fc.assert(
      fc.property(fc.array(fc.option(fact), { minLength: 1, maxLength: 14 }), (facts) => {
        expect(unpackedFacts(packedFacts(facts))).toEqual(facts.map((one) => one || null));
      }),
    );
  });

  it.each(["冷敷贴", "\u001e", "\u001f", "\u001e1\u001f0", "", null])("SQLite packs %j alike", (text) => {
    const database = new Sqlite(":memory:");
    const packed = database
      .prepare(`SELECT ${packedBySql("text")} FROM (SELECT ? AS text)`)
      .pluck()
      .get(text);
    database.close();
    expect(packed).toBe(packedFact(text ?? ""));
  });
});
