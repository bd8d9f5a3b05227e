import { describe, expect, it } from "vitest";
import type { Listing } from "../../src/contracts/listing.js";
import type { Passage } from "../../src/contracts/passage.js";
import type { KnownCertificate } from "../../src/contracts/prepared.js";
import { MAX_LISTING_CHARS, MAX_LOOKUPS, MAX_TEXT_CHARS } from "../../src/prepare/limits.js";
import { type PageReader, preparePassages } from "../../src/prepare/passages.js";
import { prepareListing } from "../../src/prepare/prepare-listing.js";

const NUMBER = "国械注准20193090001";
const DAY = "2026-03-01";

function pagePassage(text: string, changes: Partial<Passage> = {}): Passage {
  return {
    zone: "body",
    field: "text",
    text,
    context: "advertisement",
    declared: false,
    author: "merchant",
    label: null,
    hidden: false,
    source: [0, 10, text.length],
    image: null,
    ...changes,
  };
}

const readPage: PageReader = (html) => ({
  passages: [pagePassage(html.replaceAll(/<[^>]*>/g, ""))],
  title: "页面标题",
  attributes: { 材质: "页面", 颜色: "蓝" },
  images: [
    { src: "a.jpg", alt: "" },
    { src: "b.jpg", alt: "" },
  ],
  notes: [],
  truncated: false,
});

function registered(number: string, scope: string): KnownCertificate {
  return {
    number,
    productName: "医用冷敷凝胶",
    scope,
    asOf: "2026-01-01",
    origin: "registry",
    source: "demo",
    complete: false,
  };
}

