import type { CaseActor, Moment } from "../../contracts/case.js";
import { sha256 } from "../canonical.js";
import { CaseError, RefusedActionError } from "../errors.js";
import type { Operations } from "../operations/load-operations.js";
import type { CaseQueries } from "../store/open-case-store.js";

/** Bytes of one document. */
export const MAX_DOCUMENT_BYTES = 20_971_520;
/** Documents of one action. */
export const MAX_DOCUMENTS = 50;

/** A paper that an action brings along. */
export interface NewDocument {
  /** Kind of `dictionaries/operations/documents.yaml`. */
  readonly kind: string;
  readonly name: string;
  readonly content: Uint8Array;
}

export interface KeptDocument {
  readonly sha256: string;
  readonly kind: string;
  readonly name: string;
}

/** Keeps papers by their hash; the same bytes are kept once. */
export async function keepDocuments(
  transaction: CaseQueries,
  operations: Operations,
  number: string,
  documents: readonly NewDocument[],
  actor: CaseActor,
  at: Moment,
): Promise<KeptDocument[]> {
  if (documents.length > MAX_DOCUMENTS) {
    throw new CaseError("MEDLINT_CASE_INPUT", `一次最多附 ${MAX_DOCUMENTS} 个文件，给出了 ${documents.length} 个`);
  }
  const kept: KeptDocument[] = [];
  for (const { kind, name, content } of documents) {
    if (!operations.documents.has(kind)) {
      throw new RefusedActionError(`没有文件种类 ${kind}；可用：${[...operations.documents.keys()].join("、")}`);
    }
    if (content.byteLength > MAX_DOCUMENT_BYTES) {
      throw new CaseError("MEDLINT_CASE_INPUT", `文件 ${name} 超过 ${MAX_DOCUMENT_BYTES} 字节的上限`);
    }
    const hash = sha256(content);
    const row = { number, sha256: hash, kind, name, size: content.byteLength, added_by: JSON.stringify(actor), at };
    await transaction
      .insertInto("case_contents")
      .values({ sha256: hash, bytes: Buffer.from(content) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await transaction
      .insertInto("case_documents")
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    kept.push({ sha256: hash, kind, name });
  }
  return kept;
}
