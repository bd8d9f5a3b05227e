import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { loadDictionary } from "../src/dictionaries/index.js";
import { jiebaSegmenter } from "../src/prepare/jieba-segmenter.js";
import { prepareListing } from "../src/prepare/prepare-listing.js";
import { createScanner } from "../src/scan/index.js";
import { abusesIn } from "./abuse/frames.js";
import { type Case, readCases, toListing } from "./quality/case.js";
import { type CaseScore, scoreCase } from "./quality/score.js";

interface Floors {
  readonly violations: { readonly found: number; readonly hard: number; readonly expectedRules: number };
  readonly abuse: { readonly found: number; readonly framed: number };
  readonly lawful: { readonly accused: number; readonly flagged: number };
  readonly scope: { readonly found: number; readonly accused: number; readonly flagged: number };
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const floors = JSON.parse(readFileSync(here("floors.json"), "utf8")) as Floors;
const segmenter = jiebaSegmenter();
const scanner = createScanner(loadDictionary(), { segmenter });

function score(folder: string): CaseScore[] {
  return readCases(here(folder)).map((item: Case) =>
    scoreCase(item, scanner.scanPrepared(prepareListing(toListing(item), { day: "2026-11-01" }))),
  );
}

const share = (scores: readonly CaseScore[], holds: (one: CaseScore) => boolean): number =>
  scores.filter(holds).length / scores.length;

/** Floors rise with the product and never fall: raise the numbers in floors.json with the change that earned them. */
describe("quality on the corpora stays above its floors", () => {
  const unlawful = score("violations");
  const lawful = score("lawful");

  it("finds unlawful passages", () => {
    expect(share(unlawful, (one) => one.found)).toBeGreaterThanOrEqual(floors.violations.found);
    expect(share(unlawful, (one) => one.hard)).toBeGreaterThanOrEqual(floors.violations.hard);
  });

  it("names the rules that a reviewer would name", () => {
    const expected = unlawful.reduce((sum, one) => sum + one.item.expected_rules.length, 0);
    const raised = unlawful.reduce((sum, one) => sum + one.hitRules.length, 0);
    expect(raised / expected).toBeGreaterThanOrEqual(floors.violations.expectedRules);
  });

  it("finds what hides behind an exemption", () => {
    const abuse = unlawful.filter(({ item }) => item.exemption !== undefined);
    expect(abuse.length).toBeGreaterThan(100);
    expect(share(abuse, (one) => one.found)).toBeGreaterThanOrEqual(floors.abuse.found);
  });

  it("finds claims in the words that exemptions look for", () => {
    const read = (name: string): string => readFileSync(here(`abuse/${name}.jsonl`), "utf8");
    const abuses = abusesIn(read("frames"), read("claims"));
    const found = abuses.filter(({ listing, start, end }) =>
      scanner
        .scanPrepared(prepareListing(listing, { day: "2026-11-01" }))
        .findings.some(({ where }) => where !== null && where.start < end && where.end > start),
    );
    expect(found.length / abuses.length).toBeGreaterThanOrEqual(floors.abuse.framed);
  });

  it("leaves the lawful alone", () => {
    expect(share(lawful, (one) => one.accused)).toBeLessThanOrEqual(floors.lawful.accused);
    expect(share(lawful, (one) => one.flagged)).toBeLessThanOrEqual(floors.lawful.flagged);
  });

  it("tells claims beyond a registered scope from those within it", () => {
    const scores = score("scope-findings");
    const beyond = scores.filter(({ item }) => item.expected_rules.length > 0);
    const within = scores.filter(({ item }) => item.expected_rules.length === 0);
    expect(share(beyond, (one) => one.found)).toBeGreaterThanOrEqual(floors.scope.found);
    expect(share(within, (one) => one.accused)).toBeLessThanOrEqual(floors.scope.accused);
    expect(share(within, (one) => one.flagged)).toBeLessThanOrEqual(floors.scope.flagged);
  });
});
