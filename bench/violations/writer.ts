import { createHash } from "node:crypto";
import type { Finding } from "../../src/contracts/result.js";
import { openCaseDesk } from "../../src/violations/case-desk.js";
import type { Sighting } from "../../src/violations/record/sighting.js";

/** One of the processes of `write.ts` and `kill.ts`: records made-up listings and says on standard output what is kept. */
const [database = "", keyFile = "", name = "", from = "0", to = "0", findings = "4", batch = "200"] =
  process.argv.slice(2);
/** 2026-03-04 10:00 in Beijing: all cases are of one day. */
const AT = "2026-03-04T02:00:00.000Z";
const ENGINE = { version: "0.1.0", dictionary: "bench", segmenter: "none", ocr: "none", day: "2026-03-04" };

function finding(listing: string, at: number): Finding {
  const matched = `可根治老寒腿${at}`;
  const excerpt = `坚持使用${matched}，第 ${listing} 号商品`;
  return {
    rule: "efficacy-guarantee",
    name: "功效断言或保证",
    level: 2,
    certainty: "violation",
    message: "对功效作了断言或保证",
    matched,
    excerpt,
    where: { zone: "body", field: "text", start: 4, end: 4 + matched.length, source: null, image: null },
    related: [],
    basis: [],
    certificate: null,
    suggestion: "删除对疗效的断言",
    fingerprint: createHash("sha256").update(`${listing} ${at}`).digest("hex"),
  };
}

function sighting(listing: string): Sighting {
  const none = { id: null, name: null, uscc: null, region: null, address: null, licences: [], shop: null };
  return {
    listing,
    at: AT,
    day: "2026-03-04",
    facts: {
      listing: { key: listing, url: `https://shop.example/${listing}`, title: "医用冷敷贴", platform: null },
      merchant: { ...none, name: `示例商行${listing.slice(-3)}` },
      product: { name: "医用冷敷贴", kind: "device", category: null, model: null, price: null, sold: null },
      certificates: [],
      description: null,
    },
    findings: Array.from({ length: Number(findings) }, (_, at) => finding(listing, at)),
    pictures: [],
    engine: ENGINE,
    evidence: [],
  };
}

const desk = await openCaseDesk({ database, keyFile });
process.stdout.write("ready\n");
const step = Number(batch);
for (let at = Number(from); at < Number(to); at += step) {
  const listings = Array.from({ length: Math.min(step, Number(to) - at) }, (_, index) => `${name}${at + index}`);
  const recorded = await desk.record(listings.map(sighting), AT);
  // Said only after the transaction is kept: what was said must be found.
  process.stdout.write(`${recorded.map(({ listing, number }) => `${listing}=${number}`).join(" ")}\n`);
}
await desk.close();
