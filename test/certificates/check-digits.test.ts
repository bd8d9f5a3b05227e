import { describe, expect, it } from "vitest";
import { checkGtin, checkUscc } from "../../src/certificates/index.js";

describe("checkUscc", () => {
  it.each([
    ["91450304MA5Q8URR8X", []],
    ["911405027296757742", []],
    ["９１４５０３０４ma5q8urr8x", []],
    ["9145 0304 MA5Q 8URR 8X", []],
    ["91450304MA5Q8URR8Y", ["check"]],
    ["91110108MA01G90MXE", ["organisation-check", "check"]],
    ["914401007594278192", ["organisation-check", "check"]],
    ["91450304MA5Q8URR8", ["length"]],
    ["91450304MA5Q8URR8XX", ["length"]],
    ["", ["length"]],
    ["91450304MA5Q8UR中8X", ["alphabet"]],
  ])("%s", (code, problems) => {
    const check = checkUscc(code);
    expect(check.valid).toBe(problems.length === 0);
    for (const problem of check.problems) expect(problems).toContain(problem);
    expect(check.problems.length > 0).toBe(problems.length > 0);
  });

  it("puts letters right that a code never holds", () => {
    const check = checkUscc("9114O5O27296757742");
    expect(check).toMatchObject({ valid: true, code: "911405027296757742" });
    expect(check.corrections).toEqual([
      { at: 4, from: "O", to: "0" },
      { at: 6, from: "O", to: "0" },
    ]);
  });
});

describe("checkGtin", () => {
  it.each([
    ["06901234567892", null],
    ["6901234567892", null],
    ["(01)06901234567892", null],
    ["(01)06901234567892(17)270101(10)A1", null],
    ["6901234567893", "check"],
    ["96385074", null],
    ["036000291452", null],
    ["69012345678", "length"],
    ["", "length"],
    ["69012345678九2", "digits"],
  ])("%s", (code, problem) => {
    expect(checkGtin(code).problem).toBe(problem);
    expect(checkGtin(code).valid).toBe(problem === null);
  });
});
