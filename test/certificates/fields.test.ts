import { describe, expect, it } from "vitest";
import { compareFields, references } from "../../src/certificates/index.js";
import type { Listing } from "../../src/contracts/listing.js";
import type { Passage } from "../../src/contracts/passage.js";
import type { KnownCertificate } from "../../src/contracts/prepared.js";
import type { Coverage } from "../../src/contracts/result.js";

const DAY = "2026-05-01";

interface Page {
  readonly title?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly heading?: string;
  readonly text?: string;
  readonly picture?: string;
  readonly law?: string;
  readonly buyer?: string;
  readonly listing?: Listing;
}

function passagesOf(page: Page): Passage[] {
  const base = {
    context: "advertisement",
    declared: false,
    author: "merchant",
    label: null,
    hidden: false,
    source: null,
    image: null,
  } as const;
  const passages: Passage[] = [];
  if (page.title !== undefined) passages.push({ ...base, zone: "title", field: "title", text: page.title });
  if (page.heading !== undefined) passages.push({ ...base, zone: "heading", field: "text", text: page.heading });
  for (const [label, text] of Object.entries(page.attributes ?? {})) {
    passages.push({ ...base, zone: "attribute", field: `attributes.${label}`, text, label });
  }
  if (page.text !== undefined) passages.push({ ...base, zone: "body", field: "text", text: page.text });
  if (page.picture !== undefined) {
    passages.push({ ...base, zone: "picture", field: "text", text: page.picture, image: { index: 0, lines: [] } });
  }
  if (page.law !== undefined) passages.push({ ...base, zone: "body", field: "text", text: page.law, context: "law" });
  if (page.buyer !== undefined)
    passages.push({ ...base, zone: "review", field: "text", text: page.buyer, author: "buyer" });
  return passages;
}

function compare(
  page: Page,
  certificates: readonly KnownCertificate[] = [],
  sources: Coverage["registry"] = [],
  day = DAY,
) {
  const passages = passagesOf(page);
  const listing = page.listing ?? {};
  const found = references(passages, listing.certificates ?? [], day);
  const comparisons = compareFields(passages, certificates, found, listing, day, sources);
  for (const { passage, start, end, reason } of comparisons) {
    expect(reason).toMatch(/[一-鿿]{4}/);
    if (passage === null) expect([start, end]).toEqual([0, 0]);
    else expect(start >= 0 && start < end && end <= (passages[passage]?.text.length ?? -1)).toBe(true);
  }
  return comparisons;
}

const NUMBER = "粤械注准20192140001";
const PASTE: KnownCertificate = {
  number: NUMBER,
  productName: "医用冷敷贴",
  holder: "广州青禾示例医疗器械有限公司",
  validUntil: "2029-05-31",
  asOf: "2026-04-20",
  origin: "registry",
  source: "示例库",
  complete: true,
};
const DRUG: KnownCertificate = {
  number: "国药准字Z20200001",
  productName: "示例感冒颗粒",
  rx: "otc-a",
  asOf: "2026-04-20",
  origin: "registry",
  source: "示例库",
  complete: true,
};
const STALE: Partial<KnownCertificate> = { asOf: "2021-01-31", complete: false };

type Row = readonly [name: string, page: Page, certificates: readonly KnownCertificate[], expected: readonly string[]];

function table(rows: readonly Row[]) {
  it.each(rows)("%s", (_, page, certificates, expected) => {
    expect(compare(page, certificates).map((one) => `${one.check} ${one.certainty} ${one.claimed}`)).toEqual(expected);
  });
}

