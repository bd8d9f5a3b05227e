import type { PageNames } from "../certificates/index.js";
import type { CertificateCandidate, KnownCertificate } from "../contracts/prepared.js";
import type { Note } from "../contracts/result.js";

/** Asks a registry for certificates by names, best first. */
export type CertificateSearch = (
  sought: { readonly productName?: string | undefined; readonly holder?: string | undefined },
  day: string,
  limit: number,
) => readonly FoundCertificate[];

export interface FoundCertificate {
  readonly certificate: KnownCertificate;
  readonly score: number;
  readonly product: { readonly score: number; readonly way: string } | null;
  readonly holder: { readonly score: number; readonly way: string } | null;
  readonly reason: string;
}

/** Candidates kept of one listing. */
const MAX_CANDIDATES = 5;
/** Looked at to see whether the best stands alone. */
const MAX_MATCHES = 10;
/** A less alike name is not worth a person's look. */
const LEAST = 0.75;

/**
 * Certificates that the page may be about, by its names. One is assumed only where the product's name is the registered one
 * or holds it, the firm is the holder, and no other certificate fits as well; all others are only named.
 */
export function candidatesOf(
  { products, holders }: PageNames,
  day: string,
  search: CertificateSearch,
  notes: Note[],
): CertificateCandidate[] {
  const best = new Map<string, FoundCertificate>();
  try {
    for (const productName of products) {
      for (const holder of holders.length > 0 ? holders : [undefined]) {
        for (const match of search({ productName, holder }, day, MAX_MATCHES)) {
          const number = match.certificate.number ?? "";
          if (match.score > (best.get(number)?.score ?? 0)) best.set(number, match);
        }
      }
    }
  } catch {
    notes.push({ code: "registry-unreadable", where: "certificates" });
    return [];
  }
  const found = [...best.values()]
    .filter(({ score }) => score >= LEAST)
    .sort((a, b) => b.score - a.score || ((a.certificate.number ?? "") < (b.certificate.number ?? "") ? -1 : 1));
  const fitting = found.filter(fits);
  return found.slice(0, MAX_CANDIDATES).map((match) => ({
    certificate: match.certificate,
    score: match.score,
    reason: match.reason,
    assumed: fitting.length === 1 && fitting[0] === match,
  }));
}

function fits({ product, holder }: FoundCertificate): boolean {
  return (product?.way === "equal" || product?.way === "contains") && holder?.way === "equal";
}
