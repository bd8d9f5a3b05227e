import { neutralise } from "../../report/neutralise.js";
import { xmlText } from "../../report/xml-text.js";

/** Letters, digits and punctuation that need neither escaping nor showing: nearly every text of a form. */
const PLAIN =
  /^[ !#-%(-;=?-~\u00b7\u2014\u2018-\u201d\u2026\u25a0-\u25a1\u2611\u3000-\u3029\u4e00-\u9fff\uff01-\uff5e]*$/;

/** Whether a text is one line that prints as it is. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text);
}

/** `xmlText`, quick for plain text. */
export function safeXml(text: string): string {
  return PLAIN.test(text) ? text : xmlText(text);
}

/** `neutralise`, quick for plain text. */
export function shown(text: string): string {
  return PLAIN.test(text) ? text : neutralise(text);
}
