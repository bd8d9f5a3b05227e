import type { Random } from "../random.js";
import type { Phrases } from "./phrases.js";

export const KINDS = [
  "main",
  "tilt",
  "outline",
  "white-on-colour",
  "gradient",
  "texture",
  "blur",
  "jpeg",
  "thumbnail",
  "poster",
  "certificate",
  "vertical",
] as const;
/** What is hard about a picture. */
export type SheetKind = (typeof KINDS)[number];

/** One line of text as it is set. */
export interface SetLine {
  readonly text: string;
  /** Pixels of the middle of its left edge (of its top edge where vertical). */
  readonly x: number;
  readonly y: number;
  /** Pixels of a letter. */
  readonly size: number;
  readonly style: string;
  readonly isVertical?: boolean;
}

/** A picture to be rendered. */
export interface Sheet {
  readonly kind: SheetKind;
  readonly width: number;
  readonly height: number;
  readonly background: Background;
  readonly lines: readonly SetLine[];
  /** JPEG quality; null for PNG. */
  readonly quality: number | null;
  /** Factor by which the rendered picture is made smaller. */
  readonly scale: number;
  /** CSS filter of the letters. */
  readonly filter: string;
}

/** What is drawn behind the letters. `noise` 0 to 1; shapes are blurred ellipses and bars. */
export interface Background {
  readonly seed: number;
  readonly from: string;
  readonly to: string;
  readonly noise: number;
  readonly shapes: number;
  /** Colours of shapes keep the lightness of the ground, so that letters stay legible to people. */
  readonly isDark: boolean;
}

const FONTS = [
  "'Noto Sans CJK SC'",
  "'Noto Sans CJK SC'",
  "'Noto Serif CJK SC'",
  "'WenQuanYi Zen Hei'",
  "'WenQuanYi Micro Hei'",
  "'AR PL UMing CN'",
  "'AR PL UKai CN'",
];
const DARK_INKS = ["#111111", "#7a0c0c", "#0b3d66", "#1f4d2b", "#4a2b7a", "#b3001b"];
const LIGHT_INKS = ["#ffffff", "#fff7d6", "#ffe14d", "#e8f6ff"];
const SIGHTS = ["#d7263d", "#1b998b", "#2e294e", "#f46036", "#0a6ebd", "#7b2d8b", "#0f7a3c"];

/**
 * The sheets of one set, in a fixed order for a seed.
 *
 * @param each how many of every kind
 */
export function makeSheets(random: Random, phrases: Phrases, each: Readonly<Record<SheetKind, number>>): Sheet[] {
  return KINDS.flatMap((kind) => Array.from({ length: each[kind] }, () => makeSheet(kind, random, phrases)));
}

function makeSheet(kind: SheetKind, random: Random, phrases: Phrases): Sheet {
  if (kind === "poster") return poster(random, phrases);
  if (kind === "certificate") return certificate(random);
  if (kind === "vertical") return vertical(random, phrases);
  return mainPicture(kind, random, phrases);
}

/** 800 x 800 as a shop's first picture: a saying, lines below it, a strip at the foot. */
function mainPicture(kind: SheetKind, random: Random, phrases: Phrases): Sheet {
  const size = 800;
  const isDark = kind === "white-on-colour" || (kind !== "blur" && kind !== "thumbnail" && random.chance(0.25));
  const ink = random.pick(isDark ? LIGHT_INKS : DARK_INKS);
  const lines: SetLine[] = [];
  const isSmall = kind === "thumbnail";
  let y = isSmall ? 110 : 70 + random.below(60);
  const heads = 1 + random.below(2);
  for (let head = 0; head < heads; head++) {
    const text = phrases.pick(4, 9);
    const letter = Math.min(isSmall ? 120 : 104, Math.floor(720 / text.length), 64 + random.below(50));
    lines.push({ text, x: 40 + random.below(20), y, size: letter, style: style(kind, random, ink, true) });
    y += letter * 1.45;
  }
  const more = isSmall ? 2 : 4 + random.below(5);
  for (let at = 0; at < more && y < 660; at++) {
    const text = phrases.pick(5, isSmall ? 11 : 20);
    const letter = isSmall
      ? Math.min(64, Math.floor(720 / text.length))
      : Math.min(36, Math.floor(720 / text.length), 22 + random.below(16));
    lines.push({ text, x: 40 + random.below(40), y, size: letter, style: style(kind, random, ink, false) });
    y += letter * (1.6 + random.next() * 0.5);
  }
  const foot = phrases.pick(6, 16);
  const footSize = isSmall ? 52 : 28;
  lines.push({
    text: foot,
    x: 40,
    y: 745,
    size: Math.min(footSize, Math.floor(720 / foot.length)),
    style: `color:#fff;background:${random.pick(SIGHTS)};padding:6px 12px;font-family:${random.pick(FONTS)};`,
  });
  const tilt = kind === "tilt" ? (random.chance(0.5) ? 1 : -1) * (2 + random.next() * 8) : 0;
  const tilted = tilt === 0 ? lines : lines.slice(0, -1).map((line) => turned(line, tilt, size));
  return {
    kind,
    width: size,
    height: size,
    background: background(random, isDark, kind),
    lines: tilted,
    quality: kind === "jpeg" ? 12 + random.below(18) : random.chance(0.5) ? null : 85,
    scale: kind === "thumbnail" ? 0.3 + random.next() * 0.1 : 1,
    filter: kind === "blur" ? `blur(${(0.8 + random.next() * 0.9).toFixed(2)}px)` : "none",
  };
}