describe("numbers", () => {
  table([
    ["a possible number", { text: `证号${NUMBER}` }, [], []],
    ["one digit short", { text: "国械注准201930306" }, [], ["cert-number-invalid violation 国械注准201930306"]],
    [
      "one digit short, by camera",
      { picture: "国械注准201930306" },
      [],
      ["cert-number-invalid review 国械注准201930306"],
    ],
    ["known all the same", { text: "京械注准201820283" }, [{ ...PASTE, number: "京械注准201820283" }], []],
    [
      "class III from a province",
      { text: "粤械注准20193140001" },
      [],
      ["cert-number-invalid violation 粤械注准20193140001"],
    ],
    ["a placeholder", { text: "国械注准2019XXXXXXX" }, [], ["cert-number-invalid review 国械注准2019XXXXXXX"]],
    [
      "a wrong character, typed",
      { text: "国械注淮20193400099" },
      [],
      ["cert-number-invalid review 国械注淮20193400099"],
    ],
    ["a wrong character, by camera", { picture: "国械注淮20193400099" }, [], []],
    ["traditional glyphs", { text: "國械註準20193400099" }, [], []],
    [
      "an impossible drug number",
      { text: "国药准字H2004112" },
      [],
      ["drug-approval-number-invalid violation 国药准字H2004112"],
    ],
    ["a year to come", { text: "国药准字H20271126" }, [], ["drug-approval-number-invalid violation 国药准字H20271126"]],
    ["in the words of a law", { law: "国械注准201930306" }, [], []],
    ["in a buyer's words", { buyer: "国械注准201930306" }, [], []],
    [
      "a label without a number",
      { attributes: { 注册证号: "20193400099" } },
      [],
      ["cert-number-invalid review 20193400099"],
    ],
    ["a label that says see below", { attributes: { 注册证号: "见包装" } }, [], []],
  ]);

  const source = { source: "示例库", asOf: "2026-04-20", complete: true, kinds: ["device"] } as const;
  it.each([
    ["no source", [], []],
    ["complete and fresh", [source], ["violation"]],
    ["complete, but old", [{ ...source, asOf: "2025-01-31" }], ["review"]],
    ["partial", [{ ...source, complete: false }], ["review"]],
    ["of another kind", [{ ...source, kinds: ["drug"] as const }], []],
    ["from before the number", [{ ...source, asOf: "2018-12-31" }], []],
    ["one that proves among others", [{ ...source, complete: false }, source], ["violation"]],
  ])("unknown to a source: %s", (_, sources, expected) => {
    expect(compare({ text: NUMBER }, [], sources).map((one) => one.certainty)).toEqual(expected);
    expect(compare({ text: NUMBER }, [PASTE], sources)).toEqual([]);
  });

  it("a number that is odd, as some registered ones are, is looked for too, and never proves anything", () => {
    const [found] = compare({ text: "鄂械注准20132409994" }, [], [source]);
    expect(found).toMatchObject({ check: "cert-number-invalid", certainty: "review" });
    expect(found?.reason).not.toContain("不完整");
    expect(compare({ text: "鄂械注准20132409994" }, [{ ...PASTE, number: "鄂械注准20132409994" }], [source])).toEqual(
      [],
    );
  });

  it("says that a number was read from a picture", () => {
    expect(compare({ picture: NUMBER }, [], [source])).toMatchObject([
      { certainty: "review", reason: expect.stringContaining("编号读自图片") },
    ]);
  });

  it("names an unreadable given number without a place", () => {
    expect(compare({ listing: { certificates: [{ number: "粤械2019" }] } })).toMatchObject([
      { check: "cert-number-invalid", certainty: "review", passage: null, claimed: "粤械2019" },
    ]);
  });
});

describe("validity", () => {
  const until = (fields: Partial<KnownCertificate>) => [{ ...PASTE, ...fields }];
  const page = { text: NUMBER };
  const claimed = `${DAY} 在售`;
  table([
    ["valid to the last day", page, until({ validUntil: DAY }), []],
    [
      "past the day, fresh source",
      page,
      until({ validUntil: "2026-04-30" }),
      [`cert-expired-or-invalid review ${claimed}`],
    ],
    [
      "past the day, source of 2021",
      page,
      until({ validUntil: "2023-04-30", ...STALE }),
      [`cert-expired-or-invalid review ${claimed}`],
    ],
    [
      "not renewed, source from after",
      page,
      until({ validUntil: "2026-03-31", status: "未延续" }),
      [`cert-expired-or-invalid violation ${claimed}`],
    ],
    [
      "not renewed, source from before",
      page,
      until({ validUntil: "2026-04-25", status: "未延续" }),
      [`cert-expired-or-invalid review ${claimed}`],
    ],
    [
      "revoked before its day",
      page,
      until({ validUntil: "2029-01-01", status: "已撤销" }),
      [`cert-expired-or-invalid violation ${claimed}`],
    ],
    [
      "revoked, nobody knows when",
      page,
      until({ status: "吊销", asOf: undefined }),
      [`cert-expired-or-invalid review ${claimed}`],
    ],
    [
      "revoked after the capture",
      page,
      until({ status: "吊销", asOf: "2026-05-02" }),
      [`cert-expired-or-invalid review ${claimed}`],
    ],
    ["in force", page, until({ status: "有效" }), []],
    [
      "an old form",
      { text: "国食药监械(准)字2013第3460123号" },
      [],
      ["cert-expired-or-invalid review 国食药监械(准)字2013第3460123号"],
    ],
  ]);

  it("asks the two questions", () => {
    const [one] = compare(page, until({ validUntil: "2023-04-30" }));
    expect(one?.reason).toMatch(/延续.*有效期内生产/);
  });
});

