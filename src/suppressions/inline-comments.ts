import type { Finding, ScanResult } from "../contracts/result.js";

/** Comments of one text that are read; further ones are faults. */
export const MAX_INLINE_COMMENTS = 1_000;

const KEYWORD = "medlint-disable-next-line";
const OPEN = "<!--";
const CLOSE = "-->";
const RULES = /^[a-z0-9-]+(?:\s*[,，、]\s*[a-z0-9-]+)*$/;
const UNTIL = /至\s?(\d{4}-\d{2}-\d{2})$/;
const MAX_COMMENT_CHARS = 2000;

/** `<!-- medlint-disable-next-line 规则 -- 理由 至 2026-12-31 -->`, and the line that it speaks of. */
export interface InlineSuppression {
  readonly rules: readonly string[];
  readonly reason: string;
  readonly until: string;
  /** Line of the comment, from 1. */
  readonly line: number;
  /** The next line that is not blank: UTF-16 units of the text, half-open. */
  readonly start: number;
  readonly end: number;
}

/** The comments of a text, and what is wrong with those that don't count. */
export interface InlineComments {
  readonly suppressions: readonly InlineSuppression[];
  readonly faults: readonly { readonly line: number; readonly reason: string }[];
  /** The text with the comments as spaces: as long as before, so that places stay. */
  readonly text: string;
}

/**
 * Reads the comments of a merchant's own text. Rule, reason and last day are required; a comment that lacks one, or
 * names a rule that does not exist, is a fault and suppresses nothing.
 *
 * @example
 * readInlineComments("<!-- medlint-disable-next-line absolute-term -- 商标 至 2026-12-31 -->\n第一牌", () => true);
 */
export function readInlineComments(text: string, isRule: (id: string) => boolean): InlineComments {
  const suppressions: InlineSuppression[] = [];
  const faults: { line: number; reason: string }[] = [];
  const pieces: string[] = [];
  let kept = 0;
  let line = 1;
  let newline = text.indexOf("\n");
  let count = 0;
  for (let at = text.indexOf(OPEN); at >= 0; at = text.indexOf(OPEN, at + OPEN.length)) {
    const body = text.slice(at + OPEN.length, at + OPEN.length + MAX_COMMENT_CHARS);
    if (!body.trimStart().startsWith(KEYWORD)) continue;
    for (; newline >= 0 && newline < at; newline = text.indexOf("\n", newline + 1)) line++;
    if (++count > MAX_INLINE_COMMENTS) {
      faults.push({ line, reason: `注释超过 ${MAX_INLINE_COMMENTS} 条，其余不采用` });
      break;
    }
    const length = body.indexOf(CLOSE);
    if (length < 0) {
      faults.push({ line, reason: "注释没有结束（缺少 -->）或过长" });
      continue;
    }
    const end = at + OPEN.length + length + CLOSE.length;
    pieces.push(text.slice(kept, at), text.slice(at, end).replace(/[^\n]/g, " "));
    kept = end;
    const read = readComment(body.slice(0, length), isRule);
    if (typeof read === "string") faults.push({ line, reason: read });
    else suppressions.push({ ...read, line, ...nextLine(text, end) });
    at = end - OPEN.length;
  }
  pieces.push(text.slice(kept));
  return { suppressions, faults, text: pieces.join("") };
}

/** What a comment says, or why it does not count. */
function readComment(
  body: string,
  isRule: (id: string) => boolean,
): Pick<InlineSuppression, "rules" | "reason" | "until"> | string {
  const said = body.trim().slice(KEYWORD.length).trim();
  const dash = said.indexOf("--");
  const names = (dash < 0 ? said : said.slice(0, dash)).trim();
  if (names === "") return "没有写规则编号";
  if (!RULES.test(names)) return "规则编号写法有误";
  const rules = names.split(/[,，、]/).map((name) => name.trim());
  const unknown = rules.filter((rule) => !isRule(rule));
  if (unknown.length > 0) return `没有规则 ${unknown.join("、")}`;
  const rest = dash < 0 ? "" : said.slice(dash + 2).trim();
  const until = UNTIL.exec(rest);
  if (until === null || Number.isNaN(Date.parse(until[1] ?? ""))) return "结尾缺少截止日期（至 2026-12-31）";
  const reason = rest
    .slice(0, until.index)
    .trim()
    .replace(/[，,；;]$/, "");
  if (reason === "") return "没有写理由（-- 后面）";
  return { rules, reason, until: until[1] ?? "" };
}

function nextLine(text: string, from: number): { start: number; end: number } {
  let start = text.indexOf("\n", from);
  while (start >= 0) {
    start++;
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    if (text.slice(start, end).trim() !== "") return { start, end };
    start = newline;
  }
  return { start: text.length, end: text.length };
}

/** The findings of one text beside its comments. */
export interface InlineOutcome {
  readonly result: ScanResult;
  readonly expired: readonly InlineSuppression[];
  readonly unused: readonly InlineSuppression[];
}

/**
 * Marks the findings that begin on a line with a valid comment above it.
 *
 * @param isPage whether places are counted in the page's source, else in its text
 * @param day the day of the run, `YYYY-MM-DD`
 */
export function markInline(
  result: ScanResult,
  { suppressions }: InlineComments,
  isPage: boolean,
  day: string,
): InlineOutcome {
  const valid = suppressions.filter(({ until }) => until >= day);
  const used = new Set<InlineSuppression>();
  const findings = result.findings.map((finding): Finding => {
    const start = startOf(finding, isPage);
    const one = valid.find((each) => start >= each.start && start < each.end && each.rules.includes(finding.rule));
    if (one === undefined) return finding;
    used.add(one);
    return { ...finding, suppressed: { by: "inline", reason: one.reason, until: one.until } };
  });
  return {
    result: used.size === 0 ? result : { ...result, findings },
    expired: suppressions.filter(({ until }) => until < day),
    unused: valid.filter((one) => !used.has(one)),
  };
}

function startOf({ where }: Finding, isPage: boolean): number {
  if (where === null || where.image !== null) return -1;
  if (where.source !== null) return where.source.start;
  return !isPage && where.field === "text" ? where.start : -1;
}