/** A line turned with the whole picture about its middle. */
function turned(line: SetLine, degrees: number, size: number): SetLine {
  const radians = (degrees * Math.PI) / 180;
  const [x, y] = [(line.x - size / 2) * 0.86, (line.y - size / 2) * 0.86];
  return {
    ...line,
    size: Math.floor(line.size * 0.86),
    x: size / 2 + x * Math.cos(radians) - y * Math.sin(radians),
    y: size / 2 + x * Math.sin(radians) + y * Math.cos(radians),
    style: `${line.style}transform:translateY(-50%) rotate(${degrees.toFixed(2)}deg);transform-origin:0 50%;`,
  };
}

/** 790 x 2,000 to 8,000: bands with headings, paragraphs, cells, small print. */
function poster(random: Random, phrases: Phrases): Sheet {
  const height = 2_000 + random.below(6_001);
  const lines: SetLine[] = [];
  let y = 90;
  while (y < height - 420) {
    const ink = random.pick(DARK_INKS);
    const font = `font-family:${random.pick(FONTS)};color:${ink};`;
    const head = phrases.pick(4, 11);
    const letter = Math.min(66, Math.floor(700 / head.length));
    lines.push({ text: head, x: 45, y, size: letter, style: `${font}font-weight:700;` });
    y += letter * 1.5;
    if (random.chance(0.5)) {
      const size = 22 + random.below(10);
      for (const text of phrases.paragraph(60 + random.below(60), Math.floor(690 / size))) {
        lines.push({ text, x: 45, y, size, style: font });
        y += size * 1.55;
      }
    } else {
      const size = 26 + random.below(6);
      for (let row = 0; row < 2 + random.below(3); row++) {
        for (const x of [45, 430]) lines.push({ text: phrases.pick(4, 10), x, y, size, style: font });
        y += size * 2.6;
      }
    }
    y += 90 + random.below(220);
  }
  lines.push({ text: phrases.pick(10, 22), x: 45, y: height - 40, size: 16, style: "color:#555;" });
  return {
    kind: "poster",
    width: 790,
    height,
    background: background(random, false, "poster"),
    lines,
    quality: random.chance(0.7) ? 80 : null,
    scale: 1,
    filter: "none",
  };
}

const FIRMS = ["示例市安舒医疗器械有限公司", "虚构省明康生物科技有限公司", "示例区远和医疗用品厂"];
const GOODS: readonly (readonly [string, string])[] = [
  ["上臂式电子血压计", "供测量成人收缩压、舒张压和脉率"],
  ["医用冷敷贴", "用于人体物理退热和体表面特定部位的降温"],
  ["红外治疗仪", "用于颈肩腰腿痛的辅助治疗"],
  ["一次性使用医用口罩", "适用于普通医疗环境中佩戴"],
  ["血糖试纸", "用于体外检测新鲜毛细血管全血中的葡萄糖浓度"],
];

