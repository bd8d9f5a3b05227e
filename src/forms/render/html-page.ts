import { isPlain, safeXml } from "./safe-text.js";

/** Text of a page as HTML: escaped, control characters shown, line breaks kept. */
export function htmlLines(text: string): string {
  if (isPlain(text)) return text;
  return text
    .split(/\r\n?|\n/)
    .map(safeXml)
    .join("<br>");
}

/** Opening of a page: nothing may be loaded or run. */
export function htmlOpening(title: string, style: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${safeXml(title)}</title>
<style>
${style}
</style>
</head>
<body>
`;
}

export const HTML_CLOSING = "</body>\n</html>\n";

/** A whole page. */
export function htmlPage(title: string, style: string, body: string): string {
  return htmlOpening(title, style) + body + HTML_CLOSING;
}
