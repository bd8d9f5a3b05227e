import { createHash } from "node:crypto";
import { accessSync, constants } from "node:fs";
import type { Browser, Page, Response, Route } from "playwright-core";
import type { AddressGuard } from "../addresses/address-guard.js";
import type { Connection } from "../fetch/connection.js";
import { PermanentFetchError, RetryableFetchError } from "../fetch/fetch-errors.js";
import type { Robots } from "../fetch/robots.js";
import {
  MAX_BROWSER_PAGES,
  MAX_INFLATED_BYTES,
  MAX_RENDER_MS,
  MAX_RENDER_REQUESTS,
  MAX_SCROLL_STEPS,
} from "../limits.js";
import { GuardingProxy } from "./guarding-proxy.js";
import type { PageRenderer, RenderedPage } from "./page-renderer.js";

/** Where systems keep Chromium. */
const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];
/** What no text is in. Pictures are not fetched here: their addresses are enough. */
const BLOCKED: ReadonlySet<string> = new Set([
  "media",
  "font",
  "websocket",
  "eventsource",
  "manifest",
  "ping",
  "other",
]);
/** Milliseconds without a request after which a page is taken to be complete. */
const SETTLE_MS = 5_000;

/** Path of a Chromium on this machine; null where none is found. */
export function findChromium(env: Readonly<Record<string, string | undefined>> = process.env): string | null {
  const own = env.MEDLINT_CHROMIUM;
  for (const path of own === undefined ? BROWSERS : [own]) {
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // The next one.
    }
  }
  return null;
}

/**
 * The renderer, where playwright-core and a Chromium are installed; otherwise null: pages that need a browser are judged
 * as they are, and noted as not rendered.
 */
export async function openRenderer(
  guard: AddressGuard,
  robots: Robots,
  userAgent: string,
): Promise<PageRenderer | null> {
  const path = findChromium();
  const playwright = await import("playwright-core").catch(() => null);
  if (path === null || playwright === null) return null;
  return new ChromiumRenderer((options) => playwright.chromium.launch({ ...options, executablePath: path }), {
    guard,
    robots,
    userAgent,
  });
}

type Launch = (options: { args: string[]; proxy: { server: string; bypass: string } }) => Promise<Browser>;

interface RendererParts {
  readonly guard: AddressGuard;
  readonly robots: Robots;
  readonly userAgent: string;
}

