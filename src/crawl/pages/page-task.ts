import type { Target } from "../urls/scope.js";

/** A page on its way to be read and judged: bytes as fetched, or what is stored of it. Plain data. */
export interface PageTask {
  readonly url: string;
  /** HTML as fetched or rendered; null where `document` is given. */
  readonly bytes: Uint8Array | null;
  readonly contentType: string | undefined;
  /** What an earlier answer gave to be stored. */
  readonly document: Uint8Array | null;
  readonly isRendered: boolean;
}

/** A result as text, with what is counted of it. */
export interface PageResult {
  readonly json: string;
  readonly status: string;
  readonly findings: number;
}

/** What came of a page. */
export interface PageAnswer {
  /** To be stored, deflated; null where the page came from there. */
  readonly document: Uint8Array | null;
  /** Null for a page of which only the links are followed. */
  readonly result: PageResult | null;
  readonly targets: readonly Target[];
  /** An empty body with scripts, or a page that the rules say must be rendered. */
  readonly needsRendering: boolean;
  /** What broke while judging. */
  readonly failure: string | null;
}

/** Reads and judges pages, here or in threads. */
export interface PageJudge {
  /** Batches that it works on at once. */
  readonly jobs: number;
  /** One answer a task, in order. Never rejects for what a page holds. */
  judge(tasks: readonly PageTask[]): Promise<PageAnswer[]>;
  close(): Promise<void>;
}
