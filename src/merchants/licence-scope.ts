import { CROSSWALK } from "./crosswalk-data.js";

/** What the scope of a device licence says, as far as it says it. */
export interface DeviceScope {
  /** Classes named; empty where none is. */
  readonly classes: ReadonlySet<number>;
  /** Codes of the catalogue of 2002 (last two digits) and of 2018. */
  readonly codes2002: ReadonlySet<string>;
  readonly codes2018: ReadonlySet<string>;
  readonly excludesIvd: boolean;
}

export interface ScopeVerdict {
  readonly reason: string;
  /** Through the crosswalk of catalogues: always for a person. */
  readonly isIndirect: boolean;
}

const CLASSES: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, I: 1, II: 2, III: 3, Ⅰ: 1, Ⅱ: 2, Ⅲ: 3 };

/** Reads 经营范围: `三类：6815注射穿刺器械，6866…；2018年分类目录：Ⅲ类：14，16（不含体外诊断试剂）`. */
export function readDeviceScope(text: string): DeviceScope {
  const folded = text
    .slice(0, 20_000)
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
  const classes = new Set<number>();
  for (const [, sign = ""] of folded.matchAll(/(III|II|I|Ⅲ|Ⅱ|Ⅰ|[一二三])\s?类/g)) {
    const number = CLASSES[sign];
    if (number !== undefined) classes.add(number);
  }
  // 第二、三类 names two.
  if (/[二Ⅱ]\s?[、,，和及]\s?第?\s?[三Ⅲ]\s?类/.test(folded)) classes.add(2);
  const codes2002 = new Set([...folded.matchAll(/(?<!\d)68(\d{2})(?!\d)/g)].map((match) => match[1] as string));
  const codes2018 = new Set<string>();
  const start = folded.search(/2017|2018|新(?:版|分类|目录)/);
  const modern = codes2002.size === 0 ? folded : start === -1 ? "" : folded.slice(start + 4);
  for (const [, code = ""] of modern.matchAll(/(?<![\d.])(0[1-9]|1\d|2[0-2])(?![\d年月日.])/g)) codes2018.add(code);
  return {
    classes,
    codes2002,
    codes2018,
    excludesIvd: /(?:不含|除)[^，。；;]{0,6}体外诊断试剂|体外诊断试剂除外/.test(folded),
  };
}

/** Why a device of this class and classification code is outside the scope, or null where it is inside or nothing is said. */
export function outsideScope(
  scope: DeviceScope,
  klass: 2 | 3,
  code: string | null,
  isModern: boolean,
): ScopeVerdict | null {
  const roman = klass === 3 ? "第三类" : "第二类";
  if (scope.classes.size > 0 && !scope.classes.has(klass)) {
    return {
      reason: `经营范围只有${[...scope.classes].map((one) => `第${"零一二三"[one]}类`).join("、")}，所售为${roman}`,
      isIndirect: false,
    };
  }
  if (code === null) return null;
  if (code === "40" && scope.excludesIvd)
    return { reason: "经营范围不含体外诊断试剂，所售为体外诊断试剂", isIndirect: false };
  const { codes2002, codes2018 } = scope;
  if (codes2002.size === 0 && codes2018.size === 0) return null;
  // Reagents are 6840 in the one catalogue and have the sign 40 in numbers of the other.
  if (code === "40") {
    const has = codes2002.has("40") || /./.test([...codes2018].filter((one) => one === "22").join(""));
    return has ? null : { reason: "经营范围未列6840（体外诊断试剂）", isIndirect: codes2002.size === 0 };
  }
  const own = isModern ? codes2018 : codes2002;
  if (own.has(code)) return null;
  if (own.size > 0) {
    const name = isModern ? code : `68${code}`;
    return { reason: `经营范围未列产品的分类编码 ${name}`, isIndirect: false };
  }
  const others = isModern
    ? [...codes2002].some((old) => CROSSWALK[old]?.includes(code))
    : (CROSSWALK[code] ?? []).some((one) => codes2018.has(one));
  if (others) return null;
  const words = isModern ? `2018版 ${code}` : `68${code}`;
  return { reason: `经营范围按另一版分类目录列明，对照后不含产品的分类编码 ${words}`, isIndirect: true };
}
