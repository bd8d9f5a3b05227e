import type { Listing } from "../contracts/listing.js";
import { hasLocalPictures } from "../prepare/pictures/read-pictures.js";
import { openAtOnce, openInput } from "../prepare/read/open-input.js";
import { SummaryCounter } from "../report/summary.js";
import { type BatchTask, unpackBatch } from "./batch.js";
import type { BatchAnswer, Complaint } from "./batch-answer.js";
import { complaintsOf, shownOf } from "./describe-judged.js";
import { Judge, type Judged } from "./judge.js";
import { openSharedScanner, type SharedScanner } from "./shared-scanner.js";
import { TextBytes } from "./text-bytes.js";

/** What a worker is told once, when it starts. */
export interface JudgeSettings {
  readonly scanner: SharedScanner;
  /** Opened read-only by each worker. */
  readonly registry: string | null;
  readonly day: string;
  readonly defaults: Pick<Listing, "kind" | "context">;
  readonly id: string | undefined;
  /** Folder of page adapters. */
  readonly adapters: string | undefined;
  /** Whether reports want more than results. */
  readonly withListings: boolean;
  /** Which listings go back to the main thread, which reads their pictures first. */
  readonly pictures: "auto" | "always" | "never";
}

/**
 * The work of one worker: opens dictionary and registry once, then judges batch after batch. Entered through
 * `workers/judge.mjs`.
 */
export async function startJudge(settings: JudgeSettings): Promise<(task: BatchTask) => Promise<BatchAnswer>> {
  const { day, withListings } = settings;
  const registry =
    settings.registry === null
      ? null
      : (await import("../store/index.js")).openRegistry(settings.registry, { readonly: true });
  const loadPageReader = async () => {
    const { createPageReader, loadAdapters } = await import("../page/adapters/index.js");
    return createPageReader(settings.adapters === undefined ? [] : loadAdapters(settings.adapters));
  };
  const search = registry === null ? undefined : registry.search?.bind(registry);
  const judge = new Judge({
    scanner: openSharedScanner(settings.scanner),
    registry:
      registry === null
        ? null
        : {
            get sources() {
              return registry.sources;
            },
            lookup: (numbers, on) => registry.lookup(numbers, on),
            ...(search && { search }),
          },
    day,
    loadPageReader,
  });
  const lines = new TextBytes();
  const listings = new TextBytes();
  return async (task) => {
    const summary = new SummaryCounter();
    const complaints: Complaint[] = [];
    const deferred: number[] = [];
    const unjudged: number[] = [];
    lines.clear();
    listings.clear();
    for (const [index, raw] of unpackBatch(task).entries()) {
      // A promise for each of millions of short listings costs more than some of them.
      const input = openAtOnce(raw, settings) ?? (await openInput(raw, settings));
      const judged = judge.judgeAtOnce(input) ?? (await judge.judge(input));
      if (isDeferred(judged, settings.pictures)) {
        deferred.push(index);
        lines.add("null\n");
        if (withListings) listings.add("null\n");
        continue;
      }
      summary.add(judged.result);
      complaints.push(...complaintsOf(input, judged));
      if (judged.prepared === null) unjudged.push(index);
      lines.add(`${JSON.stringify(judged.result)}\n`);
      if (withListings) listings.add(`${JSON.stringify(shownOf(input, judged))}\n`);
    }
    return {
      lines: lines.copy(),
      listings: withListings ? listings.copy() : null,
      summary: summary.finish(),
      complaints,
      unjudged,
      deferred,
    };
  };
}

/** Judged without its pictures for nothing: rarer than looking into every page first would pay for. */
function isDeferred({ prepared }: Judged, when: JudgeSettings["pictures"]): boolean {
  const images = prepared?.listing.images ?? [];
  if (when === "never" || images.length === 0) return false;
  return when === "always" ? images.some(({ lines }) => lines === undefined) : hasLocalPictures(images);
}
