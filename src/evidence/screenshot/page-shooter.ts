import type { Browser, BrowserContext } from "playwright-core";
import { EvidenceError } from "../errors.js";
import type { Outline } from "./outline-script.js";
import { MAX_SHOT_MS, type PageShot, shootPage } from "./shoot-page.js";

const VIEWPORT = { width: 1280, height: 900 } as const;
/** Pages that one browser shows before it is replaced. */
const MAX_PAGES_A_BROWSER = 200;
/** Where a page that has no address of its own is shown: no such host exists (RFC 2606). */
const NOWHERE = "http://page.invalid/";

/** A kept page to be shown. */
export interface KeptPage {
  /** The document, decoded; or its bytes as they arrived, with their `Content-Type`. */
  readonly html: string | { readonly bytes: Uint8Array; readonly contentType: string };
  readonly url?: string | undefined;
  /** Kept pictures by the address that the page gives them. */
  readonly pictures?:
    | ReadonlyMap<string, { readonly bytes: Uint8Array; readonly mediaType?: string | undefined }>
    | undefined;
}

/**
 * Shows kept pages in Chromium and takes pictures of them: no script of the page runs, nothing is fetched from anywhere,
 * what is shown are the kept bytes. One page at a time; the browser starts with the first. Call `close` when done.
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
   * @throws EvidenceError MEDLINT_MODULE_MISSING
   */
  async shoot(page: KeptPage, outlines: readonly Outline[]): Promise<PageShot> {
    try {
      const browser = await this.#open();
      return await this.#within(browser, page, outlines);
    } catch (error) {
      if (error instanceof EvidenceError) throw error;
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

  async #within(browser: Browser, kept: KeptPage, outlines: readonly Outline[]): Promise<PageShot> {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: VIEWPORT,
      locale: "zh-CN",
      serviceWorkers: "block",
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`${this.#mostMs / 1000} 秒内没有完成`)), this.#mostMs);
    });
    try {
      return await Promise.race([this.#take(context, kept, outlines), late]);
    } finally {
      clearTimeout(timer);
      await context.close().catch(() => {});
    }
  }

  async #take(
    context: BrowserContext,
    { html, url, pictures }: KeptPage,
    outlines: readonly Outline[],
  ): Promise<PageShot> {
    const address = url !== undefined && /^https?:\/\//i.test(url) ? url : NOWHERE;
    const known = new Map(
      [...(pictures ?? [])].flatMap(([src, picture]) =>
        URL.canParse(src, address) ? [[new URL(src, address).href, picture] as const] : [],
      ),
    );
    let [shown, missing] = [0, 0];
    let isServed = false;
    await context.route("**/*", async (route, request) => {
      if (!isServed && request.isNavigationRequest()) {
        isServed = true;
        return route.fulfill({ status: 200, ...documentOf(html) });
      }
      // A page that wants to be elsewhere (meta refresh, frames): "no content" leaves it where it is.
      if (request.isNavigationRequest()) return route.fulfill({ status: 204 });
      const picture = known.get(request.url());
      if (picture === undefined || request.resourceType() !== "image") {
        missing++;
        return route.abort();
      }
      shown++;
      return route.fulfill({ status: 200, contentType: picture.mediaType ?? "", body: Buffer.from(picture.bytes) });
    });
    const page = await context.newPage();
    await page.goto(address, { waitUntil: "load", timeout: MAX_SHOT_MS });
    const { files, steps, browser } = await shootPage(page, outlines);
    const left = missing > 0 ? `，${missing} 个外部资源（样式、图片等）没有保存，未显示` : "";
    const how = `用保存的网页内容离线显示（不运行脚本），显示保存的图片 ${shown} 张${left}`;
    return { files, browser, steps: [how, ...steps] };
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

function documentOf(html: KeptPage["html"]): { readonly contentType: string; readonly body: string | Buffer } {
  if (typeof html === "string") return { contentType: "text/html; charset=utf-8", body: html };
  return { contentType: html.contentType, body: Buffer.from(html.bytes) };
}
