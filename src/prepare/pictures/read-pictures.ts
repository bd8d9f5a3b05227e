import type { Listing, ListingImage } from "../../contracts/listing.js";
import type { OcrPool, PictureReading } from "../../contracts/ocr.js";
import type { Note } from "../../contracts/result.js";
import { imageWithLines } from "./image-with-lines.js";
import { MAX_PICTURES_READ } from "./limits.js";
import { isLocalSource, PictureSourceError, resolvePictureSource } from "./picture-source.js";

/** What reading a listing's pictures came to; indices are those of `listing.images`. */
export interface PicturesRead {
  /** Asked for and not readable. */
  readonly failed: readonly number[];
  /** Not read, and said so by a note of their own. */
  readonly noted: readonly number[];
  /** Name of the engine; null where none was at hand. */
  readonly engine: string | null;
}

/** A listing with the lines of its pictures filled in. */
export interface ListingWithLines {
  readonly listing: Listing;
  readonly pictures: PicturesRead;
  readonly notes: readonly Note[];
}

/** What reading pictures needs. */
export interface PictureOptions {
  /** Folder of the input file; null where there is none. */
  readonly folder: string | null;
  /** The engine, started when the first picture is to be read; null where its packages are not installed. */
  readonly openPool: () => Promise<OcrPool | null>;
}

/** Whether any picture of a listing is still to be read and lies beside the input file. */
export function hasLocalPictures(images: readonly ListingImage[]): boolean {
  return images.some((image) => image.lines === undefined && isLocalSource(image.src));
}

/**
 * Reads the pictures of a listing that have no lines yet: the step before the pure `prepareListing`. Lines that were given
 * are input and stay. A picture that cannot be read is noted under its index; nothing is thrown for what a listing holds.
 *
 * @returns the listing with `lines`, `width` and `height` of every picture that was read
 * @example
 * const { listing, pictures, notes } = await readPictures(given, { folder: "shop", openPool });
 * prepareListing(listing, { pictures, notes });
 */
export async function readPictures(listing: Listing, options: PictureOptions): Promise<ListingWithLines> {
  const images = listing.images ?? [];
  const failed: number[] = [];
  const noted: number[] = [];
  const notes: Note[] = [];
  let engine: string | null = null;
  const refuse = (index: number, code: string, isFailure: boolean): void => {
    (isFailure ? failed : []).push(index);
    noted.push(index);
    notes.push({ code, where: `images.${index}` });
  };
  const open = images.flatMap((image, index) => (image.lines === undefined ? [index] : []));
  const wanted = new Set(open.slice(0, MAX_PICTURES_READ));
  // All at once: the pool keeps the queue, and takes a picture's bytes when its turn comes.
  const outcomes = await Promise.all(
    images.map(async (image, index): Promise<Outcome> => {
      if (image.lines !== undefined) return { image };
      if (!wanted.has(index)) return { image, problem: "too-many-pictures", isFailure: false };
      const source = await resolvePictureSource(image.src, options.folder);
      if (source.problem !== undefined) {
        return { image, problem: source.problem, isFailure: source.problem !== "image-remote" };
      }
      const pool = await options.openPool();
      if (pool === null) return { image, problem: "ocr-not-installed", isFailure: false };
      engine = pool.name;
      return readOne(image, pool, source.read);
    }),
  );
  for (const [index, outcome] of outcomes.entries()) {
    if (outcome.problem !== undefined) refuse(index, outcome.problem, outcome.isFailure ?? true);
    for (const note of outcome.notes ?? []) notes.push({ code: note.code, where: `images.${index}` });
  }
  return {
    listing: { ...listing, images: outcomes.map(({ image }) => image) },
    pictures: { failed, noted, engine },
    notes,
  };
}

interface Outcome {
  readonly image: ListingImage;
  readonly problem?: string | undefined;
  readonly isFailure?: boolean | undefined;
  readonly notes?: readonly Note[] | undefined;
}

async function readOne(image: ListingImage, pool: OcrPool, read: () => Promise<Uint8Array>): Promise<Outcome> {
  let reading: PictureReading;
  try {
    reading = await pool.read(read);
  } catch (error) {
    const code = error instanceof PictureSourceError ? error.code : "image-unreadable";
    return { image, problem: code, isFailure: true };
  }
  if (reading.status !== "read") {
    const [first, ...rest] = reading.notes;
    return { image, problem: first?.code ?? "image-unreadable", isFailure: reading.status === "failed", notes: rest };
  }
  return { image: imageWithLines(image, reading), notes: reading.notes };
}
