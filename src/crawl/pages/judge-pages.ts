import type { Judge, Judged } from "../../batches/judge.js";
import type { Listing } from "../../contracts/listing.js";
import type { Prepared } from "../../contracts/prepared.js";
import type { AdaptedPage } from "../../page/adapters/adapted-reader.js";
import { decode } from "../../page/index.js";
import type { ReadPage } from "../../prepare/passages.js";
import type { Input } from "../../prepare/read/input.js";
import { MAX_PAGE_TARGETS } from "../limits.js";
import type { Scope, Target } from "../urls/scope.js";
import type { PageAnswer, PageResult, PageTask } from "./page-task.js";
import { pictureLines } from "./picture-lines.js";
import { closeDocument, openDocument, pictureSources, type StoredDocument } from "./stored-document.js";

/** Characters of text below which a page with scripts is an empty shell. */
const LEAST_TEXT = 80;

/** What judging pages needs in each thread. */
export interface PageParts {
  readonly judge: Pick<Judge, "judge">;
  readonly readPage: (html: string, url?: string) => AdaptedPage;
  readonly scope: Scope;
  readonly defaults: Pick<Listing, "kind" | "context">;
}

/** Reads one page into passages and links, and judges it. What is stored and what is judged is the same. */
export async function judgePage(task: PageTask, parts: PageParts): Promise<PageAnswer> {
  const begun = performance.now();
  const rule = parts.scope.pageRule(task.url);
  const read = task.bytes === null ? null : readBytes(task.bytes, task, parts);
  const stored = read?.stored ?? openStored(task.document);
  const needsRendering = read?.needsRendering === true;
  const targets = read?.targets ?? [];
  const wasRead = performance.now();
  const document = read === null ? null : closeDocument(stored);
  const isStored = performance.now();
  const spent = (isJudged: number) => ({
    read: wasRead - begun,
    store: isStored - wasRead,
    judge: isJudged - isStored,
  });
  const pictures = stored.page.images.length;
  if (rule?.linksOnly === true)
    return { document, result: null, targets, needsRendering, pictures: 0, failure: null, spent: spent(isStored) };
  const judged = await parts.judge.judge(inputOf(task, stored, parts));
  const result = resultOf(judged);
  const failure = failureOf(judged);
  return { document, result, targets, needsRendering, pictures, failure, spent: spent(performance.now()) };
}

/** A page made ready to be judged, from what is stored of it; null where that broke. */
export async function preparePage(
  task: PageTask,
  parts: Pick<PageParts, "judge" | "scope" | "defaults">,
): Promise<Prepared | null> {
  return (await parts.judge.judge(inputOf(task, openStored(task.document), parts))).prepared;
}

function inputOf(
  { url, pictures, awaitsPictures, previous }: PageTask,
  stored: StoredDocument,
  { scope, defaults }: Pick<PageParts, "scope" | "defaults">,
): Input {
  const rule = scope.pageRule(url);
  const lines = pictures === undefined ? null : pictureLines(pictureSources(stored), pictures);
  const waits = awaitsPictures === true && stored.page.images.length > 0;
  return {
    listing: {
      ...defaults,
      id: url,
      url,
      complete: true,
      ...(rule?.page && { page: rule.page }),
      ...(lines !== null && { images: lines.images }),
      ...(previous !== undefined && { previous }),
    },
    name: url,
    source: url,
    notes: [...stored.notes, ...(lines?.notes ?? []), ...(waits ? [{ code: "pictures-waiting", where: url }] : [])],
    document: stored.page,
    ...(lines !== null && { pictures: lines.pictures }),
  };
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
  const needsRendering = !isRendered && (isShell || scope.pageRule(url)?.render === true);
  // Stored with it, so that judging again says so too.
  const unread = needsRendering ? [{ code: "page-not-rendered", where: "html" }] : [];
  return {
    stored: { page, notes: [...decoded.notes, ...unread] },
    targets: targetsOf(links, url, scope),
    needsRendering,
  };
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

function openStored(bytes: Uint8Array | null): StoredDocument {
  if (bytes === null) throw new TypeError("a page is given as bytes or as what is stored of it");
  return openDocument(bytes);
}
