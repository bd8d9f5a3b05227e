/** Why text is not seen. */
export const Hide = {
  /** `display:none`, `hidden`: there is no box, so the text around it closes up. */
  NO_BOX: 1,
  TRANSPARENT: 2,
  CLIPPED: 4,
  OFFSCREEN: 8,
  INVISIBLE: 16,
  TINY: 32,
  SAME_COLOUR: 64,
  INDENTED: 128,
} as const;

/** What a style says about seeing text. */
export interface StyleEffect {
  /** Bits of `Hide` that begin with this element. */
  readonly hide: number;
  /** Bits of `Hide` that an outer element set and this one takes back. */
  readonly show: number;
  /** Whether the box parts the text around it; null where the element's own kind decides. */
  readonly breaks: boolean | null;
  /** Normalised; "" where not given. */
  readonly colour: string;
  /** Normalised; "" where not given, "?" where unknown (a picture). */
  readonly background: string;
  /** Whether `display` makes a box: what takes a `display:none` of another rule back. */
  readonly shown: boolean;
}

export const NO_EFFECT: StyleEffect = { hide: 0, show: 0, breaks: null, colour: "", background: "", shown: false };

const FAR = -500;
const INLINE_DISPLAYS = new Set([
  "inline",
  "contents",
  "ruby",
  "inline-block",
  "inline-flex",
  "inline-table",
  "inline-grid",
]);

/**
 * Reads the declarations of a `style` attribute or of a rule: what hides text from people who see.
 * Only what an element says itself; sizes that depend on layout are unknown and count as seen.
 *
 * @example
 * readStyle("color:red; display:none").hide; // → Hide.NO_BOX
 */
export function readStyle(style: string): StyleEffect {
  const given = readDeclarations(style);
  if (given.size === 0) return NO_EFFECT;
  let hide = 0;
  let show = 0;
  const inherited = (bit: number, isHidden: boolean | null): void => {
    if (isHidden === true) hide |= bit;
    else if (isHidden === false) show |= bit;
  };

  const display = given.get("display") ?? "";
  if (display === "none") hide |= Hide.NO_BOX;
  const visibility = given.get("visibility");
  inherited(Hide.INVISIBLE, visibility ? visibility === "hidden" || visibility === "collapse" : null);
  if (given.get("content-visibility") === "hidden") hide |= Hide.CLIPPED;
  if (isTransparent(given.get("opacity"))) hide |= Hide.TRANSPARENT;
  inherited(Hide.TINY, isTiny(given));
  const indent = lengthOf(given.get("text-indent"));
  inherited(Hide.INDENTED, indent === null ? null : indent <= FAR);
  if (isOffscreen(given)) hide |= Hide.OFFSCREEN;
  if (isClipped(given)) hide |= Hide.CLIPPED;

  const clipsToText = (given.get("background-clip") ?? given.get("-webkit-background-clip")) === "text";
  const colour = clipsToText ? "?" : normaliseColour(given.get("color") ?? "");
  return {
    hide,
    show,
    breaks: display === "" || display === "none" ? null : !INLINE_DISPLAYS.has(display),
    colour,
    background: backgroundOf(given),
    shown: display !== "" && display !== "none",
  };
}

/** The effect of several rules on one element, the later the stronger. */
export function mergeEffects(weaker: StyleEffect, stronger: StyleEffect): StyleEffect {
  const taken = stronger.show | (stronger.shown ? Hide.NO_BOX : 0);
  return {
    hide: (weaker.hide & ~taken) | stronger.hide,
    show: (weaker.show & ~stronger.hide) | stronger.show,
    breaks: stronger.breaks ?? weaker.breaks,
    colour: stronger.colour || weaker.colour,
    background: stronger.background || weaker.background,
    shown: weaker.shown || stronger.shown,
  };
}

function readDeclarations(style: string): Map<string, string> {
  const given = new Map<string, string>();
  const important = new Set<string>();
  for (const part of unescapeStyle(style).split(";")) {
    const colon = part.indexOf(":");
    if (colon < 0) continue;
    const name = part.slice(0, colon).trim().toLowerCase();
    let value = part
      .slice(colon + 1)
      .trim()
      .toLowerCase();
    const mark = value.lastIndexOf("!");
    const isImportant = mark >= 0 && value.slice(mark + 1).trim() === "important";
    if (isImportant) value = value.slice(0, mark).trim();
    if (value === "" || (important.has(name) && !isImportant)) continue;
    if (isImportant) important.add(name);
    given.set(name, value);
  }
  return given;
}

/** Cuts out comments; one that never ends reaches to the end. */
export function stripStyleComments(style: string): string {
  let open = style.indexOf("/*");
  if (open < 0) return style;
  const kept: string[] = [];
  let from = 0;
  while (open >= 0) {
    kept.push(style.slice(from, open));
    const close = style.indexOf("*/", open + 2);
    from = close < 0 ? style.length : close + 2;
    open = style.indexOf("/*", from);
  }
  kept.push(style.slice(from));
  return kept.join("");
}

