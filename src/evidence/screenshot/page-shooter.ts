import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { EvidenceError } from "../errors.js";
import { MAX_RESOURCE_MS } from "../limits.js";
import { loadLazyScript, type Outline } from "./outline-script.js";
import { MAX_SHOT_MS, type PageShot, shootPage } from "./shoot-page.js";
import { type KnownPictures, type ResourceSource, ShownResources } from "./shown-resources.js";

const VIEWPORT = { width: 1280, height: 900 } as const;
/** Pages that one browser shows before it is replaced. */
const MAX_PAGES_A_BROWSER = 200;
/** Where a page that has no address of its own is shown: no such host exists (RFC 2606). */
export const NOWHERE = "http://page.invalid/";
const POLL_MS = 25;

/** A kept page to be shown. */
export interface KeptPage {
  /** The document, decoded; or its bytes as they arrived, with their `Content-Type`. */
  readonly html: string | { readonly bytes: Uint8Array; readonly contentType: string };
  readonly url?: string | undefined;
  /** Kept pictures by the address that the page gives them. */
  readonly pictures?:
    | ReadonlyMap<string, { readonly bytes: Uint8Array; readonly mediaType?: string | undefined }>
    | undefined;
  /** Gives style sheets and pictures that are not kept yet; absent: the page is shown without them. */
  readonly source?: ResourceSource | undefined;
}

/**
 * Shows kept pages in Chromium and takes pictures of them: no script of the page runs, the browser fetches nothing from
 * anywhere. What is shown are kept bytes, and style sheets and pictures that the caller's source gives and that are kept
 * with the page, so that whoever has the package can show it again. One page at a time; the browser starts with the first. Call `close` when done.
 */
export class PageShooter {
  readonly #executable: string;
  readonly #mostMs: number;
  #browser: Browser | null = null;
  #shown = 0;

  /**
   * @param executable path of Chromium (`findChromium`)
   * @param mostMs time for one page
   */
  constructor(executable: string, mostMs = MAX_SHOT_MS) {
    this.#executable = executable;
    this.#mostMs = mostMs;
  }

  /**
   * Takes pictures of a page. Where the browser fails, the steps say so and there are no files: a page that cannot be
   * shown is evidence still.
   *
   * @throws EvidenceError MEDLINT_MODULE_MISSING, and what the page's source throws
   */
  async shoot(page: KeptPage, outlines: readonly Outline[]): Promise<PageShot> {
    const resources = new ShownResources(knownOf(page), page.source ?? null);
    try {
      const browser = await this.#open();
      return await this.#within(browser, page, resources, outlines);
    } catch (error) {
      if (error instanceof EvidenceError) throw error;
      if (resources.failure !== null) throw resources.failure;
      await this.close();
      const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
      return { files: [], browser: "Chromium", steps: [`截图失败：${reason.slice(0, 200)}`] };
    }
  }

  async close(): Promise<void> {
    const browser = this.#browser;
    this.#browser = null;
    await browser?.close().catch(() => {});
  }

  async #within(
    browser: Browser,
    kept: KeptPage,
    resources: ShownResources,
    outlines: readonly Outline[],
  ): Promise<PageShot> {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: VIEWPORT,
      locale: "zh-CN",
      serviceWorkers: "block",
    });
    let timer: NodeJS.Timeout | undefined;
    const mostMs = this.#mostMs + (kept.source === undefined ? 0 : MAX_RESOURCE_MS);
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`${mostMs / 1000} 秒内没有完成`)), mostMs);
    });
    try {
      return await Promise.race([this.#take(context, kept, resources, outlines), late]);
    } finally {
      clearTimeout(timer);
      await context.close().catch(() => {});
    }
  }

  async #take(
    context: BrowserContext,
    { html, url, source }: KeptPage,
    resources: ShownResources,
    outlines: readonly Outline[],
  ): Promise<PageShot> {
    let isServed = false;
    await context.route("**/*", async (route, request) => {
      if (!isServed && request.isNavigationRequest()) {
        isServed = true;
        return route.fulfill({ status: 200, ...documentOf(html) });
      }
      // A page that wants to be elsewhere (meta refresh, frames): "no content" leaves it where it is.
      if (request.isNavigationRequest()) return route.fulfill({ status: 204 });
      return resources.answer(route, request);
    });
    const page = await context.newPage();
    const timeout = MAX_SHOT_MS + (source === undefined ? 0 : MAX_RESOURCE_MS);
    await page.goto(addressOf(url), { waitUntil: "load", timeout });
    const lazy = (await page.evaluate(loadLazyScript())) as number;
    await settled(page, resources);
    if (resources.failure !== null) throw resources.failure;
    const { files, steps, browser } = await shootPage(page, outlines);
    const how = "截图用保存的网页字节离线重现（不运行脚本，不是访问者浏览器当时的画面）";
    const loaded = lazy > 0 ? [`滚动才加载的图片 ${lazy} 张按网页写明的地址显示`] : [];
    const kept = resources.files.map((file) => ({ ...file, name: file.name.replace(NOWHERE, "") }));
    return { files: [...files, ...kept], browser, steps: [how, ...resources.steps(), ...loaded, ...steps] };
  }

  async #open(): Promise<Browser> {
    if (this.#shown >= MAX_PAGES_A_BROWSER) await this.close();
    if (this.#browser?.isConnected() === true) {
      this.#shown++;
      return this.#browser;
    }
    const { chromium } = await import("playwright-core").catch((cause: unknown) => {
      throw new EvidenceError(
        "MEDLINT_MODULE_MISSING",
        "截图需要可选组件 playwright-core；请运行 npm install playwright-core",
        cause,
      );
    });
    const isRoot = process.getuid?.() === 0;
    this.#browser = await chromium.launch({
      executablePath: this.#executable,
      timeout: MAX_SHOT_MS,
      // Also what no route sees (preconnect, DNS) goes nowhere.
      args: ["--host-resolver-rules=MAP * ~NOTFOUND", ...(isRoot ? ["--no-sandbox"] : [])],
    });
    this.#shown = 1;
    return this.#browser;
  }
}

/** Waits until nothing is asked for any more and every picture came or failed. The page's own scripts do not run. */
async function settled(page: Page, resources: ShownResources): Promise<void> {
  const until = Date.now() + MAX_RESOURCE_MS;
  while (Date.now() < until) {
    const isComplete = await page.evaluate<boolean>("[...document.images].every((image) => image.complete)");
    if (isComplete && resources.pending === 0) return;
    await sleep(POLL_MS);
  }
}

function addressOf(url: string | undefined): string {
  return url !== undefined && /^https?:\/\//i.test(url) ? url : NOWHERE;
}

/** Kept pictures by their full address. */
function knownOf({ url, pictures }: KeptPage): KnownPictures {
  const address = addressOf(url);
  return new Map(
    [...(pictures ?? [])].flatMap(([src, picture]) =>
      URL.canParse(src, address) ? [[new URL(src, address).href, picture] as const] : [],
    ),
  );
}

function documentOf(html: KeptPage["html"]): { readonly contentType: string; readonly body: string | Buffer } {
  if (typeof html === "string") return { contentType: "text/html; charset=utf-8", body: html };
  return { contentType: html.contentType, body: Buffer.from(html.bytes) };
}
