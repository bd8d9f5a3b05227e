import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createScanner, loadDictionary } from "../../src/index.js";
import { Random } from "../random.js";
import { FAULTS } from "./faults.js";
import { listingOf, type Page, pageOf } from "./page.js";
import { DAY, type Product, readProducts } from "./register.js";

const { values } = parseArgs({
  options: {
    rows: { type: "string" },
    count: { type: "string", default: "400" },
    seed: { type: "string", default: "1" },
    misses: { type: "string", default: "10" },
    help: { type: "boolean", short: "h", default: false },
  },
});
if (values.help) {
  process.stdout.write(
    "npx tsx corpora/fields/run.ts [--rows FILE.jsonl] [--count 400] [--seed 1] [--misses 10]\n\n" +
      "由注册库的行生成商品页：一半各有一处错误，一半没有；打印由规定的规则查出的比例和被误指的比例。\n",
  );
  process.exit(0);
}

const products = readProducts(values.rows ?? fileURLToPath(new URL("rows.jsonl", import.meta.url)));
const random = new Random(Number(values.seed));
const dictionary = loadDictionary();
const scanner = createScanner(dictionary);
const world = { products, concepts: dictionary.concepts };
const fieldRules = new Set(FAULTS.map(({ rule }) => rule));
const registry = [{ source: "示例数据库", asOf: "2026-04-20", complete: true, kinds: ["device", "drug"] }] as const;
const byNumber = new Map<string, Product>(products.map((one) => [one.number, one]));
const count = Number(values.count);
const misses: string[] = [];

function findingsOf(page: Page, id: string) {
  const listing = listingOf(page, id, random);
  const lookup = (numbers: readonly string[]) =>
    numbers.flatMap((number) => (number === page.product.number ? [page.product] : (byNumber.get(number) ?? [])));
  return { listing, findings: scanner.scan(listing, { day: DAY, lookup, registry: [...registry] }).findings };
}

const scores = new Map<string, { planted: number; found: number; name: string }>();
const uncarried = new Set<string>();
let planted = 0;
for (let turn = 0; planted < count; turn++) {
  const fault = FAULTS[turn % FAULTS.length];
  if (fault === undefined) break;
  // Some products cannot carry some faults: another product is tried.
  let page: Page | null = null;
  for (let attempt = 0; attempt < 200 && page === null; attempt++) {
    const tried = pageOf(random.pick(products), random);
    if (fault.plant(tried, random, world)) page = tried;
  }
  if (page === null) {
    uncarried.add(fault.name);
    if (uncarried.size === FAULTS.length) break;
    continue;
  }
  planted++;
  const { listing, findings } = findingsOf(page, `fault-${planted}`);
  const score = scores.get(fault.name) ?? { planted: 0, found: 0, name: fault.rule };
  score.planted++;
  if (findings.some(({ rule }) => rule === fault.rule)) score.found++;
  else
    misses.push(
      `未查出 ${fault.name}（${fault.rule}）：${JSON.stringify(listing).slice(0, 600)}\n    注册：${page.product.productName}｜${page.product.models?.slice(0, 120)}\n    得到 ${findings.map(({ rule }) => rule).join("、")}`,
    );
  scores.set(fault.name, score);
}

let accused = 0;
let accusedByField = 0;
let flaggedByField = 0;
for (let i = 0; i < count; i++) {
  const page = pageOf(random.pick(products), random);
  const { listing, findings } = findingsOf(page, `right-${i}`);
  const field = findings.filter(({ rule }) => fieldRules.has(rule));
  const isAccused = findings.some(({ certainty }) => certainty === "violation");
  if (isAccused) accused++;
  if (field.some(({ certainty }) => certainty === "violation")) accusedByField++;
  if (field.length > 0) flaggedByField++;
  const wrong = [...field, ...findings.filter(({ certainty }) => certainty === "violation")];
  if (wrong.length > 0) {
    misses.push(
      `误指 ${[...new Set(wrong.map(({ rule, certainty, message }) => `${rule}/${certainty} ${message}`))].join("；").slice(0, 300)}\n    ${JSON.stringify(listing).slice(0, 400)}`,
    );
  }
}

const found = [...scores.values()].reduce((sum, one) => sum + one.found, 0);
for (const [name, score] of [...scores].sort((a, b) => a[1].found / a[1].planted - b[1].found / b[1].planted)) {
  process.stdout.write(
    `${String(score.found).padStart(4)} / ${String(score.planted).padEnd(4)} ${score.name.padEnd(34)} ${name}\n`,
  );
}
if (uncarried.size > 0) process.stdout.write(`no product can carry: ${[...uncarried].join(", ")}\n`);
const share = (part: number) => `${part} / ${count} (${((100 * part) / count).toFixed(1)} %)`;
process.stdout.write(`${products.length} products, seed ${values.seed}\n`);
process.stdout.write(`found by the right rule   ${share(found)}\n`);
process.stdout.write(`accused without a fault   ${share(accused)}, by field rules ${share(accusedByField)}\n`);
process.stdout.write(`flagged without a fault   by field rules ${share(flaggedByField)}\n`);
for (const miss of misses.slice(0, Number(values.misses))) process.stdout.write(`${miss}\n`);
