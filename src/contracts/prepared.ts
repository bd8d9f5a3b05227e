import type { Certificate, Deal, Licence, Listing } from "./listing.js";
import type { Passage } from "./passage.js";
import type { Coverage } from "./result.js";

/** A certificate as the scanner judges by it, with what its source can prove. */
export interface KnownCertificate extends Certificate {
  /** Given with the listing, or read from the registry. Inline wins. */
  readonly origin: "inline" | "registry";
  /** Name of the registry source; null for an inline certificate. */
  readonly source: string | null;
  /** Whether the source is declared complete for this kind: only then does "not found" or a status prove anything. */
  readonly complete: boolean;
}

/** A certificate found by names where the page gives no number: never an answer, at most a reason to look. */
export interface CertificateCandidate {
  readonly certificate: KnownCertificate;
  /** 0 to 1. */
  readonly score: number;
  /** Chinese: what agrees and what does not. */
  readonly reason: string;
  /** Whether the listing is judged by it too: whatever rests on it is at most `review`. At most one is. */
  readonly assumed: boolean;
}

/** A certificate number seen in a listing, with its answer. */
export interface CertificateReference {
  /** Normalised number. */
  readonly number: string;
  readonly known: boolean;
  /** Index of the passage in which it stands, or -1 where it was given in `listing.certificates`. */
  readonly passage: number;
  readonly start: number;
  readonly end: number;
}

/** Everything that judging a listing needs: plain frozen data, no handles. */
export interface Prepared {
  readonly listing: Listing;
  readonly passages: readonly Passage[];
  readonly certificates: readonly KnownCertificate[];
  readonly references: readonly CertificateReference[];
  /** Only where the listing names no number and the registry was asked by names; best first. */
  readonly candidates?: readonly CertificateCandidate[] | undefined;
  readonly licences: readonly Licence[];
  /** The display fields of the capture before this one, where known. */
  readonly previous: Readonly<Record<string, string>> | null;
  readonly prices: readonly Deal[];
  /** `YYYY-MM-DD` in Asia/Shanghai. */
  readonly day: string;
  readonly coverage: Coverage;
}
