import type { Finding } from "../../contracts/result.js";
import { cutTail } from "../excerpt.js";
import { neutralise } from "../neutralise.js";
import type { ReportedListing } from "../reporter.js";

/** Longest inline picture that the report carries; a larger one is drawn as a frame with its boxes. */
export const MAX_PICTURE_CHARS = 131_072;
const MAX_PICTURES = 20;
const MAX_LINES = 200;
const SRC_CHARS = 200;
const LINE_CHARS = 60;

/** Raster formats only: an SVG is a document. */
const INLINE_PICTURE = /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+$/;

/** A picture of a listing in which something was found. Boxes are `[x, y, width, height]` in its pixels. */
export interface PictureRecord {
  readonly index: number;
  readonly src: string;
  /** The picture itself, where it came inline and is small. */
  readonly data?: string;
  /** The size that its text needs; the picture may be larger. */
  readonly width: number;
  readonly height: number;
  readonly lines: readonly { readonly box: readonly number[]; readonly text: string }[];
}

/** The pictures that findings point into, with what was read from them. */
export function pictureRecords(
  findings: readonly Finding[],
  listing: ReportedListing | null,
  maxChars: number,
): PictureRecord[] {
  const indices = [...new Set(findings.flatMap(({ where }) => (where?.image ? [where.image.index] : [])))];
  let left = maxChars;
  return indices.slice(0, MAX_PICTURES).map((index) => {
    const src = listing?.listing.images?.[index]?.src ?? "";
    const data = inlinePicture(src, left);
    left -= data?.length ?? 0;
    const lines = linesOf(index, listing);
    const boxes = [
      ...lines.map(({ box }) => box),
      ...findings.flatMap(({ where }) => (where?.image?.index === index ? where.image.boxes : [])),
    ];
    return {
      index,
      src: neutralise(cutTail(src, SRC_CHARS)),
      ...(data === null ? {} : { data }),
      width: Math.max(1, ...boxes.map(([x = 0, , width = 0]) => x + width)),
      height: Math.max(1, ...boxes.map(([, y = 0, , height = 0]) => y + height)),
      lines,
    };
  });
}

function linesOf(index: number, listing: ReportedListing | null): PictureRecord["lines"] {
  const lines = (listing?.passages ?? [])
    .filter((passage) => passage.image?.index === index)
    .flatMap(({ text, image }) =>
      (image?.lines ?? []).flatMap(({ start, end, box }) =>
        box === null ? [] : [{ box, text: neutralise(cutTail(text.slice(start, end), LINE_CHARS)) }],
      ),
    );
  return lines.slice(0, MAX_LINES);
}

function inlinePicture(src: string, maxChars: number): string | null {
  if (src.length > Math.min(MAX_PICTURE_CHARS, maxChars) || !src.startsWith("data:image/")) return null;
  return INLINE_PICTURE.test(src) ? src : null;
}
