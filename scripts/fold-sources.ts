/** Hand-made lists that scripts/build-fold-table.ts adds to the tables of OpenCC and Unicode. */

/** Pairs that OpenCC joins and this project does not: two words of today's Chinese. The matcher takes them as variants. */
export const DENIED: readonly string[] = ["乾干", "着著", "幺么", "袷夹", "予豫", "弁辨", "欠缺", "缶罐", "薹苔", "μm"];

/** Other ways of drawing one character (异体字): the first is the usual one. */
export const GLYPHS: readonly string[] = [
  "国囯囻圀",
  "最㝡冣",
  "药葯",
  "痹痺",
  "床牀",
  "望朢",
  "高髙",
  "京亰",
  "效効",
  "真眞",
  "青靑",
  "黑黒",
  "强強",
  "查査",
  "奶嬭",
  "杯盃",
  "针鍼",
  "果菓",
  "秘祕",
  "锈銹鏽",
  "肠膓",
  "脉脈衇",
  "胸胷",
  "疱皰",
  "痒癢",
  "疴痾",
  "咽嚥",
  "糖餹醣",
  "酸痠",
  "膝厀",
  "腭齶",
  "唇脣",
  "够夠",
  "减減",
  "净淨",
  "决決",
  "况況",
  "准準",
  "凑湊",
  "凉涼",
  "温溫",
  "吃喫",
  "即卽",
  "既旣",
  "概槪",
  "教敎",
  "说説",
  "税稅",
  "脱脫",
  "悦悅",
  "锐鋭",
  "产産",
  "颜顔",
  "户戶戸",
  "绿緑",
  "清淸",
  "晴晴",
  "静静",
  "值値",
  "德徳",
  "每毎",
  "海海",
  "步歩",
  "社社",
  "神神",
  "福福",
  "者者",
  "都都",
];

/** CJK Radicals Supplement, which has no compatibility mapping, with the character that looks the same. */
export const RADICALS: readonly (readonly [string, string])[] = [
  ..."⺁厂 ⺂乛 ⺃乚 ⺄乙 ⺅亻 ⺆冂 ⺇几 ⺈刀 ⺉刂 ⺊卜 ⺋㔾 ⺌小 ⺍小 ⺎兀 ⺏尣 ⺐尢 ⺒巳 ⺓幺 ⺔彑 ⺕彐 ⺖忄 ⺗㣺 ⺘扌 ⺙攵 ⺛旡 ⺜日 ⺝月 ⺞歺 ⺟母 ⺠民 ⺡氵 ⺢氺 ⺣灬 ⺤爫 ⺥爫 ⺦丬 ⺧牛 ⺨犭 ⺩王 ⺪疋 ⺫目 ⺬示 ⺭礻 ⺮竹 ⺯糹 ⺰纟 ⺱罓 ⺲罒 ⺳㓁 ⺶羊 ⺷羊 ⺸羊 ⺹耂 ⺻聿 ⺼月 ⺽臼 ⺾艹 ⺿艹 ⻀艹 ⻁虎 ⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角 ⻇角 ⻈讠 ⻉贝 ⻊足 ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏阝 ⻐钅 ⻑长 ⻒镸 ⻓长 ⻔门 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻞飠 ⻟飠 ⻠饣 ⻡首 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫齐 ⻬齐 ⻭齿 ⻮齿 ⻯龙 ⻰龙 ⻱龟 ⻲龟 ⻳龟"
    .split(" ")
    .map((pair): [string, string] => [pair.slice(0, 1), pair.slice(1)]),
];

/**
 * Cyrillic and Greek letters drawn like a Latin one, each with that letter.
 * α β γ δ ε ζ η μ stay: they are words of pharmacy (β受体, μg).
 */
export const LATIN_LOOKALIKES: readonly string[] =
  "аa вb еe нh кk мm оo рp сc тt уy хx іi јj ѕs ԁd ԛq ԝw οo νn κk τt ιi ρp χx ıi ɡg ƒf ɑa".split(" ");

/** Signs with a meaning of their own: never noise. */
export const NOT_NOISE = "%‰＋+℃℉°％﹪№℡㎎㎏㎜㎝㎖㎡㏄";

/** Punctuation in the eyes of Unicode that no sentence puts between two characters. */
export const SYMBOLS = "*#@&^~|_\\$=※‖†‡•⁂";
