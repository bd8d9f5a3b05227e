import { basename } from "node:path";
import { NOTICE_KINDS } from "../../contracts/listing.js";
import { neutralise } from "../../report/neutralise.js";
import { importLicences, importNotices, type ListReport, readLicenceMapping } from "../../store/index.js";
import { EXIT } from "../exit-code.js";
import type { Io } from "../io.js";
import { registryCliError } from "../registry-error.js";

export const LIST_KINDS = NOTICE_KINDS;
export type ListKind = (typeof LIST_KINDS)[number];

export const LIST_NAMES: Readonly<Record<ListKind, string>> = {
  recall: "召回",
  failed: "抽检不合格",
  suspended: "暂停销售、使用",
  revoked: "注销、撤销、吊销",
};

const MAX_SHOWN_REJECTIONS = 10;

/** `medlint registry import --kind licence`: registers of licences that stand in the place of earlier ones of their name. */
export async function importRegisters(
  files: readonly string[],
  options: {
    readonly registry: string;
    readonly asOf: string;
    readonly source?: string | undefined;
    readonly complete?: boolean | undefined;
    readonly region?: string | undefined;
    readonly mapping?: string | undefined;
  },
  io: Io,
): Promise<number> {
  let rejected = 0;
  for (const file of files) {
    const { asOf, complete, region, source = basename(file) } = options;
    const report = await (async () => {
      const mapping = options.mapping === undefined ? undefined : readLicenceMapping(options.mapping);
      return importLicences(options.registry, { file }, { source, asOf, complete, region, mapping });
    })().catch((error) => {
      throw registryCliError(error);
    });
    rejected += await describe(file, "许可（备案）", report, io);
  }
  return rejected > 0 ? EXIT.unread : EXIT.ok;
}

/** `medlint registry import --kind recall …`: lists that stand in the place of earlier ones of their name. */
export async function importLists(
  files: readonly string[],
  kind: ListKind,
  options: { readonly registry: string; readonly asOf: string; readonly source?: string | undefined },
  io: Io,
): Promise<number> {
  let rejected = 0;
  for (const file of files) {
    const source = options.source ?? basename(file);
    const report = await importNotices(options.registry, { file }, { kind, source, asOf: options.asOf }).catch(
      (error) => {
        throw registryCliError(error);
      },
    );
    rejected += await describe(file, LIST_NAMES[kind], report, io);
  }
  return rejected > 0 ? EXIT.unread : EXIT.ok;
}

/** Says what became of a file; returns how many rows were rejected. */
async function describe(file: string, name: string, report: ListReport, io: Io): Promise<number> {
  const { imported, rejected, rejections } = report;
  await io.stdout.write(`${neutralise(file)}：${name}名单 ${imported} 条，未导入 ${rejected} 行\n`);
  for (const { line, reason } of rejections.slice(0, MAX_SHOWN_REJECTIONS)) {
    await io.stderr.write(`${neutralise(`${file}:${line}：${reason}，未导入`)}\n`);
  }
  return rejected;
}
