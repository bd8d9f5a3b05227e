import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { verifyBackup } from "../../src/evidence/backup/backup.js";
import { BackupRepository } from "../../src/evidence/backup/backup-repository.js";
import { verifyPackage } from "../../src/evidence/package/verify-package.js";
import { removeDoomed } from "../../src/evidence/retention/prune.js";
import { openEvidence } from "../../src/evidence/store/evidence-store.js";

/**
 * kill -9 during capture, export, backup and prune; after each, everything that is there must be whole: every capture
 * and object reads with its hash, a package verifies or has no signature, every listed backup verifies.
 *
 *     npx tsx bench/evidence/kill.ts [times each, default 20]
 */
const TIMES = Number(process.argv[2] ?? 20);
const CHILD = fileURLToPath(new URL("kill-child.ts", import.meta.url));
const TSX = import.meta.resolve("tsx");

async function killDuring(act: string, folder: string, afterMs: number): Promise<void> {
  const child = spawn(process.execPath, ["--import", TSX, CHILD, act, folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`${act} ended by itself with ${code}`)));
    child.stdout.once("data", () => {
      child.removeAllListeners("exit");
      setTimeout(() => {
        child.once("exit", () => resolve());
        child.kill("SIGKILL");
      }, afterMs);
    });
  });
}

async function check(folder: string): Promise<string[]> {
  const faults: string[] = [];
  const store = openEvidence(join(folder, "ev"));
  const all = (sql: string) => store.database.prepare(sql).pluck().all();
  const attempt = (act: () => unknown): void => {
    try {
      act();
    } catch (error) {
      faults.push(String(error));
    }
  };
  for (const id of all("SELECT id FROM captures") as number[]) {
    attempt(() => {
      for (const file of store.capture(id).files) store.read(file);
    });
  }
  if (store.database.pragma("integrity_check", { simple: true }) !== "ok") faults.push("index.sqlite");
  const logged = all("SELECT coalesce(sum(captures), 0) FROM prune_log")[0] as number;
  if (logged < 0) faults.push("prune_log");
  removeDoomed(store);
  const [{ left } = { left: -1 }] = store.database
    .prepare("SELECT count(*) AS left FROM objects WHERE hash NOT IN (SELECT hash FROM capture_objects)")
    .all() as { left: number }[];
  if (left !== 0) faults.push(`${left} objects that nobody names are counted`);
  store.close();
  const folderOf = join(folder, "pkg");
  if (existsSync(join(folderOf, "p.sig"))) {
    const names = readdirSync(folderOf).filter((name) => /^p\.(wacz|html)$/.test(name));
    const files = new Map(names.map((name) => [name, readFileSync(join(folderOf, name))]));
    const { verdict, faults: found } = await verifyPackage(files, readFileSync(join(folderOf, "p.sig")));
    if (verdict !== "consistent") faults.push(...found);
  }
  const repository = new BackupRepository(join(folder, "bk"));
  for (const id of repository.list().slice(-3)) attempt(() => verifyBackup(repository, id));
  return faults;
}

let failed = 0;
for (const act of ["capture", "export", "backup", "prune"]) {
  const folder = mkdtempSync(join(tmpdir(), "medlint-kill-"));
  let bad = 0;
  let captures = 0;
  for (let time = 0; time < TIMES; time++) {
    // Spread over the first half second by a fixed sequence.
    await killDuring(act, folder, 20 + ((time * 137) % 480));
    const faults = await check(folder);
    if (faults.length > 0) {
      bad++;
      console.log(`${act} ${time}: ${faults.slice(0, 3).join("; ")}`);
    }
    const store = openEvidence(join(folder, "ev"));
    captures = store.usage().captures;
    store.close();
  }
  console.log(
    `${act}: killed ${TIMES} times, ${bad} times something half written was taken for whole (captures now ${captures})`,
  );
  failed += bad;
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed > 0 ? 1 : 0;
