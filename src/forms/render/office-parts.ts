import { safeXml } from "./safe-text.js";
import type { ZipEntry } from "./zip.js";

export const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006";
export const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

/** Kinds of the parts of an office file (ECMA-376, part 2), its properties included. */
export function contentTypes(parts: readonly (readonly [name: string, type: string])[]): ZipEntry {
  const core = ["/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"] as const;
  const overrides = [...parts, core]
    .map(([name, type]) => `<Override PartName="${name}" ContentType="${type}"/>`)
    .join("");
  return {
    path: "[Content_Types].xml",
    text: `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides}</Types>`,
  };
}

/** What a part refers to: `rId1`, `rId2` … in this order. */
export function relationships(path: string, targets: readonly (readonly [type: string, target: string])[]): ZipEntry {
  const content = targets
    .map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`)
    .join("");
  return { path, text: `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${content}</Relationships>` };
}

/**
 * Title, author and time of a file.
 *
 * @param at Beijing time, `YYYY-MM-DD HH:MM`
 */
export function coreProperties(title: string, by: string, at: string): ZipEntry {
  const moment = safeXml(`${at.replace(" ", "T")}:00+08:00`);
  return {
    path: "docProps/core.xml",
    text: `${DECLARATION}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${safeXml(title)}</dc:title><dc:creator>${safeXml(by)}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${moment}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${moment}</dcterms:modified></cp:coreProperties>`,
  };
}
