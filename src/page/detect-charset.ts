import { isUtf8 } from "node:buffer";
import { MAX_DETECT_BYTES } from "./limits.js";

/** How well bytes fit a charset. */
export interface CharsetFit {
  readonly charset: string;
  /** Share of the characters beyond ASCII that the charset cannot read, 0 to 1. */
  readonly errors: number;
  /** -1 to 1: how ordinary the characters would be. */
  readonly score: number;
}

/** Characters that Chinese shop pages are full of, simplified and traditional. */
const FREQUENT = new Set(
  "的一是不了在人有我他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技轻程告江语英基派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽坏根药品疗效适范围械症批准号规格产地生厂商店购买价格优惠正品血压糖痛止咳感冒胶囊片颗粒口服液请仔细阅读说明书并按使用或师指导下注册证編號醫藥療適圍製廠購買價優請閱讀說書並師導這來個國為時會過學對們發經頭見無問實機給幾業間電門東報場車氣開關長現樣動將點種後裡麼還進應當從與體數務產總達運區員請認識費貨單準規質確證網錢廣類標號條統號術歲腦腎濕癥減藥師聯",
);

/** GB18030 and Big5: the charsets of Chinese pages that are not UTF-8. */
export const LEGACY_CHARSETS = ["gb18030", "big5"] as const;

/**
 * Which legacy charset the bytes are in, by how ordinary they would read. Works from four characters up; pages give
 * thousands.
 */
export function detectLegacy(bytes: Uint8Array): CharsetFit {
  const sample = sampleOf(bytes);
  const [first, second] = LEGACY_CHARSETS.map((charset) => fitOf(sample, charset)) as [CharsetFit, CharsetFit];
  return second.score - second.errors > first.score - first.errors ? second : first;
}

/** How well bytes fit a charset. Reads at most `MAX_DETECT_BYTES`, from the first byte beyond ASCII. */
export function fitCharset(bytes: Uint8Array, charset: string): CharsetFit {
  return fitOf(sampleOf(bytes), charset);
}

/** Whether the bytes are UTF-8 but for a last character that was cut off. */
export function isUtf8Text(bytes: Uint8Array): boolean {
  return isUtf8(bytes) || isUtf8(bytes.subarray(0, bytes.length - cutLength(bytes)));
}

/** Characters of three bytes from which valid UTF-8 is no accident. */
const LONG_UTF8 = 8;

/** Whether valid UTF-8 holds so many characters of three bytes that no other charset can have written them. */
export function isLongUtf8(bytes: Uint8Array): boolean {
  let count = 0;
  for (let at = 0; at < bytes.length && count < LONG_UTF8; at++) if (((bytes[at] as number) & 0xf0) === 0xe0) count++;
  return count === LONG_UTF8;
}

/** How many bytes at the end begin a UTF-8 character that does not end. */
export function cutLength(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
  }
  return 0;
}

function sampleOf(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= MAX_DETECT_BYTES) return bytes;
  let start = bytes.findIndex((byte) => byte >= 0x80);
  if (start < 0) start = 0;
  let end = Math.min(bytes.length, start + MAX_DETECT_BYTES);
  // End on ASCII, so that no character is cut.
  while (end > start + MAX_DETECT_BYTES / 2 && end < bytes.length && (bytes[end - 1] as number) >= 0x80) end--;
  return bytes.subarray(start, end);
}

function fitOf(sample: Uint8Array, charset: string): CharsetFit {
  const text = new TextDecoder(charset).decode(sample);
  let errors = 0;
  let total = 0;
  let score = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    total++;
    if (unit === 0xfffd) errors++;
    else score += ordinariness(unit, text[at] as string, charset);
  }
  return { charset, errors: total === 0 ? 0 : errors / total, score: total === 0 ? 0 : score / total };
}

/** 1 for the most frequent characters, less for rare ones, -1 for those that no page uses. */
function ordinariness(unit: number, character: string, charset: string): number {
  if (unit >= 0x4e00 && unit <= 0x9fa5) {
    if (FREQUENT.has(character)) return 1;
    return isLevelOne(character, charset) ? 0.4 : -0.3;
  }
  if ((unit >= 0x3001 && unit <= 0x3011) || (unit >= 0xff01 && unit <= 0xff5e)) return 0.7;
  if (unit === 0xa0 || unit === 0xb7 || unit === 0xd7 || (unit >= 0x2010 && unit <= 0x2122)) return 0.3;
  // Private use, half-width kana, Cyrillic, box drawing: what the wrong charset yields.
  return unit >= 0xe000 && unit <= 0xf8ff ? -1 : -0.5;
}

const levelOne = new Map<string, ReadonlySet<string>>();

/** Whether a character is in the charset's first level, the few thousand that are in daily use. */
function isLevelOne(character: string, charset: string): boolean {
  const known = charset === "big5" ? "big5" : "gb18030";
  let set = levelOne.get(known);
  if (!set) {
    set = known === "big5" ? readPlane("big5", 0xa4, 0xc6) : readPlane("gb18030", 0xb0, 0xd7);
    levelOne.set(known, set);
  }
  return set.has(character);
}

function readPlane(charset: string, from: number, to: number): ReadonlySet<string> {
  const bytes: number[] = [];
  for (let lead = from; lead <= to; lead++) {
    if (charset === "big5") for (let trail = 0x40; trail <= 0x7e; trail++) bytes.push(lead, trail);
    for (let trail = 0xa1; trail <= 0xfe; trail++) bytes.push(lead, trail);
  }
  return new Set(new TextDecoder(charset).decode(Uint8Array.from(bytes)));
}
