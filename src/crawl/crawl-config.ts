import { readFileSync, statSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { CONTEXTS, KINDS, PAGES } from "../contracts/listing.js";
import { OCR_ENGINES } from "../contracts/ocr.js";
import { CrawlError } from "./errors.js";
import {
  DEFAULT_LOOKS,
  MAX_CRAWL_CONFIG_BYTES,
  MAX_PICTURES_A_PAGE,
  MAX_URL_CHARS,
  STOPPED_EVERY_HOURS,
  STOPPED_GONE_TIMES,
} from "./limits.js";

const text = z.string().min(1).max(2_000);
const address = z.string().min(1).max(MAX_URL_CHARS);
const pace = {
  concurrency: z.int().min(1).max(64).optional(),
  intervalMs: z.int().min(0).max(600_000).optional(),
};

const site = z.strictObject({
  headers: z.record(z.string().regex(/^[A-Za-z0-9-]{1,100}$/), z.string().max(4_000)).optional(),
  cookies: z.string().max(8_000).optional(),
  proxy: z.string().max(500).optional(),
  ...pace,
});

/** A configuration of `medlint crawl` as its file says. */
export const crawlSchema = z.strictObject({
  seeds: z.array(address).min(1).max(100_000),
  /** `auto`: those that robots.txt names. */
  sitemaps: z.union([z.literal("auto"), z.literal("none"), z.array(address).max(1_000)]).default("auto"),
  scope: z
    .strictObject({
      hosts: z.array(text).max(10_000).default([]),
      include: z.array(text).max(1_000).default([]),
      exclude: z.array(text).max(1_000).default([]),
      dropParams: z.array(text).max(1_000).default([]),
    })
    .default({ hosts: [], include: [], exclude: [], dropParams: [] }),
  links: z
    .array(z.strictObject({ match: text, as: z.enum(["pagination", "variant", "ignore"]) }))
    .max(200)
    .default([]),
  pages: z
    .array(
      z.strictObject({
        match: text,
        page: z.enum(PAGES).optional(),
        linksOnly: z.boolean().optional(),
        render: z.boolean().optional(),
      }),
    )
    .max(200)
    .default([]),
  budget: z
    .strictObject({
      pages: z.int().min(1).max(100_000_000).default(1_000_000),
      depth: z.int().min(0).max(1_000).default(20),
      pagination: z.int().min(1).max(100_000).default(1_000),
    })
    .default({ pages: 1_000_000, depth: 20, pagination: 1_000 }),
  pace: z.strictObject(pace).default({}),
  sites: z.record(z.string().min(1).max(253), site).default({}),
  addresses: z
    .strictObject({
      allow: z.array(text).max(100).default([]),
      hosts: z.record(z.string(), z.string()).default({}),
    })
    .default({ allow: [], hosts: {} }),
  /** Who crawls and where to complain; stands in the user agent. */
  contact: z
    .string()
    .regex(/^[\x20-\x7e]{1,200}$/, "只能用 ASCII 字符，如网址或电子邮箱")
    .optional(),
  render: z.enum(["auto", "never"]).default("auto"),
  /** Absent: pictures are not read. */
  pictures: z
    .strictObject({
      ocr: z.enum(OCR_ENGINES).default("paddle"),
      /** Hosts that pictures may come from; empty: all that are public. */
      hosts: z.array(text).max(1_000).default([]),
      perPage: z.int().min(1).max(500).default(MAX_PICTURES_A_PAGE),
      jobs: z.int().min(1).max(64).optional(),
      /** Pictures of unchanged pages that are asked for again in a round; 0: none. */
      again: z.int().min(0).max(100_000_000).default(DEFAULT_LOOKS),
    })
    .optional(),
  /** Absent: nothing is kept as evidence. */
  evidence: z
    .strictObject({
      folder: text,
      operator: text.optional(),
      fieldKey: text.optional(),
      /** Pictures of pages with findings, each place outlined; needs Chromium. */
      screenshots: z.boolean().optional(),
      /** Hosts of style sheets and pictures beside those of the shop, for screenshots; `*`: all that are public. */
      resourceHosts: z.array(text).max(1_000).optional(),
    })
    .optional(),
  /** Goods under a stop: asked for again so often, until they could not be opened so many times in a row. */
  stopped: z
    .strictObject({
      everyHours: z.number().min(0).max(8_760).default(STOPPED_EVERY_HOURS),
      goneTimes: z.int().min(1).max(100).default(STOPPED_GONE_TIMES),
    })
    .default({ everyHours: STOPPED_EVERY_HOURS, goneTimes: STOPPED_GONE_TIMES }),
  /** Absent: findings are not recorded as cases. */
  cases: z.strictObject({ database: text, key: text.optional() }).optional(),
  kind: z.enum(KINDS).optional(),
  context: z.enum(CONTEXTS).optional(),
  database: text.optional(),
  registry: text.optional(),
  adapters: text.optional(),
});

/** A configuration, checked and with its defaults. */
export type CrawlConfig = z.infer<typeof crawlSchema>;

/**
 * Checks a configuration.
 *
 * @param name of the file, for messages
 * @throws CrawlError `MEDLINT_CRAWL_CONFIG` with file, field and reason
 * @example
 * parseCrawlConfig({ seeds: ["https://shop.example/"] }, "crawl.yaml").budget.depth; // → 20
 */
export function parseCrawlConfig(value: unknown, name: string): CrawlConfig {
  const parsed = crawlSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue?.path.join(".") || "内容";
    throw new CrawlError("MEDLINT_CRAWL_CONFIG", `${name} 的 ${where} 有误：${issue?.message}。写法见 docs/crawl.md`);
  }
  for (const seed of parsed.data.seeds) {
    if (!URL.canParse(seed) || !/^https?:$/.test(new URL(seed).protocol))
      throw new CrawlError(
        "MEDLINT_CRAWL_CONFIG",
        `${name} 的 seeds 中“${seed}”不是网址，应以 http:// 或 https:// 开头`,
      );
  }
  const hosts =
    parsed.data.scope.hosts.length > 0
      ? parsed.data.scope.hosts.map((host) => host.toLowerCase())
      : [...new Set(parsed.data.seeds.map((seed) => new URL(seed).hostname))];
  return { ...parsed.data, scope: { ...parsed.data.scope, hosts } };
}

