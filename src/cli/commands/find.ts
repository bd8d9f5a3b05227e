import { neutralise } from "../../report/neutralise.js";
import { STATUS_NAMES } from "../../report/wording.js";
import { type ListingQuery, openListings, type RecordedListing } from "../../store/index.js";
import { UsageError } from "../errors.js";
import { EXIT } from "../exit-code.js";
import type { Io } from "../io.js";
import { registryCliError } from "../registry-error.js";

export interface FindOptions extends ListingQuery {
  readonly database: string;
  readonly format: "stylish" | "json";
  /** Listings written; 0 stands for all. */
  readonly limit: number;
}

/** `medlint find`: recorded listings that are live, by number, product, batch or merchant; 3 where there is none. */
export async function find(options: FindOptions, io: Io): Promise<number> {
  const { certificate, product, batch, merchant, all } = options;
  if ([certificate, product, batch, merchant].every((value) => value === undefined || value.trim() === "")) {
    throw new UsageError("请写明 --certificate、--product、--batch、--merchant 中的至少一项");
  }
  const limit = options.limit === 0 ? Number.POSITIVE_INFINITY : options.limit;
  const describe = options.format === "json" ? (one: RecordedListing) => JSON.stringify(one) : describeListing;
  const store = guarded(() => openListings(options.database, { readonly: true }));
  let written = 0;
  let total = 0;
  try {
    const pages = store.findPages({ certificate, product, batch, merchant, all }, limit);
    for (;;) {
      const { value, done } = guarded(() => pages.next());
      if (done === true) {
        total = value;
        break;
      }
      written += value.length;
      await io.stdout.write(`${value.map(describe).join("\n")}\n`);
    }
  } finally {
    store.close();
  }
  await io.stderr.write(summaryOf(written, total, all === true));
  return written > 0 ? EXIT.ok : EXIT.unread;
}

function summaryOf(written: number, total: number, isAll: boolean): string {
  if (total === 0) return "记录中没有符合条件的在售商品；没有记录不等于没有销售\n";
  const rest = total - written;
  const more = rest === 0 ? "" : `，只列出前 ${written} 件，另有 ${rest} 件（--limit 0 全部列出）`;
  return `共 ${total} 件${isAll ? "（含已下架）" : "在售"}${more}\n`;
}

function guarded<Result>(act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    throw registryCliError(error);
  }
}

function describeListing(one: RecordedListing): string {
  const { listing, url, product, merchant, numbers, batches, status, lastSeen, live } = one;
  const name = url === null || url === listing ? listing : `${listing}  ${url}`;
  const facts = [
    product,
    merchant,
    numbers.join("、"),
    batches.length === 0 ? null : `批号 ${batches.join("、")}`,
    `${lastSeen} ${live ? "在售" : "已下架"}`,
    STATUS_NAMES[status],
  ];
  return neutralise(`${name}  ${facts.filter((fact) => fact !== null && fact !== "").join("；")}`);
}
