import type { NumberProblem, ParsedNumber, ProblemCode } from "./parsed-number.js";
import { provinceName } from "./provinces.js";

/** Catalogue of 2018 (01–22) and IVD reagents (40). */
const CODES_2018 = new Set([...Array.from({ length: 22 }, (_, i) => String(i + 1).padStart(2, "0")), "40"]);
/** Catalogue of 2002: last two digits of 68xx. */
const CODES_2002 = new Set(
  "01 02 03 04 05 06 07 08 09 10 12 13 15 16 20 21 22 23 24 25 26 27 28 30 31 32 33 34 40 41 45 46 54 55 56 57 58 63 64 65 66 70 77".split(
    " ",
  ),
);
/** From this year on new numbers carry codes of 2018 only; older ones keep theirs on renewal. */
const FIRST_YEAR_OF_2018_CODES = 2020;
const FIRST_YEAR = 2014;
/** 医疗器械监督管理条例 of 2000. */
const FIRST_YEAR_OF_DEVICE_LAW = 2000;
const DRUG_LETTERS = new Set(["H", "Z", "S", "T", "F", "B", "J", "C", "X", "HC", "ZC", "SC", "HJ", "ZJ", "SJ"]);
/** Old drug numbers: 10, 11 the former ministry, 19, 20 the drug administration of 1998-2001; else a province. */
const DRUG_SOURCES = new Set(["10", "11", "19", "20"]);
/** Registrations in the form before 2014-10-01 ran five years at most. */
const OLD_REGISTRATION_END = "2019-09-30";
/** Advertisements approved in the form before 2020-03-01 ran one year at most. */
const OLD_ADVERTISEMENT_END = "2021-02-28";

/**
 * What is wrong with a number by its own form, in Chinese with stable codes: placeholders, wrong count of digits, class against
 * issuer, origin against issuer, classification code, year and expiry. `day` (`YYYY-MM-DD`) is the day judged by;
 * without it years and expiry are not judged. An empty list says that such a number can have been issued, not that it was.
 *
 * Sources: SAMR Order 47 art. 115, 116 (devices), Order 27 art. 123 (drugs), Order 21 art. 18 (advertisements).
 */
export function problemsOfNumber(parsed: ParsedNumber, day?: string): NumberProblem[] {
  const problems: NumberProblem[] = [];
  const say = (code: ProblemCode, severity: NumberProblem["severity"], message: string): void => {
    problems.push({ code, severity, message });
  };
  checkDigits(parsed, say);
  if (parsed.kind === "device-registration") checkRegistration(parsed, say);
  if (parsed.kind === "device-filing") checkFiling(parsed, say);
  if (parsed.kind === "drug-approval") checkDrug(parsed, say);
  if (parsed.kind === "health-food" && parsed.letters === null && parsed.variant !== "old") {
    say("letter-missing", "impossible", "保健食品注册号的年份前应有字母 G（国产）或 J（进口）");
  }
  if (parsed.kind === "health-food-filing") checkHealthFoodFiling(parsed, say);
  if (parsed.expires !== null && !isDate(parsed.expires)) {
    say("date-invalid", "impossible", `广告批准文号前六位应为有效期截止日，${parsed.expires} 不是日期`);
  }
  if (day !== undefined) checkDay(parsed, day, say);
  return problems;
}

type Say = (code: ProblemCode, severity: NumberProblem["severity"], message: string) => void;

function checkDigits(parsed: ParsedNumber, say: Say): void {
  if (parsed.digits.includes("X")) {
    say("placeholder", "suspicious", "编号含占位符号，不是完整编号");
    return;
  }
  const expected = parsed.expectedDigits;
  if (expected === null || parsed.digits.length === expected) return;
  if (parsed.truncated && parsed.digits.length < expected) {
    say("truncated", "suspicious", "编号被截断，未完整展示");
    return;
  }
  say("digits-wrong-count", "impossible", `该类编号应有 ${expected} 位数字，实有 ${parsed.digits.length} 位`);
}

function checkRegistration(parsed: ParsedNumber, say: Say): void {
  if (parsed.issuer === null) say("issuer-missing", "suspicious", "注册证号缺少“国”或省、自治区、直辖市简称");
  if (parsed.origin === null) say("origin-missing", "suspicious", "注册证号缺少“准”“进”“许”之一");
  const isProvincial = parsed.issuer !== null && parsed.issuer !== "国";
  if (isProvincial && (parsed.origin === "imported" || parsed.origin === "hmt")) {
    say("origin-issuer-mismatch", "impossible", "进口（进）和港澳台（许）医疗器械由国家药监局注册，编号应以“国”开头");
  }
  // 湖北 renumbered running registrations under their first year (鄂械注准20112401551), so an early year proves nothing.
  if (isWhole(parsed) && parsed.year !== null && parsed.year < FIRST_YEAR) {
    const possible = parsed.year >= FIRST_YEAR_OF_DEVICE_LAW;
    say(
      "year-before-format",
      possible ? "suspicious" : "impossible",
      `该编号格式自2014年10月起使用，年份 ${parsed.year} ${possible ? "少见" : "不可能"}`,
    );
  }
  if (parsed.digits.length !== 11 || parsed.digits.includes("X")) return;
  checkClass(parsed, isProvincial, say);
  checkCode(parsed, say);
}

