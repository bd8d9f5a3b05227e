const MOBILE = /(?<![\d０-９])([1１][3-9３-９][\d０-９])([-\s－]?)([\d０-９]{4})\2([\d０-９]{4})(?![\d０-９])/gu;
const LANDLINE = /(?<!\d)(0\d{2,3}[-－])(\d{3,4})(\d{4})(?!\d)/g;
const IDENTITY =
  /(?<![\dA-Za-z])(\d{6})((?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(\d{3}[\dXx])(?![\dA-Za-z])/g;
const MAIL = /([\w.+-]{1,64})@([\w-]{1,63}(?:\.[\w-]{1,63}){1,4})/g;

/**
 * Hides what identifies a person in running text: mobile numbers (138****5678), other telephone numbers, identity
 * numbers (the first six and last four stay), mail addresses. Not for fields that hold numbers of another kind: product
 * ids, credit codes (an all-digit code may look like an identity number), links.
 *
 * @example
 * maskPersonal("电话 13812345678"); // → "电话 138****5678"
 */
export function maskPersonal(text: string): string {
  if (!/[\d０-９@]/u.test(text)) return text;
  return text
    .replace(IDENTITY, (_, area: string, __, order: string) => `${area}********${order}`)
    .replace(MOBILE, (_, head: string, __, ___, tail: string) => `${head}****${tail}`)
    .replace(LANDLINE, (_, area: string, __, tail: string) => `${area}****${tail}`)
    .replace(MAIL, (_, name: string, host: string) => `${name.slice(0, 1)}***@${host}`);
}

/**
 * Hides all of a person's name but the first character; for buyers and complainants, never for a named person who
 * answers for a decision.
 *
 * @example
 * maskName("张小明"); // → "张**"
 */
export function maskName(name: string): string {
  const letters = [...name.trim()];
  return letters.length < 2 ? name.trim() : `${letters[0]}${"*".repeat(letters.length - 1)}`;
}
