import { describe, expect, it } from "vitest";
import type { Listing } from "../../src/contracts/listing.js";
import { loadDictionary } from "../../src/dictionaries/index.js";
import { prepareListing } from "../../src/prepare/prepare-listing.js";
import { createScanner } from "../../src/scan/index.js";

const scanner = createScanner(loadDictionary());
const NUMBER = "粤械注准20192070001";
const registered = {
  number: NUMBER,
  productName: "上臂式电子血压计",
  scope: "供测量成人血压和脉率",
  validUntil: "2029-03-01",
  status: "有效",
  asOf: "2026-10-20",
};
const certificate = (...rows: string[]): NonNullable<Listing["images"]> => [
  {
    src: "c.jpg",
    role: "certificate",
    lines: rows.map((text, at) => ({ text, box: [50, 100 + at * 60, 24 * text.length, 24] })),
  },
];
const said = (listing: Listing) =>
  scanner
    .scanPrepared(prepareListing({ id: "1", kind: "device", ...listing }, { day: "2026-11-01" }))
    .findings.filter(({ rule }) =>
      ["conflicting-certificates", "cert-expired-or-invalid", "cert-number-invalid"].includes(rule),
    )
    .map(({ rule, certainty, message, where }) => ({ rule, certainty, message, boxes: where?.image?.boxes }));

describe("a picture of a certificate", () => {
  it("that says what the page says is nothing to remark", () => {
    const images = certificate(
      `注册证编号：${NUMBER}`,
      "产品名称：上臂式电子血压计",
      "适用范围：供测量成人血压和脉率。",
      "有效期至：2029年3月1日",
    );
    expect(said({ text: `电子血压计 ${NUMBER}`, certificates: [registered], images })).toEqual([]);
  });

  it("with another number than the text is for a human, with its box", () => {
    const images = certificate("注册证编号：粤械注准20202070999", "产品名称：上臂式电子血压计");
    expect(said({ text: `电子血压计 ${NUMBER}`, images })).toEqual([
      {
        rule: "conflicting-certificates",
        certainty: "review",
        message: `证件图片上的编号是 粤械注准20202070999，页面文字写的是 ${NUMBER}；须核实哪一个属于本产品`,
        boxes: [[50, 100, 24 * 21, 24]],
      },
    ]);
  });

  it("whose number was misread is read by its grammar, and says so", () => {
    const images = certificate("注册证编号：粤械注淮2O202070999");
    expect(said({ text: `电子血压计 ${NUMBER}`, images })[0]?.message).toContain("图片识别按编号格式更正：");
    const right = certificate("注册证编号：粤械注淮2O192O70001");
    expect(said({ text: `电子血压计 ${NUMBER}`, images: right })).toEqual([]);
  });

  it.each([
    ["产品名称：颈椎治疗仪", "产品名称"],
    ["适用范围：用于治疗颈椎病、腰椎病", "适用范围"],
    ["有效期至：2031年3月1日", "2031-03-01"],
  ])("%s against the register", (row, word) => {
    const images = certificate(`注册证编号：${NUMBER}`, row);
    const found = said({ text: `电子血压计 ${NUMBER}`, certificates: [registered], images });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ rule: "conflicting-certificates", certainty: "review" });
    expect(found[0]?.message).toContain(word);
  });

  it("past its day, where no register knows better", () => {
    const images = certificate(`注册证编号：${NUMBER}`, "有效期至：2024年3月1日");
    expect(said({ text: `电子血压计 ${NUMBER}`, images })).toMatchObject([
      { rule: "cert-expired-or-invalid", certainty: "review" },
    ]);
  });

  it("clears nothing: anybody can draw one", () => {
    const listing: Listing = { id: "1", kind: "device", text: "本品根治颈椎病" };
    const images = certificate(`注册证编号：${NUMBER}`, "适用范围：本品根治颈椎病");
    const sure = (one: Listing) =>
      scanner
        .scanPrepared(prepareListing(one, { day: "2026-11-01" }))
        .findings.filter(({ where }) => where?.zone === "text")
        .map(({ rule, certainty }) => `${rule} ${certainty}`);
    expect(sure({ ...listing, images })).toEqual(sure(listing));
  });
});
