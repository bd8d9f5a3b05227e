import { CHANNELS, type Pixels } from "../image/pixels.js";

/** Share of the pixels, from either end, that are taken for letters or ground: edges between them are neither. */
const END = 0.1;
/** Of an evenly coloured strip nothing can be said: it has one colour. */
const LEAST_PIXELS = 16;

/**
 * Contrast of the letters on a strip to what is behind them, 1 to 21: (L1 + 0.05) / (L2 + 0.05) of the relative luminance
 * of its lighter and its darker tenth (WCAG 2.2, "contrast ratio"). Over a photograph this is the most that can be said
 * for the line: a person may still see less.
 *
 * @returns null where the strip is too small to say
 */
export function contrastOf({ width, height, data }: Pixels): number | null {
  const count = width * height;
  if (count < LEAST_PIXELS) return null;
  const levels = new Uint32Array(256);
  for (let at = 0; at < count * CHANNELS; at += CHANNELS) {
    const luminance =
      0.2126 * (LINEAR[data[at] as number] as number) +
      0.7152 * (LINEAR[data[at + 1] as number] as number) +
      0.0722 * (LINEAR[data[at + 2] as number] as number);
    const level = Math.min(255, Math.round(toLevel(luminance)));
    levels[level] = (levels[level] as number) + 1;
  }
  const [dark, light] = [meanOfEnd(levels, count * END, 1), meanOfEnd(levels, count * END, -1)];
  return Math.round(((light + 0.05) / (dark + 0.05)) * 10) / 10;
}

/** sRGB bytes as light, 0 to 1 (IEC 61966-2-1). */
const LINEAR = Float64Array.from({ length: 256 }, (_, value) => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
});

/** Light as a level of 256, evenly to the eye. */
function toLevel(light: number): number {
  return 255 * Math.sqrt(light);
}

/** Mean light of so many pixels from the darkest up (`step` 1) or from the lightest down (-1). */
function meanOfEnd(levels: Uint32Array, wanted: number, step: 1 | -1): number {
  let [sum, left] = [0, wanted];
  for (let level = step === 1 ? 0 : 255; left > 0 && level >= 0 && level <= 255; level += step) {
    const taken = Math.min(left, levels[level] as number);
    sum += taken * (level / 255) ** 2;
    left -= taken;
  }
  return sum / wanted;
}
