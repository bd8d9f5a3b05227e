import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import type { Listing } from "../../src/contracts/listing.js";
import type { Finding, ScanResult } from "../../src/contracts/result.js";
import type { CaptureInput } from "../../src/evidence/store/capture.js";
import { prepareListing } from "../../src/prepare/prepare-listing.js";
import { finding } from "../report/findings.js";

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is removed after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "medlint-evidence-"));
  made.push(folder);
  return folder;
}

export const LISTING: Listing = {
  id: "sku-1",
  url: "https://shop.example/item/1",
  kind: "device",
  title: "青禾牌退热贴",
  complete: true,
  attributes: { 禁忌: "破损皮肤禁用；孕妇禁用", 用法用量: "一日1贴" },
  price: { current: 19.9, original: 39.9 },
  merchant: { name: "青禾大药房", uscc: "91330000MA0000000X" },
};

/** A capture of an invented page. */
export function captureOf(
  listing: Listing = LISTING,
  capturedAt = "2026-05-01T08:00:00.000Z",
  options: Partial<CaptureInput> & { findings?: readonly Partial<Finding>[]; status?: ScanResult["status"] } = {},
): CaptureInput {
  const prepared = prepareListing({ ...listing, capturedAt });
  const findings = (options.findings ?? []).map((one) => finding(one));
  const { findings: _, status, ...rest } = options;
  return {
    prepared,
    result: {
      listing: listing.id ?? null,
      status: status ?? (findings.length > 0 ? "violation" : "clean"),
      findings,
      coverage: prepared.coverage,
      engine: { version: "0.0.0", dictionary: "test", segmenter: "none", ocr: "none", day: prepared.day },
    },
    capturedAt,
    response: {
      status: 200,
      headers: [["Content-Type", "text/html; charset=utf-8"]],
      body: Buffer.from(`<h1>${listing.title ?? ""}</h1>`),
    },
    ...rest,
  };
}
