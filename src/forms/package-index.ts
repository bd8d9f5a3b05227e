import { createHash } from "node:crypto";
import type { Export, Letter } from "./document.js";

/** A file of a package, as its index lists it. */
export interface PackedFile {
  readonly path: string;
  readonly title: string;
  readonly bytes: number;
  readonly sha256: string;
}

export const INDEX_NAME = "索引.html";
export const SUMS_NAME = "SHA256SUMS";

/** A file as the index lists it. */
export function packedFile(path: string, title: string, content: Uint8Array): PackedFile {
  const sha256 = createHash("sha256").update(content).digest("hex");
  return { path, title, bytes: content.length, sha256 };
}

function byPath(files: readonly PackedFile[]): readonly PackedFile[] {
  return [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The list that `sha256sum -c SHA256SUMS` checks; by path. */
export function sumsOf(files: readonly PackedFile[]): string {
  return byPath(files)
    .map(({ sha256, path }) => `${sha256}  ${path}\n`)
    .join("");
}

/** What a package is about. */
export interface PackageScope {
  readonly issuer: string;
  readonly from: string;
  readonly to: string;
  readonly merchant: string | null;
  readonly cases: number;
}

/** The index of a package as a sheet for print. */
export function packageIndex(files: readonly PackedFile[], scope: PackageScope, exported: Export): Letter {
  return {
    form: "package-index",
    title: "检查材料索引",
    number: "",
    banner: null,
    blocks: [
      {
        kind: "fields",
        fields: [
          { label: "单位", value: scope.issuer },
          { label: "期间", value: `${scope.from} 至 ${scope.to}` },
          { label: "经营者", value: scope.merchant ?? "全部" },
          { label: "案件数", value: String(scope.cases) },
          { label: "文件数", value: String(files.length) },
          { label: "导出人、时间", value: `${exported.by}，${exported.at}` },
        ],
      },
      {
        kind: "paragraph",
        text: `各文件的 SHA-256 另列于 ${SUMS_NAME}，可用 sha256sum -c ${SUMS_NAME} 核对。散列值只证明文件自导出后未被改动，不证明内容属实。个人信息已脱敏，原件只在封存的证据中。`,
      },
      {
        kind: "grid",
        columns: [
          { header: "序号", share: 7 },
          { header: "名称", share: 20 },
          { header: "文件", share: 35 },
          { header: "字节", share: 10 },
          { header: "SHA-256", share: 28 },
        ],
        rows: byPath(files).map(({ title, path, bytes, sha256 }, index) => [
          String(index + 1),
          title,
          path,
          String(bytes),
          sha256,
        ]),
      },
      { kind: "signatures", lines: [{ role: "导出人" }, { role: "接收人" }] },
    ],
    exported,
  };
}