describe("preparePassages", () => {
  const cases: { name: string; listing: Listing; passages: unknown[] }[] = [
    {
      name: "title and text",
      listing: { title: "血压计", text: "家用" },
      passages: [
        { zone: "title", field: "title", text: "血压计", context: "advertisement", declared: false },
        { zone: "text", field: "text", text: "家用" },
      ],
    },
    {
      name: "one passage an attribute, the name as label",
      listing: { attributes: { 适用范围: "测量血压", 空: " " } },
      passages: [{ zone: "attribute", field: "attributes.适用范围", text: "测量血压", label: "适用范围" }],
    },
    {
      name: "the listing's context is declared for its texts",
      listing: { context: "insert", text: "用法用量" },
      passages: [{ context: "insert", declared: true }],
    },
    {
      name: "the passage's own context goes before the listing's",
      listing: {
        context: "insert",
        passages: [{ text: "买一送一", context: "advertisement", author: "platform", zone: "body" }],
      },
      passages: [
        { zone: "body", field: "passages.0.text", context: "advertisement", declared: true, author: "platform" },
      ],
    },
    {
      name: "an unknown zone is text, a hidden one is hidden",
      listing: {
        passages: [
          { text: "甲", zone: "banner" },
          { text: "乙", zone: "hidden" },
        ],
      },
      passages: [
        { zone: "text", hidden: false },
        { zone: "hidden", hidden: true },
      ],
    },
    {
      name: "reviews are the buyers'",
      listing: { reviews: ["好用"] },
      passages: [{ zone: "review", field: "reviews.0", context: "review", declared: true, author: "buyer" }],
    },
    {
      name: "spoken sentences",
      listing: { media: [{ transcript: [{ text: "家人们" }, { text: "三天见效", at: "00:10" }] }] },
      passages: [{ field: "media.0.transcript.0.text" }, { zone: "transcript", field: "media.0.transcript.1.text" }],
    },
    {
      name: "lines of one picture are one passage",
      listing: {
        images: [
          { src: "x.jpg" },
          { src: "y.jpg", lines: [{ text: "冷敷" }, { text: "" }, { text: "护理", box: [1, 2, 3, 4] }] },
        ],
      },
      passages: [
        {
          zone: "picture",
          text: "冷敷\n护理",
          image: {
            index: 1,
            lines: [
              { start: 0, end: 2, box: null },
              { start: 3, end: 5, box: [1, 2, 3, 4] },
            ],
          },
        },
      ],
    },
    {
      name: "a picture's role only presumes its context",
      listing: {
        context: "advertisement",
        images: [{ src: "c.jpg", role: "certificate", lines: [{ text: "注册证" }] }],
      },
      passages: [{ context: "certificate", declared: false }],
    },
    {
      name: "a page's presumed context gives way to a declared one",
      listing: { context: "news", html: "<p>报道</p>" },
      passages: [{ text: "报道", context: "news", declared: true, source: [0, 10, 2] }],
    },
  ];
  it.each(cases)("$name", ({ listing, passages }) => {
    const prepared = preparePassages(listing, readPage);
    expect(prepared.passages).toHaveLength(passages.length);
    expect(prepared.passages).toMatchObject(passages);
    expect(prepared.notes).toEqual([]);
  });

  it("joins what the page adds: given attributes and pictures come first", () => {
    const { attributes, images, title } = preparePassages(
      { html: "<p>x</p>", attributes: { 材质: "棉" }, images: [{ src: "b.jpg", lines: [] }] },
      readPage,
    );
    expect(title).toBe("页面标题");
    expect(attributes).toEqual({ 材质: "棉", 颜色: "蓝" });
    expect(images).toEqual([{ src: "b.jpg", lines: [] }, { src: "a.jpg" }]);
  });

  it("notes a page that nobody reads", () => {
    expect(preparePassages({ html: "<p>x</p>" }).notes).toEqual([{ code: "html-not-read", where: "html" }]);
  });

  it.each([
    { chars: MAX_TEXT_CHARS, notes: [] },
    { chars: MAX_TEXT_CHARS + 1, notes: [{ code: "text-truncated", where: "text" }] },
  ])("caps a text: $chars", ({ chars, notes }) => {
    const prepared = preparePassages({ text: "字".repeat(chars) });
    expect(prepared.notes).toEqual(notes);
    expect(prepared.passages[0]?.text.length).toBe(MAX_TEXT_CHARS);
  });

  it("caps all texts of a listing and says where", () => {
    const whole = Array<string>(MAX_LISTING_CHARS / MAX_TEXT_CHARS).fill("字".repeat(MAX_TEXT_CHARS));
    expect(preparePassages({ reviews: whole }).notes).toEqual([]);
    const over = preparePassages({ reviews: [...whole, "多", "余"] });
    expect(over.notes).toEqual([{ code: "listing-too-long", where: "reviews.8" }]);
    expect(over.passages).toHaveLength(whole.length);
  });
});