describe("product names", () => {
  const titled = (title: string) => ({ title, text: NUMBER });
  table([
    ["exact", titled("医用冷敷贴"), [PASTE], []],
    ["brand, model and pack around it", titled("青禾 医用冷敷贴 QH-1型 5贴/盒 退热"), [PASTE], []],
    ["full width and brackets", titled("【青禾】医用 冷敷贴（５贴）"), [PASTE], []],
    [
      "a name with brackets, brackets left out",
      titled("青禾人绒毛膜促性腺激素检测试纸胶体金法10条"),
      [{ ...PASTE, productName: "人绒毛膜促性腺激素检测试纸(胶体金法)" }],
      [],
    ],
    [
      "a name with brackets, method left out",
      titled("青禾人绒毛膜促性腺激素检测试纸10条"),
      [{ ...PASTE, productName: "人绒毛膜促性腺激素检测试纸(胶体金法)" }],
      [],
    ],
    ["a colloquial name", titled("青禾退热贴5贴"), [PASTE], ["product-name-mismatch review 青禾退热贴5贴"]],
    [
      "a colloquial title, the name as attribute",
      { title: "青禾退热贴", attributes: { 产品名称: "医用冷敷贴" }, text: NUMBER },
      [PASTE],
      [],
    ],
    ["a colloquial title, the name as heading", { ...titled("青禾退热贴"), heading: "医用冷敷贴" }, [PASTE], []],
    [
      "a colloquial title, the name in the text",
      { title: "青禾退热贴", text: `【产品名称】：医用冷敷贴 ${NUMBER}` },
      [PASTE],
      [],
    ],
    [
      "a colloquial title, another heading",
      { ...titled("青禾退热贴"), heading: "商品详情" },
      [PASTE],
      ["product-name-mismatch review 青禾退热贴"],
    ],
    [
      "another name as attribute",
      { title: "医用冷敷贴", attributes: { 产品名称: "医用退热贴" }, text: NUMBER },
      [PASTE],
      ["product-name-mismatch violation 医用退热贴"],
    ],
    [
      "the same, from an old source",
      { attributes: { 产品名称: "医用退热贴" }, text: NUMBER },
      [{ ...PASTE, validUntil: undefined, ...STALE }],
      ["product-name-mismatch review 医用退热贴"],
    ],
    [
      "复方 before a name makes another",
      { attributes: { 通用名称: "复方示例感冒颗粒" }, text: "国药准字Z20200001" },
      [DRUG],
      ["product-name-mismatch violation 复方示例感冒颗粒"],
    ],
    [
      "a number of another product",
      titled("青禾上臂式血压计 家用"),
      [{ ...PASTE, productName: "一次性使用注射器" }],
      ["cert-number-of-other-product violation 青禾上臂式血压计 家用"],
    ],
    [
      "the same, from an old source",
      titled("青禾上臂式血压计 家用"),
      [{ ...PASTE, productName: "一次性使用注射器", validUntil: undefined, ...STALE }],
      ["cert-number-of-other-product review 青禾上臂式血压计 家用"],
    ],
    [
      "nothing in common, heads unknown",
      titled("青禾护腰带"),
      [{ ...PASTE, productName: "人工晶体" }],
      ["cert-number-of-other-product review 青禾护腰带"],
    ],
    [
      "two products, one name fits",
      { title: "医用冷敷贴", text: `${NUMBER}、粤械注准20192140002` },
      [PASTE, { ...PASTE, number: "粤械注准20192140002", productName: "电子血压计" }],
      [],
    ],
    ["a shop's home", { ...titled("青禾旗舰店"), listing: { page: "shop-home" } }, [PASTE], []],
    ["no name known", titled("青禾退热贴"), [{ ...PASTE, productName: undefined }], []],
    ["a certificate the page does not name", { title: "青禾退热贴" }, [PASTE], []],
  ]);
});

