import type { PictureReading, ReadLine } from "../contracts/ocr.js";
import { sniffFormat } from "./image/sniff-format.js";

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** Characters that XML 1.0 has no place for, and those that reorder what is read. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\ufffe\uffff\u202a-\u202e\u2066-\u2069]/gu;

/**
 * The picture with what was read on it: each line's outline in the colour of its confidence, its words above it. One
 * SVG that holds the picture itself and loads nothing.
 */
export function annotatedSvg(bytes: Uint8Array, { width, height, lines }: PictureReading): string {
  const type = sniffFormat(bytes) ?? "png";
  const source = `data:image/${type};base64,${Buffer.from(bytes).toString("base64")}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<image href="${source}" width="${width}" height="${height}" preserveAspectRatio="none"/>`,
    `<g fill="none" font-family="sans-serif">`,
    ...lines.map(drawLine),
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

function drawLine({ text, box: [x, y, width, height], confidence, corners, frame }: ReadLine): string {
  const colour = confidence >= 0.9 ? "#0a7d32" : confidence >= 0.7 ? "#b26a00" : "#c62828";
  const places = corners ?? [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
  const points = places.map(([left, top]) => `${left},${top}`).join(" ");
  const size = Math.min(16, Math.max(8, Math.round(Math.min(width, height) / 2)));
  const shown = text.replace(UNPRINTABLE, "\ufffd").replace(/[&<>"]/g, (found) => ENTITIES[found] ?? found);
  const dash = frame === undefined ? "" : ' stroke-dasharray="4 2"';
  return (
    `<polygon points="${points}" stroke="${colour}" stroke-width="1.5"${dash}>` +
    `<title>${shown} (${confidence.toFixed(2)})</title></polygon>` +
    `<text x="${x}" y="${Math.max(size, y - 2)}" font-size="${size}" fill="${colour}" stroke="#fff" ` +
    `stroke-width="2" paint-order="stroke">${shown}</text>`
  );
}
