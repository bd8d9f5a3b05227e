import type { ListingImage } from "../../contracts/listing.js";
import type { OcrPool } from "../../contracts/ocr.js";
import { joinImages, type PageReader } from "../passages.js";
import type { Input } from "../read/input.js";
import { hasLocalPictures, readPictures } from "./read-pictures.js";

/** Listings whose pictures are read while earlier ones are judged. */
const AHEAD = 8;

/** How pictures are read before listings are judged. */
export interface WithPicturesOptions {
  /**
   * `auto`: where a listing has pictures beside the input file; a listing without any leaves its pictures unread, without
   * a reproach. `always`: every picture is asked for, and one that can't be read is a failure.
   */
  readonly when: "auto" | "always";
  readonly openPool: () => Promise<OcrPool | null>;
  /** Lists the pictures of a page. */
  readonly loadPageReader: () => Promise<PageReader>;
}

/**
 * Fills in the lines of pictures, a few listings ahead, and gives every input in its order.
 */
export async function* withPictures(inputs: AsyncIterable<Input>, options: WithPicturesOptions): AsyncGenerator<Input> {
  const iterator = inputs[Symbol.asyncIterator]();
  const queue: Promise<Input>[] = [];
  let coming: Promise<IteratorResult<Input>> | null = iterator.next();
  // Whoever waits for the head must not see the others' failures as unhandled ones.
  coming.catch(() => {});
  try {
    while (coming !== null || queue.length > 0) {
      const head: Promise<Input> | undefined = queue[0];
      if (head === undefined || (coming !== null && queue.length < AHEAD && (await isFirst(coming, head)))) {
        const next: IteratorResult<Input> = await (coming as Promise<IteratorResult<Input>>);
        if (next.done) {
          coming = null;
          continue;
        }
        const reading = readInput(next.value, options);
        reading.catch(() => {});
        queue.push(reading);
        coming = iterator.next();
        coming.catch(() => {});
      } else {
        yield await head;
        queue.shift();
      }
    }
  } finally {
    await iterator.return?.();
  }
}

/** Whether the next input is there before the head of the queue is read. */
function isFirst(coming: Promise<unknown>, head: Promise<unknown>): Promise<boolean> {
  return Promise.race([
    head.then(
      () => false,
      () => false,
    ),
    coming.then(
      () => true,
      () => true,
    ),
  ]);
}

async function readInput(input: Input, options: WithPicturesOptions): Promise<Input> {
  const { listing } = input;
  if (listing === null) return input;
  const images = await imagesOf(listing.images ?? [], listing.html, options);
  const isWanted = options.when === "always" ? images.some(isOpen) : hasLocalPictures(images);
  if (!isWanted) return input;
  const read = await readPictures({ ...listing, images }, { folder: input.folder ?? null, openPool: options.openPool });
  return { ...input, listing: read.listing, notes: [...input.notes, ...read.notes], pictures: read.pictures };
}

async function imagesOf(
  given: readonly ListingImage[],
  html: string | undefined,
  options: WithPicturesOptions,
): Promise<readonly ListingImage[]> {
  // Reading a page twice is cheap beside reading one picture; a page without pictures is read once.
  if (html === undefined || !/<i?m(?:g|age)|srcdoc|\bsrc/i.test(html)) return given;
  const readPage = await options.loadPageReader();
  return joinImages(given, readPage(html).images);
}

function isOpen(image: ListingImage): boolean {
  return image.lines === undefined;
}
