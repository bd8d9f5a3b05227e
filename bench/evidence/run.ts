import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Listing } from "../../src/contracts/listing.js";
import type { CaptureInput } from "../../src/evidence/store/capture.js";
import { openEvidence } from "../../src/evidence/store/evidence-store.js";
import { prepareListing } from "../../src/prepare/prepare-listing.js";

/**
 * Captures of invented listings, each captured twice; between the two, three fields change, and everything that is no
 * change moves too: order, numbering, blanks, width, times, counters. Prints storage, time and memory, and whether every
 * planted change was found and none invented.
 *
 *     npx tsx bench/evidence/run.ts [listings, default 20000]
 */
const LISTINGS = Number(process.argv[2] ?? 20_000);
const PAGE_CHARS = 2_000;

function pageOf(n: number, version: 0 | 1): Listing {
  const isLater = version === 1;
  const forbidden = ["孕妇禁用", `过敏者禁用（批次${n}）`, ...(isLater ? [] : ["破损皮肤禁用"])];
  const warnings = [
    "避免接触眼睛",
    "请置于儿童不能接触处",
    `已售${isLater ? 2 : 1}${n}件`,
    `更新时间：2026-05-0${1 + version}`,
  ];
  const list = (items: readonly string[]) =>
    (isLater ? [...items].reverse() : items)
      .map((item, i) => `${i + 1}${isLater ? "、" : "."} ${item}`)
      .join(isLater ? "；" : "。");
  return {
    id: `sku-${n}`,
    url: `https://shop.example/${n}`,
    kind: "device",
    complete: true,
    title: `退热贴 ${n}`,
    attributes: {
      禁忌: list(forbidden),
      注意事项: list(warnings),
      用法用量: isLater ? `一日${(n % 5) + 3}次` : `一日${(n % 5) + 2}次`,
      适用范围: isLater ? "用于 物理退热" : "用于物理退热",
    },
    price: { current: isLater ? n + 2 : n + 1, original: n + 100 },
  };
}

function captureOf(n: number, version: 0 | 1): CaptureInput {
  const listing = pageOf(n, version);
  const capturedAt = `2026-05-0${1 + version}T08:00:00.000Z`;
  const prepared = prepareListing({ ...listing, capturedAt });
  const filler = `${listing.title} ${n} `.repeat(PAGE_CHARS / 10).slice(0, PAGE_CHARS);
  return {
    prepared,
    result: {
      listing: listing.id ?? null,
      status: "clean",
      findings: [],
      coverage: prepared.coverage,
      engine: { version: "bench", dictionary: "none", segmenter: "none", ocr: "none", day: prepared.day },
    },
    capturedAt,
    response: {
      status: 200,
      headers: [["Content-Type", "text/html"]],
      body: Buffer.from(`<html>${JSON.stringify(listing)}${filler}</html>`),
    },
  };
}

const folder = mkdtempSync(join(tmpdir(), "medlint-bench-"));
try {
  const store = openEvidence(folder);
  const times = [0, 1].map((version) => {
    const start = performance.now();
    for (let n = 0; n < LISTINGS; n++) store.keep(captureOf(n, version as 0 | 1));
    return (performance.now() - start) / 1000;
  });
  const found = store.changes().filter(({ kind }) => kind === "field");
  const wanted = new Set(["contraindications", "dosage", "price"]);
  const planted = found.filter(({ subject }) => wanted.has(subject));
  const missed = LISTINGS * 3 - new Set(planted.map(({ listing, subject }) => `${listing} ${subject}`)).size;
  const { captures, bytes, objects } = store.usage();
  store.close();
  const index = statSync(join(folder, "index.sqlite")).size;
  const rate = (seconds: number) => `${seconds.toFixed(1)} s, ${Math.round(LISTINGS / seconds)}/s`;
  console.log(`captures ${captures}, objects ${objects}`);
  console.log(
    `bytes kept ${bytes} (${Math.round(bytes / captures)} each), index ${index} (${Math.round(index / captures)} each)`,
  );
  console.log(`first captures ${rate(times[0] ?? 0)}; second, compared ${rate(times[1] ?? 0)}`);
  console.log(`memory at most ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
  console.log(`changes planted ${LISTINGS * 3}, missed ${missed}, invented ${found.length - planted.length}`);
  if (missed > 0 || found.length !== LISTINGS * 3) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
