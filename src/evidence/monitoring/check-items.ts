import { hasLoss } from "../../contracts/notes.js";
import type { Prepared } from "../../contracts/prepared.js";
import type { Finding, ScanResult } from "../../contracts/result.js";

/** Items of the 产品信息监测记录表 that are held against the certificate, with their fields. */
export const CHECK_ITEMS = {
  number: "注册证编号或批准文号",
  productName: "产品名称",
  models: "规格型号",
  holder: "注册人（备案人、持有人）",
  manufacturers: "生产企业",
  scope: "适用范围（功能主治）",
  class: "类别",
  validUntil: "有效期",
} as const;
export type CheckItem = keyof typeof CHECK_ITEMS;

export const ANSWERS = { agrees: "相符", differs: "不符", undecided: "无法判定" } as const;
export type Answer = keyof typeof ANSWERS;

export interface ItemCheck {
  readonly item: CheckItem;
  readonly registered: string;
  readonly shown: string;
  readonly answer: Answer;
}

const MAX_SHOWN = 200;

/**
 * Item by item what a page shows against what is registered: 相符, 不符, 无法判定. "Agrees" only where a certificate is known,
 * it says something of the item, the page does so too, everything was read and no finding speaks against it.
 */
export function checkItems(prepared: Prepared, { findings }: Pick<ScanResult, "findings">): ItemCheck[] {
  const [certificate] = prepared.certificates;
  const isWhole = !hasLoss(prepared.coverage);
  return (Object.keys(CHECK_ITEMS) as CheckItem[]).map((item): ItemCheck => {
    const about = findings.filter((finding) => finding.certificate?.field === item);
    const worst = about.find(isSure) ?? about[0];
    const value = certificate?.[item];
    const registered = Array.isArray(value) ? value.join("、") : String(value ?? "");
    if (worst?.certificate) {
      const { registered: was, claimed } = worst.certificate;
      return { item, registered: cut(was), shown: cut(claimed), answer: isSure(worst) ? "differs" : "undecided" };
    }
    const shown = shownOf(prepared, item, registered);
    const agrees = isWhole && prepared.certificates.length === 1 && registered !== "" && shown !== "";
    return { item, registered: cut(registered), shown: cut(shown), answer: agrees ? "agrees" : "undecided" };
  });
}

function isSure({ certainty }: Finding): boolean {
  return certainty === "violation";
}

/** The registered wording where the page shows it literally; a number as the page writes it. */
function shownOf({ passages, references }: Prepared, item: CheckItem, registered: string): string {
  if (item === "number") return references.map(({ number }) => number).join("、");
  if (registered === "") return "";
  return passages.some(({ text, hidden }) => !hidden && text.includes(registered)) ? registered : "";
}

function cut(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
