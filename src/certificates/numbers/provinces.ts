/** Short names used in numbers, with code of GB/T 2260 and name. `兵` is the 新疆生产建设兵团, which issues under its own sign. */
const TABLE: readonly (readonly [string, string, string])[] = [
  ["京", "11", "北京"],
  ["津", "12", "天津"],
  ["冀", "13", "河北"],
  ["晋", "14", "山西"],
  ["蒙", "15", "内蒙古"],
  ["内", "15", "内蒙古"],
  ["辽", "21", "辽宁"],
  ["吉", "22", "吉林"],
  ["黑", "23", "黑龙江"],
  ["沪", "31", "上海"],
  ["苏", "32", "江苏"],
  ["浙", "33", "浙江"],
  ["皖", "34", "安徽"],
  ["闽", "35", "福建"],
  ["赣", "36", "江西"],
  ["鲁", "37", "山东"],
  ["豫", "41", "河南"],
  ["鄂", "42", "湖北"],
  ["湘", "43", "湖南"],
  ["粤", "44", "广东"],
  ["桂", "45", "广西"],
  ["琼", "46", "海南"],
  ["渝", "50", "重庆"],
  ["川", "51", "四川"],
  ["贵", "52", "贵州"],
  ["黔", "52", "贵州"],
  ["云", "53", "云南"],
  ["滇", "53", "云南"],
  ["藏", "54", "西藏"],
  ["陕", "61", "陕西"],
  ["甘", "62", "甘肃"],
  ["青", "63", "青海"],
  ["宁", "64", "宁夏"],
  ["新", "65", "新疆"],
  ["兵", "66", "新疆生产建设兵团"],
];

const CODES = new Map(TABLE.map(([sign, code]) => [sign, code]));
const NAMES = new Map(TABLE.map(([, code, name]) => [code, name]));

/** Signs of provinces as they stand in numbers (`粤`). */
export const PROVINCE_SIGNS: readonly string[] = TABLE.map(([sign]) => sign);

/** Code of GB/T 2260 of a sign (`粤` → `44`), or null. */
export function provinceCode(sign: string): string | null {
  return CODES.get(sign) ?? null;
}

/** Chinese name of a code (`44` → `广东`), or null. */
export function provinceName(code: string): string | null {
  return NAMES.get(code) ?? null;
}
