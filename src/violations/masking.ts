/** Longest text that is masked piece by piece; more is cut off first. */
export const MAX_MASKED_TEXT = 200_000;

const DIGITS = "0-9０-９";
/** A mobile number that stands alone, with blanks or dashes as people write them. */
const PHONE = new RegExp(
  `(?<![${DIGITS}A-Za-z])([1１][3-9３-９][${DIGITS}](?:[ -]?[${DIGITS}]{4}){2})(?![${DIGITS}])`,
  "gu",
);
const IDENTITY = new RegExp(
  `(?<![${DIGITS}A-Za-z])([1-9１-９][${DIGITS}]{16}[${DIGITS}Xxｘ])(?![${DIGITS}A-Za-z])`,
  "gu",
);
/** Names after the words that introduce a buyer. At most four Han characters. */
const NAME =
  /((?:买家|买方|收件人|收货人|投诉人|举报人|联系人|消费者|患者|姓名)(?:姓名)?[ ]?[:：][ ]?)(\p{Script=Han})(\p{Script=Han}{1,3})(?!\p{Script=Han})/gu;

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/**
 * Hides phones, identity numbers and buyers' names, keeping the length, so that spans still point where they did.
 *
 * @example
 * maskText("联系 13812345678"); // "联系 138****5678"
 */
export function maskText(text: string): string {
  const own = text.length > MAX_MASKED_TEXT ? text.slice(0, MAX_MASKED_TEXT) : text;
  return own
    .replace(IDENTITY, (number) =>
      isIdentity(number) ? `${number.slice(0, 3)}${"*".repeat(11)}${number.slice(-4)}` : number,
    )
    .replace(PHONE, (number) => starred(number))
    .replace(NAME, (_, label: string, first: string, rest: string) => `${label}${first}${"*".repeat(rest.length)}`);
}

/** First three and last four digits stay; what stands between digits stays too. */
function starred(number: string): string {
  const last = number.length - 4;
  return [...number].map((char, at) => (at < 3 || at >= last || char === " " || char === "-" ? char : "*")).join("");
}

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

/** A person's name with all but its first character hidden. */
export function maskName(name: string): string {
  const [first = "", ...rest] = name.trim();
  return `${first}${"*".repeat(Math.max(1, rest.length))}`;
}

/** Masks every string inside plain data. */
export function maskDeep<Value>(value: Value): Value {
  if (typeof value === "string") return maskText(value) as Value;
  if (Array.isArray(value)) return value.map(maskDeep) as Value;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, maskDeep(field)])) as Value;
}
