import type { Context, ListingImage, OcrLine } from "../contracts/listing.js";
import type { Passage, PassageImage } from "../contracts/passage.js";
import { jointBefore } from "./pictures/join-lines.js";
import { type Block, layOut } from "./pictures/layout.js";
import { measureLine } from "./pictures/text-line.js";

/** What the caller says a picture shows decides what its words presumably are. */
const CONTEXT_OF_ROLE: Readonly<Partial<Record<NonNullable<ListingImage["role"]>, Context>>> = {
  certificate: "certificate",
  insert: "insert",
};

/**
 * The lines read from one picture as passages: one for each block of lines that belong together, in reading order, each
 * with its lines' spans and boxes. Lines without boxes make one passage, as given, joined by line breaks. The context
 * taken from the picture's role is presumed, never declared.
 *
 * @param index index of the picture in the listing
 */
export function picturePassages(
  image: ListingImage,
  index: number,
  listingContext: { readonly context: Context; readonly declared: boolean },
): Passage[] {
  const lines = image.lines ?? [];
  // Lines without boxes stand where the caller put them; placed ones among them can't be told apart from those.
  const isPlaced = lines.every((line) => line.text.trim() === "" || measureLine(line) !== null);
  const presumed = image.role && CONTEXT_OF_ROLE[image.role];
  const passage = ({ text, lines }: { text: string; lines: PassageImage["lines"] }): Passage => ({
    zone: "picture",
    field: "text",
    text,
    context: presumed ?? listingContext.context,
    declared: presumed ? false : listingContext.declared,
    author: "merchant",
    label: null,
    hidden: false,
    source: null,
    image: { index, lines },
  });
  if (!isPlaced) return [joinGiven(lines)].filter(({ text }) => text !== "").map(passage);
  const frames = new Set(lines.map((line) => line.frame ?? 0));
  return [...frames].flatMap((frame) =>
    layOut(lines.filter((line) => (line.frame ?? 0) === frame)).map((block) => passage(joinBlock(block))),
  );
}

function joinBlock(block: Block): { text: string; lines: PassageImage["lines"] } {
  const lines: PassageImage["lines"][number][] = [];
  let text = "";
  for (const [at, line] of block.entries()) {
    if (at > 0) text += jointBefore(block, at);
    lines.push({ start: text.length, end: text.length + line.text.length, box: line.box });
    text += line.text;
  }
  return { text, lines };
}

function joinGiven(given: readonly OcrLine[]): { text: string; lines: PassageImage["lines"] } {
  const lines: PassageImage["lines"][number][] = [];
  let text = "";
  for (const line of given) {
    if (line.text.trim() === "") continue;
    if (text !== "") text += "\n";
    lines.push({ start: text.length, end: text.length + line.text.length, box: line.box ?? null });
    text += line.text;
  }
  return { text, lines };
}
