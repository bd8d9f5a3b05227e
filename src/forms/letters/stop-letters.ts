import type { ViolationCase } from "../../contracts/case.js";
import { filled, type LetterDetails } from "../details.js";
import type { Letter } from "../document.js";
import { printedBases } from "../facts/bases.js";
import { findingsOf } from "../facts/case-facts.js";
import { entryOf, reachedAt, wordOfAction } from "../facts/history.js";
import { beijingDay, beijingTime, chineseDay } from "../moments.js";
import { addressed, appealSentence, basisSentence, closing, heading, letterOf, paragraph } from "./parts.js";
import { caseAnnex, evidenceGrid, headBox, toldFactList } from "./shared-blocks.js";

const STOP_TITLE = "停止网络交易服务通知书";

/** 停止网络交易服务通知书: reason, basis, term, extent, how service comes back, appeal. */
export function stopNotice(one: ViolationCase, details: LetterDetails): Letter {
  const stoppedOn = beijingDay(reachedAt(one, "emergency-stop") ?? reachedAt(one, "stopped"));
  return letterOf("stop-notice", STOP_TITLE, [one], details, [
    addressed(one),
    paragraph(
      `经核实，你单位在本平台的经营活动存在严重问题（案件编号：${one.number}）。依照有关规定和平台服务协议，本平台决定停止向你单位提供网络交易服务。`,
    ),
    heading("一、原因"),
    toldFactList(one),
    heading("二、依据"),
    paragraph(basisSentence(printedBases(findingsOf(one), { region: one.merchant.region }))),
    heading("三、期限"),
    paragraph(
      filled(details, "停服期限") ||
        `自${chineseDay(stoppedOn || details.day)}起，至问题解决并经药品监督管理部门认可、恢复服务审核通过之日止。`,
    ),
    heading("四、范围"),
    paragraph(
      filled(details, "停服范围") ||
        "冻结账号（登录、发布、处理订单）；下架全部药品、医疗器械商品，含历史和售罄商品；停止新订单，暂停未结算资金划拨。已下单未收货的订单，平台通知消费者并提供退款通道。",
    ),
    heading("五、恢复条件"),
    paragraph(
      "问题已解决，有行政处罚的已履行完毕，并取得药品监督管理部门的整改验收合格证明。可提交恢复网络交易服务申请书及上述材料，平台自收到之日起 5 个工作日内审核；审核不通过的，15 个工作日后可重新申请。",
    ),
    heading("六、申诉"),
    paragraph(appealSentence(details)),
    ...closing(details, STOP_TITLE),
    ...caseAnnex(one),
  ]);
}

/** 停服操作确认单: who did what and when, how many listings, what a second look found. */
export function stopOperationSheet(one: ViolationCase, details: LetterDetails): Letter {
  // Who approved a stop did not carry it out: the operator is who confirmed the operation.
  const operation = entryOf(one, "confirm-stop-operation");
  const actor = operation?.actor.name ?? "";
  const done = beijingTime(operation?.at);
  const told = (label: string): string => wordOfAction(one, ["confirm-stop-operation"], label);
  const value = (label: string, fallback = ""): string => filled(details, label) || told(label) || fallback;
  const rows = [
    ["冻结账号（登录、发布、订单）", value("冻结账号时间", done), value("冻结账号操作人", actor)],
    ["下架在售商品", value("下架在售时间"), value("下架在售数", "____ 件")],
    ["下架历史商品", value("下架历史时间"), value("下架历史数", "____ 件")],
    ["下架售罄商品", value("下架售罄时间"), value("下架售罄数", "____ 件")],
    ["关闭交易、暂停未结算资金划拨", value("关闭交易时间"), value("关闭交易操作人")],
    ["通知已下单未收货的消费者", value("通知消费者时间"), value("通知消费者数", "____ 人")],
  ];
  return letterOf(
    "stop-operation-sheet",
    "停服操作确认单",
    [one],
    details,
    [
      headBox(one),
      heading("一、操作记录"),
      {
        kind: "grid",
        columns: [
          { header: "内容", share: 44 },
          { header: "时间", share: 26 },
          { header: "操作人 / 数量", share: 30 },
        ],
        rows,
      },
      heading("二、复查结果"),
      {
        kind: "fields",
        fields: [
          { label: "复查时间", value: value("复查时间") },
          { label: "复查网址数", value: value("复查网址数") },
          { label: "仍可访问数", value: value("仍可访问数") },
          { label: "复查人", value: value("复查人") },
          { label: "结论", value: value("复查结论", "□全部不可访问　□仍有可访问页面（清单附后）"), isWide: true },
        ],
      },
      {
        kind: "signatures",
        lines: [
          { role: "操作人（技术部）", name: actor || undefined, day: done === "" ? undefined : done.slice(0, 10) },
          { role: "复核人（运营部）", name: value("复核人") || undefined },
        ],
      },
      heading("附：证据"),
      evidenceGrid(one),
    ],
    true,
  );
}
