import type { Kind } from "../../../contracts/listing.js";

/** Parts of a listing that a column can hold. */
export const COLUMN_FIELDS = [
  "id",
  "url",
  "title",
  "text",
  "kind",
  "category",
  "context",
  "page",
  "price",
  "original",
  "priceLabel",
  "sold",
  "merchantId",
  "merchant",
  "merchantUscc",
  "shop",
  "licences",
  "certificates",
  "images",
  "reviews",
  "publishedAt",
  "publishedBy",
  "capturedAt",
] as const;
export type ColumnField = (typeof COLUMN_FIELDS)[number];

/** Headers that merchants' spreadsheets and exports use; compared without case, spaces, marks and brackets. */
const NAMES: Readonly<Record<ColumnField, readonly string[]>> = {
  id: [
    "id",
    "sku",
    "skuid",
    "spu",
    "spuid",
    "itemid",
    "商品编号",
    "商品编码",
    "商品id",
    "商品代码",
    "货号",
    "编号",
    "宝贝id",
    "商家编码",
  ],
  url: ["url", "link", "商品链接", "链接", "网址", "商品地址", "宝贝链接"],
  title: ["title", "name", "标题", "商品标题", "商品名称", "宝贝标题", "品名", "名称", "商品名"],
  text: [
    "text",
    "copy",
    "description",
    "content",
    "文案",
    "商品文案",
    "详情",
    "商品详情",
    "商品描述",
    "描述",
    "详情文案",
    "宣传语",
    "宣传文案",
    "广告语",
    "卖点",
    "正文",
    "内容",
    "商品介绍",
    "介绍",
  ],
  kind: ["kind", "类别", "商品类别", "产品类别", "商品类型", "产品类型"],
  category: ["category", "类目", "商品类目", "分类", "商品分类"],
  context: ["context", "语境"],
  page: ["page", "页面类型"],
  price: ["price", "价格", "售价", "现价", "单价", "销售价", "到手价", "活动价", "促销价"],
  original: ["originalprice", "original", "原价", "划线价", "市场价", "吊牌价", "建议零售价"],
  priceLabel: ["pricelabel", "价格说明", "价格标签"],
  sold: ["sold", "sales", "销量", "月销量", "已售"],
  merchantId: ["merchantid", "商家id", "商家编号"],
  merchant: ["merchant", "seller", "商家", "商家名称", "卖家", "公司名称", "经营者"],
  merchantUscc: ["uscc", "统一社会信用代码", "社会信用代码"],
  shop: ["shop", "store", "店铺", "店铺名称", "店名"],
  licences: ["licence", "license", "许可证", "许可证号", "经营许可证", "经营许可证编号", "备案凭证", "经营备案编号"],
  certificates: [
    "certificate",
    "certificates",
    "注册证",
    "注册证号",
    "注册证编号",
    "医疗器械注册证",
    "医疗器械注册证编号",
    "备案号",
    "备案编号",
    "批准文号",
    "药品批准文号",
    "证号",
    "注册号",
  ],
  images: ["image", "images", "图片", "主图", "商品图片", "图片链接", "详情图"],
  reviews: ["review", "reviews", "评价", "买家评价", "评论"],
  publishedAt: ["publishedat", "发布时间", "发布日期", "上架时间"],
  publishedBy: ["publishedby", "发布人"],
  capturedAt: ["capturedat", "采集时间", "抓取时间", "截取时间"],
};

/** How people write the kinds. */
export const KIND_NAMES: Readonly<Record<string, Kind>> = {
  医疗器械: "device",
  器械: "device",
  药品: "drug",
  药: "drug",
  保健食品: "health-food",
  保健品: "health-food",
  特医食品: "fsmp",
  特殊医学用途配方食品: "fsmp",
  食品: "food",
  普通食品: "food",
  化妆品: "cosmetic",
  消毒产品: "disinfectant",
  消毒用品: "disinfectant",
  其他: "other",
};

const BY_NAME: ReadonlyMap<string, ColumnField> = new Map(
  COLUMN_FIELDS.flatMap((field) => NAMES[field].map((name) => [name, field] as const)),
);

/**
 * What a column with this header holds; null where the header is not known.
 *
 * @example
 * fieldOfHeader("商品标题（必填）"); // → "title"
 */
export function fieldOfHeader(header: string): ColumnField | null {
  const bare = header
    .slice(0, 100)
    .toLowerCase()
    .replace(/[（(【[].*$/, "")
    .replace(/[\s_\-:：*#.]/g, "");
  return BY_NAME.get(bare) ?? null;
}
