import { MAX_SITEMAP_URLS, MAX_SITEMAPS } from "../limits.js";

/** What a sitemap names. */
export interface Sitemap {
  readonly pages: readonly string[];
  readonly sitemaps: readonly string[];
  /** It names more than is taken. */
  readonly truncated: boolean;
}

/**
 * Reads a sitemap or an index of sitemaps, XML or plain text, by its `loc` elements alone: what else it says is not used,
 * and no entity but the five of XML is known.
 *
 * @see https://www.sitemaps.org/protocol.html
 * @example
 * readSitemap("<urlset><url><loc>http://a.example/1</loc></url></urlset>").pages; // → ["http://a.example/1"]
 */
export function readSitemap(text: string): Sitemap {
  const isXml = text.trimStart().startsWith("<");
  if (!isXml) {
    const lines = text.split(/\r?\n/, MAX_SITEMAP_URLS + 1).map((line) => line.trim());
    const pages = lines.filter((line) => /^https?:\/\//i.test(line));
    return { pages: pages.slice(0, MAX_SITEMAP_URLS), sitemaps: [], truncated: pages.length > MAX_SITEMAP_URLS };
  }
  const isIndex = /<(?:[a-z]+:)?sitemapindex[\s>]/i.test(text.slice(0, 4096));
  const most = isIndex ? MAX_SITEMAPS : MAX_SITEMAP_URLS;
  const found: string[] = [];
  let at = 0;
  while (found.length <= most) {
    const open = text.indexOf("<loc>", at);
    if (open < 0) break;
    const close = text.indexOf("</loc>", open);
    if (close < 0) break;
    found.push(unescapeXml(text.slice(open + 5, close)).trim());
    at = close + 6;
  }
  const kept = found.slice(0, most);
  return { pages: isIndex ? [] : kept, sitemaps: isIndex ? kept : [], truncated: found.length > most };
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  const bare = text.replace(/^\s*<!\[CDATA\[/, "").replace(/\]\]>\s*$/, "");
  return bare.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? "");
}
