/** Longest text that is masked; more is cut off first. */
export const MAX_MASKED_TEXT = 200_000;

const DIGIT = "0-9０-９";
const GAP = "[ \\-－]?";
/** What can hold a number of a person; most texts hold none. */
const SUSPECT = new RegExp(`[${DIGIT}@]|[:：]`, "u");
/** A mobile number that stands alone or after a word that says so, with blanks or dashes as people write them. */
const MOBILE = new RegExp(
  `(?<![${DIGIT}A-Za-z])(\\+?86${GAP}|(?:tel|phone|mobile|wechat|weixin|wx|vx)[.:：]?)?([1１][3-9３-９][${DIGIT}](?:${GAP}[${DIGIT}]{4}){2})(?![${DIGIT}])`,
  "giu",
);
const LANDLINE = new RegExp(`(?<![${DIGIT}A-Za-z])([0０][${DIGIT}]{2,3}[ \\-－])([${DIGIT}]{7,8})(?![${DIGIT}])`, "gu");
const IDENTITY = new RegExp(`(?<![${DIGIT}A-Za-z])[1-9１-９][${DIGIT}]{16}[${DIGIT}Xxｘ](?![${DIGIT}A-Za-z])`, "gu");
/** A number that is said to be an identity number is one, whether it checks or not. */
const NAMED_IDENTITY = new RegExp(
  `((?:身份证|证件)(?:号码|号)?[ ]?[:：]?[ ]?)([1-9１-９][${DIGIT}]{16}[${DIGIT}Xxｘ])(?![${DIGIT}A-Za-z])`,
  "gu",
);
const MAIL = /(?<![\w.+-])([\w.+-]{1,64})(@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})/g;
/** Names after the words that introduce a buyer. At most four Han characters. */
const NAME =
  /((?:买家|买方|收件人|收货人|投诉人|举报人|联系人|消费者|患者|姓名)(?:姓名)?[ ]?[:：][ ]?)(\p{Script=Han})(\p{Script=Han}{1,3})(?!\p{Script=Han})/gu;

/**
 * Hides what identifies a person in running text: mobile numbers (138****5678), other telephone numbers, identity
 * numbers, mail addresses, buyers' names. The length stays, so that spans still point where they did. Not for fields that
 * hold numbers of another kind: product ids, credit codes, links.
 *
 * @example
 * maskPersonal("联系 13812345678"); // → "联系 138****5678"
 */
export function maskPersonal(text: string): string {
  const own = text.length > MAX_MASKED_TEXT ? text.slice(0, MAX_MASKED_TEXT) : text;
  if (!SUSPECT.test(own)) return own;
  return own
    .replace(NAMED_IDENTITY, (_, label: string, number: string) => label + starred(number))
    .replace(IDENTITY, (number) => (isIdentity(number) ? starred(number) : number))
    .replace(MOBILE, (_, head: string | undefined, number: string) => (head ?? "") + starred(number))
    .replace(LANDLINE, (_, area: string, number: string) => area + "*".repeat(number.length - 4) + number.slice(-4))
    .replace(
      MAIL,
      (_, name: string, host: string) => name.slice(0, name.length > 1 ? 1 : 0).padEnd(name.length, "*") + host,
    )
    .replace(NAME, (_, label: string, first: string, rest: string) => `${label}${first}${"*".repeat(rest.length)}`);
}

/** First three and last four digits stay; what stands between digits stays too. */
function starred(number: string): string {
  const last = number.length - 4;
  return [...number].map((char, at) => (at < 3 || at >= last || " -－".includes(char) ? char : "*")).join("");
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** GB 11643: a real birthday and a check character; a product code of eighteen digits is none. */
function isIdentity(number: string): boolean {
  const plain = number.normalize("NFKC").toUpperCase();
  const month = Number(plain.slice(10, 12));
  const day = Number(plain.slice(12, 14));
  const century = plain.slice(6, 8);
  if ((century !== "19" && century !== "20") || month < 1 || month > 12 || day < 1 || day > 31) return false;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(plain[at]), 0);
  return "10X98765432"[sum % 11] === plain[17];
}

/**
 * Hides all of a person's name but the first character; for buyers and complainants, never for a named person who
 * answers for a decision.
 *
 * @example
 * maskName("张小明"); // → "张**"
 */
export function maskName(name: string): string {
  const [first = "", ...rest] = name.trim();
  return `${first}${"*".repeat(Math.max(1, rest.length))}`;
}

/** Masks every string inside plain data. */
export function maskDeep<Value>(value: Value): Value {
  if (typeof value === "string") return maskPersonal(value) as Value;
  if (Array.isArray(value)) return value.map(maskDeep) as Value;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, maskDeep(field)])) as Value;
}
