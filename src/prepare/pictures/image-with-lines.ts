import type { ListingImage, OcrLine } from "../../contracts/listing.js";
import type { PictureReading } from "../../contracts/ocr.js";

/** A picture of a listing with the lines that were read from it. */
export function imageWithLines(image: ListingImage, { lines, width, height }: PictureReading): ListingImage {
  return { ...image, lines: lines.map(toOcrLine), width, height };
}

function toOcrLine(line: PictureReading["lines"][number]): OcrLine {
  return {
    text: line.text,
    box: line.box,
    confidence: line.confidence,
    ...(line.angle === undefined ? {} : { angle: line.angle }),
    ...(line.vertical === undefined ? {} : { vertical: line.vertical }),
    ...(line.contrast === undefined ? {} : { contrast: line.contrast }),
    ...(line.frame === undefined ? {} : { frame: line.frame }),
  };
}
