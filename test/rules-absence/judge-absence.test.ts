import { describe, expect, it } from "vitest";
import type { Certificate, Listing } from "../../src/contracts/listing.js";
import type { ScanResult } from "../../src/contracts/result.js";
import { loadDictionary } from "../../src/dictionaries/index.js";
import { createScanner } from "../../src/index.js";
import { exampleListing } from "../../src/prepare/example-listing.js";
import { prepareListing } from "../../src/prepare/prepare-listing.js";
import { createScanner as createBareScanner } from "../../src/scan/index.js";

const dictionary = loadDictionary();
const scanner = createScanner(dictionary);
const scan = (listing: Listing): ScanResult => scanner.scan({ id: "1", ...listing }, { day: "2026-11-01" });
const ABSENCE = new Set(dictionary.rules.filter(({ checks }) => checks?.includes("statements")).map(({ id }) => id));
const found = (listing: Listing): string[] =>
  scan(listing)
    .findings.filter(({ rule }) => ABSENCE.has(rule))
    .map(({ rule, certainty, message }) => `${rule} ${certainty} ${/“([^”]{1,6})/u.exec(message)?.[1] ?? ""}`)
    .sort();
const notes = (listing: Listing): string[] =>
  scan(listing)
    .coverage.notes.filter(({ code }) => code === "absence-not-judged")
    .map(({ where }) => where);

const NUMBER = "注册证编号：粤械注准20192070001";
const AD_NUMBER = "粤械广审（文）第271231-00035号";
const M1 = "请仔细阅读产品说明书或者在医务人员的指导下购买和使用";
const device: Listing = { kind: "device", complete: true, title: "上臂式电子血压计", text: NUMBER };
const certificate: Certificate = { number: "粤械注准20192070001", productName: "上臂式电子血压计" };
const rx: Listing = {
  kind: "drug",
  complete: true,
  title: "苯磺酸氨氯地平片",
  text: "处方药",
  certificates: [{ number: "国药准字H20041126", productName: "苯磺酸氨氯地平片", rx: "rx" }],
};
const WARNING = "处方药须凭处方在药师指导下购买和使用";

describe("what is missing", () => {
  it.each<[string, Listing, string[]]>([
    ["a bare page owes no M1", device, []],
    [
      "an advertisement owes M1",
      { ...device, text: `${NUMBER} ${AD_NUMBER}` },
      ["missing-mandatory-statement violation 请仔细阅读产"],
    ],
    ["M1 is there", { ...device, text: `${NUMBER} ${AD_NUMBER} ${M1}` }, []],
    [
      "M1 only in hidden text",
      {
        ...device,
        text: `${NUMBER} ${AD_NUMBER}`,
        passages: [{ zone: "hidden", text: M1 }],
      },
      ["missing-mandatory-statement review 请仔细阅读产"],
    ],
    [
      "M1 only in a buyer's words",
      { ...device, text: `${NUMBER} ${AD_NUMBER}`, reviews: [M1] },
      ["missing-mandatory-statement violation 请仔细阅读产"],
    ],
    [
      "M2 where the certificate has contraindications",
      {
        ...device,
        text: `${NUMBER} ${AD_NUMBER} ${M1}`,
        certificates: [{ ...certificate, contraindications: "孕妇禁用" }],
      },
      ["missing-mandatory-statement violation 禁忌内容或者"],
    ],
    [
      "no M2 where it says that there are none",
      { ...device, text: `${NUMBER} ${AD_NUMBER} ${M1}`, certificates: [{ ...certificate, contraindications: "无" }] },
      [],
    ],
    [
      "contraindications and precautions in full leave M2 to a human",
      {
        ...device,
        text: `${NUMBER} ${AD_NUMBER} ${M1} 禁忌：孕妇禁用。注意事项：避免摔落。`,
        certificates: [{ ...certificate, contraindications: "孕妇禁用" }],
      },
      ["missing-mandatory-statement review 禁忌内容或者"],
    ],
    ["to hospitals, no duty to consumers", { ...device, audience: "business", text: `${NUMBER} ${AD_NUMBER}` }, []],
    ["no number as text", { ...device, text: "用于测量血压" }, ["cert-not-displayed violation 医疗器械注册"]],
    [
      "a number in a picture is no text",
      { ...device, text: "用于测量血压", images: [{ src: "a.jpg", lines: [{ text: NUMBER }] }] },
      ["cert-not-displayed violation 医疗器械注册"],
    ],
    ["an article page is no product page", { ...device, page: "article", text: "用于测量血压" }, []],
    ["an Rx page without M7", rx, ["rx-warning-missing violation 处方药须凭处"]],
    ["an Rx page with M7", { ...rx, text: WARNING }, []],
    [
      "M7 misread by a camera",
      { ...rx, images: [{ src: "a.jpg", lines: [{ text: "处方药须凭处方在" }, { text: "药师指异下购买和使用" }] }] },
      ["rx-warning-missing violation 处方药须凭处"],
    ],
    [
      "the longer M7 misread by a camera",
      {
        ...rx,
        images: [{ src: "a.jpg", lines: [{ text: "处方药须凭处方在执业药" }, { text: "师指异下购买和使用" }] }],
      },
      [],
    ],
    [
      "Rx by name alone is for a human",
      { ...rx, certificates: [], text: "药品 非处方药专区" },
      ["rx-warning-missing review 处方药须凭处"],
    ],
  ])("%s", (_name, listing, expected) => {
    expect(found(listing)).toEqual(expected);
  });
});

