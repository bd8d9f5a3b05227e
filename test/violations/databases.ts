import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";

/** A fresh, empty database for one test. */
export interface TestDatabase {
  readonly url: string;
  /** Runs SQL behind the program's back. */
  run(sql: string): Promise<void>;
}

interface Kind {
  readonly name: string;
  fresh(): Promise<TestDatabase>;
}

const SERVERS = "/usr/lib/postgresql";

/** Folder of the newest installed server's programs; null with the reason. */
function findServer(): { readonly bin: string } | { readonly reason: string } {
  if (!existsSync(SERVERS)) return { reason: "没有安装 PostgreSQL（/usr/lib/postgresql）" };
  const version = readdirSync(SERVERS).sort((a, b) => Number(b) - Number(a))[0] ?? "";
  const bin = join(SERVERS, version, "bin");
  if (!existsSync(join(bin, "initdb"))) return { reason: `${bin} 中没有 initdb` };
  if (userInfo().uid === 0 && spawnSync("id", ["postgres"]).status !== 0) return { reason: "没有 postgres 用户" };
  return { bin };
}

class Cluster {
  readonly #folder = mkdtempSync(join(tmpdir(), "medlint-pg-"));
  readonly #bin: string;
  #databases = 0;

  constructor(bin: string) {
    this.#bin = bin;
    if (userInfo().uid === 0) execFileSync("chown", ["postgres", this.#folder]);
    chmodSync(this.#folder, 0o700);
    this.#run("initdb", "-D", join(this.#folder, "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync");
    const options = `-c listen_addresses='' -c unix_socket_directories=${this.#folder} -c fsync=off`;
    this.#run(
      "pg_ctl",
      "-D",
      join(this.#folder, "data"),
      "-o",
      options,
      "-l",
      join(this.#folder, "log"),
      "-w",
      "start",
    );
  }

  fresh(): string {
    const name = `test${++this.#databases}`;
    this.#run("createdb", "-h", this.#folder, "-U", "postgres", name);
    return `postgres://postgres@localhost/${name}?host=${encodeURIComponent(this.#folder)}`;
  }

  stop(): void {
    this.#run("pg_ctl", "-D", join(this.#folder, "data"), "-m", "immediate", "stop");
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #run(program: string, ...args: string[]): void {
    const path = join(this.#bin, program);
    const [command, argv] =
      userInfo().uid === 0 ? (["runuser", ["-u", "postgres", "--", path, ...args]] as const) : ([path, args] as const);
    execFileSync(command, [...argv], { stdio: "ignore", cwd: tmpdir() });
  }
}

/** Starts a throw-away PostgreSQL cluster; null with the reason where that cannot be. */
export function startCluster():
  | { readonly fresh: () => string; readonly stop: () => void }
  | { readonly reason: string } {
  const server = findServer();
  if ("reason" in server) return server;
  const cluster = new Cluster(server.bin);
  return { fresh: () => cluster.fresh(), stop: () => cluster.stop() };
}

/** Runs the same tests on SQLite and on a throw-away PostgreSQL cluster; the skip says its reason in its name. */
export function describeBoth(name: string, tests: (fresh: () => Promise<TestDatabase>) => void): void {
  let folder = "";
  let files = 0;
  const sqlite: Kind = {
    name: "SQLite",
    fresh: async () => {
      const url = join(folder, `cases-${++files}.sqlite`);
      return {
        url,
        run: async (sql) => {
          const { default: Sqlite } = await import("better-sqlite3");
          const file = new Sqlite(url);
          file.exec(sql);
          file.close();
        },
      };
    },
  };
  describe(`${name}（${sqlite.name}）`, () => {
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), "medlint-cases-"));
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    tests(sqlite.fresh);
  });
  const server = findServer();
  if ("reason" in server) {
    describe.skip(`${name}（PostgreSQL）跳过：${server.reason}`, () => tests(sqlite.fresh));
    return;
  }
  let cluster: Cluster | null = null;
  describe(`${name}（PostgreSQL）`, () => {
    beforeAll(() => {
      cluster = new Cluster(server.bin);
    });
    afterAll(() => cluster?.stop());
    tests(async () => {
      const url = cluster?.fresh() ?? "";
      return {
        url,
        run: async (sql) => {
          const { default: pg } = await import("pg");
          const client = new pg.Client({ connectionString: url });
          await client.connect();
          await client.query(sql);
          await client.end();
        },
      };
    });
  });
}
