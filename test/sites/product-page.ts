const NAMES = ["医用冷敷贴", "电子血压计", "红外体温计", "雾化器", "助听器", "护眼贴", "腰椎牵引器", "血糖试纸"];
const CLAIMS = [
  "三天根治糖尿病，永不复发",
  "适用于闭合性软组织的冷敷",
  "国家级新产品，全国销量第一",
  "测量成人血压和脉率",
  "纯天然，无任何副作用，有效率百分之百",
  "无效全额退款，专家推荐",
  "请仔细阅读产品说明书或者在医务人员的指导下购买和使用",
  "用于体温测量，测量范围 32 到 42 摄氏度",
];
const COPY = [
  "本品由铝箔袋密封包装，开封后请尽快使用，存放于阴凉干燥处，避免阳光直射。",
  "顺丰包邮，下单后四十八小时内发货，支持七天无理由退换，赠送运费险。",
  "使用前清洁皮肤，揭去保护膜，将贴片平整贴于需要的部位，每次不超过八小时。",
  "规格型号以实物为准，图片仅供参考，不同批次包装可能略有差异，敬请谅解。",
  "客服在线时间为每天早上九点到晚上十点，如有疑问请先联系我们，我们会尽快答复。",
];

/** A product page; equal arguments give equal pages. One in eight breaks the law plainly, some need a person. */
export function productPage(shop: number, item: number, version: number, paragraphs: number, perShop: number): string {
  const name = NAMES[(shop + item) % NAMES.length] ?? "";
  const claim = CLAIMS[(shop * 5 + item * 3 + version) % CLAIMS.length] ?? "";
  const copy = Array.from(
    { length: paragraphs },
    (_, index) =>
      `<p class="desc">${index + 1}. ${COPY[(item + index) % COPY.length]}${COPY[(item + index * 3 + 1) % COPY.length]}</p>`,
  );
  const related = Array.from({ length: 6 }, (_, index) => {
    const other = (item + 1 + index * 37) % perShop;
    return `<a href="/item/${other}.html?spm=a.${index}">同类商品 ${other}</a>`;
  });
  return `<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>${name} ${shop}-${item}</title>
<meta name="description" content="${name} 官方正品"></head><body>
<header><a href="/">首页</a> <a href="/cart">购物车</a></header>
<h1>${name} ${shop}-${item}</h1><div class="price">￥${20 + (item % 80)}.00</div>
<table><tr><td>品牌</td><td>某某</td></tr><tr><td>型号</td><td>M-${item}</td></tr><tr><td>产地</td><td>江苏</td></tr></table>
<p class="claim">${claim}</p>
${copy.join("\n")}
<img src="/pictures/${item}.png" alt="${name}主图">
<footer>${related.join(" ")}</footer></body></html>`;
}
