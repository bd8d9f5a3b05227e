/** How a page ended, as the reader saw it. */
export interface PageEnd {
  /** The last tag, comment, script or title is not complete. */
  readonly isInToken: boolean;
  /** It has `html`, `head` or `body`. */
  readonly isDocument: boolean;
  /** It has `</body>` or `</html>`. */
  readonly hasEnd: boolean;
  /** An element is open whose end tag may not be left out. */
  readonly hasUnclosed: boolean;
}

/**
 * Whether a page was cut off on its way. The standard lets `</html>` be left out; a page that begins with `<html>` and
 * never ends it is taken as cut all the same, since what is missing cannot be judged.
 */
export function isCutOff(html: string, end: PageEnd): boolean {
  if (end.isInToken || /<\/?$/.test(html.slice(-2))) return true;
  if (end.hasEnd) return false;
  // `&#2668`: a character reference without its end.
  return end.hasUnclosed || end.isDocument || /&(?:#[0-9a-fx]{0,8}|[a-z]{1,32})$/i.test(html.slice(-34));
}
