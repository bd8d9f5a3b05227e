import { existsSync, realpathSync } from "node:fs";
import { basename, resolve, sep } from "node:path";
import { createBackup, restoreBackup, verifyBackup } from "../../evidence/backup/backup.js";
import { BackupRepository } from "../../evidence/backup/backup-repository.js";
import { readCipher } from "../../evidence/store/field-cipher.js";
import { neutralise } from "../../report/neutralise.js";
import { UnreadableInputError, UsageError } from "../errors.js";
import { withEvidenceErrors } from "../evidence-error.js";
import { EXIT } from "../exit-code.js";
import type { Io } from "../io.js";

export interface CreateOptions {
  readonly output: string;
  readonly database?: readonly string[] | undefined;
  readonly evidence?: string | undefined;
  readonly full?: boolean | undefined;
  readonly key?: string | undefined;
}

/** `medlint backup create`. */
export async function create(options: CreateOptions, io: Io): Promise<number> {
  const databases = new Map<string, string>();
  for (const path of options.database ?? []) {
    if (/^postgres(ql)?:/.test(path)) throw new UsageError("PostgreSQL 不由本命令备份，请用 pg_dump");
    const name = basename(path).replace(/\.(?:sqlite3?|db)$/, "");
    if (databases.has(name)) throw new UsageError(`有两个数据库都叫 ${name}，请先改名`);
    databases.set(name, path);
  }
  if (options.key === undefined) await io.stderr.write("没有给出 --key：备份不加密，其中可能有个人信息\n");
  return withEvidenceErrors(async () => {
    const repository = open(options.output, options.key);
    const { id, written, objects } = await createBackup(
      { databases, evidence: options.evidence },
      repository,
      options.full === true ? "full" : "incremental",
      new Date().toISOString(),
    );
    await io.stdout.write(`${id}\n`);
    await io.stderr.write(
      `数据库 ${databases.size + (options.evidence === undefined ? 0 : 1)} 个，对象 ${objects} 个，新写 ${written} 字节\n`,
    );
    return EXIT.ok;
  });
}

export interface ReadOptions {
  readonly from: string;
  readonly key?: string | undefined;
}

/** `medlint backup verify`. */
export async function verify(id: string | undefined, options: ReadOptions, io: Io): Promise<number> {
  return withEvidenceErrors(async () => {
    const repository = open(options.from, options.key);
    const chosen = id ?? last(repository, options.from);
    const { databases, objects, at } = verifyBackup(repository, chosen);
    const names = databases.map(({ name }) => name).join("、");
    await io.stdout.write(`完好：${chosen}（${at}），数据库 ${neutralise(names)}，对象 ${objects.length} 个\n`);
    return EXIT.ok;
  });
}

/** `medlint backup restore`. */
export async function restore(
  id: string | undefined,
  options: ReadOptions & { readonly output: string },
  io: Io,
): Promise<number> {
  return withEvidenceErrors(async () => {
    const repository = open(options.from, options.key);
    const chosen = id ?? last(repository, options.from);
    restoreBackup(repository, chosen, options.output);
    await io.stdout.write(`已恢复 ${chosen} 到 ${neutralise(options.output)}\n`);
    return EXIT.ok;
  });
}

function open(folder: string, key: string | undefined): BackupRepository {
  if (key === undefined) return new BackupRepository(folder);
  const real = (path: string) => (existsSync(path) ? realpathSync(path) : resolve(path));
  if (real(key).startsWith(`${real(folder)}${sep}`)) {
    throw new UsageError("密钥在备份的文件夹里：拿到备份的人也就拿到了密钥。请把它移到别处");
  }
  return new BackupRepository(folder, readCipher(key));
}

function last(repository: BackupRepository, folder: string): string {
  const id = repository.list().at(-1);
  if (id === undefined) throw new UnreadableInputError(`${folder} 里没有备份（加密的备份须给出 --key）`);
  return id;
}