describe("what was not read is not judged", () => {
  it.each<[string, Listing, string[]]>([
    ["a fragment", { kind: "device", text: `三天根治高血压 ${AD_NUMBER}` }, ["complete"]],
    ["an unread picture", { ...device, images: [{ src: "a.jpg" }] }, ["images"]],
    ["an unknown kind", { complete: true, title: "血压计" }, ["kind"]],
    ["a page drawn by a script", { ...device, passages: [{ zone: "state", text: "甲" }] }, ["state"]],
    ["a read page", device, []],
    ["food, which owes nothing", { kind: "food", text: "饼干" }, []],
    ["an insert", { ...device, context: "insert", text: "用法" }, []],
  ])("%s", (_name, listing, expected) => {
    expect(notes(listing)).toEqual(expected);
    if (expected.length > 0) expect(found(listing)).toEqual([]);
  });

  it("a part that was lost leaves it to a human", () => {
    const prepared = scanner.prepare(
      { id: "1", ...rx },
      { day: "2026-11-01", notes: [{ code: "text-truncated", where: "text" }] },
    );
    const missing = scanner.scanPrepared(prepared).findings.filter(({ rule }) => rule === "rx-warning-missing");
    expect(missing.map(({ certainty }) => certainty)).toEqual(["review"]);
  });

  it("a note alone makes no page incomplete", () => {
    expect(scan({ ...device, images: [{ src: "a.jpg" }] }).status).toBe("clean");
  });
});

describe("rules in shadow", () => {
  const shadowRules = dictionary.rules.filter(({ shadow }) => shadow === true);
  const judge = (listing: Listing, options: Parameters<typeof createBareScanner>[1]) =>
    createBareScanner(dictionary, options)
      .scanPrepared(prepareListing(listing, { day: "2026-11-01" }))
      .findings.map(({ rule }) => rule);

  it.each(shadowRules.map((rule) => [rule.id, rule] as const))("%s is off, unless switched on", (id, rule) => {
    for (const example of rule.violates) {
      const listing = exampleListing(example, id);
      expect(judge(listing, {})).not.toContain(id);
      expect(judge(listing, { shadow: [id] })).toContain(id);
      expect(judge(listing, { profile: "regulator" })).toContain(id);
    }
    for (const example of rule.passes) expect(judge(exampleListing(example, id), { shadow: [id] })).not.toContain(id);
  });
});
