import { dirname, resolve } from "node:path";
import { type CrawlConfig, parseCrawlConfig, readCrawlConfig } from "../crawl/crawl-config.js";
import { DEFAULT_LOOKS, MAX_PICTURES_A_PAGE } from "../crawl/limits.js";
import { UsageError } from "./errors.js";
import type { Io } from "./io.js";
import type { OcrChoice } from "./picture-reading.js";

/** Options that say what is crawled and kept. */
export interface CrawlTargetOptions {
  readonly maxPages?: number | undefined;
  readonly depth?: number | undefined;
  readonly render: boolean;
  readonly ocr?: OcrChoice | undefined;
  readonly evidence?: string | undefined;
  readonly operator?: string | undefined;
  readonly screenshots?: boolean | undefined;
  readonly cases?: string | undefined;
}

/** The configuration that a command line names, or makes of its addresses; options first. */
export function configOf(targets: readonly string[], asked: CrawlTargetOptions, io: Io): CrawlConfig {
  const [first = ""] = targets;
  const areUrls = targets.every((target) => /^https?:\/\//i.test(target));
  if (!areUrls && targets.length > 1) throw new UsageError("只能给出一个采集配置，或者若干网址");
  const config = areUrls ? parseCrawlConfig({ seeds: targets }, "命令行") : readCrawlConfig(first, io.env);
  const relative = (path: string | undefined) => (path === undefined || areUrls ? path : resolve(dirname(first), path));
  return {
    ...config,
    registry: relative(config.registry),
    adapters: relative(config.adapters),
    ...keepingOf(config, asked, relative),
    render: asked.render ? config.render : "never",
    budget: {
      ...config.budget,
      ...(asked.maxPages !== undefined && { pages: asked.maxPages }),
      ...(asked.depth !== undefined && { depth: asked.depth }),
    },
  };
}

/** What is read and kept beside the text: as configured, options first. */
function keepingOf(
  { pictures, evidence, cases }: CrawlConfig,
  asked: CrawlTargetOptions,
  relative: (path: string | undefined) => string | undefined,
): Pick<CrawlConfig, "pictures" | "evidence" | "cases"> {
  const { ocr, operator, screenshots } = asked;
  const folder = asked.evidence ?? relative(evidence?.folder);
  const database = asked.cases ?? (isServerUrl(cases?.database) ? cases?.database : relative(cases?.database));
  const reading =
    ocr === undefined || ocr === "none"
      ? pictures
      : { hosts: [], perPage: MAX_PICTURES_A_PAGE, again: DEFAULT_LOOKS, ...pictures, ocr };
  return {
    pictures: ocr === "none" ? undefined : reading,
    evidence:
      folder === undefined
        ? undefined
        : {
            ...evidence,
            folder,
            ...(operator !== undefined && { operator }),
            ...(screenshots === true && { screenshots }),
            fieldKey: relative(evidence?.fieldKey),
          },
    cases: database === undefined ? undefined : { ...cases, database, key: relative(cases?.key) },
  };
}

function isServerUrl(database: string | undefined): boolean {
  return database !== undefined && /^postgres(?:ql)?:\/\//i.test(database);
}

/** The file of the crawl: asked for, configured, or named after configuration or host. */
export function databaseOf(target: string | undefined, config: CrawlConfig, database: string | undefined): string {
  if (database !== undefined) return database;
  if (target === undefined || /^https?:/i.test(target)) {
    const host = new URL(config.seeds[0] ?? "http://localhost/").hostname;
    return `${host}.crawl.sqlite`;
  }
  return config.database === undefined
    ? `${target.replace(/\.(?:ya?ml|json)$/i, "")}.crawl.sqlite`
    : resolve(dirname(target), config.database);
}
