import { inflateRawSync } from "node:zlib";
import exceljs from "exceljs";

/** Files of an archive by name: reads the central directory, so that a wrong one is noticed. */
export function unzip(archive: Buffer): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString("utf8", at + 46, at + 46 + nameLength);
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const packed = archive.subarray(start, start + archive.readUInt32LE(at + 20));
    files.set(name, (archive.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed).toString("utf8"));
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}

const plainText = (text: string) =>
  text.replace(
    /&(amp|lt|gt|quot|#39);/g,
    (_, name: string) => ({ amp: "&", lt: "<", gt: ">", quot: '"' })[name] ?? "'",
  );

/** Paragraphs of a letter, cells with `|` before them; breaks as ⏎. */
export function docxText(archive: Buffer): string {
  const xml = unzip(archive).get("word/document.xml") ?? "";
  const lines = xml.split("</w:p>").flatMap((piece) => {
    const text = [...piece.matchAll(/<w:t [^>]*>([^<]*)<\/w:t>|(<w:br\/>)/g)]
      .map(([, words, cut]) => (cut === undefined ? plainText(words ?? "") : "⏎"))
      .join("");
    return text === "" ? [] : [`${piece.includes("<w:tc>") ? "| " : ""}${text}`];
  });
  return `${lines.join("\n")}\n`;
}

/** Cells of a table, one a line with its address. */
export async function xlsxText(archive: Buffer): Promise<string> {
  const book = new exceljs.Workbook();
  await book.xlsx.load(archive as unknown as Parameters<typeof book.xlsx.load>[0]);
  const lines: string[] = [];
  for (const sheet of book.worksheets) {
    lines.push(`# ${sheet.name}`);
    sheet.eachRow((row) => {
      row.eachCell((cell) => {
        // A merged cell repeats its master's text.
        if (cell.isMerged && cell.master.address !== cell.address) return;
        lines.push(`${cell.address} [${exceljs.ValueType[cell.type]}] ${String(cell.value).replaceAll("\n", "⏎")}`);
      });
    });
  }
  return `${lines.join("\n")}\n`;
}
