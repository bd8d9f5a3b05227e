import type { Basis, Finding, ScanResult, Where } from "../contracts/result.js";
import { cutTail } from "./excerpt.js";
import { neutralise } from "./neutralise.js";
import { ZONE_NAMES } from "./wording.js";

const FIELD_CHARS = 60;

/**
 * A place in words.
 *
 * @example
 * describePlace({ zone: "body", field: "text", start: 6, end: 10, source: null, image: null }); // → "正文 6-10"
 */
export function describePlace(where: Where | null): string {
  if (where === null) return "（整页）";
  const zone = ZONE_NAMES[where.zone];
  if (where.image) return `${zone} 第 ${where.image.index + 1} 张 ${where.start}-${where.end}`;
  const field =
    where.field === "text" || where.field === "title" ? "" : ` ${neutralise(cutTail(where.field, FIELD_CHARS))}`;
  const source = where.source ? `，源码 ${where.source.start}` : "";
  return `${zone}${field} ${where.start}-${where.end}${source}`;
}

/** A basis by law and article; one whose wording was not checked says so. */
export function citeBasis({ law, article, checked }: Basis): string {
  return `《${law}》${article}${checked ? "" : "（依据待核）"}`;
}

/** What a listing is called: its id, else the line it stands on. */
export function nameOf(result: ScanResult): string {
  return result.listing ?? (result.line === undefined ? "（无编号）" : `第 ${result.line} 行`);
}

/** Whether a finding counts against the run: neither known from a baseline nor suppressed. */
export function isPending(finding: Finding): boolean {
  return finding.known === undefined && finding.suppressed === undefined;
}

/** Why a finding does not count against the run; empty where it does. Raw text: neutralise it before showing it. */
export function describeState({ known, suppressed }: Finding): string {
  if (suppressed !== undefined) {
    const author = suppressed.author === undefined ? "" : `，${suppressed.author}`;
    return `已豁免（${suppressed.reason}${author}，至 ${suppressed.until}）`;
  }
  if (known !== undefined) return `已知（${known.since} 起${known.reason === undefined ? "" : `，${known.reason}`}）`;
  return "";
}