/** A registration certificate as shops photograph it. */
function certificate(random: Random): Sheet {
  const [name, scope] = random.pick(GOODS);
  const year = 2016 + random.below(9);
  const code = `20${20 + random.below(6)}2${String(7 + random.below(3)).padStart(2, "0")}${String(random.below(10_000)).padStart(4, "0")}`;
  const rows = [
    `注册证编号：粤械注准${code}`,
    `注册人名称：${random.pick(FIRMS)}`,
    "注册人住所：示例市示例区示例路1号",
    `产品名称：${name}`,
    `型号、规格：AS-${100 + random.below(900)}、AS-${100 + random.below(900)}B`,
    "结构及组成：由主机、附件和电源组成",
    `适用范围：${scope}`,
    `批准日期：${year}年${1 + random.below(12)}月${1 + random.below(28)}日`,
    `有效期至：${year + 5}年${1 + random.below(12)}月${1 + random.below(28)}日`,
  ];
  const size = 24 + random.below(5);
  const font = `font-family:${random.pick(FONTS.slice(2))};color:#222;`;
  const lines: SetLine[] = [
    { text: "中华人民共和国医疗器械注册证", x: 120, y: 110, size: 40, style: `${font}font-weight:700;` },
  ];
  for (const [at, text] of rows.entries()) lines.push({ text, x: 70, y: 210 + at * size * 2.3, size, style: font });
  return {
    kind: "certificate",
    width: 800,
    height: 1_000,
    background: { seed: random.below(1e9), from: "#fdf6e3", to: "#f3ead0", noise: 0.12, shapes: 6, isDark: false },
    lines,
    quality: 70,
    scale: 1,
    filter: random.chance(0.4) ? "blur(0.5px)" : "none",
  };
}

/** Columns from right to left. */
function vertical(random: Random, phrases: Phrases): Sheet {
  const isDark = random.chance(0.3);
  const ink = random.pick(isDark ? LIGHT_INKS : DARK_INKS);
  const font = `font-family:${random.pick(FONTS)};color:${ink};`;
  const lines: SetLine[] = [];
  let x = 680;
  const columns = 2 + random.below(3);
  for (let column = 0; column < columns; column++) {
    const text = phrases.pick(4, 10).replace(/[A-Za-z0-9%，、。：！（）+\-./ ]/g, "") || "远离高血压";
    const size = column === 0 ? 72 : 44 + random.below(16);
    const letter = Math.min(size, Math.floor(680 / Math.max(1, text.length)));
    if (Array.from(text).length > 1) lines.push({ text, x, y: 60, size: letter, style: font, isVertical: true });
    x -= letter * 2;
  }
  return {
    kind: "vertical",
    width: 800,
    height: 800,
    background: background(random, isDark, "vertical"),
    lines,
    quality: random.chance(0.5) ? 85 : null,
    scale: 1,
    filter: "none",
  };
}

function style(kind: SheetKind, random: Random, ink: string, isHead: boolean): string {
  const font = `font-family:${random.pick(FONTS)};font-weight:${isHead ? 700 : random.pick([400, 700])};`;
  if (kind === "outline" && isHead) {
    return `${font}color:#fff;-webkit-text-stroke:${3 + random.below(3)}px ${random.pick(SIGHTS)};paint-order:stroke fill;`;
  }
  if (kind === "outline")
    return `${font}color:${random.pick(SIGHTS)};text-shadow:0 0 3px #fff,0 0 3px #fff,1px 1px 2px #fff;`;
  if (kind === "gradient") {
    const [from, to] = [random.pick(DARK_INKS), random.pick(SIGHTS)];
    return `${font}background:linear-gradient(90deg,${from},${to});-webkit-background-clip:text;color:transparent;`;
  }
  return `${font}color:${ink};`;
}

function background(random: Random, isDark: boolean, kind: SheetKind): Background {
  const light = () => `hsl(${random.below(360)} ${20 + random.below(60)}% ${86 + random.below(10)}%)`;
  const dark = () => `hsl(${random.below(360)} ${30 + random.below(50)}% ${18 + random.below(16)}%)`;
  const colour = isDark ? dark : light;
  const isRough = kind === "texture" || kind === "main";
  return {
    seed: random.below(1e9),
    from: colour(),
    to: colour(),
    noise: isRough ? 0.15 + random.next() * 0.25 : random.next() * 0.1,
    shapes: isRough ? 24 : 8,
    isDark,
  };
}
