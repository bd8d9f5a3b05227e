import type { PageFacts } from "../../page/adapters/page-facts.js";
import { readInputs } from "../../prepare/read/read-inputs.js";
import { neutralise } from "../../report/neutralise.js";
import { describeNote, ZONE_NAMES } from "../../report/wording.js";
import { UnreadableInputError } from "../errors.js";
import { EXIT } from "../exit-code.js";
import type { Io } from "../io.js";
import type { Services } from "../services.js";

/** Options of `medlint page`, parsed. */
export interface PageOptions {
  readonly format: "stylish" | "json";
  readonly adapters?: string | undefined;
  readonly url?: string | undefined;
}

/** `medlint page FILE`: the passages of a page as they are read, for seeing what a check sees. */
export async function showPage(file: string, options: PageOptions, io: Io, services: Services): Promise<number> {
  const readPage = await services.loadPageReader(options.adapters);
  for await (const input of readInputs([file], { from: "html" }, io.stdin)) {
    const html = input.listing?.html;
    if (html === undefined) throw new UnreadableInputError(input.notes.map(describeNote).join("；"));
    const page = readPage(html, options.url);
    if (options.format === "json") {
      await io.stdout.write(`${JSON.stringify(page, null, 2)}\n`);
      continue;
    }
    await io.stdout.write(`标题 ${neutralise(page.title ?? "（无）")}\n`);
    for (const { zone, text, label, hidden } of page.passages) {
      const name = label === null ? "" : `（${neutralise(label)}）`;
      await io.stdout.write(`${ZONE_NAMES[zone]}${hidden ? "·隐藏" : ""}${name}  ${neutralise(text)}\n`);
    }
    for (const line of factLines(page.facts)) await io.stdout.write(`${neutralise(line)}\n`);
    await io.stdout.write(`共 ${page.passages.length} 个文段，${page.images.length} 张图片\n`);
    for (const note of [...input.notes, ...page.notes])
      await io.stdout.write(`说明 ${neutralise(describeNote(note))}\n`);
  }
  return EXIT.ok;
}

/** What an adapter read, a line each. */
function factLines(facts: PageFacts | undefined): string[] {
  if (facts === undefined) return ["适配器 无（文段照常读取）"];
  const { adapter, page, title, price, merchant, certificates = [], attributes = {} } = facts;
  const name = adapter === "structured" ? "无，取自网页自带的结构化数据和参数" : adapter;
  const lines = [`适配器 ${name}${page === undefined ? "" : `，页面类型 ${page}`}`];
  if (title !== undefined) lines.push(`商品名 ${title}`);
  if (price !== undefined) {
    const { label, current, original } = price;
    lines.push(
      `价格 ${[label, current, original === undefined ? null : `划线价 ${original}`].filter((one) => one != null).join(" ")}`,
    );
  }
  if (merchant !== undefined) {
    const { name: firm, uscc, shop, licences = [] } = merchant;
    lines.push(
      `商家 ${[firm, shop?.name, uscc, ...licences.map(({ number }) => number)].filter((one) => one != null).join("，")}`,
    );
  }
  if (certificates.length > 0) lines.push(`证号 ${certificates.join("，")}`);
  return [...lines, ...Object.entries(attributes).map(([key, value]) => `参数 ${key}：${value}`)];
}
