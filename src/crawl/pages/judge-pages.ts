import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Judge, Judged } from "../../batches/judge.js";
import type { Listing } from "../../contracts/listing.js";
import type { Note } from "../../contracts/result.js";
import type { AdaptedPage } from "../../page/adapters/adapted-reader.js";
import { decode } from "../../page/index.js";
import type { ReadPage } from "../../prepare/passages.js";
import { MAX_PAGE_TARGETS } from "../limits.js";
import type { Scope, Target } from "../urls/scope.js";
import type { PageAnswer, PageResult, PageTask } from "./page-task.js";

/** Characters of text below which a page with scripts is an empty shell. */
const LEAST_TEXT = 80;
/** Inflated, a stored document can't be larger than what was stored; the cap is for a damaged file. */
const MAX_DOCUMENT_BYTES = 256 * 1024 * 1024;

/** What judging pages needs in each thread. */
export interface PageParts {
  readonly judge: Pick<Judge, "judge">;
  readonly readPage: (html: string, url?: string) => AdaptedPage;
  readonly scope: Scope;
  readonly defaults: Pick<Listing, "kind" | "context">;
}

/** What is kept of a page: enough to judge it again without its HTML. */
interface StoredDocument {
  readonly page: ReadPage;
  readonly notes: readonly Note[];
}

/** Reads one page into passages and links, and judges it. What is stored and what is judged is the same. */
export async function judgePage(task: PageTask, parts: PageParts): Promise<PageAnswer> {
  const rule = parts.scope.pageRule(task.url);
  const read = task.bytes === null ? null : readBytes(task.bytes, task, parts);
  const stored = read?.stored ?? openDocument(task.document);
  const needsRendering = !task.isRendered && (rule?.render === true || read?.isShell === true);
  const notes = needsRendering ? [...stored.notes, { code: "page-not-rendered", where: task.url }] : stored.notes;
  const targets = read?.targets ?? [];
  const document = read === null ? null : closeDocument(stored);
  if (rule?.linksOnly === true) return { document, result: null, targets, needsRendering, failure: null };
  const judged = await parts.judge.judge({
    listing: { ...parts.defaults, id: task.url, url: task.url, complete: true, ...(rule?.page && { page: rule.page }) },
    name: task.url,
    source: task.url,
    notes,
    document: stored.page,
  });
  return { document, result: resultOf(judged), targets, needsRendering, failure: failureOf(judged) };
}

/** A result as text, counted. */
export function resultOf({ result }: Pick<Judged, "result">): PageResult {
  return { json: JSON.stringify(result), status: result.status, findings: result.findings.length };
}

function failureOf({ failure }: Judged): string | null {
  return failure === null ? null : String(failure.error);
}

function readBytes(bytes: Uint8Array, { url, contentType, isRendered }: PageTask, { readPage, scope }: PageParts) {
  const decoded = decode(bytes, { contentType: isRendered ? "text/html; charset=utf-8" : contentType });
  const { passages, title, attributes, images, notes, truncated, facts, links } = readPage(decoded.text, url);
  const page: ReadPage = { passages, title, attributes, images, notes, truncated, ...(facts && { facts }) };
  let chars = 0;
  for (const { zone, hidden, text } of passages)
    if (zone !== "meta" && zone !== "title" && !hidden) chars += text.length;
  const isShell = chars < LEAST_TEXT && /<script/i.test(decoded.text);
  return { stored: { page, notes: decoded.notes }, targets: targetsOf(links, url, scope), isShell };
}

function targetsOf(links: AdaptedPage["links"], url: string, scope: Scope): Target[] {
  const targets = new Map<string, Target>();
  for (const { href } of links) {
    const target = scope.target(href, url);
    if (target !== null && target.url !== url) targets.set(target.url, target);
    if (targets.size >= MAX_PAGE_TARGETS) break;
  }
  return [...targets.values()];
}

function closeDocument(stored: StoredDocument): Uint8Array {
  return deflateRawSync(JSON.stringify(stored), { level: 1 });
}

function openDocument(bytes: Uint8Array | null): StoredDocument {
  if (bytes === null) throw new TypeError("a page is given as bytes or as what is stored of it");
  return JSON.parse(inflateRawSync(bytes, { maxOutputLength: MAX_DOCUMENT_BYTES }).toString("utf8")) as StoredDocument;
}
