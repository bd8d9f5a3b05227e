import type { Page } from "playwright-core";
import type { Finding } from "../../contracts/result.js";
import type { CapturedFile } from "../store/capture.js";
import { FOUND, type Outline, outlineScript } from "./outline-script.js";

/** Height of one picture in pixels: what Chromium draws without repeating itself; a longer page takes several. */
export const MAX_PART_HEIGHT = 8_000;
/** Pictures of one page. */
export const MAX_PARTS = 8;
/** Time for one page, from loading to the last picture, in milliseconds. */
export const MAX_SHOT_MS = 30_000;

/** Pictures of a page, with the places of its findings outlined. */
export interface PageShot {
  readonly files: readonly CapturedFile[];
  /** What was done, in words, for the record of the capture: what could not be shown is said here. */
  readonly steps: readonly string[];
  /** Name and version. */
  readonly browser: string;
}

/** Where the findings of a page stand; what is absent from it stands nowhere. */
export function outlinesOf(findings: readonly Finding[], pictures: readonly string[]): readonly Outline[] {
  return findings.flatMap(({ where, matched, excerpt }, index): Outline[] => {
    const number = index + 1;
    if (where === null) return [];
    const src = where.image === null ? undefined : pictures[where.image.index];
    if (where.image !== null)
      return src === undefined ? [] : [{ number, matched, excerpt, picture: { src, boxes: where.image.boxes } }];
    return [{ number, matched, excerpt: excerpt || matched }];
  });
}

/**
 * Takes full-page pictures of what a browser shows, each place outlined and numbered as the findings are. For a
 * page that a crawler has open as for one that `PageShooter` loaded.
 *
 * @throws Error of the browser, also where it takes too long
 */
export async function shootPage(page: Page, outlines: readonly Outline[]): Promise<PageShot> {
  const found = (await page.evaluate(outlineScript(outlines))) as number[];
  const { width, height } = (await page.evaluate(
    "({ width: document.documentElement.scrollWidth, height: Math.max(document.documentElement.scrollHeight, document.body ? document.body.scrollHeight : 0) })",
  )) as { width: number; height: number };
  const files: CapturedFile[] = [];
  const parts = Math.min(MAX_PARTS, Math.max(1, Math.ceil(height / MAX_PART_HEIGHT)));
  for (let part = 0; part < parts; part++) {
    const y = part * MAX_PART_HEIGHT;
    const clip = {
      x: 0,
      y,
      width: Math.min(Math.max(width, 1), MAX_PART_HEIGHT),
      height: Math.max(1, Math.min(height - y, MAX_PART_HEIGHT)),
    };
    const bytes = await page.screenshot({
      fullPage: true,
      clip,
      type: "png",
      animations: "disabled",
      timeout: MAX_SHOT_MS,
    });
    const name = parts === 1 ? "screenshot.png" : `screenshot-${part + 1}.png`;
    files.push({ role: "screenshot", name, mediaType: "image/png", bytes });
  }
  const numbers = (kind: number) => found.flatMap((one, index) => (one === kind ? [outlines[index]?.number] : []));
  const missing = numbers(FOUND.no);
  const elsewhere = numbers(FOUND.elsewhere);
  const browser = page.context().browser();
  return {
    files,
    browser: `Chromium ${browser?.version() ?? ""}`.trim(),
    steps: [
      `全页截图 ${parts} 张（${width}×${Math.min(height, parts * MAX_PART_HEIGHT)} 像素），红框和编号标出 ${found.length - missing.length} 处问题`,
      ...(missing.length > 0 ? [`未能标出的问题（页面上不可见或不在页面文字中）：第 ${missing.join("、")} 处`] : []),
      ...(elsewhere.length > 0
        ? [`所在的元素不可见、标出的是相同文字另一处的问题：第 ${elsewhere.join("、")} 处`]
        : []),
      ...(outlines.length > found.length ? [`问题过多，只标出前 ${found.length} 处`] : []),
      ...(height > parts * MAX_PART_HEIGHT ? [`页面高 ${height} 像素，超出部分未截图`] : []),
    ],
  };
}
