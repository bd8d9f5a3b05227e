import type { Context, ListingImage } from "../contracts/listing.js";
import type { Passage, PassageImage } from "../contracts/passage.js";

/** What the caller says a picture shows decides what its words presumably are. */
const CONTEXT_OF_ROLE: Readonly<Partial<Record<NonNullable<ListingImage["role"]>, Context>>> = {
  certificate: "certificate",
  insert: "insert",
};

/**
 * The lines read from one picture as one passage, joined by line breaks, with each line's span and box;
 * null where nothing stands on it. The context taken from the picture's role is presumed, never declared.
 */
export function picturePassage(
  image: ListingImage,
  index: number,
  listingContext: { readonly context: Context; readonly declared: boolean },
): Passage | null {
  const lines: PassageImage["lines"][number][] = [];
  let text = "";
  for (const line of image.lines ?? []) {
    if (line.text.trim() === "") continue;
    if (text !== "") text += "\n";
    lines.push({ start: text.length, end: text.length + line.text.length, box: line.box ?? null });
    text += line.text;
  }
  if (text === "") return null;
  const presumed = image.role && CONTEXT_OF_ROLE[image.role];
  return {
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
  };
}
