import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Parser } from "htmlparser2";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Finding, ScanResult } from "../../src/contracts/result.js";
import { CLIENT_SCRIPT } from "../../src/report/html/client-script.js";
import {
  CONTENT_POLICY,
  createHtmlReporter,
  MAX_HTML_FINDINGS,
  MAX_HTML_LISTINGS,
  MAX_INLINE_CHARS,
  scriptJson,
} from "../../src/report/html/html-report.js";
import { MAX_PICTURE_CHARS, pictureRecords } from "../../src/report/html/picture-record.js";
import type { ReportedListing } from "../../src/report/reporter.js";
import { SummaryCounter } from "../../src/report/summary.js";
import { finding, result } from "./findings.js";
import { HOSTILE_TEXTS, hostileResult } from "./hostile.js";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) =>
  existsSync(path),
);

function report(
  items: Iterable<{ result: ScanResult; listing: ReportedListing | null }>,
  remarks: string[] = [],
): string {
  const reporter = createHtmlReporter({ hasRegistry: false });
  const counter = new SummaryCounter();
  const parts = [reporter.begin()];
  for (const item of items) {
    counter.add(item.result);
    parts.push(reporter.result(item.result, item.listing));
  }
  parts.push(reporter.end(counter.finish(), { exitCode: 1, remarks }));
  return parts.join("");
}

function pictureListing(src: string): { result: ScanResult; listing: ReportedListing } {
  const where = { zone: "picture" as const, field: "text", start: 0, end: 4, source: null };
  const image = { index: 0, boxes: [[1, 2, 30, 4]] as const };
  return {
    result: result({ findings: [finding({ where: { ...where, image } })] }),
    listing: { listing: { id: "1", images: [{ src }] }, passages: [], certificates: [] },
  };
}

describe("html", () => {
  it("is one file: no element loads anything, nothing of a page is markup", () => {
    const tags: { name: string; attributes: Record<string, string> }[] = [];
    const html = report(HOSTILE_TEXTS.map(hostileResult), HOSTILE_TEXTS);
    const parser = new Parser({ onopentag: (name, attributes) => tags.push({ name, attributes }) });
    parser.end(html);
    const allowed =
      "html head meta title style body script a header h1 p ul li b span noscript div label input select option button main nav";
    expect(tags.filter(({ name }) => !allowed.split(" ").includes(name))).toEqual([]);
    const attributes = tags.flatMap((tag) => Object.entries(tag.attributes));
    expect(attributes.filter(([name]) => name.startsWith("on") || name === "src" || name === "style")).toEqual([]);
    expect(attributes.filter(([name]) => name === "href")).toEqual([["href", "#results"]]);
    expect(tags.filter(({ name }) => name === "script")).toHaveLength(3);
    expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  });

  it("allows its own script and style only", () => {
    expect(CONTENT_POLICY).toContain("default-src 'none'");
    expect(CONTENT_POLICY).not.toMatch(/unsafe|https?:|\*/);
    expect(report([]).indexOf("Content-Security-Policy")).toBeLessThan(report([]).indexOf("<style>"));
  });

  it("is the same bytes for the same results", () => {
    expect(report([hostileResult("x")])).toBe(report([hostileResult("x")]));
  });

  it("json in a script element neither ends it nor opens a comment", () => {
    const text = scriptJson(HOSTILE_TEXTS);
    expect(text).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(text)).toEqual(HOSTILE_TEXTS);
  });

  it("the script is JavaScript that makes no markup", () => {
    expect(() => new Function(CLIENT_SCRIPT)).not.toThrow();
    expect(CLIENT_SCRIPT).not.toMatch(
      /innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function\(|<\/script|<!--/,
    );
  });

  it.each([MAX_PICTURE_CHARS - 3, MAX_PICTURE_CHARS + 1])(
    "carries a picture of %i units only where it is small",
    (length) => {
      const head = "data:image/png;base64,";
      const { result: one, listing } = pictureListing(head + "A".repeat(length - head.length));
      const [picture] = pictureRecords(one.findings, listing, MAX_INLINE_CHARS);
      expect(picture?.data !== undefined).toBe(length <= MAX_PICTURE_CHARS);
      expect(picture?.src.length).toBeLessThan(300);
    },
  );

  it.each([
    "data:image/svg+xml;base64,AAAA",
    "data:text/html;base64,AAAA",
    'data:image/png;base64,AA"onload=',
    "https://a.example/a.png",
  ])("draws a frame instead of %s", (src) => {
    const { result: one, listing } = pictureListing(src);
    expect(pictureRecords(one.findings, listing, MAX_INLINE_CHARS)[0]).toMatchObject({ width: 31, height: 6 });
    expect(pictureRecords(one.findings, listing, MAX_INLINE_CHARS)[0]).not.toHaveProperty("data");
  });

  it("carries pictures up to its budget", () => {
    const { result: one, listing } = pictureListing(`data:image/png;base64,${"A".repeat(100)}`);
    expect(pictureRecords(one.findings, listing, 122)[0]).toHaveProperty("data");
    expect(pictureRecords(one.findings, listing, 121)[0]).not.toHaveProperty("data");
  });

  it.each([
    { name: "findings at the cap", findings: MAX_HTML_FINDINGS, listings: 1, says: null },
    { name: "findings over the cap", findings: MAX_HTML_FINDINGS + 1, listings: 1, says: "另有 1 项问题未列出" },
    { name: "listings at the cap", findings: 0, listings: MAX_HTML_LISTINGS, says: null },
    { name: "listings over the cap", findings: 0, listings: MAX_HTML_LISTINGS + 1, says: "另有 1 件商品未列出" },
  ])("$name", ({ findings, listings, says }) => {
    const one = result({ findings: Array.from({ length: findings }, () => finding()) });
    const html = report(Array.from({ length: listings }, () => ({ result: one, listing: null })));
    if (says === null) expect(html).not.toContain("未列出");
    else expect(html).toContain(says);
  });
});