/** Undoes what a style may hide itself behind: `disp/**\/lay`, `d\69splay`. */
function unescapeStyle(style: string): string {
  const text = stripStyleComments(style);
  if (!text.includes("\\")) return text;
  return text.replace(/\\(?:([0-9a-f]{1,6})\s?|(.))/gi, (_, hex: string | undefined, plain: string | undefined) => {
    const codePoint = hex ? Number.parseInt(hex, 16) : 0;
    return plain ?? (codePoint > 0 && codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : "\ufffd");
  });
}

/** A length in pixels, taking `em` and percentages as 16 and 1 of them; null where it is none. */
function lengthOf(value: string | undefined): number | null {
  if (value === undefined) return null;
  const number = Number.parseFloat(value);
  if (Number.isNaN(number)) return null;
  return value.endsWith("em") || value.endsWith("rem") ? number * 16 : number;
}

function isTransparent(value: string | undefined): boolean {
  if (value === undefined) return false;
  const number = Number.parseFloat(value) / (value.endsWith("%") ? 100 : 1);
  return number <= 0.01;
}

/** Letters of at most one pixel; null where nothing is said about size. */
function isTiny(given: ReadonlyMap<string, string>): boolean | null {
  const size =
    given.get("font-size") ??
    given
      .get("font")
      ?.split(" ")
      .find((part) => /^[\d.]/.test(part) && !/^\d00$/.test(part));
  if (size === undefined || size === "inherit") return null;
  const length = lengthOf(size.split("/")[0]);
  if (length === null) return false;
  return size.includes("%") ? length < 5 : length <= 1;
}

function isOffscreen(given: ReadonlyMap<string, string>): boolean {
  const isFar = (name: string): boolean => (lengthOf(given.get(name)) ?? 0) <= FAR;
  if (isFar("margin-left") || isFar("margin-top")) return true;
  const position = given.get("position");
  if (position !== "absolute" && position !== "fixed") return false;
  return isFar("left") || isFar("top") || isFar("right") || isFar("bottom");
}

function isClipped(given: ReadonlyMap<string, string>): boolean {
  const overflow = given.get("overflow") ?? given.get("overflow-x") ?? given.get("overflow-y") ?? "";
  if (overflow.startsWith("hidden") || overflow.startsWith("clip")) {
    for (const name of ["width", "height", "max-width", "max-height"]) {
      if ((lengthOf(given.get(name)) ?? 100) <= 1) return true;
    }
  }
  const clip = given.get("clip");
  if (clip?.startsWith("rect(")) {
    const sides = clip
      .slice(5)
      .split(/[\s,)]+/)
      .filter((side) => side !== "");
    if (sides.length === 4 && sides.every((side) => (lengthOf(side) ?? 100) <= 1)) return true;
  }
  const path = given.get("clip-path");
  if (path?.startsWith("inset(") && (lengthOf(path.slice(6)) ?? 0) >= 50 && path.includes("%")) return true;
  return /^scale[xy]?\(0[,)]/.test(given.get("transform") ?? "");
}

const NAMED_COLOURS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    white: "#ffffff",
    black: "#000000",
    red: "#ff0000",
    lime: "#00ff00",
    green: "#008000",
    blue: "#0000ff",
    yellow: "#ffff00",
    gray: "#808080",
    grey: "#808080",
    silver: "#c0c0c0",
    orange: "#ffa500",
  }),
);

/** One spelling for one colour, as far as cheap: names of common ones, `#fff`, `rgb()`. Fully clear is `transparent`. */
export function normaliseColour(value: string): string {
  const colour = value.trim().toLowerCase();
  if (/^#[0-9a-f]{3}$/.test(colour)) return `#${Array.from(colour.slice(1), (digit) => digit + digit).join("")}`;
  if (colour.startsWith("rgb")) {
    const parts = (colour.slice(colour.indexOf("(") + 1).match(/[\d.]+%?/g) ?? []).slice(0, 4);
    if (parts.length === 4 && Number.parseFloat(parts[3] ?? "1") <= 0.01) return "transparent";
    const hex = parts.slice(0, 3).map((part) =>
      Math.min(255, Math.trunc(Number(part)))
        .toString(16)
        .padStart(2, "0"),
    );
    return `#${hex.join("")}`;
  }
  return NAMED_COLOURS.get(colour) ?? colour;
}

function backgroundOf(given: ReadonlyMap<string, string>): string {
  const picture = given.get("background-image");
  if (picture && picture !== "none") return "?";
  const colour = given.get("background-color");
  if (colour) return opaque(normaliseColour(colour));
  const shorthand = given.get("background");
  if (!shorthand) return "";
  if (shorthand.includes("url(") || shorthand.includes("gradient")) return "?";
  const inRgb = shorthand.indexOf("rgb");
  return opaque(normaliseColour(inRgb >= 0 ? shorthand.slice(inRgb) : (shorthand.split(" ")[0] ?? "")));
}

/** A clear background shows what is behind it. */
function opaque(colour: string): string {
  return colour === "transparent" || colour === "none" || colour === "inherit" || colour === "0" ? "" : colour;
}
