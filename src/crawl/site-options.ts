import type { CrawlConfig } from "./crawl-config.js";
import { CrawlError } from "./errors.js";
import type { SiteProxy } from "./fetch/connector.js";
import type { SiteOptions } from "./fetch/fetcher.js";
import type { PaceOptions } from "./fetch/host-pace.js";

/** Gentle where nobody says otherwise: two requests at a time, a quarter of a second apart. */
const DEFAULT_PACE: PaceOptions = { concurrency: 2, intervalMs: 250 };
const NOTHING: SiteOptions = { headers: {}, cookies: null, proxy: null };

/** What the configuration says of single sites: `shop.example`, or `*.shop.example` for all within. */
export class Sites {
  readonly #config: CrawlConfig;
  readonly #pauseMs: number | undefined;
  readonly #known = new Map<string, SiteOptions>();

  /** @param pauseMs see `PaceOptions` */
  constructor(config: CrawlConfig, pauseMs?: number) {
    this.#config = config;
    this.#pauseMs = pauseMs;
  }

  optionsOf(hostname: string): SiteOptions {
    const known = this.#known.get(hostname);
    if (known !== undefined) return known;
    const site = this.#siteOf(hostname);
    const options =
      site === undefined
        ? NOTHING
        : {
            headers: Object.fromEntries(
              Object.entries(site.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
            ),
            cookies: site.cookies ?? null,
            proxy: site.proxy === undefined ? null : parseProxy(site.proxy),
          };
    if (this.#known.size < 10_000) this.#known.set(hostname, options);
    return options;
  }

  paceOf(hostname: string): PaceOptions {
    const site = this.#siteOf(hostname);
    const { pace } = this.#config;
    return {
      concurrency: site?.concurrency ?? pace.concurrency ?? DEFAULT_PACE.concurrency,
      intervalMs: site?.intervalMs ?? pace.intervalMs ?? DEFAULT_PACE.intervalMs,
      pauseMs: this.#pauseMs,
    };
  }

  #siteOf(hostname: string) {
    const { sites } = this.#config;
    if (Object.hasOwn(sites, hostname)) return sites[hostname];
    for (let at = hostname.indexOf("."); at >= 0; at = hostname.indexOf(".", at + 1)) {
      const name = `*${hostname.slice(at)}`;
      if (Object.hasOwn(sites, name)) return sites[name];
    }
    return undefined;
  }
}

function parseProxy(text: string): SiteProxy {
  if (!URL.canParse(text)) throw new CrawlError("MEDLINT_CRAWL_CONFIG", `代理 ${text} 无效，应为 http://主机:端口`);
  const { protocol, hostname, port, username, password } = new URL(text);
  if (protocol !== "http:") throw new CrawlError("MEDLINT_CRAWL_CONFIG", "代理只支持 http://（CONNECT 方式）");
  const credentials = username === "" ? undefined : `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { host: hostname.replace(/^\[|\]$/g, ""), port: port === "" ? 80 : Number(port), credentials };
}
