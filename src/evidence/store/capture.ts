import type { Listing } from "../../contracts/listing.js";
import type { Prepared } from "../../contracts/prepared.js";
import type { ScanResult } from "../../contracts/result.js";

export const FILE_ROLES = [
  "body",
  "passages",
  "certificates",
  "result",
  "picture",
  "screenshot",
  "resource",
  "shop-home",
  "licence-page",
  "other",
] as const;
/** What a kept file of a capture is. */
export type FileRole = (typeof FILE_ROLES)[number];

/** How, where and by whom a page was captured (程序规定第二十六条: 制作方法、制作时间、制作人). All that is known is said. */
export interface CaptureFacts {
  readonly redirects?: readonly string[] | undefined;
  readonly resolvedIp?: string | undefined;
  /** All addresses that DNS gave for the host; absent where it was not asked. */
  readonly dns?: readonly string[] | undefined;
  readonly proxy?: string | undefined;
  readonly httpVersion?: string | undefined;
  /** `TLSv1.3`, with its cipher where that is known. */
  readonly tlsVersion?: string | undefined;
  readonly tlsCertificate?:
    | {
        readonly subject: string;
        readonly issuer: string;
        readonly sha256?: string | undefined;
        readonly validFrom?: string | undefined;
        readonly validTo?: string | undefined;
      }
    | undefined;
  readonly icpNumber?: string | undefined;
  readonly outgoingAddress?: string | undefined;
  readonly machine?: string | undefined;
  readonly browser?: string | undefined;
  /** When the answer was there by the clock of the machine: ISO 8601 with the offset of China. */
  readonly localTime?: string | undefined;
  /** Seconds by which that clock was ahead of the server's `Date`, which names whole seconds. */
  readonly aheadOfServerS?: number | undefined;
  /** Milliseconds by which the machine's clock was ahead of the time source. */
  readonly clockOffsetMs?: number | undefined;
  readonly loginState?: NonNullable<Listing["session"]> | undefined;
  readonly steps?: readonly string[] | undefined;
  readonly method?: string | undefined;
  readonly madeBy?: string | undefined;
  /** Two officers, where an authority captures. */
  readonly officers?: readonly string[] | undefined;
  readonly platform?: string | undefined;
  readonly sold?: string | undefined;
}

export interface CapturedFile {
  readonly role: FileRole;
  /** Address or name it had. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** ISO 8601: when it was fetched, where that was not with the page. */
  readonly at?: string | undefined;
}

/** What a door hands in for one page. */
export interface CaptureInput {
  readonly prepared: Prepared;
  readonly result: ScanResult;
  /** ISO 8601 with zone: when the bytes arrived. */
  readonly capturedAt: string;
  readonly url?: string | undefined;
  readonly response?:
    | {
        readonly status: number;
        readonly headers: readonly (readonly [name: string, value: string])[];
        readonly body: Uint8Array;
        readonly mediaType?: string | undefined;
      }
    | undefined;
  readonly files?: readonly CapturedFile[] | undefined;
  readonly facts?: CaptureFacts | undefined;
  /** The run that it belongs to. */
  readonly run?: number | undefined;
}

export interface KeptFile {
  readonly role: FileRole;
  readonly name: string;
  readonly mediaType: string;
  /** SHA-256. */
  readonly object: string;
  readonly bytes: number;
  readonly at?: string | undefined;
}

/** What is kept of a capture; its hash is the SHA-256 of this record as canonical JSON. */
export interface CaptureRecord {
  readonly listing: string;
  readonly url: string | null;
  readonly title: string | null;
  readonly merchant: string | null;
  readonly uscc: string | null;
  readonly kind: string | null;
  readonly capturedAt: string;
  /** `YYYY-MM-DD` in Asia/Shanghai. */
  readonly day: string;
  readonly status: number | null;
  readonly headers: readonly (readonly [string, string])[];
  readonly outcome: ScanResult["status"];
  readonly engine: ScanResult["engine"];
  /** Yuan. */
  readonly price: { readonly shown: number | null; readonly struck: number | null };
  /** As `displayFields` gives them. */
  readonly fields: Readonly<Record<string, string>>;
  readonly findings: readonly {
    readonly fingerprint: string;
    readonly rule: string;
    readonly level: number;
    /** Of the rule, in Chinese; absent in older captures. */
    readonly name?: string | undefined;
  }[];
  readonly facts: CaptureFacts;
  readonly files: readonly KeptFile[];
}

export interface StoredCapture extends CaptureRecord {
  readonly id: number;
  readonly hash: string;
}

export const CHANGE_KINDS = ["first", "field", "gone", "back", "finding-new", "finding-gone", "finding-back"] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Something that became different between two captures of a listing. */
export interface ChangeEvent {
  readonly listing: string;
  readonly at: string;
  readonly kind: ChangeKind;
  /** The display field, or the fingerprint of the finding; empty for the listing as a whole. */
  readonly subject: string;
  readonly before: string | null;
  readonly after: string | null;
}
