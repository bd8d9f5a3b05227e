import { existsSync } from "node:fs";
import { join } from "node:path";
import { createBackup } from "../../src/evidence/backup/backup.js";
import { BackupRepository } from "../../src/evidence/backup/backup-repository.js";
import { makePackage, writePackage } from "../../src/evidence/package/export-package.js";
import { createKeys, readPrivateKey } from "../../src/evidence/package/signature.js";
import { planPrune, prune } from "../../src/evidence/retention/prune.js";
import { readRetention } from "../../src/evidence/retention/read-retention.js";
import { openEvidence } from "../../src/evidence/store/evidence-store.js";
import { prepareListing } from "../../src/prepare/prepare-listing.js";

/** Does one thing again and again until it is killed: see kill.ts. */
const [act = "", folder = ""] = process.argv.slice(2);
const store = openEvidence(join(folder, "ev"));

function keep(n: number, day: string): void {
  const prepared = prepareListing({ id: `sku-${n % 50}`, title: `退热贴 ${n}`, complete: true, capturedAt: day });
  store.keep({
    prepared,
    result: {
      listing: prepared.listing.id ?? null,
      status: "clean",
      findings: [],
      coverage: prepared.coverage,
      engine: { version: "bench", dictionary: "none", segmenter: "none", ocr: "none", day: prepared.day },
    },
    capturedAt: day,
    response: { status: 200, headers: [], body: Buffer.from(`page ${day} ${n} `.repeat(2_000)) },
  });
}

console.log("ready");
const started = Date.now();
for (let round = 0; ; round++) {
  const day = new Date(Date.UTC(2015, 0, 1) + (started % 1_000_000_000) + round * 1000).toISOString();
  if (act === "capture") keep(round, day);
  if (act === "export") {
    if (!existsSync(join(folder, "key"))) for (let n = 0; n < 20 && round === 0; n++) keep(n, day);
    const files = await makePackage(store, {
      captures: store.captures("sku-1").slice(-20),
      changes: [],
      title: "t",
      name: "p",
      software: "bench",
      key: readPrivateKey(createKeys().privateKey),
      signedAt: day,
    });
    writePackage(join(folder, "pkg"), files);
  }
  if (act === "backup") {
    keep(round, day);
    const kind = round % 2 === 0 ? "full" : "incremental";
    await createBackup(
      { databases: new Map(), evidence: join(folder, "ev") },
      new BackupRepository(join(folder, "bk")),
      kind,
      day,
    );
  }
  if (act === "prune") {
    for (let n = 0; n < 20; n++) keep(n, new Date(Date.parse(day) + n).toISOString());
    const retention = readRetention();
    const plan = planPrune(store, retention, "2026-01-01");
    prune(store, retention, "2026-01-01", { plan: plan.hash, by: "bench", at: day });
  }
}
