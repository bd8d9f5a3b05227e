import { describe, expect, it } from "vitest";
import {
  explainNumber,
  familyOfNumber,
  findCertificateNumbers,
  kindOfNumber,
  NUMBER_KINDS,
  type NumberKind,
  nameOfNumber,
  parseCertificateNumber,
} from "../../src/certificates/index.js";

const DAY = "2026-05-01";

/** written form, normalised form, kind, some fields */
const FORMATS: readonly (readonly [string, string, NumberKind, Readonly<Record<string, unknown>>])[] = [
  [
    "国械注准20193400099",
    "国械注准20193400099",
    "device-registration",
    { class: 3, code: "40", origin: "domestic", year: 2019, serial: "0099" },
  ],
  [
    "国械注进20152142328",
    "国械注进20152142328",
    "device-registration",
    { class: 2, code: "14", origin: "imported", issuer: "国" },
  ],
  ["国械注许20182070011", "国械注许20182070011", "device-registration", { origin: "hmt", class: 2 }],
  ["冀械注准20192090277", "冀械注准20192090277", "device-registration", { province: "13", class: 2, code: "09" }],
  ["滇械注准20182400001", "滇械注准20182400001", "device-registration", { province: "53" }],
  ["内械注准20162630010", "内械注准20162630010", "device-registration", { province: "15" }],
  ["兵械注准20192140015", "兵械注准20192140015", "device-registration", { province: "66" }],
  ["苏械注准应急20202140004", "苏械注准应急20202140004", "device-registration", { variant: "emergency", class: 2 }],
  ["黑械临注20202140009", "黑械临注20202140009", "device-registration", { variant: "emergency", origin: "domestic" }],
  [
    "黔械应急准2020010",
    "黔械应急准2020010",
    "device-registration",
    { variant: "emergency", serial: "010", expectedDigits: 7 },
  ],
  ["甘械注准20202140003(临时)", "甘械注准20202140003(临时)", "device-registration", { variant: "emergency" }],
  ["粤械注准20162400007(变更文件)", "粤械注准20162400007", "device-registration", { variant: null }],
  ["苏械注准20152561300(补-2018-001)", "苏械注准20152561300", "device-registration", {}],
  ["沪械注准沪械注准20142400242", "沪械注准20142400242", "device-registration", {}],
  [
    "国食药监械(准)字2013第3460123号",
    "国食药监械(准)字2013第3460123号",
    "device-registration-old",
    { class: 3, code: "46", year: 2013 },
  ],
  [
    "沪食药监械（准）字2012第2210123号（更）",
    "沪食药监械(准)字2012第2210123号",
    "device-registration-old",
    { province: "31", class: 2 },
  ],
  [
    "国食药监械(进)字2012第3770001号",
    "国食药监械(进)字2012第3770001号",
    "device-registration-old",
    { origin: "imported" },
  ],
  ["鄂药管械(准)字2002第2260641号", "鄂药管械(准)字2002第2260641号", "device-registration-old", { province: "42" }],
  [
    "豫长械备20230351",
    "豫长械备20230351",
    "device-filing",
    { class: 1, province: "41", issuer: "豫长", serial: "0351" },
  ],
  ["鲁青械备20180012号", "鲁青械备20180012", "device-filing", { province: "37", issuer: "鲁青" }],
  ["沪械备20190007", "沪械备20190007", "device-filing", { issuer: "沪" }],
  ["国械备20181234号", "国械备20181234", "device-filing", { origin: "imported" }],
  [
    "京丰食药监械经营许20150100号",
    "京丰食药监械经营许20150100号",
    "device-business-licence",
    { issuer: "京丰", year: 2015 },
  ],
  ["京朝药监械经营许20200123号", "京朝药监械经营许20200123号", "device-business-licence", { province: "11" }],
  ["(京)食药监械经营许可证第20180088号", "京食药监械经营许20180088号", "device-business-licence", { issuer: "京" }],
  ["京丰食药监械经营备20150159号", "京丰食药监械经营备20150159号", "device-business-filing", {}],
  ["沪食药监械生产许20000240号", "沪食药监械生产许20000240号", "device-production-licence", {}],
  ["苏常食药监械生产备20160012号", "苏常食药监械生产备20160012号", "device-production-filing", { class: 1 }],
  [
    "（京）网械平台备字（2018）第00005号",
    "(京)网械平台备字(2018)第00005号",
    "device-platform-filing",
    { province: "11", subject: "device" },
  ],
  ["（浙）网械平台备字[2018]第00002号", "(浙)网械平台备字(2018)第00002号", "device-platform-filing", {}],
  ["（沪）网药平台备字〔2023〕第000001号", "(沪)网药平台备字(2023)第000001号", "drug-platform-filing", {}],
  ["(京)-经营性-2018-0221", "(京)-经营性-2018-0221", "internet-drug-information", { serial: "0221" }],
  ["(苏)-非经营性-2016-0005", "(苏)-非经营性-2016-0005", "internet-drug-information", {}],
  ["浙-（经营性）-2017-0005", "(浙)-经营性-2017-0005", "internet-drug-information", { province: "33" }],
  [
    "（京）网药械信息备字（2021）第00159号",
    "(京)网药械信息备字(2021)第00159号",
    "internet-drug-information-filing",
    {},
  ],
  ["互联网药品交易服务资格证书编号：京C20160005", "京C20160005", "internet-drug-trade", { letters: "C" }],
  ["京ICP备10046444号", "京ICP备10046444号", "icp-filing", {}],
  ["京ICP备10046444号-12", "京ICP备10046444号-12", "icp-filing", {}],
  ["京ICP证110507号", "京ICP证110507号", "icp-licence", {}],
  ["京B2-20120345", "京B2-20120345", "telecom-licence", {}],
  ["合字B2-20100001", "合字B2-20100001", "telecom-licence", { province: null }],
  ["京公网安备 11010502030143号", "京公网安备11010502030143号", "police-filing", {}],
  ["国药准字H20041126", "国药准字H20041126", "drug-approval", { letters: "H", year: 2004, origin: "domestic" }],
  ["国药准字B20020334", "国药准字B20020334", "drug-approval", { letters: "B" }],
  ["国药准字Z13020588", "国药准字Z13020588", "drug-approval", { code: "13", year: 2002, variant: "old" }],
  ["国药准字HJ20150131", "国药准字HJ20150131", "drug-approval", { letters: "HJ", origin: "imported" }],
  ["国药准字ZC20150001", "国药准字ZC20150001", "drug-approval", { origin: "hmt" }],
  ["国药准字J20180060", "国药准字J20180060", "drug-approval", { variant: "repack", origin: "imported" }],
  ["国药准字C20220001", "国药准字C20220001", "drug-approval", { letters: "C", origin: "domestic" }],
  ["H20130332", "H20130332", "drug-approval-imported", { letters: "H", origin: "imported" }],
  ["BH20130332", "BH20130332", "drug-approval-imported", { variant: "repack" }],
  ["HC20150042", "HC20150042", "drug-approval-imported", { origin: "hmt" }],
  ["京卫药准字(1996)第000123号", "京卫药准字(1996)第000123号", "drug-approval-obsolete", { year: 1996 }],
  ["京药制字Z20053123", "京药制字Z20053123", "institution-preparation", { province: "11" }],
  ["粤药制备字Z20200001000", "粤药制备字Z20200001000", "institution-preparation", { expectedDigits: 11 }],
  ["国食健注G20070158", "国食健注G20070158", "health-food", { letters: "G", origin: "domestic" }],
  ["国食健字J20090060", "国食健字J20090060", "health-food", { origin: "imported" }],
  ["卫食健字(2002)第0138号", "卫食健字(2002)第0138号", "health-food", { year: 2002, variant: "old" }],
  ["卫食健字（1999）第062号", "卫食健字(1999)第062号", "health-food", { serial: "062" }],
  ["卫食健进字(2001)第0021号", "卫食健进字(2001)第0021号", "health-food", { origin: "imported" }],
  ["食健备G201737000123", "食健备G201737000123", "health-food-filing", { province: "37", serial: "000123" }],
  ["国食注字TY20165001", "国食注字TY20165001", "fsmp", { letters: "TY" }],
  ["国食注字YP20170001", "国食注字YP20170001", "infant-formula", {}],
  ["国妆特字G20150001", "国妆特字G20150001", "cosmetic", { letters: "G" }],
  ["国妆特进字20210001", "国妆特进字20210001", "cosmetic", { origin: "imported" }],
  ["国妆网备进字（沪）2019000001", "国妆网备进字(沪)2019000001", "cosmetic", { province: "31" }],
  ["国妆备进字J20150001", "国妆备进字J20150001", "cosmetic", {}],
  ["粤G妆网备字2019012345", "粤G妆网备字2019012345", "cosmetic", { province: "44", origin: "domestic" }],
  ["卫妆特字(2005)第0001号", "卫妆特字(2005)第0001号", "cosmetic", { variant: "old" }],
  ["赣卫消证字(2010)第0003号", "赣卫消证字(2010)第0003号", "disinfectant-licence", { province: "36" }],
  ["闽卫消证字(2015)第(04)0013号", "闽卫消证字(2015)第(04)0013号", "disinfectant-licence", { code: "04" }],
  ["粤卫消证字【2018】-01-第0012号", "粤卫消证字(2018)第(01)0012号", "disinfectant-licence", { code: "01" }],
  ["卫消字(2005)第0123号", "卫消字(2005)第0123号", "disinfectant-approval", {}],
  [
    "苏械广审(文)第270709-00035号",
    "苏械广审(文)第270709-00035号",
    "ad-approval",
    { expires: "2027-07-09", letters: "文", subject: "device", serial: "00035" },
  ],
  [
    "京药广审（视）第27123100001号",
    "京药广审(视)第271231-00001号",
    "ad-approval",
    { expires: "2027-12-31", subject: "drug" },
  ],
  ["粤食健广审(声)第270101-00002号", "粤食健广审(声)第270101-00002号", "ad-approval", { subject: "health-food" }],
  [
    "苏医械广审(文)第2016020123号",
    "苏医械广审(文)第2016020123号",
    "ad-approval",
    { variant: "old", year: 2016, expires: null },
  ],
  ["京DA010500001", "京DA010500001", "drug-business-licence", { letters: "DA", code: "0105" }],
  ["京CB0102010", "京CB0102010", "drug-business-licence", { variant: "old" }],
];