function checkClass(parsed: ParsedNumber, isProvincial: boolean, say: Say): void {
  const digit = parsed.digits[4] as string;
  if (parsed.class === null || parsed.class === 1) {
    say(
      "class-unknown",
      "impossible",
      `年份后的管理类别应为 2 或 3，实为 ${digit}（第一类医疗器械实行备案，不发注册证）`,
    );
  } else if (isProvincial && parsed.class === 3) {
    say("class-issuer-mismatch", "impossible", "第三类医疗器械由国家药监局注册，省级编号的管理类别应为 2");
  } else if (parsed.issuer === "国" && parsed.origin === "domestic" && parsed.class === 2) {
    say("class-issuer-mismatch", "impossible", "境内第二类医疗器械由省级药监部门注册，“国械注准”的管理类别应为 3");
  }
}

function checkCode(parsed: ParsedNumber, say: Say): void {
  const code = parsed.code;
  if (code === null || CODES_2018.has(code)) return;
  if (!CODES_2002.has(code)) {
    say("code-unknown", "suspicious", `产品分类编码 ${code} 不在医疗器械分类目录中`);
  } else if (parsed.year !== null && parsed.year >= FIRST_YEAR_OF_2018_CODES) {
    say(
      "code-outdated",
      "suspicious",
      `产品分类编码 ${code} 属2002版分类目录，${parsed.year}年首次注册的产品一般使用2018版目录`,
    );
  }
}

function checkFiling(parsed: ParsedNumber, say: Say): void {
  if (isWhole(parsed) && parsed.year !== null && parsed.year < FIRST_YEAR) {
    say("year-before-format", "impossible", `第一类医疗器械备案自2014年起实行，年份 ${parsed.year} 不可能`);
  }
}

function checkDrug(parsed: ParsedNumber, say: Say): void {
  if (parsed.letters === null) {
    if (!parsed.digits.includes("X")) {
      say("letter-missing", "impossible", "国药准字后应有表示类别的字母（H 化学药、Z 中药、S 生物制品）");
    }
  } else if (!DRUG_LETTERS.has(parsed.letters)) {
    say("letter-unknown", "impossible", `国药准字后的字母 ${parsed.letters} 不是规定的类别`);
  }
  const source = parsed.variant === "old" ? parsed.code : null;
  if (source !== null && !DRUG_SOURCES.has(source) && provinceName(source) === null) {
    say("source-unknown", "impossible", `编号前两位 ${source} 既不是年份，也不是原批准部门或省份代码`);
  }
}

function checkHealthFoodFiling(parsed: ParsedNumber, say: Say): void {
  if (parsed.letters === null)
    say("letter-missing", "impossible", "保健食品备案号的年份前应有字母 G（国产）或 J（进口）");
  if (parsed.province !== null && provinceName(parsed.province) === null) {
    say("province-unknown", "impossible", `备案号中的行政区划代码 ${parsed.province} 不存在`);
  }
}

/** Of a number with digits wanting or too many, no digit's place is sure. */
function isWhole(parsed: ParsedNumber): boolean {
  return parsed.expectedDigits === null || parsed.digits.length === parsed.expectedDigits;
}

function checkDay(parsed: ParsedNumber, day: string, say: Say): void {
  if (isWhole(parsed) && parsed.year !== null && parsed.year > Number(day.slice(0, 4))) {
    say("year-in-future", "impossible", `编号年份 ${parsed.year} 晚于 ${day}`);
  }
  if (parsed.kind === "device-registration-old" && day > OLD_REGISTRATION_END) {
    say("lapsed", "lapsed", "2014年10月以前格式的注册证有效期最长五年，均已届满；延续注册的产品已换发新编号");
  }
  if (parsed.kind === "drug-approval-obsolete") {
    say("lapsed", "lapsed", "卫药准字等旧批准文号已于2002年前后统一换发为国药准字");
  }
  if (parsed.kind === "internet-drug-trade") {
    say("lapsed", "lapsed", "互联网药品交易服务资格证书已于2017年取消");
  }
  if (parsed.kind === "ad-approval" && parsed.variant === "old" && day > OLD_ADVERTISEMENT_END) {
    say("lapsed", "lapsed", "2020年3月以前格式的广告批准文号有效期一年，均已届满");
  }
  if (parsed.expires !== null && isDate(parsed.expires) && day > parsed.expires) {
    say("lapsed", "lapsed", `广告批准文号有效期至 ${parsed.expires}，已届满`);
  }
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Whether `YYYY-MM-DD` is a day of the calendar. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  const days = DAYS[month - 1];
  if (days === undefined || day < 1) return false;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= (month === 2 && isLeap ? 29 : days);
}
