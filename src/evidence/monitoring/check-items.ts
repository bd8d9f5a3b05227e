import { CHECK_ITEMS, type CheckItem, type ItemCheck } from "../../contracts/monitoring.js";
import { hasLoss } from "../../contracts/notes.js";
import type { Prepared } from "../../contracts/prepared.js";
import type { Finding, ScanResult } from "../../contracts/result.js";

const MAX_SHOWN = 200;

/**
 * Item by item what a page shows against what is registered: 相符, 不符, 无法判定. "Agrees" only where a certificate is known,
 * it says something of the item, the page does so too, everything was read and no finding speaks against it.
 *
 * @param prepared null where only the result is at hand: then nothing agrees
 */
export function checkItems(prepared: Prepared | null, { findings }: Pick<ScanResult, "findings">): ItemCheck[] {
  const certificate = prepared?.certificates[0];
  const isWhole = prepared !== null && !hasLoss(prepared.coverage);
  return (Object.keys(CHECK_ITEMS) as CheckItem[]).map((item): ItemCheck => {
    const about = findings.filter((finding) => finding.certificate?.field === item);
    const worst = about.find(isSure) ?? about[0];
    const value = certificate?.[item];
    const registered = Array.isArray(value) ? value.join("、") : String(value ?? "");
    if (worst?.certificate) {
      const { registered: was, claimed } = worst.certificate;
      return { item, registered: cut(was), shown: cut(claimed), answer: isSure(worst) ? "differs" : "undecided" };
    }
    const shown = prepared === null ? "" : shownOf(prepared, item, registered);
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
