import type { PictureReading } from "../../contracts/ocr.js";
import type { Target } from "../urls/scope.js";

/** A picture of a page, by its place among the page's pictures, with what reading it came to. */
export interface ShownPicture {
  readonly position: number;
  readonly reading: PictureReading | null;
  /** Why it was not had, a code of a note; null where it was, or was not asked for yet. */
  readonly reason: string | null;
  /** Name of the reader. */
  readonly engine: string | null;
}

/** A page on its way to be read and judged: bytes as fetched, or what is stored of it. Plain data. */
export interface PageTask {
  readonly url: string;
  /** HTML as fetched or rendered; null where `document` is given. */
  readonly bytes: Uint8Array | null;
  readonly contentType: string | undefined;
  /** What an earlier answer gave to be stored. */
  readonly document: Uint8Array | null;
  readonly isRendered: boolean;
  /** Pictures that were asked for; absent: none were. */
  readonly pictures?: readonly ShownPicture[] | undefined;
  /** Its pictures are still to be read: it is judged by its text, and again afterwards. */
  readonly awaitsPictures?: boolean | undefined;
  /** Display fields of the capture before this one. */
  readonly previous?: Readonly<Record<string, string>> | undefined;
}

/** A result as text, with what is counted of it. */
export interface PageResult {
  readonly json: string;
  readonly status: string;
  readonly findings: number;
}

/** Processor time of the steps of one page, in milliseconds. */
export interface Spent {
  readonly read: number;
  readonly store: number;
  readonly judge: number;
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
  /** Pictures that the page shows. */
  readonly pictures: number;
  /** Milliseconds that the steps took; for measuring. */
  readonly spent?: Spent | undefined;
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
