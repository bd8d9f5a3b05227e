import { colloquialNames } from "../../src/certificates/index.js";
import type { Concept } from "../../src/contracts/dictionary.js";
import type { Random } from "../random.js";
import type { Page } from "./page.js";
import type { Product } from "./register.js";

/** What is planted in a page, and the rule that must find it. */
export interface Fault {
  readonly name: string;
  readonly rule: string;
  /** Plants it; false where this product cannot carry it. */
  plant(page: Page, random: Random, world: World): boolean;
}

export interface World {
  readonly products: readonly Product[];
  readonly concepts: readonly Concept[];
}

const isDevice = (page: Page) => page.kind === "device";
const classOf = (page: Page) => Number(/械注.20\d\d([23])/.exec(page.product.number)?.[1] ?? 0);
/** No product of the register: serials are issued from 0001 on, and the last ones are far. */
const otherSerial = (number: string) => `${number.slice(0, -4)}${9999 - (Number(number.slice(-4)) % 10)}`;
const invalidRule = (page: Page) => (isDevice(page) ? "cert-number-invalid" : "drug-approval-number-invalid");

function fault(name: string, rule: string, plant: Fault["plant"]): Fault {
  return { name, rule, plant };
}

function onDevice(
  name: string,
  rule: string,
  change: (page: Page, random: Random, world: World) => boolean | undefined,
): Fault {
  return fault(name, rule, (page, random, world) => isDevice(page) && change(page, random, world) !== false);
}

function onDrug(name: string, rule: string, change: (page: Page, random: Random) => void): Fault {
  return fault(name, rule, (page, random) => {
    if (isDevice(page)) return false;
    change(page, random);
    return true;
  });
}