/** Renders one page at a time in a Chromium that is replaced now and then, and after every crash. */
class ChromiumRenderer implements PageRenderer {
  readonly #launch: Launch;
  readonly #parts: RendererParts;
  #proxy: GuardingProxy | null = null;
  #browser: Browser | null = null;
  #pages = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(launch: Launch, parts: RendererParts) {
    this.#launch = launch;
    this.#parts = parts;
  }

  render(url: string): Promise<RenderedPage> {
    const rendered = this.#turn.then(() => this.#renderOne(url));
    this.#turn = rendered.catch(() => undefined);
    return rendered;
  }

  async close(): Promise<void> {
    await this.#turn;
    await this.#browser?.close().catch(() => undefined);
    await this.#proxy?.close();
  }

  async #renderOne(url: string): Promise<RenderedPage> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(
        () => reject(new RetryableFetchError("browser-failed", `${url} 未在 ${MAX_RENDER_MS / 1000} 秒内渲染完`)),
        MAX_RENDER_MS,
      );
    });
    try {
      return await Promise.race([this.#show(url), late]);
    } catch (error) {
      // A browser that failed once is not used again: this page lost an attempt, the next ones lose nothing.
      await this.#browser?.close().catch(() => undefined);
      this.#browser = null;
      if (error instanceof RetryableFetchError || error instanceof PermanentFetchError) throw error;
      throw new RetryableFetchError("browser-failed", `浏览器无法渲染 ${url}`, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }

  async #show(url: string): Promise<RenderedPage> {
    const browser = await this.#open();
    const context = await browser.newContext({
      userAgent: this.#parts.userAgent,
      serviceWorkers: "block",
      acceptDownloads: false,
      locale: "zh-CN",
      viewport: { width: 1280, height: 2000 },
    });
    try {
      const page = await context.newPage();
      const { hostname } = new URL(url);
      let requests = 0;
      await page.route("**/*", (route) => this.#admit(route, hostname, ++requests));
      const answer = await page.goto(url, { waitUntil: "load", timeout: MAX_RENDER_MS });
      await page.waitForLoadState("networkidle", { timeout: SETTLE_MS }).catch(() => undefined);
      await scrollThrough(page);
      await page.waitForLoadState("networkidle", { timeout: SETTLE_MS }).catch(() => undefined);
      const html = await page.content();
      if (html.length > MAX_INFLATED_BYTES) throw new PermanentFetchError("too-large", `${url} 渲染后过大`);
      const headers = (await answer?.allHeaders()) ?? {};
      const connection = await this.#connectionOf(page, answer);
      return { html, status: answer?.status() ?? 200, headers, connection, browser: `Chromium ${browser.version()}` };
    } finally {
      await context.close();
    }
  }

  /** What the proxy and the browser know of the connection over which the document came. */
  async #connectionOf(page: Page, answer: Response | null): Promise<Connection | null> {
    const pinned = answer === null ? null : this.#proxy?.pinnedOf(new URL(answer.url()).hostname);
    if (answer === null || pinned == null) return null;
    const dns = pinned.among ?? [pinned.address];
    const own = { address: pinned.address, dns, source: pinned.source ?? "dns", local: null, proxy: null, http: null };
    const security = await answer.securityDetails().catch(() => null);
    if (security === null) return { ...own, tls: null };
    const { protocol = "", subjectName = "", issuer = "", validFrom, validTo } = security;
    const validity = { validFrom: dayOf(validFrom), validTo: dayOf(validTo) };
    const sha256 = await fingerprintOf(page, new URL(answer.url()).origin);
    return { ...own, tls: { version: protocol, cipher: null, subject: subjectName, issuer, sha256, ...validity } };
  }

  /** Third parties, media and what robots.txt forbids are not asked for; addresses are checked by the proxy. */
  async #admit(route: Route, hostname: string, count: number): Promise<void> {
    const request = route.request();
    const target = new URL(request.url());
    try {
      const isOwn = target.hostname === hostname && /^https?:$/.test(target.protocol);
      if (!isOwn || BLOCKED.has(request.resourceType()) || count > MAX_RENDER_REQUESTS) return await route.abort();
      const rules = await this.#parts.robots.rulesFor(target);
      if (!rules.isAllowed(target.href)) return await route.abort();
      // A picture's address is enough: it is kept, and read later if at all.
      if (request.resourceType() === "image") return await route.fulfill({ status: 204, body: "" });
      await route.continue();
    } catch {
      await route.abort().catch(() => undefined);
    }
  }

  async #open(): Promise<Browser> {
    if (this.#browser !== null && this.#pages >= MAX_BROWSER_PAGES) {
      await this.#browser.close().catch(() => undefined);
      this.#browser = null;
    }
    this.#proxy ??= await GuardingProxy.start(this.#parts.guard);
    if (this.#browser === null) {
      this.#pages = 0;
      // As root Chromium has no sandbox; pages run in containers or as a user of their own.
      const isRoot = process.getuid?.() === 0;
      this.#browser = await this.#launch({
        proxy: { server: this.#proxy.address, bypass: "<-loopback>" },
        args: [
          ...(isRoot ? ["--no-sandbox"] : []),
          "--disable-quic",
          "--disable-dev-shm-usage",
          "--disable-background-networking",
          "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
          "--webrtc-ip-handling-policy=disable_non_proxied_udp",
          "--dns-prefetch-disable",
          "--js-flags=--max-old-space-size=512",
        ],
      });
    }
    this.#pages++;
    return this.#browser;
  }
}

function dayOf(seconds: number | undefined): string | null {
  return seconds === undefined ? null : new Date(seconds * 1000).toISOString();
}

/** SHA-256 of the certificate that an origin showed the browser; null where it does not tell. */
async function fingerprintOf(page: Page, origin: string): Promise<string | null> {
  try {
    const session = await page.context().newCDPSession(page);
    const { tableNames } = await session.send("Network.getCertificate", { origin });
    const [own] = tableNames;
    return own === undefined ? null : createHash("sha256").update(Buffer.from(own, "base64")).digest("hex");
  } catch {
    return null;
  }
}

async function scrollThrough(page: Page): Promise<void> {
  for (let step = 0; step < MAX_SCROLL_STEPS; step++) {
    // The text runs in the page, where this program's types know nothing.
    const isAtEnd = await page.evaluate<boolean>(
      "scrollBy(0, innerHeight), scrollY + innerHeight >= document.documentElement.scrollHeight - 2",
    );
    if (isAtEnd) return;
  }
}
