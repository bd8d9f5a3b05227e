import type { Kind, Notice } from "./listing.js";
import type { CertificateCheck, Engine, Finding, Level } from "./result.js";

/** Where a lead came from; each has its own priority and first-look limit (`dictionaries/operations/sources.yaml`). */
export const CASE_SOURCES = [
  "scanner",
  "patrol",
  "complaint",
  "report",
  "regulator",
  "peer",
  "media",
  "adverse-event",
  "recall",
] as const;
export type CaseSource = (typeof CASE_SOURCES)[number];

/** States of a case (`dictionaries/operations/states.yaml` names and orders them). */
export const CASE_STATES = [
  "clue",
  "false-alarm",
  "sale-suspended",
  "preliminary",
  "formal",
  "determined",
  "rectifying",
  "delisted",
  "stop-approval",
  "emergency-stop",
  "stopped",
  "published",
  "refunded",
  "reported",
  "authority-feedback",
  "restore-review",
  "restored",
  "not-restored",
  "closed",
  "archived",
] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** Who did it. A `machine` may open cases and add captures, nothing else. */
export interface CaseActor {
  readonly kind: "person" | "machine";
  /** A person's own name, or the name of the program. */
  readonly name: string;
  /** Id of a post in `dictionaries/operations/roles.yaml`. */
  readonly role: string;
}

/** Moments are ISO 8601 in UTC with milliseconds (`2026-11-22T06:20:39.000Z`), so that they sort as text. */
export type Moment = string;

export interface CaseMerchant {
  readonly id: string | null;
  readonly name: string | null;
  readonly uscc: string | null;
  /** Code of GB/T 2260 or words, as given. */
  readonly region: string | null;
  readonly address: string | null;
  readonly licences: readonly {
    readonly kind: string | null;
    readonly number: string;
    readonly validUntil: string | null;
  }[];
  readonly shop: { readonly id: string | null; readonly name: string | null; readonly url: string | null } | null;
}

export interface CaseProduct {
  readonly name: string | null;
  readonly kind: Kind | null;
  readonly category: string | null;
  readonly model: string | null;
  /** Yuan, as displayed; with `sold` the 货值线索. */
  readonly price: number | null;
  readonly sold: string | null;
}

/** A certificate as it stood when the listing was judged. */
export interface CaseCertificate {
  readonly number: string | null;
  readonly productName: string | null;
  readonly scope: string | null;
  readonly models: string | null;
  readonly holder: string | null;
  readonly manufacturers: readonly string[];
  readonly class: string | null;
  readonly rx: string | null;
  readonly validUntil: string | null;
  readonly status: string | null;
  readonly origin: "inline" | "registry";
  readonly source: string | null;
  readonly asOf: string | null;
  readonly notices: readonly Notice[];
}

/** A listing as it was when the case was opened; personal data masked. */
export interface CaseListing {
  /** Id, or url where it has none; null for a lead that names no listing. */
  readonly key: string | null;
  readonly url: string | null;
  readonly title: string | null;
  readonly platform: { readonly name: string | null; readonly uscc: string | null } | null;
}

/** Bytes kept elsewhere (sealed evidence) or in the case's own documents, named by their SHA-256 in lower hex. */
export interface CaseEvidence {
  readonly sha256: string;
  readonly name: string;
  readonly kind: string;
  /** 固证时间. */
  readonly at: Moment | null;
}

/** A finding inside a case, with its full text, spans and boxes; personal data masked, lengths kept. */
export interface CaseFinding {
  readonly fingerprint: string;
  readonly rule: string;
  /** Finding as the scanner gave it: `where`, `related`, `basis`, `certificate`, `suggestion`. */
  readonly finding: Finding;
  readonly cluster: string;
  readonly firstSeen: Moment;
  readonly lastSeen: Moment;
  readonly timesSeen: number;
  /** Versions it was judged by when first seen. */
  readonly engine: Engine;
}

/** One look at the listing that showed findings of this case. */
export interface CaseCapture {
  /** SHA-256 of what was seen. */
  readonly id: string;
  readonly at: Moment;
  /** `YYYY-MM-DD`: the day by whose law it was judged. */
  readonly day: string;
  readonly fingerprints: readonly string[];
  readonly engine: Engine;
  readonly evidence: readonly CaseEvidence[];
}

/** A running or finished time limit. */
export interface CaseClock {
  /** `dictionaries/operations/clocks.yaml`. */
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly startedAt: Moment;
  readonly dueAt: Moment;
  /** The calendar of a year was not known: working days were counted by the week alone. */
  readonly isProvisional: boolean;
  /** Answer periods that stopped the clock. */
  readonly pauses: readonly { readonly from: Moment; readonly to: Moment }[];
  readonly stoppedAt: Moment | null;
  /** Id of the post that answers for it. */
  readonly post: string;
  /** Article or document that the limit comes from. */
  readonly basis: string;
}

