import type { Finding, ScanResult } from "../../src/contracts/result.js";

/** A finding with everything filled in; tests change what they look at. */
export function finding(changes: Partial<Finding> = {}): Finding {
  return {
    rule: "efficacy-guarantee",
    name: "功效断言或保证",
    level: 2,
    certainty: "violation",
    message: "对功效作了断言或保证",
    matched: "彻底根治",
    excerpt: "坚持使用可彻底根治老寒腿",
    where: { zone: "body", field: "text", start: 6, end: 10, source: { start: 120, end: 124 }, image: null },
    related: [],
    basis: [
      {
        law: "中华人民共和国广告法",
        article: "第十六条第一款第一项",
        text: "医疗、药品、医疗器械广告不得含有下列内容：（一）表示功效、安全性的断言或者保证；",
        effectiveFrom: "2015-09-01",
        effectiveTo: null,
        force: "law",
        territory: "CN",
        penalty: "第五十八条第一款",
        checked: true,
      },
    ],
    certificate: null,
    suggestion: "删除对疗效的断言",
    fingerprint: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    ...changes,
  };
}

/** A result of one listing. */
export function result(changes: Partial<ScanResult> = {}): ScanResult {
  return {
    listing: "demo/a.html",
    status: "violation",
    findings: [finding()],
    coverage: {
      passages: 3,
      images: { read: 0, failed: 0, skipped: 2 },
      certificates: { found: [], missing: [] },
      registry: [],
      notes: [],
    },
    engine: { version: "0.1.0", dictionary: "abc", segmenter: "none", ocr: "none", day: "2026-03-01" },
    ...changes,
  };
}