describe("every format", () => {
  it.each(FORMATS)("%s", (text, number, kind, fields) => {
    const parsed = parseCertificateNumber(text);
    expect(parsed).toMatchObject({ number, kind, ...fields });
    expect(parseCertificateNumber(number)?.number ?? number).toBe(number);
    expect(explainNumber(parsed as NonNullable<typeof parsed>)).toContain(nameOfNumber(kind));
  });

  it("has a row for every kind", () => {
    expect(new Set(FORMATS.map(([, , kind]) => kind))).toEqual(new Set(NUMBER_KINDS));
  });

  it.each(FORMATS.filter(([, , kind]) => kind !== "drug-approval-imported"))(
    "is found in running text: %s",
    (text, number) => {
      const before = "本品，";
      const after = "。详见说明书";
      const found = findCertificateNumbers(before + text + after, { day: DAY });
      expect(found.map((one) => one.number)).toEqual([number]);
      expect((found[0]?.start ?? 0) >= before.length && (found[0]?.end ?? 0) <= before.length + text.length).toBe(true);
    },
  );
});

describe("kinds of goods", () => {
  it.each([
    ["国械注准20193400099", "device", "product"],
    ["豫长械备20230351", "device", "product"],
    ["国药准字H20041126", "drug", "product"],
    ["国食健注G20070158", "health-food", "product"],
    ["国食注字TY20165001", "fsmp", "product"],
    ["粤G妆网备字2019012345", "cosmetic", "product"],
    ["赣卫消证字(2010)第0003号", "disinfectant", "product"],
    ["京丰食药监械经营许20150100号", null, "licence"],
    ["苏械广审(文)第270709-00035号", null, "advertisement"],
  ])("%s → %s", (text, kind, family) => {
    const parsed = parseCertificateNumber(text);
    expect(parsed && kindOfNumber(parsed)).toBe(kind);
    expect(parsed && familyOfNumber(parsed.kind)).toBe(family);
  });
});