describe("origin", () => {
  const imported = "国械注进20152142328";
  table([
    [
      "imported by attribute, 准",
      { attributes: { 产地: "德国" }, text: NUMBER },
      [],
      ["origin-mismatch violation 德国"],
    ],
    [
      "imported by attribute, 准 (2)",
      { attributes: { "国产/进口": "进口" }, text: NUMBER },
      [],
      ["origin-mismatch violation 进口"],
    ],
    [
      "home-made by attribute, 进",
      { attributes: { 原产地: "国产" }, text: imported },
      [],
      ["origin-mismatch violation 国产"],
    ],
    ["imported by title, 准", { title: "德国原装进口血压计", text: NUMBER }, [], ["origin-mismatch review 原装进口"]],
    ["imported parts", { title: "进口芯片血压计", text: NUMBER }, [], []],
    ["not imported", { title: "非进口血压计", attributes: { 是否进口: "否" }, text: NUMBER }, [], []],
    ["imported, 进", { title: "德国进口敷料", attributes: { 产地: "德国" }, text: imported }, [], []],
    ["import in running text", { text: `${NUMBER} 采用进口工艺` }, [], []],
    ["two origins on one page", { title: "进口", text: `${NUMBER} ${imported}` }, [], []],
    ["an imported drug", { title: "国产阿莫西林", text: "国药准字HJ20150131" }, [], ["origin-mismatch review 国产"]],
  ]);
});

describe("stated class", () => {
  table([
    ["the same", { text: `第二类医疗器械 ${NUMBER}` }, [], []],
    ["another in the text", { text: `本品为第三类医疗器械，${NUMBER}` }, [], ["class-mismatch review 第三类"]],
    [
      "another as attribute",
      { attributes: { 管理类别: "Ⅲ类" }, text: NUMBER },
      [],
      ["class-mismatch violation 第三类"],
    ],
    [
      "a filing that calls itself class II",
      { text: "二类医疗器械 豫长械备20230351" },
      [],
      ["class-mismatch review 第二类"],
    ],
    ["a merchant's paper", { text: `第三类医疗器械经营许可证 ${NUMBER}` }, [], []],
    ["another kind of class", { attributes: { 类别: "家用器械" }, text: NUMBER }, [], []],
  ]);
});

describe("manufacturers", () => {
  const made = (firm: string) => ({ attributes: { 生产企业: firm }, text: NUMBER });
  table([
    ["the holder", made("广州青禾示例医疗器械有限公司"), [PASTE], []],
    ["the holder, shortened, full width", made("广州青禾示例医疗器械　有限责任公司"), [PASTE], []],
    [
      "a contract maker",
      made("佛山白榆示例科技有限公司"),
      [{ ...PASTE, manufacturers: ["佛山白榆示例科技有限公司"] }],
      [],
    ],
    ["another", made("佛山白榆示例科技有限公司"), [PASTE], ["manufacturer-mismatch review 佛山白榆示例科技有限公司"]],
    ["nobody", made("见产品包装"), [PASTE], []],
    ["a translation", made("QINGHE Medical Ltd."), [PASTE], []],
  ]);
});

describe("Rx and OTC", () => {
  const rx = { ...DRUG, rx: "rx" } as const;
  const typed = (type: string) => ({ attributes: { 药品类型: type }, text: "国药准字Z20200001" });
  table([
    ["the same", typed("OTC甲类"), [DRUG], []],
    ["OTC of either class", typed("非处方药"), [DRUG], []],
    ["the other class", typed("乙类OTC"), [DRUG], ["otc-rx-class-mismatch violation 乙类OTC"]],
    ["OTC on a prescription drug", typed("非处方药"), [rx], ["otc-rx-class-mismatch violation 非处方药"]],
    ["prescription on an OTC drug", typed("处方药"), [DRUG], ["otc-rx-class-mismatch violation 处方药"]],
    ["from an old source", typed("处方药"), [{ ...DRUG, ...STALE }], ["otc-rx-class-mismatch review 处方药"]],
    ["by title", { title: "示例感冒颗粒 OTC", text: "国药准字Z20200001" }, [rx], ["otc-rx-class-mismatch review OTC"]],
    ["both classes", typed("处方药"), [{ ...DRUG, rx: "dual" }], []],
    [
      "yes or no",
      { attributes: { 是否处方药: "否" }, text: "国药准字Z20200001" },
      [rx],
      ["otc-rx-class-mismatch violation 否"],
    ],
  ]);
});

