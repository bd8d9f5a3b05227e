/** Formats told by their first bytes. Those not in `READABLE` are named, so that the answer can say what was given. */
export type PictureFormat = "jpeg" | "png" | "webp" | "gif" | "avif" | "bmp" | "svg" | "tiff" | "heic" | "pdf";

const READABLE: ReadonlySet<PictureFormat> = new Set(["jpeg", "png", "webp", "gif", "avif", "bmp"]);

/** Whether pictures of this format are read. SVG is a program, not a picture. */
export function isReadable(format: PictureFormat): boolean {
  return READABLE.has(format);
}

const SIGNATURES: readonly (readonly [PictureFormat, number, string])[] = [
  ["jpeg", 0, "\xff\xd8\xff"],
  ["png", 0, "\x89PNG\r\n\x1a\n"],
  ["gif", 0, "GIF8"],
  ["bmp", 0, "BM"],
  ["tiff", 0, "II*\0"],
  ["tiff", 0, "MM\0*"],
  ["pdf", 0, "%PDF"],
];
const AVIF_BRANDS = ["avif", "avis"];
const HEIC_BRANDS = ["heic", "heix", "hevc", "mif1", "msf1"];
const TEXT_BYTES = 1024;

/**
 * The format by the bytes alone; names and declared types are not looked at.
 *
 * @returns null where no known picture begins here
 */
export function sniffFormat(bytes: Uint8Array): PictureFormat | null {
  for (const [format, at, signature] of SIGNATURES) if (ascii(bytes, at, signature.length) === signature) return format;
  if (ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 4) === "WEBP") return "webp";
  if (ascii(bytes, 4, 4) === "ftyp") {
    // The major brand may be a generic one (mif1); the compatible brands then tell.
    const brands = ascii(bytes, 8, 32);
    if (AVIF_BRANDS.some((brand) => brands.includes(brand))) return "avif";
    if (HEIC_BRANDS.some((brand) => brands.includes(brand))) return "heic";
  }
  const head = ascii(bytes, 0, TEXT_BYTES)
    .replace(/^\xef\xbb\xbf/, "")
    .trimStart()
    .toLowerCase();
  return head.startsWith("<") && head.includes("<svg") ? "svg" : null;
}

function ascii(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + length));
}
