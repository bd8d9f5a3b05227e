import { describe, expect, it } from "vitest";
import { MAX_REFERENCES, MAX_REPEATS, references } from "../../src/certificates/index.js";
import type { Passage } from "../../src/contracts/passage.js";

function passage(text: string, label: string | null = null): Passage {
  return {
    zone: label === null ? "body" : "attribute",
    field: "text",
    text,
    context: "advertisement",
    declared: false,
    author: "merchant",
    label,
    hidden: false,
    source: null,
    image: null,
  };
}

describe("references", () => {
  it("parts certificates, licences and advertisements, each once with its places", () => {
    const found = references(
      [
        passage("医用冷敷贴 国械注准20193400099"),
        passage("证号：国械注准 2019 3400099，许可证 京丰食药监械经营许20150100号"),
        passage("苏械广审(文)第270709-00035号"),
      ],
      [],
      "2026-05-01",
    );
    expect(found.certificates).toHaveLength(1);
    expect(found.certificates[0]).toMatchObject({ number: "国械注准20193400099", passage: 0, start: 6, end: 21 });
    expect(found.certificates[0]?.repeats).toEqual([{ passage: 1, start: 3, end: 20 }]);
    expect(found.licences.map((one) => one.number)).toEqual(["京丰食药监械经营许20150100号"]);
    expect(found.advertisements.map((one) => one.number)).toEqual(["苏械广审(文)第270709-00035号"]);
  });

  it("puts given numbers first, unreadable ones too", () => {
    const found = references([passage("国药准字H20041126")], [{ number: "国药准字H20041126" }, { number: "无" }, {}]);
    expect(found.certificates.map((one) => [one.number, one.passage, one.kind])).toEqual([
      ["国药准字H20041126", -1, "drug-approval"],
      ["无", -1, null],
    ]);
    expect(found.certificates[0]?.repeats).toHaveLength(1);
    expect(found.certificates[1]?.problems[0]?.code).toBe("unreadable");
  });

  it("knows a bare imported number by its label only", () => {
    expect(references([passage("H20130332", "批准文号")], []).certificates[0]?.number).toBe("H20130332");
    expect(references([passage("H20130332", "型号")], []).certificates).toEqual([]);
  });

  it("keeps at most MAX_REFERENCES numbers and MAX_REPEATS places, and says how many were left out", () => {
    const numbers = (count: number) =>
      Array.from({ length: count }, (_, i) => `粤械注准201924${String(i).padStart(5, "0")}`).join("；");
    expect(references([passage(numbers(MAX_REFERENCES))], [])).toMatchObject({ dropped: 0 });
    const over = references([passage(numbers(MAX_REFERENCES + 1))], []);
    expect(over.dropped).toBe(1);
    expect(over.certificates).toHaveLength(MAX_REFERENCES);
    const often = references([passage("国械注准20193400099；".repeat(MAX_REPEATS + 5))], []);
    expect(often.certificates[0]?.repeats).toHaveLength(MAX_REPEATS);
  });
});
