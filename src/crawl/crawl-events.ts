/** What happened in a run, in the order in which it happened; written as JSON Lines where that is asked for. */
export type CrawlEvent =
  | { readonly type: "round"; readonly round: number; readonly day: string; readonly resumed: boolean }
  | {
      readonly type: "judged";
      readonly url: string;
      readonly status: string;
      readonly findings: number;
      readonly unchanged: boolean;
    }
  | { readonly type: "unchanged"; readonly url: string }
  | { readonly type: "finished"; readonly url: string; readonly state: string; readonly reason: string | null }
  | {
      readonly type: "retry";
      readonly url: string;
      readonly reason: string;
      readonly attempts: number;
      readonly waitMs: number;
    }
  | { readonly type: "render"; readonly url: string }
  | { readonly type: "pictures"; readonly url: string; readonly status: string; readonly findings: number }
  | { readonly type: "again"; readonly asked: number; readonly outside: number }
  | { readonly type: "kept"; readonly pages: number }
  | { readonly type: "end"; readonly finished: boolean; readonly spent: Readonly<Record<string, number>> };

/** Counts of a run so far, for the line that people look at. */
export interface CrawlCounts {
  readonly done: number;
  readonly failed: number;
  readonly findings: number;
  readonly bytes: number;
  /** Requests under way by host. */
  readonly hosts: ReadonlyMap<string, number>;
}
