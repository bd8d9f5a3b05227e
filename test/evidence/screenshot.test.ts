import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, describe, expect, test } from "vitest";
import { MAX_RESOURCES } from "../../src/evidence/limits.js";
import { findChromium } from "../../src/evidence/package/sheet-pdf.js";
import { markPlaces } from "../../src/evidence/screenshot/mark-places.js";
import { MAX_OUTLINES, MAX_SEARCHED_CHARS } from "../../src/evidence/screenshot/outline-script.js";
import { PageShooter } from "../../src/evidence/screenshot/page-shooter.js";
import { MAX_PART_HEIGHT, MAX_PARTS, outlinesOf } from "../../src/evidence/screenshot/shoot-page.js";
import { openEvidence } from "../../src/evidence/store/evidence-store.js";
import { medlint } from "../cli/fakes.js";
import { finding } from "../report/findings.js";
import { temporaryFolder } from "./fixtures.js";

const browser = findChromium(process.env);
const words = (matched: string, excerpt = matched, number = 1) => ({ number, matched, excerpt });

/** Pixels of the frames' red in a picture. */
async function redIn(bytes: Uint8Array): Promise<number> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  let red = 0;
  for (let at = 0; at < data.length; at += info.channels) {
    if ((data[at] ?? 0) === 0xd0 && data[at + 1] === 0 && data[at + 2] === 0) red++;
  }
  return red;
}

/** Rows of a picture in which a colour stands. */
async function rowsOf(bytes: Uint8Array, colour: readonly [number, number, number]): Promise<number[]> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const rows = new Set<number>();
  for (let at = 0; at < data.length; at += info.channels)
    if (colour.every((value, index) => data[at + index] === value))
      rows.add(Math.floor(at / info.channels / info.width));
  return [...rows].sort((a, b) => a - b);
}
const RED = [0xd0, 0, 0] as const;

describe("marked places", () => {
  const at = (start: number) => ({
    where: { zone: "body", field: "text", start: 0, end: 1, source: { start, end: start + 1 }, image: null } as const,
  });
  const mark = (number: number) => `<!--medlint-place:${number}-->`;
  test.each<[name: string, html: string, starts: number[], expected: string]>([
    ["before the words", "<p>可以根治</p>", [5], `<p>可以${mark(1)}根治</p>`],
    ["several, in the order of the page", "<p>甲乙</p>", [4, 3], `<p>${mark(2)}甲${mark(1)}乙</p>`],
    ["two at one place", "<p>甲</p>", [3, 3], `<p>${mark(1)}${mark(2)}甲</p>`],
    ["at the very beginning", "甲", [0], `${mark(1)}甲`],
    ["not within a tag", '<img alt="根治">', [10], '<img alt="根治">'],
    ["not within a title", "<title>根治</title>", [7], "<title>根治</title>"],
    ["not within a script, whatever its case", "<SCRIPT>根治</SCRIPT>", [8], "<SCRIPT>根治</SCRIPT>"],
    ["after a script", "<script>1</script>根治", [18], `<script>1</script>${mark(1)}根治`],
    ["not within a comment", "<!-- 根治 > -->", [5], "<!-- 根治 > -->"],
    ["not beyond the end", "甲", [9], "甲"],
  ])("%s", (_, html, starts, expected) => {
    expect(markPlaces(html, starts.map(at))).toBe(expected);
  });
});

describe("where findings stand", () => {
  test("words by their sentence, pictures by their address, what is absent nowhere", () => {
    const place = { zone: "body", field: "text", start: 0, end: 2, source: null } as const;
    const found = outlinesOf(
      [
        finding({ matched: "根治", excerpt: "可以根治", where: { ...place, image: null } }),
        finding({ matched: "根治", excerpt: "", where: { ...place, image: { index: 1, boxes: [[1, 2, 3, 4]] } } }),
        finding({ matched: "根治", where: { ...place, image: { index: 9, boxes: [] } } }),
        finding({ where: null }),
      ],
      ["a.png", "b.png"],
    );
    expect(found).toEqual([
      { number: 1, matched: "根治", excerpt: "可以根治" },
      { number: 2, matched: "根治", excerpt: "", picture: { src: "b.png", boxes: [[1, 2, 3, 4]] } },
    ]);
  });
});

