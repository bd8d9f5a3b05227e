/**
 * Whether a text fits a pattern in which `*` stands for any characters and everything else for itself. Linear in text
 * times stars, no backtracking regular expression.
 *
 * @example
 * fitsPattern("/item/17.html?sku=2", "/item/*"); // → true
 */
export function fitsPattern(text: string, pattern: string): boolean {
  const parts = pattern.split("*");
  const [first = ""] = parts;
  if (parts.length === 1) return text === pattern;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  const last = parts.at(-1) ?? "";
  return text.length - last.length >= at && text.endsWith(last);
}
