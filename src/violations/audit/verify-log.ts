import { sha256 } from "../canonical.js";
import type { LogRow } from "../store/tables.js";
import { type EntryBody, FIRST, parseBody, signedText } from "./log-entry.js";
import type { VerifyingKey } from "./signing-key.js";

export type DefectKind =
  | "altered"
  | "removed"
  | "reordered"
  | "unlinked"
  | "unknown-key"
  | "truncated"
  | "checkpoint"
  | "record";

/** Something that is not as it was signed. */
export interface Defect {
  readonly kind: DefectKind;
  /** Number of the entry; null where no single entry is meant. */
  readonly seq: number | null;
  /** Chinese: what is wrong, where. */
  readonly message: string;
}

/**
 * Checks entries one after the other, in the order of their numbers: content against hash and signature, each against
 * the one before.
 *
 * @example
 * const check = new LogCheck([openSigningKey("key.pem")]);
 * for (const row of rows) check.add(row);
 * check.end(head).length; // 0: nothing was changed
 */
export class LogCheck {
  readonly #keys: ReadonlyMap<string, VerifyingKey>;
  readonly #defects: Defect[] = [];
  #expected = 1;
  /** Hashes that the next entry may name as the one before: as written, and as computed where the writing was changed. */
  #before: readonly string[] = [FIRST];
  #entries = 0;

  constructor(keys: readonly VerifyingKey[]) {
    this.#keys = new Map(keys.map((key) => [key.id, key]));
  }

  get entries(): number {
    return this.#entries;
  }

  get lastSeq(): number {
    return this.#expected - 1;
  }

  /** @returns what the entry says, where it can be trusted */
  add(row: LogRow): EntryBody | null {
    this.#entries++;
    const { seq } = row;
    const isGap = seq !== this.#expected;
    if (isGap) {
      const range = seq - 1 > this.#expected ? `第 ${this.#expected} 至 ${seq - 1} 条` : `第 ${this.#expected} 条`;
      if (seq > this.#expected) this.#report("removed", this.#expected, `${range}缺失`);
      else this.#report("reordered", seq, `编号 ${seq} 不在应有的位置`);
    }
    const computed = sha256(row.body);
    const body = this.#checkContent(row, computed);
    if (body !== null && !isGap && !this.#before.includes(body.previous)) {
      this.#report("unlinked", seq, `第 ${seq} 条与前一条不相连：前一条被换过，或者次序被改动`);
    }
    this.#expected = Math.max(this.#expected, seq + 1);
    this.#before = [row.hash, computed];
    return body;
  }

  /** @param head what the database says is the last entry */
  end(head: { readonly seq: number; readonly hash: string } | undefined): readonly Defect[] {
    const last = this.lastSeq;
    if (head === undefined) this.#report("truncated", null, "记录日志末尾的标记缺失");
    else if (head.seq > last) this.#report("truncated", last + 1, `第 ${last + 1} 至 ${head.seq} 条缺失（末尾被截去）`);
    else if (head.seq !== last || !this.#before.includes(head.hash)) {
      this.#report("altered", null, `日志末尾的标记（第 ${head.seq} 条）与最后一条（第 ${last} 条）不符`);
    }
    return this.#defects;
  }

  #checkContent(row: LogRow, computed: string): EntryBody | null {
    const { seq } = row;
    const key = this.#keys.get(row.key_id);
    if (key === undefined) {
      this.#report("unknown-key", seq, `第 ${seq} 条由不受信任的密钥 ${printable(row.key_id)} 签名`);
      return null;
    }
    if (computed !== row.hash || !key.verify(signedText(computed), row.signature)) {
      this.#report("altered", seq, `第 ${seq} 条被改动：内容与签名不符`);
      return null;
    }
    const body = parseBody(row);
    if (body.seq !== seq) {
      this.#report("reordered", seq, `第 ${seq} 条的位置上是第 ${body.seq} 条：次序被改动`);
      return null;
    }
    if (body.number !== row.number) {
      this.#report("altered", seq, `第 ${seq} 条被改动：案件编号列与签名内容不符`);
      return null;
    }
    return body;
  }

  #report(kind: DefectKind, seq: number | null, message: string): void {
    this.#defects.push({ kind, seq, message });
  }
}

function printable(text: string): string {
  return /^[0-9a-f]{1,64}$/.test(text) ? text : "（无法辨认）";
}
