import type { FetchFacts } from "../crawl/keeping/fetch-facts.js";
import type { KeptPage } from "../crawl/keeping/page-keeper.js";
import type { CaptureFacts } from "../evidence/store/capture.js";

const CHINA_MS = 8 * 3_600_000;

/**
 * How a page was come by, as evidence keeps it: address, DNS, TLS, certificate, redirects, clocks. What is not known is
 * left out, and the sheet says so. Pure.
 */
export function factsOfFetch({ facts, cameBy, url, at, headers }: KeptPage): CaptureFacts {
  const hops = facts.hops ?? [];
  const redirects = [...cameBy, ...(hops.length > 0 ? hops : cameBy.length > 0 ? [url] : [])];
  const ahead = aheadOfServerS(at, headers);
  return {
    ...connectionFacts(facts.connection),
    ...(facts.connection !== undefined && { redirects }),
    ...(facts.hasCookies === false && { loginState: "anonymous" as const }),
    ...(facts.browser !== undefined && { browser: facts.browser }),
    localTime: chinaTime(at),
    ...(ahead !== null && { aheadOfServerS: ahead }),
  };
}

function connectionFacts(connection: FetchFacts["connection"]): CaptureFacts {
  if (connection == null) return {};
  const { address, dns, source, local, proxy, http, tls } = connection;
  const how = { dns: "", literal: "（网址中写明）", configuration: "（配置中写明，没有查询 DNS）" }[source];
  return {
    resolvedIp: `${address}${how}`,
    ...(source === "dns" && { dns }),
    ...(local !== null && { outgoingAddress: local }),
    ...(proxy !== null && { proxy }),
    ...(http !== null && { httpVersion: http }),
    ...(tls !== null && {
      tlsVersion: [tls.version, ...(tls.cipher === null ? [] : [tls.cipher])].join("，"),
      tlsCertificate: {
        subject: tls.subject,
        issuer: tls.issuer,
        ...(tls.sha256 !== null && { sha256: tls.sha256 }),
        ...(tls.validFrom !== null && { validFrom: tls.validFrom }),
        ...(tls.validTo !== null && { validTo: tls.validTo }),
      },
    }),
  };
}

/** `2026-05-01T16:00:00.000+08:00` */
function chinaTime(at: string): string {
  return new Date(Date.parse(at) + CHINA_MS).toISOString().replace("Z", "+08:00");
}

function aheadOfServerS(at: string, headers: KeptPage["headers"]): number | null {
  const date = headers.find(([name]) => name.toLowerCase() === "date")?.[1];
  const server = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(server) ? null : Math.floor((Date.parse(at) - server) / 1000);
}
