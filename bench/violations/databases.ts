import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startCluster } from "../../test/violations/databases.js";

/** Fresh databases for a measure: a SQLite file, and a throw-away PostgreSQL cluster where a server is installed. */
export function openDatabases(): {
  readonly folder: string;
  readonly targets: readonly { readonly name: string; readonly fresh: () => string }[];
  readonly close: () => void;
} {
  const folder = mkdtempSync(join(tmpdir(), "medlint-bench-"));
  let files = 0;
  const sqlite = { name: "SQLite", fresh: () => join(folder, `cases-${++files}.sqlite`) };
  const cluster = startCluster();
  if ("reason" in cluster) process.stdout.write(`PostgreSQL 跳过：${cluster.reason}\n`);
  const targets = "reason" in cluster ? [sqlite] : [sqlite, { name: "PostgreSQL", fresh: cluster.fresh }];
  return {
    folder,
    targets,
    close: () => {
      if (!("reason" in cluster)) cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
