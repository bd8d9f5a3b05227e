/**
 * Caps of the crawler. Over a cap that page is left out, counted and named; the others are untouched. Described in
 * docs/limits.md.
 */

/** Bytes of a response as they come over the wire. */
export const MAX_WIRE_BYTES = 16 * 1024 * 1024;
/** Bytes of a response, inflated. */
export const MAX_INFLATED_BYTES = 32 * 1024 * 1024;
/** Times that a response may grow by inflating; counted from `FREE_INFLATED_BYTES` on. */
export const MAX_INFLATE_RATIO = 100;
/** Inflated bytes that no ratio forbids. */
export const FREE_INFLATED_BYTES = 1024 * 1024;
/** Layers of `Content-Encoding`. */
export const MAX_ENCODINGS = 2;
export const MAX_REDIRECTS = 8;
/** Milliseconds until connected, until the headers are there, between two pieces of the body, and for all. */
export const MAX_CONNECT_MS = 10_000;
export const MAX_HEADERS_MS = 20_000;
export const MAX_IDLE_MS = 20_000;
export const MAX_EXCHANGE_MS = 60_000;
/** UTF-16 units of an address. */
export const MAX_URL_CHARS = 2_048;
/** Times that one segment may stand in a path: more is a site that links in circles. */
export const MAX_REPEATED_SEGMENTS = 3;
/** Bytes of robots.txt that are read (RFC 9309, 2.5). */
export const MAX_ROBOTS_BYTES = 512 * 1024;
/** Seconds of `Crawl-delay` that are kept; a longer one is shortened to this. */
export const MAX_CRAWL_DELAY_S = 60;
/** Seconds of `Retry-After` that are waited for within a run. */
export const MAX_RETRY_AFTER_S = 600;
/** Times that a page is asked for in one round. */
export const MAX_ATTEMPTS = 5;
/**
 * Times that the process may end while a page is taken up. From `ALONE_AFTER` on it is taken up alone, so that a page
 * that ends the process is told from those that were only there when it ended.
 */
export const MAX_INTERRUPTIONS = 5;
export const ALONE_AFTER = 2;
/** Bytes of a sitemap, inflated; addresses taken from one; sitemaps that one names. */
export const MAX_SITEMAP_BYTES = 50 * 1024 * 1024;
export const MAX_SITEMAP_URLS = 50_000;
export const MAX_SITEMAPS = 1_000;
/** Links followed from one page. */
export const MAX_PAGE_TARGETS = 2_000;
/** Names kept with their addresses. */
export const MAX_DNS_ENTRIES = 10_000;
/** Bytes of a configuration. */
export const MAX_CRAWL_CONFIG_BYTES = 1024 * 1024;
/** Pages fetched and not yet judged. */
export const MAX_QUEUED_PAGES = 256;
/** Bytes of pages fetched and not yet judged. */
export const MAX_QUEUED_BYTES = 64 * 1024 * 1024;
/** Milliseconds for rendering one page; requests that one page may make. */
export const MAX_RENDER_MS = 30_000;
export const MAX_RENDER_REQUESTS = 300;
/** Pages that one browser renders before it is replaced. */
export const MAX_BROWSER_PAGES = 100;
/** Steps by which a rendered page is scrolled, so that lazy pictures load. */
export const MAX_SCROLL_STEPS = 40;
/** Bytes of a picture. */
export const MAX_PICTURE_WIRE_BYTES = 16 * 1024 * 1024;
/** Pictures of one page that are read, where the configuration does not say. */
export const MAX_PICTURES_A_PAGE = 60;
/** Pages whose pictures are being read; pictures fetched and not yet read. */
export const MAX_PICTURE_PAGES = 8;
export const MAX_PICTURES_IN_WORK = 16;
/** Times that a page's pictures are taken up; each time goes on where the last one was. */
export const MAX_PICTURE_ATTEMPTS = 20;
/** Times that a picture is asked for in one round. */
export const MAX_PICTURE_TRIES = 3;
/** Pictures of unchanged pages that are asked for again in a round, where the configuration does not say. */
export const DEFAULT_LOOKS = 20_000;
/** Hours after which goods under a stop are asked for again, and times in a row that they must be gone. */
export const STOPPED_EVERY_HOURS = 24;
export const STOPPED_GONE_TIMES = 3;
/** Milliseconds after which a run looks again whether goods under a stop are due. */
export const AGAIN_CHECK_MS = 600_000;
/** Bytes of pictures that are held for evidence until the round ends. */
export const MAX_HELD_PICTURE_BYTES = 8 * 1024 * 1024 * 1024;
/** Pages that are told to evidence and cases together. */
export const MAX_KEPT_TOGETHER = 16;
