import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileWording, findWording, MAX_EDITS } from "../../src/rules/absence/find-wording.js";

const M1 = "请仔细阅读产品说明书或者在医务人员的指导下购买和使用";
const M7 = "处方药须凭处方在药师指导下购买和使用";
const M10 = "保健食品不是药物，不能代替药物治疗疾病";

describe("a wording is found in spite of small reading errors", () => {
  it.each([
    ["as it stands", M1, M1, 0],
    ["within other text", M1, `温馨提示${M1}谢谢`, 0],
    ["one character misread", M1, M1.replace("医务人员", "医务入员"), 1],
    ["的 left out", M1, M1.replace("的指导", "指导"), 1],
    ["two characters misread, far apart", M1, M1.replace("请仔", "青仔").replace("购买", "购卖"), 2],
    ["one character too many", M1, M1.replace("说明书", "说明书一"), 1],
    ["the first characters cut off", M1, M1.slice(2), 2],
    ["the last characters cut off", M1, M1.slice(0, -2), 2],
  ])("%s", (_name, wording, text, edits) => {
    expect(findWording(text, compileWording(wording))?.edits).toBe(edits);
  });

  it.each([
    ["three errors", M1, M1.replace("请仔", "青子").replace("购买", "购卖")],
    ["another statement", M1, "请按药品说明书或者在药师指导下购买和使用"],
    ["遵医嘱 in its place", M1, "请仔细阅读产品说明书或者遵医嘱购买和使用"],
    ["a short wording with one error", "本品不能代替药物", "本品不能代替药勿"],
    ["a part of it", M1, "在医务人员的指导下购买和使用"],
    ["nothing", M1, ""],
  ])("not: %s", (_name, wording, text) => {
    expect(findWording(text, compileWording(wording))).toBeNull();
  });

  it("does not take the opposite for the statement", () => {
    const long = `${M10}，请知悉并按说明食用`;
    const wording = compileWording(long, ["不是药物", "不能代替"]);
    const opposite = "保健食品是药物能代替药物治疗疾病请知悉并按说明食用";
    expect(findWording(opposite, wording)).toBeNull();
    expect(findWording(opposite, compileWording(long))).not.toBeNull();
  });

  it("says where", () => {
    const match = findWording(`甲乙${M7}丙`, compileWording(M7));
    expect(match).toEqual({ start: 2, end: 2 + M7.length, edits: 0 });
  });
});

/** The definition, in quadratic time: fewest edits between the wording and any piece of the text. */
function fewestEdits(text: string, wording: string): number {
  let row = new Array<number>(text.length + 1).fill(0);
  for (let i = 1; i <= wording.length; i++) {
    const next = [i];
    for (let j = 1; j <= text.length; j++) {
      const same = wording[i - 1] === text[j - 1] ? 0 : 1;
      next[j] = Math.min((row[j - 1] ?? 0) + same, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
    }
    row = next;
  }
  return Math.min(...row);
}

describe("properties", () => {
  const letters = M1.split("").concat("甲", "乙");
  const edit = fc.record({
    kind: fc.constantFrom("drop", "change", "add"),
    at: fc.nat(M1.length - 1),
    with: fc.constantFrom(...letters),
  });
  const apply = (text: string, edits: readonly { kind: string; at: number; with: string }[]): string =>
    edits.reduce((current, { kind, at, with: letter }) => {
      const place = Math.min(at, current.length);
      if (kind === "drop") return current.slice(0, place) + current.slice(place + 1);
      return current.slice(0, place) + letter + current.slice(kind === "add" ? place : place + 1);
    }, text);

  it("agrees with the definition", () => {
    fc.assert(
      fc.property(
        fc.array(edit, { maxLength: 5 }),
        fc.array(fc.constantFrom(...letters), { maxLength: 12 }),
        fc.array(fc.constantFrom(...letters), { maxLength: 12 }),
        (edits, before, after) => {
          const text = before.join("") + apply(M1, edits) + after.join("");
          const isThere = fewestEdits(text, M1) <= MAX_EDITS;
          expect(findWording(text, compileWording(M1)) !== null).toBe(isThere);
        },
      ),
      { numRuns: 500, seed: 7 },
    );
  });

  it("is linear on a text made of one piece", () => {
    const piece = compileWording(M1).pieces[1]?.text ?? "";
    const text = piece.repeat(20_000);
    const started = performance.now();
    expect(findWording(text, compileWording(M1))).toBeNull();
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