/** Every kind of check, at least once. */
export const FAULTS: readonly Fault[] = [
  onDevice("digit left out", "cert-number-invalid", (page) => {
    page.number = page.number.slice(0, -1);
    return true;
  }),
  onDevice("class III by a province", "cert-number-invalid", (page) => {
    if (page.number.startsWith("国")) return false;
    page.number = page.number.replace(/(械注.20\d\d)2/, "$13");
    return true;
  }),
  onDevice("number that a complete register lacks", "cert-number-invalid", (page) => {
    page.number = otherSerial(page.number);
    return true;
  }),
  onDevice("another class stated", "cert-number-invalid", (page, random) => {
    const other = classOf(page) === 2 ? "第三类" : "第二类";
    if (random.chance(0.5)) page.attributes.管理类别 = other;
    else page.text.push(`本品为${other}医疗器械，放心选购。`);
    return true;
  }),
  onDevice("withdrawn", "cert-expired-or-invalid", (page, random) => {
    page.product = { ...page.product, status: random.pick(["注销", "撤销", "已吊销"]) };
    return true;
  }),
  fault("expired", "cert-expired-or-invalid", (page) => {
    if (page.product.validUntil === undefined) return false;
    page.product = { ...page.product, validUntil: "2025-03-01" };
    return true;
  }),
  onDevice("name with a word more", "product-name-mismatch", (page, random) => {
    page.name = `${random.pick(["智能", "高端", "特效", "多功能"])}${page.name.slice(0, 2)}${random.pick(["保健", "康复", "养护"])}${page.name.slice(2)}`;
    page.titleName = page.name;
    return true;
  }),
  fault("colloquial name", "colloquial-name", (page, random, { concepts }) => {
    const words = colloquialNames(concepts)
      .filter(({ registered }) => registered.some((one) => page.product.productName.endsWith(one)))
      .flatMap((one) => one.words)
      .filter((word) => !page.product.productName.includes(word));
    if (words.length === 0) return false;
    page.titleName = random.pick(words);
    page.name = page.titleName;
    return true;
  }),
  onDevice("number of another product", "cert-number-of-other-product", (page, random) => {
    const kinds = [
      ["一次性使用无菌注射器", "注射器"],
      ["电子血压计", "血压"],
      ["医用外科口罩", "口罩"],
      ["软性亲水接触镜", "接触镜"],
    ] as const;
    const [name] = random.pick(kinds.filter(([, word]) => !page.product.productName.includes(word)));
    page.name = name;
    page.titleName = name;
    page.model = null;
    page.maker = "";
    return /注射器|血压计|口罩|接触镜|体温计|轮椅|手套|助听器|避孕套|血糖仪|制氧机|雾化器|绷带|创口贴|创可贴|敷料|敷贴|导尿|采血针|治疗仪|血氧仪|试纸/.test(
      page.product.productName,
    );
  }),
  onDevice("two numbers", "conflicting-certificates", (page, random, { products }) => {
    const other = random.pick(products.filter((one) => one.number !== page.number && one.number.includes("械注")));
    page.attributes.注册证编号 = page.number;
    page.text.push(`本品已通过审批，证号 ${other.number}`);
    return other.productName !== page.product.productName;
  }),
  onDevice("licence in place of the certificate", "licence-in-place-of-certificate", (page) => {
    page.attributes.注册证编号 = "浙杭药监械经营许20230012号";
    page.number = "";
    return true;
  }),
  onDevice("called imported", "origin-mismatch", (page, random) => {
    if (!page.number.includes("准")) return false;
    if (random.chance(0.5)) page.attributes.产地 = random.pick(["德国", "日本", "进口"]);
    else page.titleName = `${random.pick(["德国", "日本", "美国"])}原装进口 ${page.name}`;
    return true;
  }),
  fault("another maker", "manufacturer-mismatch", (page) => {
    page.maker = "苏州白榆示例电子有限公司";
    return true;
  }),
  onDrug("Rx and OTC exchanged", "otc-rx-class-mismatch", (page) => {
    page.attributes.药品类别 = page.product.rx === "rx" ? "非处方药" : "处方药";
  }),
  fault("drug number with a digit less or more", "drug-approval-number-invalid", (page, random) => {
    if (isDevice(page)) return false;
    page.number = random.chance(0.5) ? page.number.slice(0, -1) : `${page.number}0`;
    return invalidRule(page) === "drug-approval-number-invalid";
  }),
  fault("advertisement number run out", "ad-approval-number-invalid", (page) => {
    page.text.push(isDevice(page) ? "浙械广审（文）第250101-00035号" : "浙药广审（文）第250101-00035号");
    return true;
  }),
  onDevice("another model", "spec-model-out-of-scope", (page, random) => {
    if (page.model === null) return false;
    const other = page.model.replace(/(\d)(?=[^\d]*$)/, (digit) => String((Number(digit) + 1 + random.below(8)) % 10));
    if (other === page.model || (page.product.models ?? "").includes(other)) return false;
    page.model = `${random.pick(["", "", "PRO-"])}${other}`;
    return true;
  }),
  onDevice("contraindications left out", "contraindication-omitted", (page) => {
    page.text = page.text.filter((line) => !line.startsWith("禁忌"));
    return true;
  }),
  onDevice("function that is not registered", "function-not-registered", (page, random) => {
    const { composition = "", scope = "", productName, models = "" } = page.product;
    const covered = `${composition}${scope}${productName}${models}`;
    const functions = [
      ["房颤筛查", /房颤|心律/],
      ["血氧监测", /血氧/],
      ["无创血糖", /糖/],
      ["睡眠呼吸暂停监测", /睡眠|呼吸|鼾/],
      ["AI辅助诊断", /诊断|AI/],
      ["负离子功能", /负离子/],
      ["心电监测", /心电/],
    ] as const;
    const fitting = functions.filter(([, words]) => !words.test(covered));
    page.text.push(`新增${random.pick(fitting)[0]}，一机多用。`);
    return true;
  }),
  onDevice("recalled", "recalled-product-listed", (page) => {
    page.product = {
      ...page.product,
      notices: [{ kind: "recall", number: page.number, batch: "20260312", notice: "示例召回公告", date: "2026-04-01" }],
    };
    page.text.push("生产批号：20260312");
    return true;
  }),
  onDevice("class III without a permit", "merchant-licence-missing", (page) => {
    if (classOf(page) !== 3) return false;
    page.licences = [{ kind: "第二类医疗器械经营备案凭证", number: "浙杭食药监械经营备20230345号" }];
    return true;
  }),
  onDrug("drug without a permit", "merchant-licence-missing", (page) => {
    page.licences = [];
  }),
  fault("permit run out", "merchant-licence-expired", (page) => {
    const [first] = page.licences;
    if (first?.validUntil === undefined) return false;
    page.licences = [{ ...first, validUntil: "2026-02-01" }];
    return true;
  }),
  fault("permit about to run out", "merchant-licence-expiring", (page) => {
    const [first] = page.licences;
    if (first?.validUntil === undefined) return false;
    page.licences = [{ ...first, validUntil: "2026-05-20" }];
    return true;
  }),
  onDevice("outside the permit", "merchant-scope-exceeded", (page) => {
    const [first] = page.licences;
    if (classOf(page) !== 3 || first === undefined) return false;
    const code = /械注.20\d\d3(\d\d)/.exec(page.number)?.[1] ?? "";
    const others = ["02", "08", "14", "16", "22"].filter((one) => one !== code);
    const isModern = Number(/20(\d\d)/.exec(page.number)?.[1]) >= 18 && Number(code) <= 22;
    page.licences = [
      {
        ...first,
        scope: isModern
          ? `2017年分类目录：三类：${others.join("，")}`
          : "三类：6801基础外科手术器械，6807胸腔心血管外科手术器械",
      },
    ];
    return true;
  }),
  fault("credit code with a wrong digit", "merchant-uscc-invalid", (page, random) => {
    const digit = Number(page.uscc[5]);
    page.uscc = `${page.uscc.slice(0, 5)}${(digit + 1 + random.below(8)) % 10}${page.uscc.slice(6)}`;
    return true;
  }),
  onDevice("bar code with a wrong digit", "gtin-invalid", (page, random) => {
    // 690123456789 has the check digit 2.
    page.attributes.商品条码 = `690123456789${(3 + random.below(9)) % 10}`;
    return true;
  }),
  fault("licence shown otherwise than registered", "display-info-stale", (page) => {
    const [first] = page.licences;
    if (first?.validUntil === undefined) return false;
    const { number } = first;
    const registered = { number, validUntil: "2028-03-01", source: "示例许可库", asOf: "2026-04-20", complete: true };
    page.licences = [{ ...first, registered }];
    return true;
  }),
  onDevice("home page without licences", "licence-not-displayed", (page) => {
    page.isShopHome = true;
    page.text = ["全部商品", "关于我们", "联系客服 400-000-0000"];
    return true;
  }),
];
