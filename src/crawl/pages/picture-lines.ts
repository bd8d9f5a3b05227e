import type { ListingImage } from "../../contracts/listing.js";
import type { Note } from "../../contracts/result.js";
import { imageWithLines } from "../../prepare/pictures/image-with-lines.js";
import type { PicturesRead } from "../../prepare/pictures/read-pictures.js";
import type { ShownPicture } from "./page-task.js";

/** A page's pictures with their lines, and what is to be said of those without. */
export interface PictureLines {
  readonly images: readonly ListingImage[];
  readonly pictures: PicturesRead;
  readonly notes: readonly Note[];
}

/**
 * Puts what was read of a page's pictures into their places. Pure.
 *
 * @param sources the page's pictures, as `pictureSources` gives them
 * @example
 * pictureLines(["a.png"], []).notes; // → [{ code: "pictures-waiting", where: "images.0" }]
 */
export function pictureLines(sources: readonly string[], shown: readonly ShownPicture[]): PictureLines {
  const byPlace = new Map(shown.map((picture) => [picture.position, picture]));
  const failed: number[] = [];
  const noted: number[] = [];
  const notes: Note[] = [];
  let engine: string | null = null;
  const images = sources.map((src, index): ListingImage => {
    const say = (code: string) => notes.push({ code, where: `images.${index}` });
    const picture = byPlace.get(index);
    const reading = picture?.reading ?? null;
    if (reading?.status === "read") {
      engine = picture?.engine ?? engine;
      for (const { code } of reading.notes) say(code);
      return imageWithLines({ src }, reading);
    }
    const code = picture?.reason ?? reading?.notes[0]?.code ?? "pictures-waiting";
    if (reading === null ? picture?.reason === "image-not-fetched" : reading.status === "failed") failed.push(index);
    noted.push(index);
    say(code);
    return { src };
  });
  return { images, pictures: { failed, noted, engine }, notes };
}
