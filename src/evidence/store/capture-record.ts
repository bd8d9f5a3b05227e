import { displayFields } from "../../rules/changes/display-fields.js";
import { canonicalJson } from "../canonical-json.js";
import { utcOf } from "../utc.js";
import type { CapturedFile, CaptureInput, CaptureRecord, KeptFile } from "./capture.js";

const JSON_TYPE = "application/json; charset=utf-8";

/**
 * The files that a capture keeps: the response, what the door added, and, where anything was found, the passages, the
 * certificate records as they stood and the result.
 */
export function filesOf({ prepared, result, response, url, files = [] }: CaptureInput): CapturedFile[] {
  const own: CapturedFile[] = [];
  const json = (role: CapturedFile["role"], value: unknown): CapturedFile => ({
    role,
    name: `${role}.json`,
    mediaType: JSON_TYPE,
    bytes: Buffer.from(canonicalJson(value)),
  });
  if (response !== undefined) {
    const mediaType = response.mediaType ?? headerOf(response.headers, "content-type") ?? "application/octet-stream";
    own.push({ role: "body", name: url ?? prepared.listing.url ?? "body", mediaType, bytes: response.body });
  }
  own.push(...files);
  if (result.findings.length > 0) {
    own.push(json("passages", prepared.passages), json("result", result));
    if (prepared.certificates.length > 0) own.push(json("certificates", prepared.certificates));
  }
  return own;
}

/** What is kept of a capture besides its bytes. Pure. */
export function recordOf(input: CaptureInput, files: readonly KeptFile[]): CaptureRecord {
  const { prepared, result, response, capturedAt } = input;
  const { listing } = prepared;
  return {
    listing: listing.id ?? listing.url ?? input.url ?? "",
    url: input.url ?? listing.url ?? null,
    title: listing.title ?? null,
    merchant: listing.merchant?.name ?? listing.merchant?.shop?.name ?? null,
    uscc: listing.merchant?.uscc ?? null,
    kind: listing.kind ?? null,
    capturedAt: utcOf(capturedAt),
    day: prepared.day,
    status: response?.status ?? null,
    headers: response?.headers ?? [],
    outcome: result.status,
    engine: result.engine,
    price: { shown: listing.price?.current ?? null, struck: listing.price?.original ?? null },
    fields: displayFields(prepared),
    findings: result.findings.map(({ fingerprint, rule, level, name }) => ({ fingerprint, rule, level, name })),
    facts: {
      ...(listing.session && { loginState: listing.session }),
      ...soldOf(listing.sold),
      ...icpOf(prepared.passages),
      ...(listing.platform?.name && { platform: listing.platform.name }),
      ...input.facts,
    },
    files,
  };
}

function soldOf(sold: number | string | undefined): { readonly sold?: string } {
  return sold === undefined ? {} : { sold: String(sold) };
}

/** 备案号 as the page shows it: 京ICP备12345678号-1, 京ICP证030173号. */
const ICP = /[\u4e00-\u9fff]ICP[备证]\d{5,12}号(?:-\d{1,4})?/;
/** Characters of a passage in which it is looked for. */
const MAX_ICP_CHARS = 2_000;

function icpOf(passages: CaptureInput["prepared"]["passages"]): { readonly icpNumber?: string } {
  for (const { text } of passages) {
    if (!text.includes("ICP")) continue;
    const [found] = ICP.exec(text.slice(0, MAX_ICP_CHARS).replace(/\s+/g, "")) ?? [];
    if (found !== undefined) return { icpNumber: found };
  }
  return {};
}

function headerOf(headers: readonly (readonly [string, string])[], name: string): string | undefined {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1];
}
