import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ListingQuery, type ListingRecord, openListings } from "../../src/store/index.js";

/**
 * Records generated listings and finds them again: how long each kind of question takes, and how large the file is.
 *
 *     npx tsx bench/registry/find.ts [COUNT]      # default: 1,000,000 listings
 */

/** As `medlint find` lists them. */
const LIMIT = 1_000;
const [count = 1_000_000] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), "medlint-find-"));
const path = join(folder, "listings.sqlite");

const BRANDS = ["青禾", "白榆", "云杉", "安宁", "舒尔", "沐川", "北屿", "远山"];
const MATTERS = ["医用冷敷贴", "电子血压计", "检测试剂盒", "一次性使用导管", "红外治疗仪", "医用口罩", "雾化器"];

/** 200,000 certificates, 100,000 distinct product names, 50,000 merchants; every third listing shows a batch. */
function generated(serial: number): ListingRecord {
  const certificate = (serial * 7919) % 200_000;
  return {
    listing: `sku-${serial}`,
    url: `https://shop.example/item/${serial}`,
    title: `${BRANDS[serial % BRANDS.length]} ${MATTERS[serial % MATTERS.length]} ${serial % 1000} 官方正品`,
    product: `${BRANDS[certificate % BRANDS.length]}${MATTERS[certificate % MATTERS.length]}${certificate % 100_000}型`,
    merchant: `示例${(serial * 31) % 50_000}号商行`,
    uscc: null,
    status: serial % 10 === 0 ? "violation" : "clean",
    numbers: [`粤械注准2019207${String(certificate).padStart(6, "0").slice(-4)}${Math.floor(certificate / 10_000)}`],
    batches: serial % 3 === 0 ? [`B${String(serial % 90_000).padStart(6, "0")}`] : [],
    day: "2026-05-01",
  };
}

const QUESTIONS: readonly (readonly [string, ListingQuery])[] = [
  ["certificate", { certificate: generated(7).numbers[0] }],
  ["batch", { batch: generated(9).batches[0] }],
  ["certificate and batch", { certificate: generated(9).numbers[0], batch: generated(9).batches[0] }],
  ["product, one name", { product: generated(12).product ?? "" }],
  ["product, part of many names", { product: "冷敷贴12" }],
  ["product, a seventh of all", { product: "红外治疗仪" }],
  ["merchant, one name", { merchant: generated(3).merchant ?? "" }],
  ["merchant, part of many names", { merchant: "4321号" }],
];

try {
  const started = performance.now();
  const cpu = process.cpuUsage();
  const store = openListings(path);
  for (let i = 0; i < count; i++) store.record(generated(i));
  store.close();
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(
    `${count} listings recorded in ${seconds.toFixed(1)} s (${Math.round(count / ((user + system) / 1e6))}/s of processor time), ` +
      `${(statSync(path).size / 1e6).toFixed(0)} MB\n`,
  );
  for (const [name, query] of QUESTIONS) {
    const times: number[] = [];
    const processor: number[] = [];
    let found = 0;
    for (let round = 0; round < 3; round++) {
      // A connection of its own each time, as a command has: nothing is remembered but by the system.
      const start = performance.now();
      const before = process.cpuUsage();
      const reader = openListings(path, { readonly: true });
      found = reader.findSome(query, LIMIT).total;
      reader.close();
      const spent = process.cpuUsage(before);
      times.push(performance.now() - start);
      processor.push((spent.user + spent.system) / 1000);
    }
    const list = (some: readonly number[]) => some.map((one) => one.toFixed(0)).join(", ");
    const took = `${list(times)} ms, of processor time ${list(processor)} ms`;
    process.stdout.write(`${name.padEnd(30)} ${String(found).padStart(7)} found, ${took}\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
