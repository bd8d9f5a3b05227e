import type { PageAdapter } from "./adapter.js";

/**
 * The first adapter that fits a page: by its host, else by texts that the HTML contains. Null where none does, which is
 * no loss: texts, parameters and structured data are read without one.
 *
 * @example
 * chooseAdapter(ADAPTERS, '<p class="des_name">…<div class="des_price">')?.id; // → "pharmacy-detail"
 */
export function chooseAdapter(adapters: readonly PageAdapter[], html: string, url?: string): PageAdapter | null {
  return adapterOfHost(adapters, url) ?? adapters.find(({ markers }) => contains(html, markers)) ?? null;
}

/** The adapter of the host that a page came from. */
export function adapterOfHost(adapters: readonly PageAdapter[], url: string | undefined): PageAdapter | null {
  const host = hostOf(url);
  if (host === null) return null;
  return adapters.find(({ hosts }) => hosts.some((one) => isWithin(host, one))) ?? null;
}

function contains(html: string, markers: PageAdapter["markers"]): boolean {
  return markers.some((texts) => texts.every((text) => html.includes(text)));
}

function hostOf(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url)) return null;
  return new URL(url).hostname.toLowerCase();
}

/** `shop.example.com` is within `example.com`, `badexample.com` is not. */
function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}
