import { Random } from "../random.js";
import type { Sheet } from "./sheets.js";

/**
 * The HTML of a sheet. Letters are set line by line, so that what is written where is known.
 *
 * @param noise PNG that is laid over the ground as tiles
 */
export function pageOf(sheet: Sheet, noise: Buffer): string {
  const lines = sheet.lines.map(
    ({ text, x, y, size, style, isVertical }) =>
      `<div class="l${isVertical === true ? " v" : ""}" style="left:${x.toFixed(1)}px;top:${y.toFixed(1)}px;font-size:${size}px;${style}">${isVertical === true ? [...text].map(escapeText).join("<br>") : escapeText(text)}</div>`,
  );
  const { width, height } = sheet;
  return `<!doctype html><meta charset="utf-8"><style>
html,body{margin:0;width:${width}px;height:${height}px;overflow:hidden}
#b{position:absolute;inset:0;background:${groundOf(sheet)}}
#n{position:absolute;inset:0;background:url(data:image/png;base64,${noise.toString("base64")})}
#t{position:absolute;inset:0;${sheet.filter === "none" ? "" : `filter:${sheet.filter}`}}
.l{position:absolute;white-space:pre;line-height:1.15;transform:translateY(-50%);font-family:'Noto Sans CJK SC'}
.v{transform:none;text-align:center;line-height:1.12}
</style><div id="b"></div><div id="n"></div><div id="t">${lines.join("")}</div>`;
}

/** A gradient with soft ellipses over it: CSS draws them in no time, a canvas filter takes seconds a picture. */
function groundOf({ background, width, height }: Sheet): string {
  const random = new Random(background.seed);
  const shapes = Array.from({ length: background.shapes * Math.ceil(height / 800) }, () => {
    const lightness = background.isDark ? 12 + random.next() * 26 : 74 + random.next() * 22;
    const colour = `hsla(${random.below(360)},${30 + random.below(50)}%,${lightness.toFixed(0)}%`;
    const size = `${20 + random.below(160)}px ${20 + random.below(160)}px`;
    const place = `${random.below(width)}px ${random.below(height)}px`;
    const edge = 50 + random.below(45);
    const alpha = (0.25 + random.next() * 0.5).toFixed(2);
    return `radial-gradient(ellipse ${size} at ${place},${colour},${alpha}) ${edge}%,${colour},0) 100%)`;
  });
  return [...shapes, `linear-gradient(${random.below(360)}deg,${background.from},${background.to})`].join(",");
}

function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
