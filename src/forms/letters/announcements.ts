import type { CaseState, ViolationCase } from "../../contracts/case.js";
import { maskPersonal } from "../../report/mask-personal.js";
import { filled, type LetterDetails } from "../details.js";
import type { Block, Letter } from "../document.js";
import { findingsOf, kindWords, levelWords } from "../facts/case-facts.js";
import { hasReached, reachedAt } from "../facts/history.js";
import { beijingTime, chineseDay } from "../moments.js";
import { heading, letterOf, paragraph, seal } from "./parts.js";

// What is published names the merchant and the product, nobody else: no telephone, no buyer, no words of a complaint.
function productFields(one: ViolationCase, details: LetterDetails): Block {
  const [certificate] = one.certificates;
  return {
    kind: "fields",
    fields: [
      { label: "产品名称", value: maskPersonal(one.product.name ?? one.listing.title ?? "") },
      { label: "注册证/批准文号", value: certificate?.number ?? "" },
      { label: "规格型号", value: one.product.model ?? certificate?.models ?? "" },
      { label: "生产批号", value: filled(details, "生产批号") },
      { label: "注册人", value: certificate?.holder ?? "" },
      { label: "经营者", value: one.merchant.name ?? "" },
    ],
  };
}

/** 停服公示: name, kind, measures, time, first and last day of the publication. */
export function publication(one: ViolationCase, details: LetterDetails): Letter {
  return letterOf("publication", "停止网络交易服务公示", [one], details, [
    paragraph("依照有关规定和平台规则，现将停止提供网络交易服务的情况公示如下。"),
    {
      kind: "fields",
      fields: [
        { label: "经营者名称", value: one.merchant.name ?? "" },
        { label: "统一社会信用代码", value: one.merchant.uscc ?? "" },
        { label: "店铺名称", value: one.merchant.shop?.name ?? "" },
        { label: "停服时间", value: beijingTime(reachedAt(one, "stopped") ?? reachedAt(one, "emergency-stop")) },
        { label: "违法（违规）类型", value: kindWords(one), isWide: true },
        {
          label: "处理措施",
          value: filled(details, "处理措施") || "停止提供网络交易服务，下架全部相关商品",
          isWide: true,
        },
        { label: "公示开始", value: filled(details, "公示开始") || chineseDay(details.day) },
        { label: "公示截止", value: filled(details, "公示截止") || "恢复服务之日" },
      ],
    },
    paragraph(
      "已下单未收货的消费者可通过订单页面申请退款，平台将在 24 小时内处理。公示内容为平台处理情况，违法行为以行政机关的认定为准。",
    ),
    { kind: "paragraph", text: `案件编号：${one.number}`, isFlush: true },
    seal(details),
  ]);
}

const MEASURES: readonly (readonly [CaseState, string])[] = [
  ["sale-suspended", "已暂停涉事商品销售"],
  ["delisted", "已下架涉事商品"],
  ["rectifying", "已要求经营者限期整改"],
  ["emergency-stop", "已停止向经营者提供网络交易服务"],
  ["stopped", "已停止向经营者提供网络交易服务"],
];

/** What the history shows was done: a warning states nothing that was not. */
function measuresOf(one: ViolationCase): string {
  const done = new Set(MEASURES.filter(([state]) => hasReached(one, state)).map(([, words]) => words));
  return done.size === 0 ? "________________________________" : `${[...done].join("；")}。`;
}

/** 质量安全风险预警公告: the risk, the products with certificate and batch, measures, channels, who approved. */
export function riskWarning(one: ViolationCase, details: LetterDetails): Letter {
  const names = [...new Set(findingsOf(one).map(({ name }) => name))].join("、") || "质量安全风险";
  return letterOf("warning", "质量安全风险预警公告", [one], details, [
    heading("一、风险描述"),
    paragraph(
      filled(details, "风险描述") ||
        `平台监测发现下列商品存在“${names}”情形，风险等级：${levelWords(one)}。请消费者以注册证（说明书）载明的内容为准，不要以此类宣传替代就医。`,
    ),
    heading("二、涉事产品"),
    productFields(one, details),
    heading("三、处置措施"),
    paragraph(filled(details, "处置措施") || measuresOf(one)),
    {
      kind: "fields",
      fields: [
        { label: "发布渠道", value: filled(details, "发布渠道") || "□平台首页　□经营者后台弹窗　□其他" },
        { label: "发布时间", value: filled(details, "发布时间") },
        { label: "批准人", value: filled(details, "批准人") },
        { label: "案件编号", value: one.number },
      ],
    },
    seal(details),
  ]);
}

/** 预警解除公告: number of the warning, why it is lifted, what comes back. */
export function warningLift(one: ViolationCase, details: LetterDetails): Letter {
  return letterOf("warning-lift", "质量安全风险预警解除公告", [one], details, [
    paragraph(
      `本平台发布的质量安全风险预警公告（原号：${filled(details, "原号") || "________________"}），所涉风险已处置完成，现予解除。`,
    ),
    heading("一、涉事产品"),
    productFields(one, details),
    heading("二、解除依据"),
    paragraph(
      filled(details, "解除依据") || "□复扫确认整改完成　□产品复检合格　□药品监督管理部门认可　□其他：________",
    ),
    heading("三、恢复事项"),
    paragraph(filled(details, "恢复事项") || "□恢复商品上架　□恢复经营者服务　□不恢复：________"),
    {
      kind: "fields",
      fields: [
        { label: "批准人", value: filled(details, "批准人") },
        { label: "案件编号", value: one.number },
      ],
    },
    seal(details),
  ]);
}
