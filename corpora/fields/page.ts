import type { Kind, Licence, Listing } from "../../src/contracts/listing.js";
import type { Random } from "../random.js";
import type { Product } from "./register.js";

/** A shop's page before it is written out. */
export interface Page {
  kind: Kind;
  /** What the registry says. */
  product: Product;
  /** What the page says. */
  number: string;
  name: string;
  /** In the title, where it is not the name. */
  titleName: string | null;
  model: string | null;
  maker: string;
  attributes: Record<string, string>;
  text: string[];
  licences: Licence[];
  merchantName: string;
  uscc: string;
  isShopHome: boolean;
}

const BRANDS = ["青禾", "白榆", "云杉", "Kangle", "安宁堂", "舒尔佳", "BeiYu", "沐川"];
const PACKS = ["10片装", "1盒", "2台装", "升级款", "旗舰店同款", "5盒/套", "单只装", "官方正品"];
const CONTRAINDICATIONS = [
  "对本品材料过敏者禁用；皮肤破损、感染处禁用。",
  "孕妇禁用；装有心脏起搏器者禁用。",
  "出血性疾病患者禁用；急性炎症期患者禁用。",
];

/** Right in everything, disturbed as shops do. */
export function pageOf(given: Product, random: Random): Page {
  const isDrug = given.number.startsWith("国药准字");
  const product: Product = {
    ...given,
    ...(!isDrug && { contraindications: random.pick(CONTRAINDICATIONS) }),
    holder: given.holder ?? "示例省青禾示例制药有限公司",
  };
  const isThird = /械注.20\d\d3/.test(product.number);
  return {
    kind: isDrug ? "drug" : "device",
    product,
    number: product.number,
    name: product.productName,
    titleName: null,
    model: firstModel(product.models),
    maker: product.holder ?? "",
    attributes: isDrug ? { 药品类别: product.rx === "rx" ? "处方药" : "非处方药" } : {},
    text: isDrug
      ? product.rx === "rx"
        ? ["处方药须凭处方在药师指导下购买和使用"]
        : ["请按药品说明书或者在药师指导下购买和使用"]
      : [`适用范围：${product.scope ?? ""}`, `禁忌：${product.contraindications ?? ""}`],
    licences: isDrug
      ? [{ kind: "药品经营许可证", number: "浙DA3300012", validUntil: "2029-03-01" }]
      : isThird
        ? [{ kind: "医疗器械经营许可证", number: "浙杭药监械经营许20230012号", validUntil: "2029-03-01" }]
        : [{ kind: "第二类医疗器械经营备案凭证", number: "浙杭食药监械经营备20230345号" }],
    merchantName: "杭州示例健康商行",
    uscc: "91450304MA5Q8URR8X",
    isShopHome: false,
  };
}

/** The first model of a list that can stand alone, or null. */
export function firstModel(models: string | undefined): string | null {
  if (models === undefined || /附|见|等|系列|定制/.test(models)) return null;
  const list = models.split(/[、,，;；\n]/).map((one) =>
    one
      .replace(/^.{0,6}[:：]/, "")
      .replace(/[。.]$/, "")
      .trim(),
  );
  return list.find((one) => /^[A-Za-z0-9][A-Za-z0-9 .-]{1,14}型?$/.test(one) && /\d/.test(one)) ?? null;
}

/** Writes a page out as a listing. */
export function listingOf(page: Page, id: string, random: Random): Listing {
  const { product } = page;
  const shownName = page.titleName ?? disturbName(page.name, random);
  const title = [random.pick(BRANDS), shownName, random.chance(0.5) ? (page.model ?? "") : "", random.pick(PACKS)]
    .filter((part) => part !== "")
    .join(random.chance(0.8) ? " " : "");
  const base = { id, kind: page.kind, capturedAt: "2026-05-01T10:00:00+08:00", complete: true } as const;
  const merchant = { name: page.merchantName, uscc: page.uscc, licences: page.licences };
  if (page.isShopHome) {
    return { ...base, page: "shop-home", title: "示例旗舰店 首页", text: page.text.join("\n"), merchant };
  }
  const isLabelled = random.chance(0.8);
  const number = disturbNumber(page.number, random);
  const label = product.number.startsWith("国药准字") ? "批准文号" : "注册证编号";
  return {
    ...base,
    page: "product",
    title,
    attributes: {
      产品名称: disturbName(page.name, random),
      ...(isLabelled && number !== "" && { [label]: number }),
      ...(page.model !== null && { [random.pick(["型号", "规格型号"])]: disturbModel(page.model, random) }),
      ...(page.maker !== "" && { [random.pick(["生产企业", "注册人"])]: page.maker }),
      ...page.attributes,
    },
    text: [...page.text, ...(isLabelled || number === "" ? [] : [`${label}：${number}`])].join("\n"),
    merchant,
  };
}

function fullWidth(text: string): string {
  return text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
}

function disturbName(name: string, random: Random): string {
  const way = random.below(6);
  if (way === 0) return fullWidth(name);
  if (way === 1) return name.replace(/[()（）]/g, "");
  if (way === 2) return name.replaceAll("(", "【").replaceAll(")", "】");
  if (way === 3) return name.replace(/[(（][^()（）]*[)）]$/, "") || name;
  return name;
}

function disturbNumber(number: string, random: Random): string {
  const way = random.below(5);
  if (way === 0) return fullWidth(number);
  if (way === 1) return number.replace(/(\d{4})(\d)/, "$1 $2");
  if (way === 2) return `${number}号`;
  return number;
}

function disturbModel(model: string, random: Random): string {
  const way = random.below(5);
  if (way === 0) return fullWidth(model);
  if (way === 1) return /[A-Za-z0-9]$/.test(model) ? `${model}型` : model;
  if (way === 2) return model.toLowerCase();
  if (way === 3) return `${model} 1台/盒`;
  return model;
}
