import { readInputs } from "../../prepare/read/read-inputs.js";
import { neutralise } from "../../report/neutralise.js";
import { describeNote, ZONE_NAMES } from "../../report/wording.js";
import { UnreadableInputError } from "../errors.js";
import { EXIT } from "../exit-code.js";
import type { Io } from "../io.js";
import type { Services } from "../services.js";

/** `medlint page FILE`: the passages of a page as they are read, for seeing what a check sees. */
export async function showPage(
  file: string,
  options: { readonly format: "stylish" | "json" },
  io: Io,
  services: Services,
): Promise<number> {
  const readPage = await services.loadPageReader();
  for await (const input of readInputs([file], { from: "html" }, io.stdin)) {
    const html = input.listing?.html;
    if (html === undefined) throw new UnreadableInputError(input.notes.map(describeNote).join("；"));
    const page = readPage(html);
    if (options.format === "json") {
      await io.stdout.write(`${JSON.stringify(page, null, 2)}\n`);
      continue;
    }
    await io.stdout.write(`标题 ${neutralise(page.title ?? "（无）")}\n`);
    for (const { zone, text, label, hidden } of page.passages) {
      const name = label === null ? "" : `（${neutralise(label)}）`;
      await io.stdout.write(`${ZONE_NAMES[zone]}${hidden ? "·隐藏" : ""}${name}  ${neutralise(text)}\n`);
    }
    await io.stdout.write(`共 ${page.passages.length} 个文段，${page.images.length} 张图片\n`);
    for (const note of [...input.notes, ...page.notes])
      await io.stdout.write(`说明 ${neutralise(describeNote(note))}\n`);
  }
  return EXIT.ok;
}
