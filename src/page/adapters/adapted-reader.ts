import type { Page } from "../page.js";
import { readWatchedPage } from "../read-page.js";
import type { PageAdapter } from "./adapter.js";
import { ADAPTERS } from "./adapters-data.js";
import { adapterOfHost, chooseAdapter } from "./choose-adapter.js";
import { MAX_ADAPTED_HTML, MAX_FACT_CHARS, MAX_FACTS } from "./limits.js";
import type { PageFacts } from "./page-facts.js";
import { readFacts } from "./read-facts.js";
import { StreamedFacts } from "./streamed-facts.js";

/** A page with the facts that an adapter, or its own structured data, gives. */
export interface AdaptedPage extends Page {
  readonly facts?: PageFacts;
}

/**
 * A reader of pages that also reads price, merchant, certificate numbers and attributes where an adapter fits. The
 * texts are those of `readPage`, with or without an adapter.
 *
 * @param added adapters that come before those of the program
 * @example
 * createPageReader()('<script type="application/ld+json">…</script>').facts?.price?.current;
 */
export function createPageReader(added: readonly PageAdapter[] = []): (html: string, url?: string) => AdaptedPage {
  const adapters = [...added, ...ADAPTERS];
  return (html, url) => {
    // What the page says of its own host comes too late to gather anything, and seldom decides.
    const likely = chooseAdapter(adapters, html, url);
    const gathered =
      likely === null || html.length > MAX_ADAPTED_HTML || !hasSelectors(likely)
        ? null
        : StreamedFacts.of(html, likely);
    const page = readWatchedPage(html, gathered?.watcher ?? null);
    const structured = structuredFacts(page);
    const own = url === undefined && page.canonical !== null ? adapterOfHost(adapters, page.canonical) : null;
    const adapter = own ?? likely;
    if (adapter === null) return structured === null ? page : { ...page, facts: structured };
    // Other kinds of pages are judged by fewer rules: what a seller can write into a page must not choose one.
    const isCertain = adapter.page === "product" || adapterOfHost(adapters, url) === adapter;
    const kind = adapter.page !== undefined && isCertain ? { page: adapter.page } : {};
    if (!hasSelectors(adapter)) return { ...page, facts: { ...structured, adapter: adapter.id, ...kind } };
    if (html.length > MAX_ADAPTED_HTML) return withNote(page, "adapter-page-too-long", adapter, structured);
    const facts = gathered !== null && adapter === likely ? gathered.read() : readFacts(html, adapter);
    if (facts === null) return withNote(page, "adapter-not-applied", adapter, structured);
    return {
      ...page,
      attributes: { ...facts.attributes, ...page.attributes },
      facts: {
        ...structured,
        ...facts,
        ...kind,
        ...(structured?.price && { price: { ...facts.price, ...structured.price } }),
      },
    };
  };
}

function hasSelectors({ facts, attributes }: PageAdapter): boolean {
  return Object.keys(facts).length > 0 || attributes.length > 0;
}

function withNote(page: Page, code: string, adapter: PageAdapter, structured: PageFacts | null): AdaptedPage {
  const notes = [...page.notes, { code, where: adapter.id }];
  return { ...page, notes, ...(structured && { facts: structured }) };
}

const NUMBER_NAMES = ["注册证", "批准文号", "备案号", "备案编号", "备案凭证"];

/** What the page says of itself, in structured data and in its parameters, needs no adapter. */
function structuredFacts({ structured, attributes }: Page): PageFacts | null {
  const { price: text = "", currency = "CNY" } = structured;
  const isYuan = /^(CNY|RMB)$/i.test(currency.trim());
  const current = isYuan && /^\d{1,10}(\.\d{1,4})?$/.test(text.trim()) ? Number(text) : undefined;
  const certificates = Object.entries(attributes)
    .filter(([name]) => name.length <= 40 && NUMBER_NAMES.some((word) => name.includes(word)))
    .flatMap(([, value]) => value.split("\n"))
    .filter((value) => value !== "" && value.length <= MAX_FACT_CHARS)
    .slice(0, MAX_FACTS);
  if (current === undefined && certificates.length === 0) return null;
  return {
    adapter: "structured",
    ...(current !== undefined && { price: { current } }),
    ...(certificates.length > 0 && { certificates: [...new Set(certificates)] }),
  };
}