describe.skipIf(CHROMIUM === undefined)("html in Chromium (skipped where no chromium is installed)", () => {
  let folder = "";
  let browser: import("playwright-core").Browser;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "medlint-html-"));
    const { chromium } = await import("playwright-core");
    browser = await chromium.launch({ executablePath: CHROMIUM ?? "", args: ["--no-sandbox"] });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(html: string) {
    const path = join(folder, "报告<b>.html");
    writeFileSync(path, html);
    const page = await browser.newPage();
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
    page.on("dialog", (dialog) => said.push(dialog.message()));
    page.on("request", (request) => {
      if (!/^(file|data):/.test(request.url())) said.push(request.url());
    });
    await page.goto(`file://${encodeURI(path)}`);
    await page.waitForFunction(() => (globalThis as unknown as Dom).document.querySelector(".card") !== null);
    return { page, said };
  }
  interface Dom {
    document: { querySelector(selector: string): unknown };
    __owned?: unknown;
  }

  it("runs no script of a listing, loads nothing, breaks no policy", async () => {
    const big = `${"日常测量，操作方便。".repeat(500_000)}彻底根治`;
    const where = {
      zone: "text" as const,
      field: "text",
      start: big.length - 4,
      end: big.length,
      source: null,
      image: null,
    };
    const passage = { ...hostileResult("x").listing.passages[0], zone: "text", field: "text", text: big, image: null };
    const items = [
      ...HOSTILE_TEXTS.map(hostileResult),
      {
        result: result({ findings: [finding({ where, excerpt: "…彻底根治" })] }),
        listing: {
          listing: { id: "big", text: big },
          passages: [passage],
          certificates: [],
        } as unknown as ReportedListing,
      },
    ];
    const html = report(items, HOSTILE_TEXTS);
    expect(html.length).toBeLessThan(300_000);
    const { page, said } = await open(html);
    // Everything that can be pressed is pressed.
    const pressed = await page.evaluate(() => {
      const { document } = globalThis as unknown as {
        document: { querySelectorAll(selector: string): { click(): void }[] };
      };
      const things = [
        ...document.querySelectorAll("main summary, main button:enabled, blockquote, mark, bdi, svg, #show-listings"),
      ].filter((one) => !(one as unknown as { id: string }).id.includes("print"));
      for (const one of things) if (typeof one.click === "function") one.click();
      return things.length;
    });
    expect(pressed).toBeGreaterThan(50);
    await page.keyboard.press("Tab");
    await page.locator("#show-findings").click();
    expect(await page.evaluate(() => (globalThis as unknown as Dom).__owned)).toBeUndefined();
    expect(said).toEqual([]);
    const shown = await page.locator("main").evaluate((main) => (main as unknown as { outerHTML: string }).outerHTML);
    expect(shown).not.toMatch(/<(script|iframe|a|link|style|img|object|embed)\b/i);
    expect(shown).not.toMatch(/<[a-z]+(?: [a-z-]+="[^"]*")* on[a-z]+=/i);
    await page.close();
  });

  it("searches, filters, pages and sorts ten thousand findings at once", async () => {
    const many = Array.from({ length: 1000 }, (_, index) => ({
      result: result({
        listing: `sku-${index}`,
        status: index % 2 === 0 ? "violation" : "review",
        findings: Array.from(
          { length: 10 },
          (_, number): Finding =>
            finding({
              level: ((number % 4) + 1) as 1 | 2 | 3 | 4,
              certainty: index % 2 === 0 ? "violation" : "review",
              rule: number === 0 ? "absolute-term" : "efficacy-guarantee",
              ...(number === 0 && index === 777 ? { matched: "独一无二", excerpt: "独一无二的疗效" } : {}),
              ...(number === 9 ? { known: { since: "2026-01-01" } } : {}),
            }),
        ),
      }),
      listing: null,
    }));
    const { page, said } = await open(report(many));
    const count = () => page.locator("#count").textContent();
    expect(await count()).toBe("共 10000 项问题，显示第 1–50");
    expect(await page.locator(".card").count()).toBe(50);
    await page.locator("#rule").selectOption("absolute-term");
    expect(await count()).toContain("共 1000 项问题（全部 10000）");
    await page.locator("#certainty").selectOption("review");
    expect(await count()).toContain("共 500 项问题");
    await page.locator("#clear").click();
    await page.locator("#state").selectOption("known");
    expect(await count()).toContain("共 1000 项问题");
    await page.locator("#clear").click();
    await page.keyboard.press("Escape");
    await page.locator("h1").click();
    await page.keyboard.press("/");
    await page.keyboard.type("sku-777 独一无二");
    await page.waitForFunction(() => {
      const { document } = globalThis as unknown as {
        document: { querySelectorAll(selector: string): { length: number } };
      };
      return document.querySelectorAll(".card").length < 50;
    });
    expect(await page.locator("mark").allTextContents()).toEqual(["独一无二"]);
    await page.locator("#clear").click();
    await page.locator("#order").selectOption("level");
    expect(await page.locator(".card .badge").first().textContent()).toBe("1 级");
    await page.locator(".pages button", { hasText: "末页" }).first().click();
    expect(await count()).toContain("显示第 9951–10000");
    await page.locator("#show-listings").click();
    expect(await count()).toBe("共 1000 件商品，显示第 1–50");
    expect(said).toEqual([]);
    await page.close();
  });

  it("shows marked passage, certificate beside the claim, law, and the boxes on the picture", async () => {
    const certificate = {
      number: "国械注准20193090001",
      field: "scope",
      registered: "用于物理降温",
      claimed: "适用于近视",
      asOf: "2026-01-01",
    };
    const picture = pictureListing("https://a.example/a.png");
    const { page } = await open(
      report([{ result: result({ findings: [finding({ certificate })] }), listing: null }, picture]),
    );
    expect(await page.locator("blockquote").first().textContent()).toBe("坚持使用可彻底根治老寒腿");
    expect(await page.locator("mark").first().textContent()).toBe("彻底根治");
    expect(await page.locator(".compare .claimed").textContent()).toContain("适用于近视");
    expect(await page.locator(".compare .registered").textContent()).toContain("用于物理降温");
    expect(await page.locator("svg rect.box").getAttribute("width")).toBe("30");
    expect(await page.locator("figcaption").textContent()).toContain("https://a.example/a.png");
    await page.locator("summary").first().click();
    expect(await page.locator(".law").first().isVisible()).toBe(true);
    await page.close();
  });
});