describe("prepareListing", () => {
  it("takes the day from capturedAt in Asia/Shanghai, else as given", () => {
    expect(prepareListing({ text: "a", capturedAt: "2026-03-01T20:00:00Z" }, { day: DAY }).day).toBe("2026-03-02");
    expect(prepareListing({ text: "a" }, { day: DAY }).day).toBe(DAY);
    const broken = prepareListing({ text: "a", capturedAt: "昨天" }, { day: DAY });
    expect(broken.day).toBe(DAY);
    expect(broken.coverage.notes).toEqual([{ code: "invalid-field", where: "capturedAt" }]);
  });

  it("looks all numbers up in one batch", () => {
    const asked: string[][] = [];
    const prepared = prepareListing(
      {
        title: `凝胶 ${NUMBER}`,
        attributes: { 注册证编号: "国械注准20203140002" },
        certificates: [{ number: NUMBER }],
      },
      {
        day: DAY,
        registry: [{ source: "demo", asOf: "2026-01-01", complete: false }],
        lookup: (numbers) => {
          asked.push([...numbers]);
          return [registered(NUMBER, "用于物理降温")];
        },
      },
    );
    expect(asked).toEqual([[NUMBER, "国械注准20203140002"]]);
    expect(prepared.certificates).toEqual([registered(NUMBER, "用于物理降温")]);
    expect(prepared.coverage.certificates).toEqual({ found: [NUMBER], missing: ["国械注准20203140002"] });
    expect(prepared.coverage.registry).toHaveLength(1);
    expect(prepared.references.map(({ number, known }) => [number, known])).toEqual([
      [NUMBER, true],
      ["国械注准20203140002", false],
    ]);
    expect(prepared.listing.kind).toBe("device");
  });

  it("lets facts given with the listing win and fills in the rest", () => {
    const { certificates } = prepareListing(
      { text: "a", certificates: [{ number: `${NUMBER} `, scope: "随商品给的范围" }] },
      { day: DAY, lookup: () => [{ ...registered(NUMBER, "库里的范围"), complete: true }] },
    );
    expect(certificates).toHaveLength(1);
    expect(certificates[0]).toMatchObject({
      scope: "随商品给的范围",
      productName: "医用冷敷凝胶",
      origin: "inline",
      complete: false,
    });
  });

  it("without a registry nothing is missing, and a certificate without a number counts", () => {
    const prepared = prepareListing({ text: NUMBER, certificates: [{ scope: "测量血压" }] }, { day: DAY });
    expect(prepared.coverage.certificates).toEqual({ found: [], missing: [] });
    expect(prepared.certificates).toMatchObject([{ scope: "测量血压", origin: "inline", source: null }]);
  });

  it("notes a registry that fails", () => {
    const prepared = prepareListing(
      { text: NUMBER },
      {
        day: DAY,
        lookup: () => {
          throw new Error("database disk image is malformed");
        },
      },
    );
    expect(prepared.coverage.notes).toEqual([{ code: "registry-unreadable", where: "certificates" }]);
  });

  it.each([
    { count: MAX_LOOKUPS, codes: [] },
    { count: MAX_LOOKUPS + 1, codes: ["too-many-numbers"] },
  ])("caps the batch: $count numbers", ({ count, codes }) => {
    const numbers = Array.from({ length: count }, (_, index) => `国械注准2019309${String(index).padStart(4, "0")}`);
    let asked = 0;
    const prepared = prepareListing(
      { text: numbers.join("，") },
      {
        day: DAY,
        lookup: (batch) => {
          asked = batch.length;
          return [];
        },
      },
    );
    expect(asked).toBe(MAX_LOOKUPS);
    expect(prepared.coverage.notes.map((note) => note.code)).toEqual(codes);
  });

  it("keeps an explicit kind, and infers none where numbers disagree", () => {
    expect(prepareListing({ text: NUMBER, kind: "cosmetic" }, { day: DAY }).listing.kind).toBe("cosmetic");
    expect(prepareListing({ text: `${NUMBER} 国药准字H20041126` }, { day: DAY }).listing.kind).toBeUndefined();
  });

  it("counts pictures nobody read as skipped and names them", () => {
    const images = [{ src: "a.jpg" }, { src: "b.jpg" }, { src: "c.jpg", lines: [] }, { src: "d.jpg" }];
    const { coverage } = prepareListing({ text: "a", images }, { day: DAY });
    expect(coverage.images).toEqual({ read: 1, failed: 0, skipped: 3 });
    expect(coverage.notes).toEqual([{ code: "image-not-read", where: "images.0-1,3" }]);
  });

  it("says when there is nothing to judge", () => {
    expect(prepareListing({ id: "1" }, { day: DAY }).coverage.notes).toEqual([{ code: "no-text", where: "1" }]);
  });

  it("takes HTML for a whole page and bare text for a part", () => {
    expect(prepareListing({ html: "<p>x</p>" }, { day: DAY, readPage }).listing.complete).toBe(true);
    expect(prepareListing({ text: "x" }, { day: DAY }).listing.complete).toBe(false);
    expect(prepareListing({ html: "<p>x</p>", complete: false }, { day: DAY, readPage }).listing.complete).toBe(false);
  });

  it("returns plain frozen data", () => {
    const prepared = prepareListing({ html: "<p>x</p>", id: "1" }, { day: DAY, readPage });
    expect(Object.isFrozen(prepared)).toBe(true);
    expect(Object.isFrozen(prepared.passages)).toBe(true);
    expect(structuredClone(prepared)).toEqual(prepared);
    expect(prepared.listing.html).toBeUndefined();
  });
});
