import { Parser } from "htmlparser2";
import type { Archive } from "./archive.js";
import { MAX_COLUMNS, Table } from "./read-csv.js";
import { RowsError } from "./rows-error.js";
import { type ReadOptions, RejectedRow, type RowStream, type SourceRow } from "./source-row.js";

/** Texts that cells refer to are held in memory, all together. UTF-16 units. */
export const MAX_SHARED_TEXT = 128 * 1024 * 1024;

/** Cells with a formula hold what some other program computed: the row is rejected where such a cell is mapped. */
const FORMULA = new RejectedRow("是公式，请先复制并粘贴为数值");
const ERROR_VALUE = new RejectedRow("是错误值");
/** Number formats that show a day, beside those a workbook defines itself. Source: ECMA-376 part 1, 18.8.30. */
const DATE_FORMATS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);

/**
 * Reads the first sheet of a workbook, or the one named; row `headerRow` (from 1) names the columns. Written here, since the
 * spreadsheet libraries of Node hold whole sheets in memory or unpack without limits.
 */
export async function* readXlsx(
  archive: Archive,
  { skip }: Pick<ReadOptions, "skip">,
  headerRow = 1,
  sheetName: string | null = null,
): RowStream {
  const sheet = await findSheet(archive, sheetName);
  const shared = await readSharedTexts(archive);
  const dates = await readDateStyles(archive);
  const table = new Table(headerRow, skip);
  const reader = new SheetReader(shared, dates);
  for await (const _ of parse(archive, sheet, reader)) {
    const rows: SourceRow[] = [];
    for (const { cells, row } of reader.takeRows()) {
      const taken = table.take(cells, row);
      if (taken !== null) rows.push(taken);
    }
    if (rows.length > 0) yield rows;
  }
}

interface Handler {
  onopentag?(name: string, attributes: Readonly<Record<string, string>>): void;
  ontext?(text: string): void;
  onclosetag?(name: string, isImplied: boolean): void;
}