describe("advertisement numbers", () => {
  table([
    ["in force", { text: "苏械广审(文)第260501-00035号" }, [], []],
    [
      "run out",
      { text: "苏械广审(文)第260430-00035号" },
      [],
      ["ad-approval-number-invalid violation 苏械广审(文)第260430-00035号"],
    ],
    [
      "run out, by camera",
      { picture: "苏械广审(文)第260430-00035号" },
      [],
      ["ad-approval-number-invalid review 苏械广审(文)第260430-00035号"],
    ],
    [
      "no date",
      { text: "苏械广审(文)第261340-00035号" },
      [],
      ["ad-approval-number-invalid violation 苏械广审(文)第261340-00035号"],
    ],
    [
      "for drugs, on a device's page",
      { text: `${NUMBER}，苏药广审(文)第270501-00035号` },
      [],
      ["ad-approval-number-invalid review 苏药广审(文)第270501-00035号"],
    ],
  ]);
});

describe("conflicting numbers and papers of firms", () => {
  const OTHER = "粤械注准20192140002";
  const LICENCE = "京丰食药监械经营许20150100号";
  table([
    [
      "attribute and text differ",
      { attributes: { 注册证号: NUMBER }, text: OTHER },
      [],
      [`conflicting-certificates review ${OTHER}`],
    ],
    [
      "one of them odd, but registered so",
      { attributes: { 注册证号: "京械注准201920370" }, text: OTHER },
      [{ ...PASTE, number: "京械注准201920370" }],
      [`conflicting-certificates review ${OTHER}`],
    ],
    ["both in one attribute", { attributes: { 注册证号: `${NUMBER}/${OTHER}` } }, [], []],
    [
      "one name for both",
      { attributes: { 注册证号: NUMBER }, text: `医用冷敷贴 ${OTHER}` },
      [PASTE, { ...PASTE, number: OTHER }],
      [],
    ],
    [
      "a list of products",
      {
        attributes: { 注册证号: NUMBER },
        text: `${OTHER}，粤械注准20192140003，粤械注准20192140004，粤械注准20192140005`,
      },
      [],
      [],
    ],
    [
      "a device's and a drug's",
      { attributes: { 注册证号: NUMBER }, text: "国药准字H20041126" },
      [],
      ["conflicting-certificates review 国药准字H20041126"],
    ],
    [
      "a licence as registration",
      { attributes: { 注册证号: LICENCE } },
      [],
      [`licence-in-place-of-certificate violation ${LICENCE}`],
    ],
    [
      "a licence as registration, in text",
      { text: `医疗器械注册证号：${LICENCE}` },
      [],
      [`licence-in-place-of-certificate violation ${LICENCE}`],
    ],
    ["a licence as licence", { attributes: { 经营许可证号: LICENCE }, text: `经营许可证：${LICENCE}` }, [], []],
    ["a licence beside the registration", { attributes: { 注册证号: `${NUMBER} ${LICENCE}` } }, [], []],
  ]);
});

describe("compareFields", () => {
  it("orders by place and says the same twice", () => {
    const page = {
      title: "德国原装进口血压计",
      attributes: { 注册证号: "国械注准201930306", 生产企业: "佛山白榆示例科技有限公司" },
      text: NUMBER,
    };
    const once = compare(page, [{ ...PASTE, validUntil: "2020-01-01" }]);
    expect(once.map((one) => one.passage)).toEqual([...once.map((one) => one.passage)].sort());
    expect(once.length).toBeGreaterThan(3);
    expect(compare(page, [{ ...PASTE, validUntil: "2020-01-01" }])).toEqual(once);
  });

  it("finds nothing on an empty page", () => {
    expect(compare({})).toEqual([]);
  });
});
