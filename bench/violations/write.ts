// 8 processes write findings into one database: nothing lost or doubled, numbers without gaps, time for each.
//
//   npx tsx bench/violations/write.ts                     100,000 findings of 25,000 listings, 8 processes
//   npx tsx bench/violations/write.ts --findings 10000    fewer
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openCaseDesk } from "../../src/violations/case-desk.js";
import { openDatabases } from "./databases.js";

const WRITER = fileURLToPath(new URL("writer.ts", import.meta.url));
const { values } = parseArgs({
  options: {
    findings: { type: "string", default: "100000" },
    processes: { type: "string", default: "8" },
    each: { type: "string", default: "4" },
  },
});
const processes = Number(values.processes);
const each = Number(values.each);
const listings = Math.ceil(Number(values.findings) / each / processes) * processes;

/** A process that writes its share; every fourth listing also belongs to its neighbour, who writes the same. */
function write(
  database: string,
  key: string,
  from: number,
  to: number,
): { ready: Promise<void>; done: Promise<Map<string, string>> } {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", WRITER, database, key, "shop-", String(from), String(to), String(each)],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  let text = "";
  let said: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    said = resolve;
  });
  child.stdout.on("data", (chunk: Buffer) => {
    text += chunk.toString();
    if (text.includes("ready")) said();
  });
  const done = new Promise<Map<string, string>>((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => {
      if (code !== 0) return reject(new Error(`a writer ended with ${code}`));
      const pairs = text.split(/\s+/).flatMap((one) => (one.includes("=") ? [one.split("=") as [string, string]] : []));
      resolve(new Map(pairs));
    });
  });
  return { ready, done };
}

const databases = openDatabases();
try {
  for (const { name, fresh } of databases.targets) {
    const database = fresh();
    const key = join(databases.folder, "key.pem");
    await (await openCaseDesk({ database, keyFile: key })).close();
    const share = listings / processes;
    const overlap = Math.floor(share / 4);
    const start = performance.now();
    const writers = Array.from({ length: processes }, (_, at) =>
      write(database, key, at * share, Math.min(listings, (at + 1) * share + overlap)),
    );
    await Promise.all(writers.map(({ ready }) => ready));
    const begun = performance.now();
    const told = await Promise.all(writers.map(({ done }) => done));
    const seconds = (performance.now() - begun) / 1000;
    const desk = await openCaseDesk({ database, keyFile: key });
    const numbers = new Set<string>();
    const subjects = new Set<string>();
    let findings = 0;
    for await (const one of desk.read.each()) {
      numbers.add(one.number);
      subjects.add(one.listing.key ?? "");
      findings += one.findings.length;
    }
    const ordinals = [...numbers].map((number) => Number(number.slice(11))).sort((a, b) => a - b);
    const isGapless = ordinals.every((ordinal, at) => ordinal === at + 1);
    const agreed = new Map<string, string>();
    let torn = 0;
    for (const pairs of told) {
      for (const [listing, number] of pairs) {
        if ((agreed.get(listing) ?? number) !== number || !numbers.has(number)) torn++;
        agreed.set(listing, number);
      }
    }
    const verifyFrom = performance.now();
    const { entries, defects } = await desk.verify();
    const verified = (performance.now() - verifyFrom) / 1000;
    await desk.close();
    const good =
      numbers.size === listings &&
      subjects.size === listings &&
      findings === listings * each &&
      isGapless &&
      torn === 0 &&
      defects.length === 0;
    process.stdout.write(
      `${name}: ${processes} processes, ${findings} findings, ${numbers.size} cases of one day, ${seconds.toFixed(1)} s writing` +
        ` (${Math.round(findings / seconds)}/s; ${((begun - start) / 1000).toFixed(1)} s to start), every fourth listing written twice;` +
        ` gapless ${isGapless}, lost or doubled ${listings * each - findings}, disagreeing ${torn};` +
        ` log ${entries} entries verified in ${verified.toFixed(1)} s, defects ${defects.length}: ${good ? "ok" : "FAILED"}\n`,
    );
    if (!good) process.exitCode = 1;
  }
} finally {
  databases.close();
}
