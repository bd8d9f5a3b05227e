import type { Kind } from "./listing.js";
import type { Zone } from "./passage.js";

/** 1 极严重, 2 严重, 3 一般, 4 轻微. A proposal: a person confirms it. */
export type Level = 1 | 2 | 3 | 4;
/** `violation`: text and facts suffice. `review`: a human must judge. */
export type Certainty = "violation" | "review";
export type Status = "violation" | "incomplete" | "review" | "clean";
export type Force = "law" | "regulation" | "rule" | "normative" | "standard" | "platform";

/** A dated legal basis, printed to article, paragraph and item. Dates are `YYYY-MM-DD`; `effectiveTo` is the last day in force. */
export interface Basis {
  readonly law: string;
  readonly article: string;
  readonly text: string;
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
  readonly force: Force;
  /** `CN`, or a province code of GB/T 2260. */
  readonly territory: string;
  readonly penalty: string | null;
  /** Whether the wording was checked against a published text of the law. Letters print only checked bases. */
  readonly checked: boolean;
}

/** A place in a listing. `start`/`end`: UTF-16 units, half-open. */
export interface Where {
  readonly zone: Zone;
  readonly field: string;
  readonly start: number;
  readonly end: number;
  /** Units of the decoded document, tags included. */
  readonly source: { readonly start: number; readonly end: number } | null;
  readonly image: {
    readonly index: number;
    readonly boxes: readonly (readonly [number, number, number, number])[];
  } | null;
}

/** The claim that a finding judged, in plain words. */
export interface ClaimSummary {
  readonly verb: string | null;
  readonly action: string | null;
  readonly conditions: readonly string[];
  readonly populations: readonly string[];
  readonly sites: readonly string[];
  readonly time: string | null;
  readonly number: string | null;
  readonly guarantee: string | null;
  readonly speaker: string | null;
}

/** How the sentence of a finding speaks, and what that changed. */
export interface VoiceNote {
  /** Thousandths of log odds of the tone alone: 0 is even, 1000 about three to one for an unlawful claim. */
  readonly score: number;
  /**
   * `softened`: a violation became one for review. `raised`: the other way. `suspected`: no rule matched, the voice alone;
   * `accused`: the same, plain enough for a violation.
   */
  readonly effect: "softened" | "raised" | "suspected" | "accused";
  /** What speaks for it most, as pieces of the sentence. */
  readonly words: readonly string[];
}

export interface CertificateCheck {
  readonly number: string | null;
  readonly field: string;
  readonly registered: string;
  readonly claimed: string;
  readonly asOf: string | null;
  /** Only where the page gives no number and the certificate was found by names: why this one. */
  readonly assumed?: string;
}

/** A rule broken, or perhaps broken, in one listing: 疑似 until a person confirms it. */
export interface Finding {
  readonly rule: string;
  readonly name: string;
  readonly level: Level;
  readonly certainty: Certainty;
  readonly message: string;
  /** The words that matched, as they stand in the listing. */
  readonly matched: string;
  readonly excerpt: string;
  readonly claim?: ClaimSummary;
  /** Exemptions that were weighed and lowered the certainty. */
  readonly exemptions?: readonly string[];
  /** Only where the voice of the sentence weighed. */
  readonly voice?: VoiceNote;
  /** Null for something absent. */
  readonly where: Where | null;
  readonly related: readonly Where[];
  readonly basis: readonly Basis[];
  readonly certificate: CertificateCheck | null;
  /** Profile `merchant` only: whether law is broken, or nothing but the platform's policy. */
  readonly ground?: "law" | "platform";
  readonly suggestion: string;
  /** SHA-256 of listing id, rule, field, folded match, certificate number, ordinal. */
  readonly fingerprint: string;
  /** Only with a baseline that lists this finding: it is on record, and does not fail the run. */
  readonly known?: KnownFinding;
  /** Only where the caller suppressed this finding: it is kept, with who answers for it, and does not fail the run. */
  readonly suppressed?: Suppression;
}

/** What a baseline says of a finding. */
export interface KnownFinding {
  /** `YYYY-MM-DD`: the day on which it entered the baseline. */
  readonly since: string;
  readonly reason?: string;
}

/** Why a finding was set aside, by whom, and until when (last day, `YYYY-MM-DD`). */
export interface Suppression {
  /** `file`: the caller's list; `inline`: a comment in the merchant's own copy. */
  readonly by: "file" | "inline";
  readonly reason: string;
  readonly author?: string;
  readonly until: string;
}

export interface Note {
  readonly code: string;
  readonly where: string;
}

/** A register of licences that was asked. */
export interface LicenceSource {
  readonly source: string;
  readonly asOf: string;
  readonly complete: boolean;
  /** Kinds of numbers (`device-business-licence`), or the words of the register. */
  readonly kinds: readonly string[];
  /** Code of a province; absent: the whole country. */
  readonly region?: string;
}

/** What was read and what was not. "Could not read" is never "clean". */
export interface Coverage {
  readonly passages: number;
  readonly images: { readonly read: number; readonly failed: number; readonly skipped: number };
  readonly certificates: {
    readonly found: readonly string[];
    readonly missing: readonly string[];
    /** Found by names where the page gives no number, best first; never among `found`. */
    readonly candidates?: readonly {
      readonly number: string;
      readonly score: number;
      readonly reason: string;
      readonly assumed: boolean;
    }[];
  };
  /** Sources that were consulted; `kinds` are those that a source covers. */
  readonly registry: readonly {
    readonly source: string;
    readonly asOf: string;
    readonly complete: boolean;
    readonly kinds?: readonly Kind[];
  }[];
  /** Registers of licences that were asked for the merchant. */
  readonly licences?: readonly LicenceSource[];
  readonly notes: readonly Note[];
}

export interface Engine {
  readonly version: string;
  readonly dictionary: string;
  readonly segmenter: string;
  readonly ocr: string;
  /** The day the listing was judged by, `YYYY-MM-DD` in Asia/Shanghai. */
  readonly day: string;
}

/** One line of `--format jsonl`. */
export interface ScanResult {
  readonly listing: string | null;
  readonly status: Status;
  readonly findings: readonly Finding[];
  readonly coverage: Coverage;
  readonly engine: Engine;
  /** Only where the input line could not be read. */
  readonly line?: number;
}
