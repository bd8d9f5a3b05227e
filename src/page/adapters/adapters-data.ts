import type { PageAdapter } from "./adapter.js";

/**
 * The styles of pages that come with the program. The order matters: the first that fits is used. Class names are facts
 * of published pages; what is not here comes from a folder (`--adapters`), in the same shape as YAML.
 */
export const ADAPTERS: readonly PageAdapter[] = [
  {
    id: "pharmacy-detail",
    name: "网上药店商品详情页（参数区与说明书表格）",
    hosts: [],
    markers: [['class="des_price"', 'class="des_name"']],
    page: "product",
    facts: {
      title: [{ select: ".des_name > p" }, { select: ".parameter li:first-child .lv" }],
      price: [{ select: ".des_price b" }],
      original: [{ select: ".des_price del" }, { select: ".des_price s" }, { select: ".des_price .market_price" }],
      priceLabel: [{ select: ".des_price .price_name" }],
      merchant: [{ select: ".shop_name" }, { select: ".seller_name" }],
    },
    // The parameter lists and the table of the insert are read of every page.
    attributes: [],
  },
  {
    id: "pharmacy-home",
    name: "网上药店首页",
    hosts: [],
    markers: [['class="soubg', 'class="floor', 'class="slider']],
    page: "platform-home",
    facts: {},
    attributes: [],
  },
  {
    id: "pharmacy-search",
    name: "网上药店搜索结果与品牌列表页",
    hosts: [],
    markers: [
      ['class="soubg', "brand_files/search.css"],
      ['class="soubg', 'class="zj_l_c'],
    ],
    page: "channel-home",
    facts: {},
    attributes: [],
  },
  {
    id: "health-answers",
    name: "健康问答与疾病文章页",
    hosts: [],
    markers: [["/ask_new_detail/"], ['class="quest_main', 'class="quest_list_main']],
    page: "article",
    facts: {},
    attributes: [],
  },
  {
    id: "regulator-list",
    name: "监管部门数据查询的列表页",
    hosts: ["nmpa.gov.cn"],
    markers: [["commitForECMA", "tableId="]],
    page: "article",
    facts: {},
    attributes: [],
  },
  {
    id: "microdata-product",
    name: "带有 schema.org 微数据的商品页",
    hosts: [],
    markers: [["schema.org/Product", "itemprop"]],
    page: "product",
    facts: {
      title: [{ select: '[itemtype*="schema.org/Product"] [itemprop="name"]' }],
      price: [
        { select: '[itemprop="price"][content]', attribute: "content" },
        { select: '[itemprop="price"]' },
        { select: '[itemprop="lowPrice"]' },
      ],
      original: [{ select: "del" }, { select: "s.price" }, { select: ".original-price" }],
      merchant: [{ select: '[itemprop="seller"] [itemprop="name"]' }, { select: '[itemprop="seller"]' }],
      certificates: [{ select: '[itemprop="productID"]' }],
    },
    attributes: [
      {
        row: '[itemprop="additionalProperty"]',
        name: '[itemprop="name"]',
        value: '[itemprop="value"]',
      },
    ],
  },
  {
    id: "generic-product",
    name: "常见的商品详情页写法",
    hosts: [],
    markers: [
      ['class="sku-name"'],
      ['class="product-price"'],
      ['class="goods-price"'],
      ['class="price-now"'],
      ['class="shop-name"', 'class="price'],
      ['id="product-detail"'],
      ['class="goods-detail'],
    ],
    page: "product",
    facts: {
      title: [
        { select: ".sku-name" },
        { select: ".product-title" },
        { select: ".goods-name" },
        { select: ".goods-title" },
        { select: "h1" },
      ],
      price: [
        { select: ".price-now" },
        { select: ".product-price .now" },
        { select: ".goods-price .now" },
        { select: ".product-price" },
        { select: ".goods-price" },
        { select: ".price strong" },
        { select: ".price" },
      ],
      original: [
        { select: ".price-original" },
        { select: ".original-price" },
        { select: ".market-price" },
        { select: ".price del" },
        { select: ".product-price del" },
        { select: ".goods-price del" },
        { select: "del" },
      ],
      priceLabel: [{ select: ".price-label" }],
      merchant: [{ select: ".merchant-name" }, { select: ".seller-name" }, { select: ".company-name" }],
      merchantUscc: [
        { select: ".merchant-uscc" },
        { select: '.licence li:contains("统一社会信用代码")', after: "统一社会信用代码" },
      ],
      shop: [{ select: ".shop-name" }, { select: ".store-name" }],
      certificates: [{ select: ".certificate-number" }],
      licences: [{ select: ".licence-number" }],
    },
    attributes: [{ row: ".parameters li", name: ".name", value: ".value" }],
  },
];
