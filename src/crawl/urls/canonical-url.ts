import { MAX_REPEATED_SEGMENTS, MAX_URL_CHARS } from "../limits.js";

/** Parameters that tell visits apart, not pages. */
const SESSION_PARAMS: ReadonlySet<string> = new Set([
  "sid",
  "sessionid",
  "session_id",
  "phpsessid",
  "jsessionid",
  "aspsessionid",
  "cfid",
  "cftoken",
  "spm",
  "scm",
  "pvid",
  "gclid",
  "fbclid",
  "msclkid",
  "yclid",
  "_t",
  "_r",
]);
const TRACKING = /^utm_/;
const SESSION_PATH = /;(?:jsessionid|phpsessid|sid)=[^/;]*/gi;

/**
 * The one form in which an address is kept: scheme and host in lower case, no default port, no fragment, no credentials,
 * no session or tracking parameter, parameters in order of their names. Null for what is no http(s) address, is too
 * long, or circles in its path.
 *
 * @param base address of the page that it stands on
 * @param dropped names of further parameters that tell no pages apart, in lower case
 * @example
 * canonicalUrl("HTTP://Shop.example:80/a;jsessionid=1?b=2&a=1&utm_source=x#top"); // → "http://shop.example/a?a=1&b=2"
 */
export function canonicalUrl(href: string, base?: string, dropped?: ReadonlySet<string>): string | null {
  if (href.length > MAX_URL_CHARS) return null;
  let url: URL;
  try {
    url = new URL(href, base);
  } catch {
    return null;
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") return null;
  url.hash = "";
  if (url.username !== "") url.username = "";
  if (url.password !== "") url.password = "";
  if (url.hostname.endsWith(".")) url.hostname = url.hostname.slice(0, -1);
  if (url.pathname.includes(";")) url.pathname = url.pathname.replace(SESSION_PATH, "");
  if (url.search !== "") url.search = sortedQuery(url.search.slice(1), dropped);
  const text = url.href;
  if (text.length > MAX_URL_CHARS || circles(url.pathname)) return null;
  return text;
}

/** Works on the text: decoding and encoding again would change how an address is written. */
function sortedQuery(query: string, dropped: ReadonlySet<string> | undefined): string {
  const kept = query.split("&").filter((pair) => {
    if (pair === "") return false;
    const name = nameOf(pair).toLowerCase();
    return !SESSION_PARAMS.has(name) && !TRACKING.test(name) && dropped?.has(name) !== true;
  });
  if (kept.length > 1) {
    // Stable: values of one name keep their order.
    kept.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0));
  }
  return kept.join("&");
}

function nameOf(pair: string): string {
  const at = pair.indexOf("=");
  return at < 0 ? pair : pair.slice(0, at);
}

function circles(path: string): boolean {
  const counts = new Map<string, number>();
  for (const segment of path.split("/")) {
    if (segment === "") continue;
    const count = (counts.get(segment) ?? 0) + 1;
    if (count > MAX_REPEATED_SEGMENTS) return true;
    counts.set(segment, count);
  }
  return false;
}