/** Reads a configuration file, YAML or JSON; `${NAME}` as the whole of cookies or proxy stands for that variable. */
export function readCrawlConfig(path: string, env: Readonly<Record<string, string | undefined>>): CrawlConfig {
  let value: unknown;
  try {
    if (statSync(path).size > MAX_CRAWL_CONFIG_BYTES) throw new Error(`超过 ${MAX_CRAWL_CONFIG_BYTES} 字节`);
    value = parse(readFileSync(path, "utf8"), { maxAliasCount: 0 });
  } catch (cause) {
    const reason = (cause as Error).message.split("\n")[0];
    throw new CrawlError("MEDLINT_CRAWL_CONFIG", `无法读取采集配置 ${path}：${reason}`, cause);
  }
  const config = parseCrawlConfig(value, path);
  const secret = (given: string | undefined) => {
    const name = given === undefined ? undefined : /^\$\{([A-Za-z_]\w*)\}$/.exec(given)?.[1];
    if (name === undefined) return given;
    const found = env[name];
    if (found === undefined) throw new CrawlError("MEDLINT_CRAWL_CONFIG", `${path} 用到的环境变量 ${name} 没有设置`);
    return found;
  };
  const sites = Object.fromEntries(
    Object.entries(config.sites).map(([host, { cookies, proxy, ...rest }]) => [
      host.toLowerCase(),
      { ...rest, cookies: secret(cookies), proxy: secret(proxy) },
    ]),
  );
  return { ...config, sites };
}
