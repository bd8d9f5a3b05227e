import type { Author, Context, Listing, ListingImage } from "../contracts/listing.js";
import { type Passage, ZONES, type Zone } from "../contracts/passage.js";
import type { Note } from "../contracts/result.js";
import type { PageFacts } from "../page/adapters/page-facts.js";
import type { Page } from "../page/page.js";
import { MAX_LISTING_CHARS, MAX_TEXT_CHARS } from "./limits.js";
import { picturePassages } from "./picture-passage.js";

/** What is needed here of a page as `page/` reads it. */
export type ReadPage = Pick<Page, "passages" | "title" | "attributes" | "images" | "notes" | "truncated"> & {
  /** What an adapter read of the page. */
  readonly facts?: PageFacts | undefined;
};

/**
 * Turns HTML into passages. Handed in, so that text needs no HTML parser.
 *
 * @param url where the page was found, if that is known: adapters are chosen by it
 */
export type PageReader = (html: string, url?: string) => ReadPage;

/** All texts of a listing, with the attributes and pictures that the page added to it. */
export interface PreparedPassages {
  readonly passages: readonly Passage[];
  readonly title: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  readonly images: readonly ListingImage[];
  readonly notes: readonly Note[];
  /** What an adapter read of the page; null without one. */
  readonly facts: PageFacts | null;
}

/**
 * Turns every text of a listing into passages: title, text, attributes, passages, page, reviews, spoken words and the
 * lines read from pictures, in this order. Pure. `declared` is true only where the caller named the context.
 *
 * @param readPage reads `listing.html`; without it a page is noted as unread
 * @param document a document that was read already, in the place of a page
 * @example
 * preparePassages({ id: "1", title: "血压计" }).passages[0]?.field; // → "title"
 */
export function preparePassages(listing: Listing, readPage?: PageReader, document?: ReadPage): PreparedPassages {
  const builder = new PassageBuilder(listing);
  if (listing.title) builder.add({ zone: "title", field: "title", text: listing.title });
  if (listing.text) builder.add({ zone: "text", field: "text", text: listing.text });
  if (listing.attributes !== undefined) {
    for (const [name, value] of Object.entries(listing.attributes))
      builder.add({ zone: "attribute", field: `attributes.${name}`, text: value, label: name });
  }
  for (const [index, passage] of (listing.passages ?? []).entries()) {
    builder.add({
      zone: isZone(passage.zone) ? passage.zone : "text",
      field: `passages.${index}.text`,
      text: passage.text,
      context: passage.context,
      author: passage.author,
      hidden: passage.zone === "hidden",
    });
  }
  if (document !== undefined) builder.addDocument(document);
  const page = listing.html === undefined ? document : builder.addPage(listing.html, readPage, listing.url);
  for (const [index, text] of (listing.reviews ?? []).entries()) {
    builder.add({ zone: "review", field: `reviews.${index}`, text, context: "review", author: "buyer" });
  }
  for (const [index, media] of (listing.media ?? []).entries()) {
    for (const [line, spoken] of (media.transcript ?? []).entries()) {
      builder.add({ zone: "transcript", field: `media.${index}.transcript.${line}.text`, text: spoken.text });
    }
  }
  const images = joinImages(listing.images ?? [], page?.images ?? []);
  for (const [index, image] of images.entries()) builder.addPicture(image, index);
  return {
    passages: builder.passages,
    title: listing.title ?? page?.title ?? undefined,
    attributes: { ...page?.attributes, ...listing.attributes },
    images,
    notes: builder.notes,
    facts: page?.facts ?? null,
  };
}

interface Piece {
  readonly zone: Zone;
  readonly field: string;
  readonly text: string;
  readonly context?: Context | undefined;
  readonly author?: Author | undefined;
  readonly label?: string | undefined;
  readonly hidden?: boolean | undefined;
}

class PassageBuilder {
  readonly passages: Passage[] = [];
  readonly notes: Note[] = [];
  readonly #context: Context;
  readonly #declared: boolean;
  #chars = 0;
  #isFull = false;

  constructor(listing: Listing) {
    this.#context = listing.context ?? "advertisement";
    this.#declared = listing.context !== undefined;
  }

  add(piece: Piece): void {
    if (piece.text.trim() === "") return;
    let text = piece.text;
    if (text.length > MAX_TEXT_CHARS) {
      text = text.slice(0, MAX_TEXT_CHARS);
      this.notes.push({ code: "text-truncated", where: piece.field });
    }
    this.#keep({
      zone: piece.zone,
      field: piece.field,
      text,
      context: piece.context ?? this.#context,
      declared: piece.context !== undefined || this.#declared,
      author: piece.author ?? "merchant",
      label: piece.label ?? null,
      hidden: piece.hidden ?? false,
      source: null,
      image: null,
    });
  }

  addPage(html: string, readPage: PageReader | undefined, url: string | undefined): ReadPage | null {
    if (!readPage) {
      this.notes.push({ code: "html-not-read", where: "html" });
      return null;
    }
    const page = readPage(html, url);
    this.addDocument(page);
    return page;
  }

  addDocument(page: ReadPage): void {
    for (const passage of page.passages) {
      this.#keep(this.#declared ? { ...passage, context: this.#context, declared: true } : passage);
    }
    this.notes.push(...page.notes);
    if (page.truncated && page.notes.length === 0) this.notes.push({ code: "page-truncated", where: "html" });
  }

  addPicture(image: ListingImage, index: number): void {
    const context = { context: this.#context, declared: this.#declared };
    for (const passage of picturePassages(image, index, context)) this.#keep(passage);
  }

  #keep(passage: Passage): void {
    if (this.#chars + passage.text.length > MAX_LISTING_CHARS) {
      if (!this.#isFull) this.notes.push({ code: "listing-too-long", where: passage.field });
      this.#isFull = true;
      return;
    }
    this.#chars += passage.text.length;
    this.passages.push(passage);
  }
}

/** Pictures given with the listing come first, so that their indices stay; the page adds those not given. */
export function joinImages(
  given: readonly ListingImage[],
  onPage: readonly { readonly src: string }[],
): readonly ListingImage[] {
  if (onPage.length === 0) return given;
  const known = new Set(given.map((image) => image.src));
  const added: ListingImage[] = [];
  for (const { src } of onPage) {
    if (src === "" || known.has(src)) continue;
    known.add(src);
    added.push({ src });
  }
  return [...given, ...added];
}

function isZone(zone: string | undefined): zone is Zone {
  return (ZONES as readonly string[]).includes(zone ?? "");
}
