// kill -9 while writing, again and again into one database: it opens, the log verifies, nothing acknowledged is missing.
//
//   npx tsx bench/violations/kill.ts [--times 50] [--database sqlite|postgres]
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openCaseDesk } from "../../src/violations/case-desk.js";
import { openDatabases } from "./databases.js";

const WRITER = fileURLToPath(new URL("writer.ts", import.meta.url));
const { values } = parseArgs({
  options: { times: { type: "string", default: "50" }, database: { type: "string", default: "sqlite" } },
});
const times = Number(values.times);
const BATCH = 20;

/** Starts a writer, kills it a while after it began; what it had said until then was acknowledged. */
function writeAndDie(database: string, key: string, name: string, afterMs: number): Promise<Map<string, string>> {
  const argv = ["--import", "tsx", WRITER, database, key, name, "0", "1000000", "4", String(BATCH)];
  const child = spawn(process.execPath, argv, { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.stdout.on("data", (chunk: Buffer) => {
      const wasWriting = text.includes("=");
      text += chunk.toString();
      // From the first acknowledged batch on: a writer killed before it proves nothing.
      if (!wasWriting && text.includes("=")) setTimeout(() => child.kill("SIGKILL"), afterMs);
    });
    child.on("exit", () => {
      const whole = text.slice(0, text.lastIndexOf("\n") + 1);
      const pairs = whole
        .split(/\s+/)
        .flatMap((one) => (one.includes("=") ? [one.split("=") as [string, string]] : []));
      resolve(new Map(pairs));
    });
  });
}

const databases = openDatabases();
try {
  const target =
    databases.targets.find(({ name }) => name.toLowerCase().startsWith(values.database)) ?? databases.targets[0];
  if (target === undefined) throw new Error("no database");
  const database = target.fresh();
  const key = join(databases.folder, "key.pem");
  await (await openCaseDesk({ database, keyFile: key })).close();
  const acknowledged = new Map<string, string>();
  let missing = 0;
  let defects = 0;
  let cases = 0;
  for (let round = 0; round < times; round++) {
    for (const [listing, number] of await writeAndDie(database, key, `r${round}-`, 20 + ((round * 37) % 400))) {
      acknowledged.set(listing, number);
    }
    const desk = await openCaseDesk({ database, keyFile: key });
    const kept = new Map<string, string>();
    for (const { number, listing } of await desk.read.list({ limit: 10_000_000 })) kept.set(listing.key ?? "", number);
    for (const [listing, number] of acknowledged) if (kept.get(listing) !== number) missing++;
    const numbers = [...kept.values()].map((number) => Number(number.slice(11))).sort((a, b) => a - b);
    if (!numbers.every((ordinal, at) => ordinal === at + 1)) defects++;
    defects += (await desk.verify()).defects.length;
    cases = kept.size;
    await desk.close();
  }
  const good = missing === 0 && defects === 0 && acknowledged.size > 0;
  process.stdout.write(
    `${target.name}: killed ${times} times while writing; ${cases} cases, ${acknowledged.size} acknowledged, missing ${missing},` +
      ` defects of log, tables or numbers ${defects}: ${good ? "ok" : "FAILED"}\n`,
  );
  if (!good) process.exitCode = 1;
} finally {
  databases.close();
}
