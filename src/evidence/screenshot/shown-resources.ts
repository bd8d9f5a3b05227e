import type { Request, Route } from "playwright-core";
import { MAX_RESOURCE_BYTES, MAX_RESOURCE_MS, MAX_RESOURCES } from "../limits.js";
import type { CapturedFile } from "../store/capture.js";

/** A style sheet or picture of a page, or why it is not there, in words. */
export type Resource =
  | {
      readonly bytes: Uint8Array;
      readonly mediaType: string;
      /** ISO 8601: when it was fetched. */
      readonly at?: string | undefined;
    }
  | { readonly refused: string };

/** Gives what a page shows by its address. @throws what ends the whole run; for a resource that is not to be had it says why */
export type ResourceSource = (address: string) => Promise<Resource>;

/** Kept pictures by their full address. */
export type KnownPictures = ReadonlyMap<
  string,
  { readonly bytes: Uint8Array; readonly mediaType?: string | undefined }
>;

const KINDS: Readonly<Record<string, string>> = {
  script: "脚本",
  font: "字体",
  media: "音视频",
  stylesheet: "样式",
  image: "图片",
};
const SHOWN: ReadonlySet<string> = new Set(["stylesheet", "image"]);

/**
 * What a page asks for while it is shown: kept pictures from the store; style sheets and other pictures from a source, each
 * once, to be kept with the capture; all else is refused and counted. The browser itself fetches nothing.
 */
export class ShownResources {
  readonly #pictures: KnownPictures;
  readonly #source: ResourceSource | null;
  readonly #until = Date.now() + MAX_RESOURCE_MS;
  readonly #asked = new Map<string, Promise<Resource>>();
  readonly #files = new Map<string, CapturedFile>();
  readonly #refused = new Map<string, number>();
  readonly #shown = new Set<string>();
  #bytes = 0;
  /** Requests that are not answered yet. */
  pending = 0;
  /** What ends the run. */
  failure: unknown = null;

  constructor(pictures: KnownPictures, source: ResourceSource | null) {
    this.#pictures = pictures;
    this.#source = source;
  }

  async answer(route: Route, request: Request): Promise<void> {
    this.pending++;
    try {
      const url = request.url();
      const kind = request.resourceType();
      const picture = kind === "image" ? this.#pictures.get(url) : undefined;
      if (picture !== undefined) {
        this.#shown.add(url);
        await route.fulfill({ status: 200, contentType: picture.mediaType ?? "", body: Buffer.from(picture.bytes) });
        return;
      }
      const found = await this.#find(url, kind);
      if ("refused" in found) {
        this.#refused.set(found.refused, (this.#refused.get(found.refused) ?? 0) + 1);
        await route.abort();
        return;
      }
      await route.fulfill({ status: 200, contentType: found.mediaType, body: Buffer.from(found.bytes) });
    } catch (error) {
      this.failure ??= error;
      await route.abort().catch(() => undefined);
    } finally {
      this.pending--;
    }
  }

  /** To be kept with the capture, in the order of their addresses. */
  get files(): CapturedFile[] {
    return [...this.#files.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** What was shown and what was not, in words. */
  steps(): string[] {
    const sheets = this.files.filter(({ mediaType }) => /css/i.test(mediaType)).length;
    const others = this.#files.size - sheets;
    const refused = [...this.#refused].sort(([a], [b]) => (a < b ? -1 : 1)).map(([why, count]) => `${why} ${count} 个`);
    return [
      `显示保存的图片 ${this.#shown.size} 张`,
      ...(this.#files.size > 0
        ? [`截图时另取样式表 ${sheets} 个、图片等 ${others} 个，连同各自取得的时间一并保存`]
        : []),
      ...(refused.length > 0 ? [`未显示：${refused.join("、")}`] : []),
    ];
  }

  #find(url: string, kind: string): Promise<Resource> {
    const known = this.#asked.get(url);
    if (known !== undefined) return known;
    const asked = this.#take(url, kind);
    this.#asked.set(url, asked);
    return asked;
  }

  async #take(url: string, kind: string): Promise<Resource> {
    if (!SHOWN.has(kind)) return { refused: `${KINDS[kind] ?? "其他资源"}不取` };
    if (this.#source === null) return { refused: `${KINDS[kind]}没有保存` };
    if (this.#files.size >= MAX_RESOURCES || this.#bytes >= MAX_RESOURCE_BYTES) return { refused: "超过一页的上限" };
    const left = this.#until - Date.now();
    if (left <= 0) return { refused: "超过取资源的时间" };
    const found = await within(this.#source(url), left);
    if ("refused" in found) return found;
    if (this.#bytes + found.bytes.length > MAX_RESOURCE_BYTES) return { refused: "超过一页的上限" };
    this.#bytes += found.bytes.length;
    const { bytes, mediaType, at } = found;
    this.#files.set(url, { role: "resource", name: url, mediaType, bytes, at });
    return found;
  }
}

async function within(asked: Promise<Resource>, ms: number): Promise<Resource> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Resource>((resolve) => {
    timer = setTimeout(() => resolve({ refused: "超过取资源的时间" }), ms);
  });
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
