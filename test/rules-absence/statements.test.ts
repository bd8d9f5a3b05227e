import { describe, expect, it } from "vitest";
import { foldedLetters } from "../../src/claims/folded-letters.js";
import { loadDictionary } from "../../src/dictionaries/index.js";
import { compileStatement } from "../../src/rules/absence/compile-statement.js";
import { findStatement } from "../../src/rules/absence/find-statement.js";
import { findWording } from "../../src/rules/absence/find-wording.js";
import { readLetters } from "../../src/rules/absence/letters.js";

const specs = loadDictionary().statements ?? [];
const statements = specs.map((spec) => compileStatement(spec, []));
const numbers = { product: false, licence: false, advertisement: false };

describe("the list of statements", () => {
  it("holds M1 to M27 but the withdrawn M23", () => {
    const wanted = Array.from({ length: 27 }, (_, i) => `m${i + 1}`).filter((id) => id !== "m23");
    expect(specs.map(({ id }) => id).filter((id) => /^m\d+$/.test(id))).toHaveLength(26);
    expect(specs.map(({ id }) => id)).toEqual(expect.arrayContaining(wanted));
  });

  it.each(
    statements.flatMap((statement) =>
      statement.spec.wordings.map((text) => [statement.spec.id, text, statement] as const),
    ),
  )("%s is found as %s", (_id, text, statement) => {
    const letters = foldedLetters(`说明。${text}！谢谢`);
    expect(findStatement(statement, { visible: letters, doubtful: "" }, numbers)).toBe("shown");
    expect(findStatement(statement, { visible: "", doubtful: letters }, numbers)).toBe("perhaps");
    expect(findStatement(statement, { visible: "", doubtful: "" }, numbers)).toBe("missing");
  });

  it("no wording of one statement is taken for another", () => {
    const taken = statements.flatMap((one) =>
      one.spec.wordings.flatMap((text) =>
        statements
          .filter((other) => other !== one && other.wordings.some((w) => findWording(foldedLetters(text), w) !== null))
          .map((other) => `${one.spec.id} as ${other.spec.id}: ${text}`),
      ),
    );
    // M22 is the bare word 广告, which others contain; the full M10 may say what M9 says.
    expect(taken.filter((line) => !line.includes("as m22"))).toEqual([]);
  });

  it("适宜人群 is not shown by 不适宜人群", () => {
    const m11 = statements.find(({ spec }) => spec.id === "m11");
    if (m11 === undefined) throw new Error("m11 is missing");
    const shown = (text: string) => findStatement(m11, { visible: foldedLetters(text), doubtful: "" }, numbers);
    expect(shown("不适宜人群：少年儿童")).toBe("missing");
    expect(shown("适宜人群：成人 不适宜人群：少年儿童")).toBe("shown");
  });
});

describe("letters with their places", () => {
  it.each(["请仔细阅读。說明書", "Ａ藥\u200b師 ①", "𝐍𝟎 号，甲", ""])("%j folds as foldedLetters does", (text) => {
    const { letters, places } = readLetters(text);
    expect(letters).toBe(foldedLetters(text));
    expect(places).toHaveLength(letters.length);
    expect([...places]).toEqual([...places].sort((a, b) => a - b));
  });
});
