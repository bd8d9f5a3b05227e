import type { KnownCertificate } from "../../contracts/prepared.js";
import type { NameSearch } from "./name-search.js";
import { type Similarity, similarityTo } from "./similarity.js";

/** Names that a certificate is sought by; at least one. */
export interface SoughtNames {
  readonly productName?: string | undefined;
  readonly holder?: string | undefined;
}

/** A certificate that may be the one sought. */
export interface CertificateMatch {
  readonly certificate: KnownCertificate;
  /** 0 to 1. */
  readonly score: number;
  /** Of each name that was asked for; null where it was not. */
  readonly product: Similarity | null;
  readonly holder: Similarity | null;
  /** Chinese: what agrees and what does not. */
  readonly reason: string;
}

const MAX_NAMES = 20;
/** Rows looked at: common names are borne by thousands of certificates. */
const MAX_ROWS = 400;
const PRODUCT_SHARE = 0.6;

const WAYS: Readonly<Record<Similarity["way"], string>> = {
  equal: "相同",
  contains: "含有注册的名称",
  part: "是注册名称的一部分",
  alike: "相近",
};

/** Finds certificates by names and ranks them; `read` gives the certificates of rows. Pure but for the index and `read`. */
export function matchCertificates(
  names: NameSearch,
  { productName = "", holder = "" }: SoughtNames,
  limit: number,
  read: (ids: readonly number[]) => readonly KnownCertificate[],
): CertificateMatch[] {
  const products = productName.trim() === "" ? [] : names.names(productName, "product", MAX_NAMES);
  const holders = holder.trim() === "" ? [] : names.names(holder, "holder", MAX_NAMES);
  const ids = new Set<number>();
  if (products.length > 0 && holders.length > 0) {
    const idsOf = (hits: readonly { readonly id: number }[]) => hits.map(({ id }) => id);
    for (const id of names.bearersOfBoth(idsOf(products), idsOf(holders)).slice(0, MAX_ROWS)) ids.add(id);
  }
  const [role, hits] = products.length > 0 ? (["product", products] as const) : (["holder", holders] as const);
  for (const { id } of hits) {
    if (ids.size >= MAX_ROWS) break;
    for (const row of names.bearersOf(id, role).slice(0, MAX_ROWS - ids.size)) ids.add(row);
  }
  const product = productName.trim() === "" ? null : similarityTo(productName);
  const firm = holder.trim() === "" ? null : similarityTo(holder);
  return read([...ids])
    .flatMap((certificate) =>
      matchOf(certificate, product?.(certificate.productName ?? "") ?? null, firm?.(certificate.holder ?? "") ?? null),
    )
    .sort((a, b) => b.score - a.score || (numberOf(a) < numberOf(b) ? -1 : 1))
    .slice(0, limit);
}

function matchOf(
  certificate: KnownCertificate,
  product: Similarity | null,
  firm: Similarity | null,
): CertificateMatch[] {
  const parts: [share: number, Similarity | null][] = [
    [PRODUCT_SHARE, product],
    [1 - PRODUCT_SHARE, firm],
  ];
  const asked = parts.filter(([, one]) => one !== null);
  const share = asked.reduce((sum, [one]) => sum + one, 0);
  const score = asked.reduce((sum, [one, similarity]) => sum + one * (similarity?.score ?? 0), 0) / share;
  // A link of the index may be older than the row.
  if (score === 0) return [];
  const reason = [describe("产品名称", product), describe("注册人", firm)].filter((one) => one !== "").join("，");
  return [{ certificate, score: Math.round(score * 1000) / 1000, product, holder: firm, reason }];
}

function describe(what: string, similarity: Similarity | null): string {
  if (similarity === null) return "";
  return similarity.score < 0.3 ? `${what}不同` : `${what}${WAYS[similarity.way]}`;
}

function numberOf({ certificate }: CertificateMatch): string {
  return certificate.number ?? "";
}
