import type { ListingImage } from "../../contracts/listing.js";
import type { OcrPool } from "../../contracts/ocr.js";
import { joinImages, type PageReader } from "../passages.js";
import type { Input } from "../read/input.js";
import { hasLocalPictures, readPictures } from "./read-pictures.js";

/**
 * When pictures are read. `auto`: where a listing has pictures beside its input file; any other listing's pictures are
 * left unread without a reproach. `always`: every picture is asked for, and one that can't be read is a failure.
 * `never`: none.
 */
export type PicturesWhen = "auto" | "always" | "never";

/** How pictures are read before listings are judged. */
export interface InputPictureOptions {
  readonly when: PicturesWhen;
  /** The engine, started when the first picture is to be read; null where its packages are not installed. */
  readonly openPool: () => Promise<OcrPool | null>;
  /** Lists the pictures of a page. */
  readonly loadPageReader: () => Promise<PageReader>;
}

/** What a page with pictures has somewhere, in whatever case. */
const PICTURE_MARK = /<img|<image|<input|srcdoc|\\u003cimg/i;

/**
 * Whether an input's pictures may have to be read before it can be judged: a quick look that may say yes where there is
 * nothing to read, never no where there is. Pure, so that a worker can ask.
 */
export function mayNeedPictures(input: Input, when: PicturesWhen): boolean {
  const { listing, document } = input;
  if (when === "never" || listing === null || input.pictures !== undefined) return false;
  if (listing.html !== undefined && PICTURE_MARK.test(listing.html)) return true;
  const images = joinImages(listing.images ?? [], document?.images ?? []);
  return when === "always" ? images.some(isOpen) : hasLocalPictures(images);
}

/**
 * Reads the pictures of an input where they are asked for, those of its page included; any other input is given back as
 * it is. The order of the pictures is that of `preparePassages`, so that indices agree.
 */
export async function readInputPictures(input: Input, options: InputPictureOptions): Promise<Input> {
  const { listing } = input;
  if (listing === null || !mayNeedPictures(input, options.when)) return input;
  // Reading a page twice is cheap beside reading one picture.
  const onPage =
    listing.html === undefined ? (input.document?.images ?? []) : (await options.loadPageReader())(listing.html).images;
  const images = joinImages(listing.images ?? [], onPage);
  const isWanted = options.when === "always" ? images.some(isOpen) : hasLocalPictures(images);
  if (!isWanted) return input;
  const folder = input.folder ?? null;
  const read = await readPictures({ ...listing, images }, { folder, openPool: options.openPool });
  return { ...input, listing: read.listing, notes: [...input.notes, ...read.notes], pictures: read.pictures };
}

function isOpen(image: ListingImage): boolean {
  return image.lines === undefined;
}