/** text, normalised number, corrections as "from>to" */
const DISGUISED: readonly (readonly [string, string, readonly string[]])[] = [
  ["国械注淮20193400099", "国械注准20193400099", ["淮>准"]],
  ["国械注准2019-34O0099", "国械注准20193400099", ["O>0"]],
  ["国 械 注 准 2019 340 0099", "国械注准20193400099", []],
  ["国械注准\n2019\n3400099", "国械注准20193400099", []],
  ["【国械注准】（20193400099）", "国械注准20193400099", []],
  ["國械註準２０１９３４０００９９", "国械注准20193400099", ["國>国", "註>注", "準>准"]],
  ["国械注准𝟐𝟎𝟏𝟗𝟑𝟒𝟎𝟎𝟎𝟗𝟗", "国械注准20193400099", []],
  ["国械准注20193400099", "国械注准20193400099", ["准注>注准"]],
  ["国械准20193400099", "国械注准20193400099", ["准>注准"]],
  ["国械注(准)20193400099", "国械注准20193400099", []],
  ["国械注准字20193400099号", "国械注准20193400099", []],
  ["国械注准:20193400099", "国械注准20193400099", []],
  ["国药淮宇H2004I126", "国药准字H20041126", ["淮>准", "宇>字", "I>1"]],
  ["国药准字h2004112G", "", []],
  ["国药准字220060281", "国药准字Z20060281", ["2>Z"]],
  ["国药准字Z2006028l", "国药准字Z20060281", ["L>1"]],
  ["国药准字（Z）20060281", "国药准字Z20060281", []],
  ["国食健注620070158", "国食健注G20070158", ["6>G"]],
  ["药准字H20041126", "国药准字H20041126", [">国"]],
];