const reason = browser === null ? "（跳过：本机没有 Chromium）" : "";
describe.skipIf(browser === null)(`screenshots${reason}`, { timeout: 60_000 }, () => {
  const shooter = new PageShooter(browser ?? "");
  afterAll(() => shooter.close());

  test.each<[name: string, html: string, outlines: ReturnType<typeof words>[], framed: number]>([
    ["words across tags", "<p>本品<b>可以根</b><i> 治</i>老寒腿</p>", [words("根治", "本品可以根治老寒腿")], 1],
    [
      "the sentence that holds them, not an earlier one",
      "<p>不能根治</p><p>包你根治</p>",
      [words("根治", "包你根治")],
      1,
    ],
    ["width, case and zero-width signs", "<p>ＡＢ\u200bc 根治</p>", [words("abc根治")], 1],
    ["the second place where the first is hidden", "<p hidden>根治</p><p>根治</p>", [words("根治")], 1],
    ["nothing where they are hidden", "<p style='display:none'>根治</p>", [words("根治")], 0],
    ["nothing where a script would have written them", "<script>document.write('根治')</script>", [words("根治")], 0],
    ["several, numbered", "<p>根治</p><p>特效</p>", [words("根治"), words("没有"), words("特效")], 2],
  ])("outline %s", async (_, html, outlines, framed) => {
    const { files, steps } = await shooter.shoot({ html: `<body style="margin:50px">${html}` }, outlines);
    expect(steps.join()).toContain(`标出 ${framed} 处`);
    expect(steps.join().includes("未能标出")).toBe(framed < outlines.length);
    expect(files).toHaveLength(1);
    expect((await redIn(files[0]?.bytes ?? new Uint8Array())) > 100).toBe(framed > 0);
  });

  test("findings of one element share its frame, and each is named", async () => {
    const html = '<body style="margin:50px 150px"><p>根治特效药</p>';
    const alone = await shooter.shoot({ html }, [words("根治", "根治", 1)]);
    const both = await shooter.shoot({ html }, [words("根治", "根治", 1), words("特效", "特效", 2)]);
    const [one, two] = await Promise.all([alone, both].map(({ files }) => redIn(files[0]?.bytes ?? new Uint8Array())));
    // The label is wider, the frame is drawn once.
    expect(two).toBeGreaterThan(one ?? 0);
    expect((two ?? 0) - (one ?? 0)).toBeLessThan(1_500);
    expect(both.steps.join()).toContain("标出 2 处");
  });

  test("the finding's own place, not an earlier one with the same sentence; another only where its own cannot be seen", async () => {
    const html = '<body style="margin:50px"><p>可以根治</p><p style="margin-top:700px">可以根治</p>';
    const start = html.lastIndexOf("根治");
    const source = { start, end: start + 2 };
    const where = { zone: "body", field: "text", start: 0, end: 2, source, image: null } as const;
    const one = finding({ matched: "根治", excerpt: "可以根治", where });
    const shoot = (page: string) => shooter.shoot({ html: markPlaces(page, [one]) }, outlinesOf([one], []));
    const own = await shoot(html);
    expect((await rowsOf(own.files[0]?.bytes ?? new Uint8Array(), RED))[0]).toBeGreaterThan(600);
    expect(own.steps.join()).not.toContain("另一处");
    const hidden = await shoot(html.replace("margin-top:700px", "display :  none "));
    expect((await rowsOf(hidden.files[0]?.bytes ?? new Uint8Array(), RED))[0]).toBeLessThan(200);
    expect(hidden.steps.join()).toContain("标出的是相同文字另一处的问题：第 1 处");
  });

  test("with style sheets and pictures of the source, each asked for once and kept; nothing else is asked for", async () => {
    const tile = await sharp({ create: { width: 20, height: 20, channels: 3, background: "#0a0bf0" } })
      .png()
      .toBuffer();
    const asked: string[] = [];
    const source = async (address: string) => {
      const name = new URL(address).pathname;
      asked.push(name);
      const css = (text: string) => ({ bytes: Buffer.from(text), mediaType: "text/css", at: "2026-05-01T00:00:00Z" });
      if (name === "/a.css") return css('@import "b.css"; p{color:#010203;background:url(tile.png)}');
      if (name === "/b.css") return css("body{margin:77px}@font-face{font-family:x;src:url(x.woff)}p{font-family:x}");
      if (name === "/tile.png" || name === "/lazy.png") return { bytes: tile, mediaType: "image/png" };
      return { refused: "robots.txt 禁止" };
    };
    const html =
      '<link rel="stylesheet" href="/a.css"><link rel="stylesheet" href="/no.css"><script src="/s.js"></script><p>根治<br><img data-src="/lazy.png" width="20" height="400"></p>';
    const { files, steps } = await shooter.shoot({ html, url: "http://shop.example/1", source }, [words("根治")]);
    expect(asked.sort()).toEqual(["/a.css", "/b.css", "/lazy.png", "/no.css", "/tile.png"]);
    expect(files.filter(({ role }) => role === "resource").map(({ name, at }) => [name, at])).toEqual([
      ["http://shop.example/a.css", "2026-05-01T00:00:00Z"],
      ["http://shop.example/b.css", "2026-05-01T00:00:00Z"],
      ["http://shop.example/lazy.png", undefined],
      ["http://shop.example/tile.png", undefined],
    ]);
    const blue = await rowsOf(files[0]?.bytes ?? new Uint8Array(), [0x0a, 0x0b, 0xf0]);
    expect(blue[0]).toBeGreaterThan(70);
    expect(blue.length).toBeGreaterThan(400);
    const said = steps.join();
    expect(said).toContain("离线重现（不运行脚本，不是访问者浏览器当时的画面）");
    expect(said).toContain("截图时另取样式表 2 个、图片等 2 个");
    expect(said).toContain("robots.txt 禁止 1 个");
    expect(said).toContain("字体不取 1 个");
    expect(said).toContain("滚动才加载的图片 1 张");
  });

  test("what ends the run ends the screenshot: half of a page is not kept as the whole", async () => {
    const source = () => Promise.reject(new Error("stopped"));
    const html = '<link rel="stylesheet" href="/a.css"><p>根治</p>';
    await expect(shooter.shoot({ html, url: "http://shop.example/1", source }, [words("根治")])).rejects.toThrow(
      "stopped",
    );
    expect((await shooter.shoot({ html: "<p>根治</p>" }, [words("根治")])).files).toHaveLength(1);
  });

  test.each([
    [MAX_RESOURCES, 0],
    [MAX_RESOURCES + 1, 1],
  ])("of %i pictures that are to be fetched all but %i are", async (count, over) => {
    const html = Array.from({ length: count }, (_, n) => `<img src="/${n}.png">`).join("");
    const source = async () => ({ bytes: Buffer.from("x"), mediaType: "image/png" });
    const { files, steps } = await shooter.shoot({ html, url: "http://shop.example/", source }, []);
    expect(files.filter(({ role }) => role === "resource")).toHaveLength(count - over);
    expect(steps.join().includes("超过一页的上限 1 个")).toBe(over === 1);
  });

  test("outline boxes in a kept picture, and fetch nothing at all", async () => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked++;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const there = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const bytes = await sharp({ create: { width: 200, height: 100, channels: 3, background: "#aaddee" } })
      .png()
      .toBuffer();
    const html = `<link rel="preconnect" href="${there}"><link rel="stylesheet" href="${there}/a.css">
      <meta http-equiv="refresh" content="0;url=${there}/away"><iframe src="${there}/frame"></iframe>
      <img src="${there}/other.png"><img src="detail.png" width="400"><p>图片说明</p>`;
    const { files, steps } = await shooter.shoot(
      { html, url: "https://shop.example/item/1", pictures: new Map([["detail.png", { bytes }]]) },
      [{ ...words("根治"), picture: { src: "detail.png", boxes: [[10, 10, 50, 20]] } }],
    );
    server.close();
    expect(asked).toBe(0);
    expect(steps.join()).toMatch(/显示保存的图片 1 张,未显示：图片没有保存 1 个、样式没有保存 1 个.*标出 1 处/);
    expect(await redIn(files[0]?.bytes ?? new Uint8Array())).toBeGreaterThan(100);
  });

  test.each([
    [MAX_PART_HEIGHT, 1, false],
    [MAX_PART_HEIGHT + 1, 2, false],
    [MAX_PART_HEIGHT * MAX_PARTS, MAX_PARTS, false],
    [MAX_PART_HEIGHT * MAX_PARTS + 1, MAX_PARTS, true],
  ])("of a page of %i pixels are %i pictures", async (height, parts, isCut) => {
    const { files, steps } = await shooter.shoot(
      { html: `<body style="margin:0"><div style="height:${height}px">` },
      [],
    );
    expect(files.map(({ name }) => name)).toHaveLength(parts);
    expect(steps.join().includes("超出部分未截图")).toBe(isCut);
  });

  test.each([
    [MAX_OUTLINES, false],
    [MAX_OUTLINES + 1, true],
  ])("%i places", async (count, isCut) => {
    const outlines = Array.from({ length: count }, () => words("根治"));
    const { steps } = await shooter.shoot({ html: "<p>根治</p>" }, outlines);
    expect(steps.join()).toContain(`标出 ${MAX_OUTLINES} 处`);
    expect(steps.join().includes("问题过多")).toBe(isCut);
  });

  test.each([
    [MAX_SEARCHED_CHARS - 1, 1],
    [MAX_SEARCHED_CHARS, 0],
  ])("after %i characters, %i places are found", async (length, found) => {
    const html = `<div style="height:99px;overflow:hidden">${"x".repeat(length)}</div><div>根治</div>`;
    expect((await shooter.shoot({ html }, [words("根治")])).steps.join()).toContain(`标出 ${found} 处`);
  });

  test.each([
    [1, /截图失败：0.001 秒内没有完成/],
    [60_000, /全页截图 1 张/],
  ])("in %i ms", async (mostMs, said) => {
    const hurried = new PageShooter(browser ?? "", mostMs);
    const { steps } = await hurried.shoot({ html: "<p>根治</p>" }, []);
    await hurried.close();
    expect(steps.join()).toMatch(said);
  });

  test("a browser that is not there is said in the steps", async () => {
    const none = new PageShooter("/none/chromium");
    const { files, steps } = await none.shoot({ html: "<p>根治</p>" }, []);
    expect([files.length, steps.join()]).toEqual([0, expect.stringContaining("截图失败")]);
  });

  test("go into the evidence of a page with findings, with what was kept beside it, and into its package", async () => {
    const home = temporaryFolder();
    const path = (name: string) => join(home, name);
    writeFileSync(
      path("a.html"),
      "<html><title>冷敷贴</title><body><p>可以根治老寒腿</p><img src='p.png'></body></html>",
    );
    writeFileSync(
      path("p.png"),
      await sharp({ create: { width: 9, height: 9, channels: 3, background: "#fff" } })
        .png()
        .toBuffer(),
    );
    writeFileSync(path("home.html"), "<h1>青禾大药房</h1>");
    const kept = [
      "--evidence",
      path("ev"),
      "--operator",
      "张三",
      "--screenshots",
      "--evidence-file",
      `shop-home=${path("home.html")}`,
    ];
    const ran = await medlint(["check", path("a.html"), "--ocr", "none", "--id", "sku-1", "--no-config", ...kept]);
    expect([ran.code, ran.err]).toEqual([1, expect.not.stringContaining("错误")]);
    const store = openEvidence(path("ev"));
    const [capture] = store.captures("sku-1");
    expect(capture?.files.map(({ role }) => role)).toEqual(
      expect.arrayContaining(["body", "picture", "screenshot", "shop-home", "passages", "result"]),
    );
    expect(capture?.facts.steps?.join()).toMatch(/显示保存的图片 1 张.*标出 [1-9]/);
    expect(capture?.facts.browser).toMatch(/^Chromium \d/);
    store.close();
    await medlint(["evidence", "key", "--output", path("k.pem")]);
    const out = ["--evidence", path("ev"), "--key", path("k.pem"), "--output", path("out")];
    expect(await medlint(["evidence", "export", "sku-1", ...out, "--no-pdf"])).toMatchObject({ code: 0 });
    expect(await medlint(["evidence", "verify", path("out/sku-1.wacz"), "--key", path("k.pem.pub")])).toMatchObject({
      code: 0,
    });
    const alone = await medlint(["check", path("a.html"), "--screenshots", "--no-config"]);
    expect(alone).toMatchObject({ code: 2, err: expect.stringContaining("--evidence") });
  });
});
