import type { ViolationCase } from "../../contracts/case.js";
import type { TableColumn } from "../document.js";
import {
  certificateLines,
  evidenceLines,
  levelWords,
  listingLines,
  merchantLines,
  peopleOf,
} from "../facts/case-facts.js";
import { SOURCE_NAMES } from "../facts/wording.js";
import { beijingDay, beijingTime } from "../moments.js";

type CaseColumn = TableColumn<ViolationCase>;

/** The head of every form as columns; each table puts its own between these and `CLOSING_COLUMNS`. */
export const OPENING_COLUMNS: readonly CaseColumn[] = [
  {
    header: "编号\n来源、发现时间",
    width: 20,
    cell: (one) => [one.number, SOURCE_NAMES[one.source], beijingTime(one.firstSeen), levelWords(one)],
  },
  { header: "经营者名称\n信用代码、许可、住所", width: 25, cell: merchantLines },
  { header: "商品与店铺\n名称、ID、链接", width: 26, cell: listingLines },
  { header: "注册证/批准文号\n规格、注册人、类别", width: 24, cell: certificateLines },
];

export const EVIDENCE_COLUMN: CaseColumn = {
  header: "证据编号\nSHA-256、固证时间",
  width: 24,
  cell: (one) => evidenceLines(one),
};

export const PEOPLE_COLUMN: CaseColumn = {
  header: "经办人\n审核人、日期",
  width: 17,
  cell: (one) => {
    const { handler, reviewer } = peopleOf(one);
    return [handler, reviewer, beijingDay(one.confirmedAt)];
  },
};