/** A paper of a case: attachment of an action, merchant's answer or appeal. */
export interface CaseDocument {
  readonly sha256: string;
  /** Kind of `dictionaries/operations/documents.yaml`, such as `stop-approval-form`. */
  readonly kind: string;
  readonly name: string;
  readonly bytes: number;
  readonly addedBy: CaseActor;
  readonly at: Moment;
}

/** An entry of the history, as it was signed. */
export interface CaseEvent {
  readonly seq: number;
  readonly at: Moment;
  readonly actor: CaseActor;
  readonly number: string | null;
  /** `opened`, `captured`, `confirmed`, `assigned`, `action`, `cluster-decided`, `rule-mode`, `export`. */
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly hash: string;
}

/** Who must be told, as proposed by law; a person chooses. */
export interface Addressee {
  readonly authority: string;
  /** Article that says so. */
  readonly basis: string;
  readonly limit: string;
}

/** What a row of a list shows. */
export interface CaseSummary {
  /** `QM-YYYYMMDDNNNN`. */
  readonly number: string;
  readonly source: CaseSource;
  readonly state: CaseState;
  /** Rule family (`dictionaries/operations/families.yaml`). */
  readonly family: string;
  readonly listing: CaseListing;
  readonly merchant: CaseMerchant;
  readonly product: CaseProduct;
  /** 建议等级, raised for repeats. */
  readonly proposedLevel: Level;
  readonly proposedReason: string;
  /** Null until a named person confirmed it. */
  readonly level: Level | null;
  readonly confirmed: boolean;
  readonly assignee: { readonly name: string; readonly role: string } | null;
  readonly openedAt: Moment;
  readonly firstSeen: Moment;
  readonly lastSeen: Moment;
  /** Recorded, not shown in lists, not clocked: all its rules run in shadow. */
  readonly isShadow: boolean;
  readonly rules: readonly string[];
  /** Nearest open limit. */
  readonly nextDue: Moment | null;
}

/** A whole case, as forms and the desk read it. */
export interface ViolationCase extends CaseSummary {
  /** 1, 2 …: how often this listing and family came back after a closed case. */
  readonly episode: number;
  readonly priority: number;
  /** What the person who brought the lead said; masked. */
  readonly description: string | null;
  /** Number or reference of the source's own paper. */
  readonly sourceReference: string | null;
  readonly certificates: readonly CaseCertificate[];
  readonly levelReason: string | null;
  readonly confirmedBy: CaseActor | null;
  readonly confirmedAt: Moment | null;
  readonly findings: readonly CaseFinding[];
  readonly checks: readonly CertificateCheck[];
  readonly captures: readonly CaseCapture[];
  readonly evidence: readonly CaseEvidence[];
  readonly clocks: readonly CaseClock[];
  readonly documents: readonly CaseDocument[];
  readonly history: readonly CaseEvent[];
  readonly addressees: readonly Addressee[];
  /** `YYYY-MM-DD` or `for-ever`, with the reason that won. */
  readonly keepUntil: { readonly until: string; readonly reason: string };
  readonly legalHold: boolean;
}

/** The same sentence, picture or template across listings: decided once. */
export interface CaseCluster {
  readonly id: string;
  readonly kind: "sentence" | "picture" | "template";
  readonly rule: string;
  readonly sample: string;
  readonly cases: number;
  readonly merchants: number;
  readonly decision: {
    readonly verdict: "confirmed" | "dismissed";
    readonly level: Level | null;
    readonly reason: string;
    readonly by: CaseActor;
    readonly at: Moment;
  } | null;
}

/** 一企一档 or 一品一档. */
export interface Dossier {
  readonly subject: { readonly kind: "merchant" | "product"; readonly key: string; readonly name: string };
  readonly cases: readonly CaseSummary[];
  readonly confirmed: number;
  readonly dismissed: number;
  readonly open: number;
  /** Confirmed cases of the same family within three months before another. */
  readonly repeats: readonly { readonly family: string; readonly numbers: readonly string[] }[];
  /** Hours from service of the rectification notice to its passed re-scan, of the cases that got there. */
  readonly rectifyHours: readonly number[];
}

/** How often a rule was right, by month of the decision (Beijing time). */
export interface RulePrecision {
  readonly rule: string;
  readonly month: string;
  readonly confirmed: number;
  readonly dismissed: number;
  /** Null where nothing was decided. */
  readonly precision: number | null;
}