describe("tolerance", () => {
  it.each(DISGUISED)("%j", (text, number, corrections) => {
    const [found] = findCertificateNumbers(text);
    if (number === "") {
      expect(found?.problems.map((one) => one.code)).toEqual(["digits-wrong-count"]);
      return;
    }
    expect(found?.number).toBe(number);
    expect(found?.corrections.map((one) => `${one.from}>${one.to}`)).toEqual(corrections);
    expect(found?.problems).toEqual([]);
  });

  it("says where it corrected", () => {
    const text = "证号 国械注淮2019340O099";
    const [found] = findCertificateNumbers(text);
    expect(found?.corrections.map((one) => text.slice(one.start, one.end))).toEqual(["淮", "O"]);
  });

  it.each([
    ["国械注准20193400099 30支/盒", ["国械注准20193400099"]],
    ["国械注准20193400099\n12片装", ["国械注准20193400099"]],
    ["国械注准201930306 30支装", ["国械注准201930306"]],
    ["国械注准20193400099/国械注准20193130200", ["国械注准20193400099", "国械注准20193130200"]],
    ["国药准字Z20060281国药准字H20041126", ["国药准字Z20060281", "国药准字H20041126"]],
  ])("parts the number from what follows: %j", (text, numbers) => {
    expect(findCertificateNumbers(text).map((one) => one.number)).toEqual(numbers);
  });
});

describe("prose that holds no number", () => {
  it.each([
    "医疗器械注册证编号见包装，2019年起",
    "第二类医疗器械经营备案凭证",
    "经营性网站与非经营性网站，2019年共1234家",
    "国药准字号药品 2023 新款",
    "健字号、消字号、械字号的区别，2024年整理",
    "药准字",
    "云A12345678",
    "本品制字清楚，20230101 生产",
    "",
  ])("%j", (text) => {
    expect(findCertificateNumbers(text)).toEqual([]);
    expect(parseCertificateNumber(text)).toBeNull();
  });

  it("is not one number where there are two, or digits behind it, or a long text", () => {
    expect(parseCertificateNumber("国械注准20193400099 国械注准20193130200")).toBeNull();
    expect(parseCertificateNumber("国械注准20193400099 12")?.number).toBe("国械注准20193400099");
    expect(parseCertificateNumber(`国械注准20193400099${"，".repeat(24)}`)?.number).toBe("国械注准20193400099");
    expect(parseCertificateNumber(`国械注准20193400099${"，".repeat(25)}`)).toBeNull();
    expect(parseCertificateNumber(`国械注准20193400099${" ".repeat(181)}`)).toBeNull();
  });
});
