import type { Database } from "better-sqlite3";
import { MAX_CRAWL_DELAY_S, MAX_ROBOTS_BYTES } from "../limits.js";
import { FetchError, type PermanentFetchError, RetryableFetchError } from "./fetch-errors.js";

/** Milliseconds for which an answer holds (RFC 9309, 2.4: at most a day). */
const ROBOTS_TTL_MS = 24 * 3_600_000;
/** An unreachable robots.txt is asked for again after this. */
const UNREACHABLE_TTL_MS = 10 * 60_000;

/** Rules of one origin. */
export interface RobotRules {
  isAllowed(url: string): boolean;
  /** Milliseconds between two requests; 0 where none is asked for. */
  readonly delayMs: number;
  readonly sitemaps: readonly string[];
}

/** Fetches a robots.txt, redirects included; the body as text. */
export type RobotsFetch = (url: URL) => Promise<{ readonly status: number; readonly body: string }>;

/** Makes rules of a text; `robots-parser` in practice. */
export type RobotsParse = (
  url: string,
  text: string,
) => {
  isAllowed(url: string, agent?: string): boolean | undefined;
  getCrawlDelay(agent?: string): number | undefined;
  getSitemaps(): string[];
};

interface Known {
  readonly rules: RobotRules;
  readonly until: number;
}

const ALL: RobotRules = { isAllowed: () => true, delayMs: 0, sitemaps: [] };

/**
 * The robots.txt of every origin that is asked for anything, fetched once and kept with the frontier.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9309
 */
export class Robots {
  readonly #database: Database;
  readonly #agent: string;
  readonly #fetch: RobotsFetch;
  readonly #parse: RobotsParse;
  readonly #known = new Map<string, Known>();
  readonly #pending = new Map<string, Promise<RobotRules>>();

  /** @param agent the product token of the user agent */
  constructor(database: Database, agent: string, fetch: RobotsFetch, parse: RobotsParse) {
    this.#database = database;
    this.#agent = agent;
    this.#fetch = fetch;
    this.#parse = parse;
  }

  /** Rules that are known already; null where they must be waited for. */
  knownFor(url: URL): RobotRules | null {
    const known = this.#known.get(url.origin);
    return known !== undefined && known.until > Date.now() ? known.rules : null;
  }

  /**
   * The rules for an address.
   *
   * @throws RetryableFetchError `robots-unreachable`: where the server fails, nothing is allowed for now;
   * PermanentFetchError `address-forbidden`
   */
  async rulesFor(url: URL): Promise<RobotRules> {
    const known = this.knownFor(url);
    if (known !== null) return known;
    const { origin } = url;
    const pending = this.#pending.get(origin) ?? this.#load(origin);
    this.#pending.set(origin, pending);
    try {
      return await pending;
    } finally {
      this.#pending.delete(origin);
    }
  }

  async #load(origin: string): Promise<RobotRules> {
    const now = Date.now();
    const stored = this.#database
      .prepare("SELECT fetched_at AS at, status, body FROM robots WHERE origin = ?")
      .get(origin) as { at: number; status: number; body: string } | undefined;
    if (stored !== undefined && stored.at + ROBOTS_TTL_MS > now)
      return this.#keep(origin, stored.status, stored.body, stored.at + ROBOTS_TTL_MS);
    const url = new URL("/robots.txt", origin);
    let answer: { readonly status: number; readonly body: string };
    try {
      answer = await this.#fetch(url);
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      const isFinal = error.reason === "address-forbidden" || error.reason === "scheme-forbidden";
      if (isFinal) throw error as PermanentFetchError;
      // RFC 9309, 2.3.1.3: too many redirects count as unavailable, which allows everything.
      if (error.reason === "redirect-loop") answer = { status: 404, body: "" };
      else throw unreachable(origin, error);
    }
    if (answer.status >= 500 || answer.status === 429) throw unreachable(origin, null);
    const body = answer.status >= 200 && answer.status < 300 ? answer.body.slice(0, MAX_ROBOTS_BYTES) : "";
    this.#database
      .prepare(`INSERT INTO robots (origin, fetched_at, status, body) VALUES (?, ?, ?, ?)
        ON CONFLICT (origin) DO UPDATE SET fetched_at = excluded.fetched_at, status = excluded.status, body = excluded.body`)
      .run(origin, now, answer.status, body);
    return this.#keep(origin, answer.status, body, now + ROBOTS_TTL_MS);
  }

  #keep(origin: string, _status: number, body: string, until: number): RobotRules {
    const rules = body.trim() === "" ? ALL : this.#rules(origin, body);
    this.#known.set(origin, { rules, until });
    return rules;
  }

  #rules(origin: string, body: string): RobotRules {
    const parsed = this.#parse(`${origin}/robots.txt`, body);
    const delay = Number(parsed.getCrawlDelay(this.#agent) ?? 0);
    const seconds = Number.isFinite(delay) && delay > 0 ? Math.min(delay, MAX_CRAWL_DELAY_S) : 0;
    return {
      isAllowed: (url) => parsed.isAllowed(url, this.#agent) !== false,
      delayMs: seconds * 1000,
      sitemaps: parsed.getSitemaps(),
    };
  }
}

function unreachable(origin: string, cause: unknown): RetryableFetchError {
  return new RetryableFetchError("robots-unreachable", `${origin}/robots.txt 读不到，暂不采集`, {
    retryAfterMs: UNREACHABLE_TTL_MS / 20,
    cause,
  });
}
