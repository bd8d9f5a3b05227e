import type { ViolationCase } from "../../contracts/case.js";
import type { LetterDetails } from "../details.js";
import type { Letter } from "../document.js";
import { printedBases } from "../facts/bases.js";
import { findingsOf, kindWords } from "../facts/case-facts.js";
import { hasReached } from "../facts/history.js";
import { chineseDay } from "../moments.js";
import { addressed, basisSentence, closing, heading, isConfirmed, letterOf, paragraph } from "./parts.js";
import { lastWorkingDay } from "./rectification-notice.js";
import { caseAnnex, toldFactList } from "./shared-blocks.js";

const TITLE = "违法核实通知书";
/** The merchant's time to answer. */
const ANSWER_DAYS = 3;

/** 违法核实通知书: what is suspected, three working days to answer, what to hand in, service. */
export function inquiryNotice(one: ViolationCase, details: LetterDetails): Letter {
  const last = lastWorkingDay(details.day, ANSWER_DAYS);
  return letterOf(
    "inquiry-notice",
    TITLE,
    [one],
    details,
    [
      addressed(one),
      paragraph(
        `本平台在监测中发现，你单位发布的商品“${one.product.name ?? one.listing.title ?? "________"}”（商品ID：${one.listing.key ?? "________"}）涉嫌存在下列情形（案件编号：${one.number}），现予核实。本通知不是对违法行为的认定。`,
      ),
      heading("一、涉嫌事实"),
      paragraph(`涉嫌类型：${kindWords(one)}`),
      toldFactList(one),
      heading("二、有关规定"),
      paragraph(basisSentence(printedBases(findingsOf(one), { region: one.merchant.region, withText: true }))),
      heading("三、答复期限"),
      paragraph(
        `请自收到本通知之日起 ${ANSWER_DAYS} 个工作日内（当日送达的，至${chineseDay(last.day)}止${last.isProvisional ? "，暂定" : ""}）提交书面说明和证明材料。逾期不答复的，平台将依据现有材料作出认定。答复期间不计入平台核实时限。`,
      ),
      heading("四、材料清单"),
      {
        kind: "list",
        items: [
          "书面说明（对上述事实逐条说明，加盖公章）；",
          "营业执照、医疗器械（药品）经营许可证或者备案凭证；",
          "医疗器械注册证（备案凭证）或者药品批准证明文件及其附件、经核准的说明书；",
          "广告审查批准文件（已申请的）；",
          "进货凭证、出厂检验报告、授权销售证明；",
          "其他能够证明合规的材料。",
        ],
      },
      ...closing(details, TITLE),
      ...caseAnnex(one),
    ],
    isConfirmed(one) || hasReached(one, "formal"),
  );
}
