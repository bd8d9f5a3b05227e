import { Judge } from "../../batches/judge.js";
import { openSharedScanner, type SharedScanner } from "../../batches/shared-scanner.js";
import type { Listing } from "../../contracts/listing.js";
import { createPageReader, loadAdapters } from "../../page/adapters/index.js";
import { Scope, type ScopeRules } from "../urls/scope.js";
import { judgePage, type PageParts } from "./judge-pages.js";
import type { PageAnswer, PageTask } from "./page-task.js";

/** What a worker is told once, when it starts. */
export interface PageSettings {
  readonly scanner: SharedScanner;
  /** Opened read-only by each worker. */
  readonly registry: string | null;
  readonly day: string;
  readonly defaults: Pick<Listing, "kind" | "context">;
  /** Folder of page adapters. */
  readonly adapters: string | undefined;
  readonly scope: ScopeRules;
}

/** The work of one worker, entered through `workers/judge.mjs`. */
export async function startJudge(
  settings: PageSettings,
): Promise<(tasks: readonly PageTask[]) => Promise<PageAnswer[]>> {
  const { day, defaults, adapters } = settings;
  const registry =
    settings.registry === null
      ? null
      : (await import("../../store/index.js")).openRegistry(settings.registry, { readonly: true });
  const readPage = createPageReader(adapters === undefined ? [] : loadAdapters(adapters));
  const licences =
    registry === null
      ? undefined
      : {
          sources: registry.licenceSources,
          find: (query: Parameters<typeof registry.licences>[0]) => registry.licences(query),
        };
  const judge = new Judge({
    scanner: openSharedScanner(settings.scanner),
    registry,
    licences,
    day,
    loadPageReader: async () => readPage,
  });
  const parts: PageParts = { judge, readPage, scope: new Scope(settings.scope), defaults };
  return async (tasks) => {
    const answers: PageAnswer[] = [];
    for (const task of tasks) answers.push(await judgePage(task, parts));
    return answers;
  };
}