/** Walks a part of the workbook, piece by piece. Prefixes of names (`x:row`) are left out. */
async function* parse(archive: Archive, name: string, handler: Handler): AsyncGenerator<void> {
  const entry = archive.find(name);
  if (entry === undefined) return;
  const local = (tag: string) => tag.slice(tag.indexOf(":") + 1);
  let isEnd = false;
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => handler.onopentag?.(local(tag), attributes),
      ontext: (text) => handler.ontext?.(text),
      onclosetag: (tag, isImplied) => {
        if (isImplied && isEnd) throw new RowsError("MEDLINT_IMPORT_DAMAGED", `中的 ${name} 不完整`);
        handler.onclosetag?.(local(tag), isImplied);
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  const decoder = new TextDecoder();
  for await (const chunk of archive.read(entry)) {
    parser.write(decoder.decode(chunk, { stream: true }));
    yield;
  }
  isEnd = true;
  parser.end();
  yield;
}

async function walk(archive: Archive, name: string, handler: Handler): Promise<void> {
  for await (const _ of parse(archive, name, handler));
}

async function findSheet(archive: Archive, wanted: string | null): Promise<string> {
  const sheets: { readonly name: string; readonly id: string }[] = [];
  await walk(archive, "xl/workbook.xml", {
    onopentag(tag, { name = "", "r:id": id = "" }) {
      if (tag === "sheet") sheets.push({ name, id });
    },
  });
  const targets = new Map<string, string>();
  await walk(archive, "xl/_rels/workbook.xml.rels", {
    onopentag(tag, { Id = "", Target = "" }) {
      if (tag === "Relationship") targets.set(Id, Target.startsWith("/") ? Target.slice(1) : `xl/${Target}`);
    },
  });
  const sheet = wanted === null ? sheets[0] : sheets.find(({ name }) => name === wanted);
  const names = sheets.map(({ name }) => name.slice(0, 40)).join("、");
  if (sheet === undefined) {
    const message = wanted === null ? "中没有工作表" : `中没有名为“${wanted}”的工作表，只有：${names}`;
    throw new RowsError("MEDLINT_IMPORT_FORMAT", message);
  }
  const target = targets.get(sheet.id);
  if (target === undefined || archive.find(target) === undefined) {
    throw new RowsError("MEDLINT_IMPORT_DAMAGED", `中工作表“${sheet.name.slice(0, 40)}”的内容缺失`);
  }
  return target;
}

async function readSharedTexts(archive: Archive): Promise<string[]> {
  const texts: string[] = [];
  let size = 0;
  let text = "";
  let isText = false;
  let isPhonetic = false;
  await walk(archive, "xl/sharedStrings.xml", {
    onopentag(tag) {
      if (tag === "si") text = "";
      else if (tag === "rPh") isPhonetic = true;
      else if (tag === "t") isText = !isPhonetic;
    },
    ontext(piece) {
      if (!isText) return;
      size += piece.length;
      if (size > MAX_SHARED_TEXT) {
        throw new RowsError("MEDLINT_IMPORT_LIMIT", `的文字超过 ${MAX_SHARED_TEXT} 字，请另存为 CSV 再导入`);
      }
      text += piece;
    },
    onclosetag(tag) {
      if (tag === "t") isText = false;
      else if (tag === "rPh") isPhonetic = false;
      else if (tag === "si") texts.push(text);
    },
  });
  return texts;
}

/** Which cell styles show a day. */
async function readDateStyles(archive: Archive): Promise<boolean[]> {
  const formats = new Set(DATE_FORMATS);
  const styles: boolean[] = [];
  let isCells = false;
  await walk(archive, "xl/styles.xml", {
    onopentag(tag, attributes) {
      if (tag === "numFmt") {
        const code = (attributes.formatCode ?? "").replace(/"[^"]{0,100}"|\[[^\]]{0,100}\]/g, "");
        if (/[yd年日]/i.test(code)) formats.add(Number(attributes.numFmtId));
      } else if (tag === "cellXfs") isCells = true;
      else if (tag === "xf" && isCells) styles.push(formats.has(Number(attributes.numFmtId)));
    },
    onclosetag(tag) {
      if (tag === "cellXfs") isCells = false;
    },
  });
  return styles;
}

interface SheetRow {
  readonly row: number;
  readonly cells: unknown[];
}

class SheetReader implements Handler {
  readonly #shared: readonly string[];
  readonly #dates: readonly boolean[];
  #rows: SheetRow[] = [];
  #row = 0;
  #cells: unknown[] = [];
  #column = 0;
  #type = "";
  #style = 0;
  #value = "";
  #isValue = false;
  #isFormula = false;

  constructor(shared: readonly string[], dates: readonly boolean[]) {
    this.#shared = shared;
    this.#dates = dates;
  }

  takeRows(): readonly SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  onopentag(tag: string, attributes: Readonly<Record<string, string>>): void {
    if (tag === "row") {
      this.#row = Number(attributes.r) || this.#row + 1;
      this.#cells = [];
      this.#column = 0;
    } else if (tag === "c") {
      this.#column = columnOf(attributes.r) ?? this.#column;
      this.#type = attributes.t ?? "n";
      this.#style = Number(attributes.s ?? 0);
      this.#value = "";
      this.#isFormula = false;
    } else if (tag === "f") this.#isFormula = true;
    else if (tag === "v" || tag === "t") this.#isValue = true;
  }

  ontext(text: string): void {
    if (this.#isValue) this.#value += text;
  }

  onclosetag(tag: string): void {
    if (tag === "v" || tag === "t") this.#isValue = false;
    else if (tag === "c") {
      if (this.#column < MAX_COLUMNS) {
        while (this.#cells.length < this.#column) this.#cells.push("");
        this.#cells[this.#column] = this.#cell();
      }
      this.#column++;
    } else if (tag === "row") this.#rows.push({ row: this.#row, cells: this.#cells });
  }

  #cell(): unknown {
    if (this.#isFormula) return FORMULA;
    if (this.#type === "e") return ERROR_VALUE;
    if (this.#type === "s") return this.#shared[Number(this.#value)] ?? "";
    if (this.#type === "n" && this.#value !== "" && this.#dates[this.#style] === true) return dayOf(this.#value);
    return this.#value;
  }
}

/** `BC12` → 54. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? "")?.[0];
  if (letters === undefined) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

const DAY_MS = 86_400_000;

/** A day counted from 1900, as spreadsheets do (with a 29 February 1900 that never was). */
function dayOf(value: string): string {
  const days = Number(value);
  if (!(days >= 1 && days < 200_000)) return value;
  return new Date(Date.UTC(1899, 11, 30) + Math.floor(days) * DAY_MS).toISOString().slice(0, 10);
}
